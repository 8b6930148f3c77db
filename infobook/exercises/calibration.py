"""The checks of the chapter on what the loss rewards."""

import math

import numpy as np

from infobook.exercises._judges import Function, Number

PRIORS = [
    ([0.5, 0.5], [0.5, 0.5], [0.9, 0.1]),
    ([0.2, 0.3, 0.5], [0.1, 0.6, 0.3], [0.4, 0.4, 0.2]),
]


def _gap(epsilon, classes):
    return math.log((classes * (1 - epsilon) + epsilon) / epsilon)


def _new_prior(q, old, new):
    weights = np.array(q) * new / old
    return weights / weights.sum()


def _spherical(q, y):
    return -q[y] / math.hypot(*q)


EXERCISES = {
    "brier-excess": Number(
        0.04,
        "Subtract the expected fine of saying 0.7 from that of saying 0.9.",
        mistakes=((-0.04, "The other way round: honesty costs less."),),
    ),
    "smoothing-gap": Function(
        _gap,
        [(0.1, 10), (0.1, 1000), (0.3, 2)],
        "The softmax must equal the smoothed target; take the log of their ratio.",
    ),
    "new-prior": Function(
        _new_prior,
        PRIORS,
        "Divide by the old shares, multiply by the new, and make it sum to one.",
        agrees=np.allclose,
    ),
    "spherical": Function(
        _spherical,
        [([0.6, 0.4], 0), ([0.1, 0.2, 0.7], 1)],
        "Divide the probability of what came by the length of the vector q.",
    ),
}
