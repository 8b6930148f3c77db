"""The checks of the chapter on maximum entropy."""

import math

import numpy as np
from scipy.special import logsumexp

from infobook.exercises._judges import IN_NATS, Function, Number, Numbers
from infolib.maximum_entropy import maximum_entropy

FACES = np.arange(1, 7)
SCORES = [([2.0, 1.0, 0.0], 1.0), ([2.0, 1.0, 0.0], 0.1), ([1000.0, 999.0], 5.0)]
WAITING = 2 + 3 * math.log2(4 / 3)


def _die(mean):
    die = maximum_entropy(FACES, mean)
    return die.multipliers[0], die.p[0]


def _soft_value(scores, temperature):
    return temperature * logsumexp(np.array(scores) / temperature)


def _six(moments):
    return maximum_entropy([FACES, FACES % 2 == 0], moments).p[5]


EXERCISES = {
    "low-die": Numbers(
        _die(2.5),
        "Opposite faces sum to seven: what is the mean of the opposite faces?",
        mistakes=(
            (_die(4.5), "That is for a mean of 4.5: which faces does this die favour?"),
        ),
    ),
    "waiting-time": Number(
        WAITING,
        "Each count has 3/4 of the probability of the one before. In bits.",
        mistakes=((WAITING * math.log(2), IN_NATS),),
    ),
    "soft-value": Function(
        _soft_value,
        SCORES,
        "The value is T times the logarithm of Z; logsumexp holds for large scores.",
    ),
    "even-faces": Number(
        _six([4.5, 2 / 3]),
        "A second feature is 1 on the even faces; its average is 2/3.",
    ),
}
