"""The checks of the chapter on mutual information."""

import math

import numpy as np
from scipy.optimize import brentq

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.entropy import binary_entropy
from infolib.mutual_information import mutual_information

SPLITS = [([4, 0], [0, 4]), ([3, 1], [1, 3]), ([2, 2], [2, 2]), ([5, 1, 0], [1, 0, 9])]


def _gain(left, right):
    counts = np.array([left, right])
    return mutual_information(counts / counts.sum(), base=2)


def _least_error():
    def room(e):
        return binary_entropy(e, base=2) + e * math.log2(9)

    return brentq(lambda e: room(e) - 1, 0.01, 0.9)


EXERCISES = {
    "parity-of-a-die": Number(
        1.0,
        "How many numbers are possible before, and how many after?",
    ),
    "typewriter": Number(
        math.log2(13),
        "Which keys can be told apart for certain?",
        mistakes=((13, "That is how many keys: how many bits is it?"),),
    ),
    "information-gain": Function(
        _gain,
        SPLITS,
        "The counts over their total are a joint distribution of side and label; "
        "in bits.",
        mistakes=((lambda left, right: _gain(left, right) * math.log(2), IN_NATS),),
    ),
    "least-error": Number(
        _least_error(),
        "At which error does Fano's bound reach one bit?",
    ),
}
