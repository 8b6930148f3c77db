"""Wrong answers to the exercises of the chapter on what the loss rewards."""

import math

import numpy as np

WRONG = {
    "brier-excess": [0.25, 0.21, -0.04],
    "three-parts": [
        lambda p, says: np.zeros(3),
        lambda p, says: np.array([0, 0, np.mean(-np.array(p) * np.log(says))]),
        lambda p, says: np.array([np.mean(p), 0, np.mean(says)]),
    ],
    "spherical": [lambda q, y: -math.log(q[y]), lambda q, y: -q[y]],
}
