"""The checks of the chapter on entropy from samples."""

import numpy as np

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.entropy import binary_entropy
from infolib.estimation.counts import entropy_from_counts

COUNTS = [([3, 2, 2, 1],), ([1, 1, 5, 0],), ([10, 1, 1, 1, 7],)]
COUNTS_AND_R = [([1, 1, 2, 2, 2, 3, 0], r) for r in (0, 1, 2, 5)]


def _pairs_that_agree(counts):
    counts = np.asarray(counts)
    return np.sum(counts * (counts - 1)) / (counts.sum() * (counts.sum() - 1))


def _squared_frequencies(counts):
    return np.sum((np.asarray(counts) / np.sum(counts)) ** 2)


def _seen_r_times(counts, r):
    return (r + 1) * np.sum(np.equal(counts, r + 1)) / np.sum(counts)


def _jackknife(counts):
    return entropy_from_counts(counts, method="jackknife")


EXERCISES = {
    "three-tosses": Number(
        6 / 8 * binary_entropy(1 / 3, base=2),
        "How many of the eight outcomes show both sides, and what do they look like?",
        mistakes=((6 / 8 * binary_entropy(1 / 3), IN_NATS),),
    ),
    "pairs-that-agree": Function(
        _pairs_that_agree,
        COUNTS,
        "Two tosses agree half of the time. How many pairs are there?",
        mistakes=(
            (
                _squared_frequencies,
                "That pairs each sample with itself too, and there it always agrees.",
            ),
        ),
    ),
    "seen-r-times": Function(
        _seen_r_times,
        COUNTS_AND_R,
        "If the others hold its value r times, how often was it seen in all?",
    ),
    "leave-one-out": Function(
        _jackknife,
        COUNTS,
        "Each value x is left out as often as it was seen, c_x times.",
        mistakes=((entropy_from_counts, "That is the plug-in, not yet corrected."),),
    ),
}
