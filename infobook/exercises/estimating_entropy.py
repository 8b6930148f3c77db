"""The checks of the chapter on entropy from samples."""

import math

import numpy as np

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.entropy import binary_entropy
from infolib.estimation.counts import entropy_from_counts

COUNTS = [([3, 2, 2, 1],), ([1, 1, 5, 0],), ([10, 1, 1, 1, 7],)]


def _unseen_share(counts):
    return np.sum(np.equal(counts, 1)) / np.sum(counts)


def _jackknife(counts):
    return entropy_from_counts(counts, method="jackknife")


EXERCISES = {
    "three-tosses": Number(
        6 / 8 * binary_entropy(1 / 3, base=2),
        "How many of the eight outcomes show both sides, and what do they look like?",
        mistakes=((6 / 8 * binary_entropy(1 / 3), IN_NATS),),
    ),
    "enough-samples": Number(
        lambda n: math.isclose(n, 999 / (0.02 * math.log(2)), rel_tol=0.01),
        "Set (K - 1) / 2n equal to 0.01, and mind that the formula is in nats.",
        mistakes=(
            (
                lambda n: math.isclose(n, 999 / 0.02, rel_tol=0.01),
                "That is for 0.01 nats: the exercise asks for bits.",
            ),
        ),
    ),
    "unseen-share": Function(
        _unseen_share,
        COUNTS,
        "Count the values that were seen once; divide by the samples, not the values.",
    ),
    "leave-one-out": Function(
        _jackknife,
        COUNTS,
        "Each value x is left out as often as it was seen, c_x times.",
        mistakes=((entropy_from_counts, "That is the plug-in, not yet corrected."),),
    ),
}
