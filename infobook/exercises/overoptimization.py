"""The checks of the chapter on over-optimisation."""

import numpy as np
from scipy.optimize import brentq

from infobook.exercises._judges import Function, Number, close
from infolib.divergence import kl_divergence
from infolib.policy import best_of_n_policy, gibbs_policy

PRESSED = [
    ([0.4, 0.3, 0.15, 0.1, 0.05], [0, 0.2, 0.5, 0.8, 1.0], [0, 0.2, 0.5, 0.8, -1.0]),
    ([0.7, 0.2, 0.1], [0.0, 1.0, 3.0], [0.0, 2.0, 1.0]),
]
CHECKED = [(0.2, 2), (0.5, 10), (0.01, 64)]


def _turning_price(reference, proxy, gold):
    proxy, gold = np.array(proxy), np.array(gold)

    def covariance(price):
        policy = gibbs_policy(reference, proxy, price)
        return policy @ (proxy * gold) - (policy @ proxy) * (policy @ gold)

    return brentq(covariance, 0.1, 20)


def _best_of_four():
    even = np.full(4, 1 / 4)
    return kl_divergence(best_of_n_policy(even, [1, 2, 3, 4], 4), even)


def _checked_nats(p, n):
    return kl_divergence(best_of_n_policy([1 - p, p], [0, 1], n), [1 - p, p])


EXERCISES = {
    "turning-price": Function(
        _turning_price,
        PRESSED,
        "Where is the covariance of proxy and gold 0, under the policy itself?",
        agrees=lambda found, expected: close(found, expected, tolerance=1e-3),
    ),
    "four-draws": Number(
        _best_of_four(),
        "With what probability is the best of four draws the k-th answer?",
    ),
    "checked-nats": Function(
        _checked_nats,
        CHECKED,
        "When is the best of n wrong? Only right and wrong count.",
    ),
}
