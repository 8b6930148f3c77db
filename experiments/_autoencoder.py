"""A variational autoencoder for black and white digits, and how it is trained."""

import numpy as np
from scipy.special import expit
from sklearn.datasets import load_digits

from infolib import diagonal_gaussian_kl

HIDDEN, TRAINED, BATCH = 64, 1500, 250


def split_digits(seed):
    """Return 1500 digits to learn from and 297 others, in black and white."""
    images = (load_digits().data >= 8).astype(float)
    order = np.random.default_rng(seed).permutation(len(images))
    return images[order[:TRAINED]], images[order[TRAINED:]]


def encode(layers, x):
    """Return the guess at each image's latents: mean and log-variance."""
    w1, b1, w2, b2, *_ = layers
    return np.split(np.tanh(x @ w1 + b1) @ w2 + b2, 2, axis=-1)


def decode(layers, z):
    """Return the log-odds of white, for each pixel."""
    w3, b3, w4, b4 = layers[4:8]
    return np.tanh(z @ w3 + b3) @ w4 + b4


def surprisal(logits, x):
    """Return -log p(x) in nats, the sum over the pixels."""
    return np.logaddexp(0, (1 - 2 * x) * logits).sum(axis=-1)


def rate_and_distortion(layers, x, noise):
    """Return both terms of the loss for each image, in nats."""
    mean, log_var = encode(layers, x)
    logits = decode(layers, mean + np.exp(log_var / 2) * noise)
    logits = logits + x @ layers[8] if len(layers) > 8 else logits
    return diagonal_gaussian_kl(mean, log_var), surprisal(logits, x)


def in_bits(layers, x, latents, draws=20):
    """Return mean rate and mean distortion in bits, from some draws of the noise."""
    noise = np.random.default_rng(1).normal(size=(draws, len(x), latents))
    parts = [rate_and_distortion(layers, x, e) for e in noise]
    return np.mean(parts, axis=(0, 2)) / np.log(2)


def slopes(layers, x, noise, beta=1.0):
    """Return the gradient of the mean of distortion + beta * rate, layer by layer."""
    w1, b1, w2, _, w3, b3, w4, b4, *memory = layers
    seen = np.tanh(x @ w1 + b1)
    mean, log_var = encode(layers, x)
    spread = np.exp(log_var / 2)
    z = mean + spread * noise
    made = np.tanh(z @ w3 + b3)
    logits = made @ w4 + b4 + sum(x @ w for w in memory)
    miss = (expit(logits) - x) / len(x)
    back = miss @ w4.T * (1 - made**2)
    in_z = back @ w3.T
    in_mean = in_z + beta * mean / len(x)
    in_log_var = in_z * noise * spread / 2 + beta * (spread**2 - 1) / 2 / len(x)
    in_code = np.hstack([in_mean, in_log_var])
    into = in_code @ w2.T * (1 - seen**2)
    pairs = [(x, into), (seen, in_code), (z, back), (made, miss)]
    found = [part for a, b in pairs for part in (a.T @ b, b.sum(axis=0))]
    return found + [x.T @ miss for _ in memory]


def start(pixels, latents, rng):
    """Return the layers as they are before training: small weights, no biases."""
    sizes = [(pixels, HIDDEN), (HIDDEN, 2 * latents)]
    sizes += [(latents, HIDDEN), (HIDDEN, pixels)]
    pairs = [(rng.normal(size=s) / np.sqrt(s[0]), np.zeros(s[1])) for s in sizes]
    return [part for pair in pairs for part in pair]


def train(images, latents, *, seed, beta=1.0, steps=600, window=0, layers=None):
    """Return the layers after some steps of Adam.

    With a window, each pixel's log-odds also get a weighted sum of so many pixels
    before it: the decoder remembers. Layers to begin with may be given.
    """
    rng = np.random.default_rng(seed)
    pixels = images.shape[1]
    layers = start(pixels, latents, rng) if layers is None else layers[:8]
    layers += [np.zeros((pixels, pixels))] if window else []
    before = np.arange(pixels) - np.arange(pixels)[:, None]
    seen = (before > 0) & (before <= window)
    first = [np.zeros_like(w) for w in layers]
    second = [np.zeros_like(w) for w in layers]
    for t in range(1, steps + 1):
        batch = images[rng.integers(len(images), size=BATCH)]
        found = slopes(layers, batch, rng.normal(size=(BATCH, latents)), beta)
        if window:
            found[8] = found[8] * seen
        first = [0.9 * m + 0.1 * g for m, g in zip(first, found, strict=True)]
        second = [0.999 * v + 0.001 * g**2 for v, g in zip(second, found, strict=True)]
        pace = 0.01 * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        moves = [m / (np.sqrt(v) + 1e-8) for m, v in zip(first, second, strict=True)]
        layers = [w - pace * move for w, move in zip(layers, moves, strict=True)]
    return layers
