"""The checks of the chapter on maximum-entropy reinforcement learning."""

import math

import numpy as np
from scipy.special import softmax

from infobook.exercises._judges import Function, Number, close
from infolib.entropy import entropy
from infolib.policy import gibbs_value

VALUES = [([2.0, 1.5, 1.5], 1.0), ([0.0, 3.0], 0.2)]


def _backups():
    rng = np.random.default_rng(0)
    rewards, values = rng.normal(size=(5, 3)), rng.normal(size=5)
    transitions = rng.dirichlet(np.ones(5), size=(5, 3))
    return [(rewards, transitions, 0.9, t, values) for t in (1.0, 0.001)]


def _soft_backup(rewards, transitions, discount, temperature, values):
    q = rewards + discount * transitions @ values
    soft = gibbs_value(np.full(3, 1 / 3), q, temperature)
    return soft + temperature * math.log(3)


def _reaches(values, target):
    """Return whether a temperature gives these values the target's entropy."""

    def reaches(temperature):
        policy = softmax(np.array(values) / temperature)
        return close(entropy(policy), target, tolerance=1e-4)

    return reaches


EXERCISES = {
    "three-rooms": Number(
        1.5 + math.log(2),
        "Half of the time means equal soft values. What is the right worth?",
    ),
    "soft-backup": Function(
        _soft_backup,
        _backups(),
        "Soft values of actions first, then T times their log-sum-exp over T.",
        agrees=np.allclose,
    ),
    "steps-for-ever": Number(
        1 / math.log(3),
        "Add up the weights of all walks by their length: a geometric series.",
        mistakes=((math.log(3), "Upside down: that is one over the temperature."),),
    ),
    "target-temperature": Function(
        _reaches,
        VALUES,
        "The hotter, the more entropy: look for the temperature between.",
        agrees=lambda temperature, reaches: reaches(temperature),
    ),
}
