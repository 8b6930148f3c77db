"""The checks of the chapter on what the loss rewards."""

import math

import numpy as np

from infobook.exercises._judges import Function, Number
from infolib import entropy, kl_divergence

WEATHERS = [
    ([0.1, 0.3, 0.6, 0.9], [0.2, 0.2, 0.8, 0.8]),
    ([0.2, 0.7, 0.4], [0.5, 0.6, 0.5]),
    ([0.25, 0.75], [0.25, 0.75]),
]


def _three_parts(p, says):
    p, says = np.array(p), np.array(says)
    c = np.array([p[says == s].mean() for s in says])
    p, c, says = (np.stack([x, 1 - x], axis=1) for x in (p, c, says))
    noise, refinement = entropy(p).mean(), entropy(c).mean()
    return np.array([noise, refinement - noise, kl_divergence(c, says).mean()])


def _each_weather_apart(p, says):
    p, says = (np.stack([x, 1 - np.array(x)], axis=1) for x in (p, says))
    return np.array([entropy(p).mean(), 0, kl_divergence(p, says).mean()])


def _spherical(q, y):
    return -q[y] / math.hypot(*q)


EXERCISES = {
    "brier-excess": Number(
        0.04,
        "Subtract the expected fine of saying 0.7 from that of saying 0.9.",
        mistakes=((-0.04, "The other way round: honesty costs less."),),
    ),
    "three-parts": Function(
        _three_parts,
        WEATHERS,
        "What really happens when he says q? Average p over those weathers first.",
        agrees=np.allclose,
        mistakes=(
            (
                _each_weather_apart,
                "He does not tell apart weathers in which he says the same.",
            ),
            (
                lambda p, says: _three_parts(p, says) / math.log(2),
                "That is in bits: the exercise asks for nats.",
            ),
        ),
    ),
    "spherical": Function(
        _spherical,
        [([0.6, 0.4], 0), ([0.1, 0.2, 0.7], 1)],
        "Divide the probability of what came by the length of the vector q.",
    ),
}
