"""The checks of the chapter on betting."""

import math

from infobook.exercises._judges import IN_NATS, Number
from infolib.entropy import binary_entropy, entropy

TIP = math.log2(3) - entropy([0.7, 0.15, 0.15], base=2)

EXERCISES = {
    "doubling": Number(
        1 / (1 - binary_entropy(0.6, base=2)),
        "The growth rate is in doublings per toss: how many tosses make one?",
        mistakes=(
            (
                1 - binary_entropy(0.6, base=2),
                "That is the growth per toss: how many tosses make one doubling?",
            ),
        ),
    ),
    "tip": Number(
        TIP,
        "What do you bet once you have heard the tip, and how often does each win?",
        mistakes=((TIP * math.log(2), IN_NATS),),
    ),
    "mixed-belief": Number(
        # The mixture of a third is the truth itself.
        1 / 3,
        "Compute the growth rate for many mixtures, with the odds 1/q, and compare.",
        within=0.01,
    ),
}
