"""Wrong answers to the exercises of the chapter on entropy from samples."""

import numpy as np

from infolib import entropy_from_counts

WRONG = {
    "three-tosses": [0.918, 0.5, 1],
    "enough-samples": [999 / 0.02, 1000],
    "unseen-share": [lambda counts: np.mean(np.equal(counts, 1)), lambda counts: 0.1],
    "leave-one-out": [entropy_from_counts, lambda counts: 0.0],
}
