"""The checks of the chapter on maximum entropy."""

import numpy as np
from scipy.special import logsumexp

from infobook.exercises._judges import agree, close
from infolib.maximum_entropy import maximum_entropy

FACES = np.arange(1, 7)
SCORES = [([2.0, 1.0, 0.0], 1.0), ([2.0, 1.0, 0.0], 0.1), ([1000.0, 999.0], 5.0)]


def _soft_value(scores, temperature):
    return temperature * logsumexp(np.array(scores) / temperature)


def _is_low_die(multiplier, one):
    low = maximum_entropy(FACES, 2.5)
    return close(multiplier, low.multipliers[0]) and close(one, low.p[0])


def _six(moments):
    return maximum_entropy([FACES, FACES % 2 == 0], moments).p[5]


EXERCISES = {
    "low-die": (
        lambda answer: _is_low_die(*answer),
        "Opposite faces sum to seven: what is the mean of the opposite faces?",
    ),
    "waiting-time": (
        lambda answer: close(answer, 2 + 3 * np.log2(4 / 3)),
        "Each count has 3/4 of the probability of the one before. In bits.",
    ),
    "soft-value": (
        lambda answer: agree(answer, _soft_value, SCORES),
        "The value is T times the logarithm of Z; logsumexp holds for large scores.",
    ),
    "even-faces": (
        lambda answer: close(answer, _six([4.5, 2 / 3])),
        "A second feature is 1 on the even faces; its average is 2/3.",
    ),
}
