"""The checks of the chapter on what the loss rewards."""

import math

import numpy as np

from infobook.exercises._judges import agree, close

PRIORS = [
    ([0.5, 0.5], [0.5, 0.5], [0.9, 0.1]),
    ([0.2, 0.3, 0.5], [0.1, 0.6, 0.3], [0.4, 0.4, 0.2]),
]


def _gap(epsilon, classes):
    return math.log((classes * (1 - epsilon) + epsilon) / epsilon)


def _moves_the_prior(function):
    for q, old, new in PRIORS:
        weights = np.array(q) * new / old
        if not np.allclose(function(q, old, new), weights / weights.sum()):
            return False
    return True


def _spherical(q, y):
    return -q[y] / math.hypot(*q)


EXERCISES = {
    "brier-excess": (
        lambda answer: close(answer, 0.04),
        "Subtract the expected fine of saying 0.7 from that of saying 0.9.",
    ),
    "smoothing-gap": (
        lambda answer: agree(answer, _gap, [(0.1, 10), (0.1, 1000), (0.3, 2)]),
        "The softmax must equal the smoothed target; take the log of their ratio.",
    ),
    "new-prior": (
        _moves_the_prior,
        "Divide by the old shares, multiply by the new, and make it sum to one.",
    ),
    "spherical": (
        lambda answer: agree(
            answer, _spherical, [([0.6, 0.4], 0), ([0.1, 0.2, 0.7], 1)]
        ),
        "Divide the probability of what came by the length of the vector q.",
    ),
}
