"""The checks of the chapter on the variants of the loss, and their inverses."""

import math

import numpy as np
from scipy.optimize import brentq

from infobook.exercises._judges import Function, Number

PRIORS = [
    ([0.5, 0.5], [0.5, 0.5], [0.9, 0.1]),
    ([0.2, 0.3, 0.5], [0.1, 0.6, 0.3], [0.4, 0.4, 0.2]),
]
ANSWERS = [([0.7, 0.3], 1.0), ([0.2, 0.3, 0.5], 4.0), ([0.9, 0.1], 0.0)]


def _gap(epsilon, classes):
    return math.log((classes * (1 - epsilon) + epsilon) / epsilon)


def _new_prior(q, old, new):
    weights = np.array(q) * new / old
    return weights / weights.sum()


def _undo_bonus(q, a):
    belief = np.array(q) / (1 + a * np.array(q))
    return belief / belief.sum()


def _focal_weight(q):
    return q / ((1 - q) ** 2 - 2 * q * (1 - q) * math.log(q))


def _excess(q):
    first, others = _focal_weight(q), _focal_weight((1 - q) / 99)
    return first / (first + 99 * others) - 0.05


SAID = brentq(_excess, 0.01, 0.5)

EXERCISES = {
    "smoothing-gap": Function(
        _gap,
        [(0.1, 10), (0.1, 1000), (0.3, 2)],
        "The softmax must equal the smoothed target; take the log of their ratio.",
    ),
    "undo-bonus": Function(
        _undo_bonus,
        ANSWERS,
        "What is the slope of the loss in q? The belief goes as one over its size.",
        agrees=np.allclose,
        mistakes=(
            (
                lambda q, a: np.array(q) / (1 + a * np.array(q)),
                "In the right proportion; now make it sum to one.",
            ),
        ),
    ),
    "hundred-classes": Number(
        SAID,
        "The printed inverse leads from what is said to the belief: look for the "
        "answer that it takes to 0.05.",
        within=2e-5,
        mistakes=((0.05, "Focal loss is not proper: that is what he believes."),),
    ),
    "new-prior": Function(
        _new_prior,
        PRIORS,
        "Divide by the old shares, multiply by the new, and make it sum to one.",
        agrees=np.allclose,
    ),
}
