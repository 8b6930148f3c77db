"""The checks of the chapter on entropy."""

import math

import numpy as np

from infobook.exercises._judges import IN_BITS, IN_NATS, Function, Number, close
from infolib.entropy import binary_entropy, entropy

LOADED_DIE = [0.1, 0.1, 0.1, 0.1, 0.1, 0.5]
LOGITS = np.array([2.0, 1.0, 0.0])


def _geometric_entropy(q):
    return binary_entropy(q, base=2) / q


def _noise_floor(rate, classes):
    return binary_entropy(rate) + rate * math.log(classes - 1)


def _softmax_entropy(temperature):
    with np.errstate(over="ignore"):
        weights = np.exp((LOGITS - LOGITS.max()) / temperature)
    return entropy(weights / weights.sum(), base=2)


EXERCISES = {
    "loaded-die": Number(
        entropy(LOADED_DIE, base=2),
        "Is the sum over all six faces, and in bits?",
        mistakes=((entropy(LOADED_DIE), IN_NATS),),
    ),
    "weighings": Number(
        math.ceil(entropy([1 / 24] * 24) / math.log(3)),
        "How many answers are possible, and how many does one weighing tell apart?",
        within=0,
    ),
    "geometric": Function(
        _geometric_entropy,
        [(0.1,), (0.5,), (0.9,)],
        "For q = 0.5 the number of tosses has an entropy of 2 bits.",
        mistakes=((lambda q: binary_entropy(q) / q, IN_NATS),),
    ),
    "noise-floor": Function(
        _noise_floor,
        [(0.05, 10), (0.2, 3), (0.4, 2)],
        "Two things are uncertain: whether the label flips, and where to. In nats.",
        mistakes=(
            (lambda rate, classes: _noise_floor(rate, classes) / math.log(2), IN_BITS),
        ),
    ),
    "temperature": Number(
        lambda answer: answer > 0 and close(_softmax_entropy(answer), 1.0),
        "Entropy grows with the temperature: try a value, then halve the interval.",
        mistakes=((lambda answer: answer <= 0, "A temperature is above 0."),),
    ),
}
