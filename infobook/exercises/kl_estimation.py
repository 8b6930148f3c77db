"""The checks of the chapter on estimating KL divergence."""

import numpy as np

from infobook.exercises._judges import Function, Numbers
from infolib.divergence import chi_squared_divergence, kl_divergence

_MU = 0.1
_K1 = 100 * (2 / _MU) ** 2
_K3 = 400 * (np.expm1(_MU**2) - _MU**2) / _MU**4
PAIRS = [
    ([0.5, 0.5], [0.25, 0.75]),
    ([0.7, 0.2, 0.1], [0.1, 0.2, 0.7]),
    ([0.001, 0.999], [0.1, 0.9]),
]


def _best_coefficient(p, q):
    both = kl_divergence(p, q) + kl_divergence(q, p)
    return both / chi_squared_divergence(q, p)


def _after_the_cut(s):
    return s - 1 - np.log(s)


def _later_tokens(d):
    return -d / 4, 0.0


EXERCISES = {
    "samples-needed": Numbers(
        (_K1, float(_K3)),
        "The divergence gives mu; the samples go with the square of the noise. A tenth "
        "of the truth takes a hundred times that square.",
        within=2.0,
        mistakes=(
            (
                (_K1 / 100, float(_K3) / 100),
                "Those give one standard error of the whole truth, not of a tenth.",
            ),
        ),
    ),
    "best-coefficient": Function(
        _best_coefficient,
        PAIRS,
        "Write the variance as a parabola in c. Its lowest point is a covariance over "
        "a variance, and the chapter names both.",
        mistakes=(
            (
                lambda p, q: (
                    (kl_divergence(p, q) + kl_divergence(q, p))
                    / chi_squared_divergence(p, q)
                ),
                "Nearly: the variance of r = q/p is taken under p.",
            ),
        ),
    ),
    "after-the-cut": Function(
        _after_the_cut,
        [(0.9,), (0.5,), (0.99,)],
        "Which ratio r has a token that is left, after the others were cut?",
        mistakes=((lambda s: -np.log(s), "That is the divergence, and what k1 says."),),
    ),
    "later-tokens": Function(
        _later_tokens,
        [(0.1,), (1.0,), (3.0,)],
        "The chain rule: the first token's divergence, plus the probability of B "
        "times d. How does that probability change with theta?",
        mistakes=(
            (
                lambda d: (d / 4, 0.0),
                "The right size. Does a larger theta make B more or less likely?",
            ),
        ),
    ),
}
