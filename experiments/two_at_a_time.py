"""Does BALD lose because ten images that it asks for at once are much the same?

The clean pool of active_learning.py, and its two committees. They ask for 100 labels
as there, but two at a time, so that each pair is chosen with the last one's labels
known.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from experiments.active_learning import fill, predict, worth

SEEDS = range(10)
# Which of two images that are almost as doubtful is asked for changes all that follows.
TOLERANCE = 0.1
RULES = ("random", "resampled", "opinionated")


def ask(rule, seed):
    """Return the accuracy after 100 questions, two at a time."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(
        images / 16, digits, test_size=0.5, random_state=seed, stratify=digits
    )
    train_x, test_x, train_y, test_y = halves
    rng = np.random.default_rng(seed)
    x, y, _ = fill("clean", train_x, train_y, rng)
    known = list(rng.permutation(600)[:20])
    for _ in range(50):
        value = worth(rule, x[known], y[known], x, rng, width=1.0)
        value[known] = -np.inf
        known += list(np.argsort(-value)[:2])
    return (predict(x[known], y[known], test_x).argmax(axis=1) == test_y).mean()


def run(seed):
    """Return the accuracy of each rule that asks two at a time."""
    return {rule: ask(rule, seed) for rule in RULES}
