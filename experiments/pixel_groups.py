"""How far do groups of pixels help on images not seen, and what does smoothing change?

Ten pixels of the digits. Maximum-entropy models know how often each group of up to
one, two, three or four pixels is on together, in 900 images to which imaginary ones
are added, spread evenly over all 1,024 patterns. The others are the test.
"""

from itertools import combinations

import numpy as np
from sklearn.datasets import load_digits

from infolib import maximum_entropy

SEEDS = range(20)
TRAIN = 900
IMAGINARY = [1, 3, 10, 30, 100, 300]
PATTERNS = np.array(list(np.ndindex(*(2,) * 10)))
GROUPS = [g for size in (1, 2, 3, 4) for g in combinations(range(10), size)]
SIZE = np.array([len(group) for group in GROUPS])
FEATURES = np.array([PATTERNS[:, group].prod(axis=1) for group in GROUPS])


def pattern_numbers():
    """Return the number of each image's pattern: the ten pixels on nearest to half."""
    on = load_digits().data >= 8
    pixels = np.argsort(np.abs(on.mean(axis=0) - 0.5), kind="stable")[:10]
    return on[:, np.sort(pixels)] @ (1 << np.arange(9, -1, -1))


def fit(frequencies, largest):
    """Return the maximum-entropy model that knows all groups up to this size."""
    told = FEATURES[largest >= SIZE]
    return maximum_entropy(told, told @ frequencies).p


def run(seed):
    """Return bits per pattern, ``[imaginary images, largest group]``, on both parts."""
    number = pattern_numbers()
    order = np.random.default_rng(seed).permutation(len(number))
    parts = number[order[:TRAIN]], number[order[TRAIN:]]
    train, test = (np.bincount(part, minlength=1024) / len(part) for part in parts)
    bits = np.empty((2, len(IMAGINARY), 4))
    for i, imaginary in enumerate(IMAGINARY):
        smoothed = (TRAIN * train + imaginary / 1024) / (TRAIN + imaginary)
        for largest in (1, 2, 3, 4):
            surprisal = -np.log2(fit(smoothed, largest))
            bits[:, i, largest - 1] = train @ surprisal, test @ surprisal
    return {"fitted": bits[0], "unseen": bits[1]}
