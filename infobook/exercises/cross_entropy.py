"""The checks of the chapter on cross-entropy."""

import math

from infobook.exercises._judges import IN_NATS, Function, Numbers
from infolib.entropy import binary_entropy
from infolib.losses import softmax_cross_entropy

BINARY = [(0.0, 1), (2.0, 0), (-3.0, 1), (1e4, 0), (-1e4, 0)]


def _double_softmax(classes):
    return math.log(math.e + classes - 1) - 1


def _binary_loss(z, label):
    return softmax_cross_entropy([0.0, z], label)


def _laplace_loss(x, c):
    return abs(x - c) + math.log(2)


EXERCISES = {
    "three-labels": Numbers(
        (2 / 3, binary_entropy(1 / 3, base=2)),
        "Average the three losses as a function of the belief, and find where it is "
        "lowest; in bits.",
        mistakes=(((2 / 3, binary_entropy(1 / 3)), IN_NATS),),
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
