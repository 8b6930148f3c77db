"""Wrong answers to the exercises of the chapter on entropy from samples."""

import numpy as np

from infolib import entropy_from_counts

WRONG = {
    "three-tosses": [0.918, 0.5, 1],
    "pairs-that-agree": [
        lambda counts: np.sum(np.square(counts)) / np.sum(counts) ** 2,
        lambda counts: np.exp(-entropy_from_counts(counts)),
    ],
    "seen-r-times": [
        lambda counts, r: r * np.sum(np.equal(counts, r)) / np.sum(counts),
        lambda counts, r: np.sum(np.equal(counts, r + 1)) / np.sum(counts),
    ],
    "leave-one-out": [entropy_from_counts, lambda counts: 0.0],
}
