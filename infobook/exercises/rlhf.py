"""The checks of the chapter on RLHF and PPO."""

import math

import numpy as np

from infobook.exercises._judges import Function, Number, close
from infolib.divergence import kl_divergence
from infolib.policy import best_of_n_policy, gibbs_policy

TARGETS = [
    ([0.5, 0.5], [1.0, 0.0], 0.1),
    ([0.4, 0.3, 0.15, 0.1, 0.05], [0, 0.2, 0.5, 0.8, 1.0], 0.5),
]
TRAINED = [([0.7, 0.3], [0.5, 0.5]), ([0.2, 0.2, 0.6], [0.5, 0.25, 0.25])]


def _buys(reference, reward, nats):
    """Return whether a price buys so many nats."""

    def buys(price):
        policy = gibbs_policy(reference, reward, price)
        return close(kl_divergence(policy, reference), nats, tolerance=1e-4)

    return buys


def _implied_reward(policy, reference):
    implied = 0.1 * np.log(np.divide(policy, reference))
    return implied - np.dot(reference, implied)


def _best_of_four():
    even = np.full(4, 1 / 4)
    return kl_divergence(best_of_n_policy(even, [1, 2, 3, 4], 4), even)


EXERCISES = {
    "tilted-coin": Number(
        1 / (1 + math.exp(-1)),
        "Tilt both answers by e to the reward over beta, then normalise.",
        mistakes=((1 / (1 + math.exp(1)), "That is the other answer's probability."),),
    ),
    "price-for-nats": Function(
        _buys,
        TARGETS,
        "The dearer the divergence, the less of it: look for the price between.",
        agrees=lambda price, buys: buys(price),
    ),
    "four-draws": Number(
        _best_of_four(),
        "With what probability is the best of four draws the k-th answer?",
    ),
    "implied-reward": Function(
        _implied_reward,
        TRAINED,
        "The reward is beta times a log-ratio, up to a constant.",
        agrees=np.allclose,
    ),
}
