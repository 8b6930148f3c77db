"""The checks of the chapter on cross-entropy."""

import math

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.divergence import kl_divergence
from infolib.losses import softmax_cross_entropy

BINARY = [(0.0, 1), (2.0, 0), (-3.0, 1), (1e4, 0), (-1e4, 0)]

WEATHER = kl_divergence([0.3, 0.7], [0.6, 0.4])


def _double_softmax(classes):
    return math.log(math.e + classes - 1) - 1


def _binary_loss(z, label):
    return softmax_cross_entropy([0.0, z], label)


def _laplace_loss(x, c):
    return abs(x - c) + math.log(2)


EXERCISES = {
    "weather-bet": Number(
        WEATHER / math.log(2),
        "Average over what happens, 0.3 and 0.7; in bits.",
        mistakes=((WEATHER, IN_NATS),),
    ),
    "double-softmax": Function(
        _double_softmax,
        [(2,), (10,), (50_000,)],
        "The largest logit that a probability can be is 1, the least is 0.",
    ),
    "binary-loss": Function(
        _binary_loss,
        BINARY,
        "A sigmoid is a softmax of two logits, one of which is 0.",
    ),
    "laplace": Function(
        _laplace_loss,
        [(1.0, 0.0), (-2.0, 3.0)],
        "The density must integrate to 1: that is where the constant comes from.",
    ),
}
