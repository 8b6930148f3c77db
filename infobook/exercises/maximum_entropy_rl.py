"""The checks of the chapter on maximum-entropy reinforcement learning."""

import math

import numpy as np
from scipy.special import softmax

from infobook.exercises._judges import close
from infolib.entropy import entropy
from infolib.policy import gibbs_value

VALUES = [([2.0, 1.5, 1.5], 1.0), ([0.0, 3.0], 0.2)]


def _backs_up(answer, temperature):
    rng = np.random.default_rng(0)
    rewards, values = rng.normal(size=(5, 3)), rng.normal(size=5)
    transitions = rng.dirichlet(np.ones(5), size=(5, 3))
    q = rewards + 0.9 * transitions @ values
    expected = gibbs_value(np.full(3, 1 / 3), q, temperature)
    expected = expected + temperature * math.log(3)
    return np.allclose(answer(rewards, transitions, 0.9, temperature, values), expected)


def _has_entropy(answer, values, target):
    policy = softmax(np.array(values) / answer(values, target))
    return close(entropy(policy), target, tolerance=1e-4)


EXERCISES = {
    "three-rooms": (
        lambda answer: close(answer, 1.5 + math.log(2)),
        "Half of the time means equal soft values. What is the right worth?",
    ),
    "soft-backup": (
        lambda answer: all(_backs_up(answer, t) for t in (1.0, 0.001)),
        "Soft values of actions first, then T times their log-sum-exp over T.",
    ),
    "steps-for-ever": (
        lambda answer: close(answer, 1 / math.log(3)),
        "Add up the weights of all walks by their length: a geometric series.",
    ),
    "target-temperature": (
        lambda answer: all(_has_entropy(answer, *case) for case in VALUES),
        "The hotter, the more entropy: look for the temperature between.",
    ),
}
