"""The checks of the chapter on betting."""

import math

from infobook.exercises._judges import close
from infolib.entropy import binary_entropy, entropy

EXERCISES = {
    "doubling": (
        lambda answer: close(answer, 1 / (1 - binary_entropy(0.6, base=2))),
        "The growth rate is in doublings per toss: how many tosses make one?",
    ),
    "tip": (
        lambda answer: close(answer, math.log2(3) - entropy([0.7, 0.15, 0.15], base=2)),
        "What do you bet once you have heard the tip, and how often does each win?",
    ),
    "mixed-belief": (
        # The mixture of a third is the truth itself.
        lambda answer: abs(answer - 1 / 3) < 0.01,
        "Compute the growth rate for many mixtures, with the odds 1/q, and compare.",
    ),
}
