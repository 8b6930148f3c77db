"""The checks of the chapter on KL divergence."""

import math

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.divergence import kl_divergence

GAUSSIANS = [(0, 1, 1, 1), (0, 1, 0, 2), (3, 0.5, -1, 2.5)]


def _gaussian_kl(mean_p, sd_p, mean_q, sd_q):
    square = (sd_p**2 + (mean_p - mean_q) ** 2) / sd_q**2
    return math.log(sd_q / sd_p) + (square - 1) / 2


def _ratio(mu=0.1):
    k3 = 2 * math.sqrt(math.expm1(mu**2) - mu**2) / mu**2
    return (2 / mu / k3) ** 2


EXERCISES = {
    "two-heads": Number(
        kl_divergence([0.5, 0.5], [0.995, 0.005], base=2),
        "The truth comes first, and it is fair; in bits.",
        mistakes=((kl_divergence([0.5, 0.5], [0.995, 0.005]), IN_NATS),),
    ),
    "gaussian-kl": Function(
        _gaussian_kl,
        GAUSSIANS,
        "For means 0 and 1 and both spreads 1 it is half a nat.",
    ),
    "jensen-shannon-bits": Number(
        1.0,
        "How much does a single sample tell about which of the two it came from?",
        mistakes=((math.log(2), IN_NATS),),
    ),
    "samples-needed": Number(
        _ratio(),
        "The divergence gives mu; the samples go with the square of the noise.",
        within=1.0,
        mistakes=(
            (math.sqrt(_ratio()), "That is the ratio of the noises: square it."),
        ),
    ),
}
