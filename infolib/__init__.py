"""Information theory for machine learning: the functions behind the book's formulas."""

from infolib.entropy import (
    binary_entropy,
    conditional_entropy,
    entropy,
    joint_entropy,
    perplexity,
    renyi_entropy,
    surprisal,
)

__all__ = [
    "binary_entropy",
    "conditional_entropy",
    "entropy",
    "joint_entropy",
    "perplexity",
    "renyi_entropy",
    "surprisal",
]
