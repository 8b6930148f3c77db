"""Entropy, divergence and information estimated from data: counts, samples, critics."""
