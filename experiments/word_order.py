"""What does it cost a language model when words stand in random order?

Each seed is a passage of Shakespeare's plays. Its first 12, 25, 50 and 90 words are
read as they stand and in a random order, beside the logarithm of the number of
orders. Of its first four different words all 24 orders are read, so that the model's
belief in each of them is exact.
"""

from itertools import permutations
from math import lgamma, log

import numpy as np

from infobook.datasets import load_shakespeare
from infobook.language_model import load_language_model
from infolib import entropy, kl_divergence

SEEDS = range(14)
# Sums of float32, in the order that a processor likes.
TOLERANCE = 1e-3
SIZES = (12, 25, 50, 90)


def passage(seed):
    """Return the words of one passage, from the beginning of a sentence."""
    plays = load_shakespeare()
    start = len(plays) * (2 * seed + 1) // (2 * len(SEEDS))
    start = plays.index(". ", start) + 2
    return plays[start : start + 2000].split()[: max(SIZES)]


def bits(words):
    """Return the surprisal of words in this order."""
    model = load_language_model()
    return model.surprisals(model.encode(" ".join(words)), base=2).sum()


def log2_orders(words):
    """Return the logarithm of the number of different orders of words."""
    _, counts = np.unique(words, return_counts=True)
    return (lgamma(len(words) + 1) - sum(lgamma(n + 1) for n in counts)) / log(2)


def all_orders(words):
    """Return what a model knows of the order of words, and what it bets on others."""
    surprisals = np.array([bits(order) for order in permutations(words)])
    likely = np.exp2(surprisals.min() - surprisals)
    belief = likely / likely.sum()
    uniform = np.full(len(belief), 1 / len(belief))
    return {
        "known": np.log2(len(belief)) + np.log2(belief[0]),
        "wrong_bets": kl_divergence(uniform, belief, base=2),
        "extra": surprisals.mean() - surprisals[0],
        "doubt": entropy(belief, base=2),
    }


def run(seed):
    """Return the bits of one passage, of it shuffled, and of its number of orders."""
    words, rng = passage(seed), np.random.default_rng(seed)
    parts = [words[:size] for size in SIZES]
    found = {
        "ordered": [bits(part) for part in parts],
        "shuffled": [bits(rng.permutation(part)) for part in parts],
        "log2_orders": [log2_orders(part) for part in parts],
    }
    four = all_orders(list(dict.fromkeys(words))[:4])
    return found | {f"four_{name}": value for name, value in four.items()}
