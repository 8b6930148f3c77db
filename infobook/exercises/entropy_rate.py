"""The checks of the chapter on the entropy rate."""

import math

import numpy as np

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.entropy import entropy

CHAINS = [
    (np.array([[0.9, 0.1], [0.3, 0.7]]),),
    (np.array([[0.0, 1.0], [1.0, 0.0]]),),
    (np.array([[0.5, 0.5, 0.0], [0.1, 0.0, 0.9], [0.2, 0.3, 0.5]]),),
]


def _chain_rate(transition):
    # Staying put half of the time leaves the shares as they are, and finds them.
    lazy = (transition + np.eye(len(transition))) / 2
    stationary = np.linalg.matrix_power(lazy, 10_000)[0]
    return float(stationary @ entropy(transition, base=2))


def _phrases(n):
    m = math.isqrt(2 * n)
    while m * (m + 1) // 2 < n:
        m += 1
    while m * (m - 1) // 2 >= n:
        m -= 1
    return m


EXERCISES = {
    "doubled": Number(0.5, "How many tosses does a long block hold?"),
    "any-chain": Function(
        _chain_rate,
        CHAINS,
        "Which shares does a step leave as they are? Try two states that swap.",
        agrees=lambda found, rate: abs(found - rate) <= 1e-6,
        mistakes=(
            (
                lambda transition: np.mean(entropy(transition, base=2)),
                "That counts every state alike, but some are visited more often.",
            ),
        ),
    ),
    "phrases": Function(
        _phrases,
        [(1,), (6,), (7,), (1000,), (1001,)],
        "Write down the phrases of aaaaaa; then add one letter more.",
    ),
    "your-bounds": Number(
        math.log2(26),
        "How often is each of the 26 ranks the right one, and what is the entropy?",
        mistakes=((math.log(26), IN_NATS),),
    ),
}
