"""Wrong answers to the exercises of the chapter on mutual information."""

import numpy as np

COPY = np.zeros((2, 2, 2))
COPY[0, 0, 0] = COPY[1, 1, 1] = 0.5
EVEN = np.full((2, 2, 2), 1 / 8)
NO_CAUSE = np.zeros((2, 2, 2))
NO_CAUSE[0, 0] = NO_CAUSE[1, 1] = 0.25

WRONG = {
    "two-calls": [0.1733, 0.3466, 0.2781, 1.0],
    "common-cause": [COPY, EVEN, NO_CAUSE, [0.5, 0.5]],
    "two-names": [0.3222, 0.1, 0.5],
    "typewriter": [4.7, 3.0, 13],
    "same-doubt": [
        [[[1, 0], [0, 1]], [[0.5, 0.5], [0.5, 0.5]]],
        [[[0.9, 0.1], [0.9, 0.1]], [[1, 0], [0, 1]]],
        [[[0.5, 0.5], [0.5, 0.5]], [[0.6, 0.4], [0.4, 0.6]]],
        "the first",
    ],
}
