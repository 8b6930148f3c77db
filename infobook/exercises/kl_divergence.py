"""The checks of the chapter on KL divergence."""

import math

from infobook.exercises._judges import IN_NATS, Function, Number

GAUSSIANS = [(0, 1, 1, 1), (0, 1, 0, 2), (3, 0.5, -1, 2.5)]


def _gaussian_kl(mean_p, sd_p, mean_q, sd_q):
    square = (sd_p**2 + (mean_p - mean_q) ** 2) / sd_q**2
    return math.log(sd_q / sd_p) + (square - 1) / 2


def _one_side_or_all(m):
    return math.log(3) + math.log(2 * m / (1 - m)) / 3


def _mean_field(rho):
    return 1.0, math.sqrt(1 - rho**2)


EXERCISES = {
    "gaussian-kl": Function(
        _gaussian_kl,
        GAUSSIANS,
        "For means 0 and 1 and both spreads 1 it is half a nat.",
    ),
    "one-side-or-all": Function(
        _one_side_or_all,
        [(0.01,), (0.1,), (1 / 3,)],
        "In the reverse direction the belief comes first: it is what we average under.",
        mistakes=(
            (
                lambda m: -_one_side_or_all(m),
                "The right size: which of the two is subtracted from which?",
            ),
        ),
    ),
    "mean-field": Function(
        _mean_field,
        [(0.0,), (0.5,), (-0.9,)],
        "Forward, each factor is the marginal. Reverse, its variance is one over an "
        "entry of the inverse of the covariance.",
        mistakes=(
            (lambda rho: (1.0, 1 - rho**2), "That is the variance: take its root."),
            (lambda rho: _mean_field(rho)[::-1], "The other way round."),
        ),
    ),
    "jensen-shannon-bits": Number(
        1.0,
        "How much does a single sample tell about which of the two it came from?",
        mistakes=((math.log(2), IN_NATS),),
    ),
}
