"""Wrong answers to the exercises of the chapter on the variants of the loss."""

import math

import numpy as np

WRONG = {
    "smoothing-gap": [
        lambda epsilon, classes: math.log(1 / epsilon),
        lambda epsilon, classes: math.inf,
    ],
    "undo-bonus": [
        lambda q, a: np.array(q),
        lambda q, a: np.array(q) / (1 + a * np.array(q)),
        lambda q, a: (np.array(q) + a) / np.sum(np.array(q) + a),
    ],
    "hundred-classes": [0.05, 0.0437, 1 / 99],
    "new-prior": [lambda q, old, new: q, lambda q, old, new: new],
}
