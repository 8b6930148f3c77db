"""The checks of the chapter on RLHF and policy gradients."""

import math

import numpy as np
from scipy.optimize import brentq

from infobook.exercises._judges import Function, Number, close
from infolib.divergence import kl_divergence
from infolib.policy import gibbs_policy

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


def _log_odds(p):
    return math.log(p / (1 - p))


def _moving_price():
    def excess(p):
        return _log_odds(p) - _log_odds(0.2) - 1 / math.sqrt(p * (1 - p))

    return brentq(excess, 0.2, 0.9)


# The price while the policy is still the reference, which is not where it ends.
_FIRST_PRICE = 1 / (1 + 4 * math.exp(-1 / 0.4))
_ROOT = math.sqrt(3)

EXERCISES = {
    "price-for-nats": Function(
        _buys,
        TARGETS,
        "The dearer the divergence, the less of it: look for the price between.",
        agrees=lambda price, buys: buys(price),
    ),
    "moving-price": Number(
        _moving_price(),
        "What is the spread of a reward of 0 or 1? The price is that of the end.",
        mistakes=(
            (1 / (1 + 4 / math.e), "That is the end at a price of 1 that stays."),
            (_FIRST_PRICE, "That is the reference's spread. It changes on the way."),
        ),
    ),
    "missing-pair": Number(
        1 / (1 + _ROOT + 1 / _ROOT),
        "Which logits does a pair move, and by how much each?",
        mistakes=((1 / 3, "Its logit stays. What does the normalisation do?"),),
    ),
    "implied-reward": Function(
        _implied_reward,
        TRAINED,
        "The reward is beta times a log-ratio, up to a constant.",
        agrees=np.allclose,
    ),
}
