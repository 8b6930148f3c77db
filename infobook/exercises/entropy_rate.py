"""The checks of the chapter on the entropy rate."""

import math

import numpy as np

from infobook.exercises._judges import agree, close
from infolib.entropy import entropy

CHAINS = [
    ([[0.9, 0.1], [0.3, 0.7]],),
    ([[0.0, 1.0], [1.0, 0.0]],),
    ([[0.5, 0.5, 0.0], [0.1, 0.0, 0.9], [0.2, 0.3, 0.5]],),
]


def _chain_rate(transition):
    transition = np.array(transition)
    # Staying put half of the time leaves the shares as they are, and finds them.
    lazy = (transition + np.eye(len(transition))) / 2
    stationary = np.linalg.matrix_power(lazy, 10_000)[0]
    return float(stationary @ entropy(transition, base=2))


def _is_chain_rate(answer):
    return agree(
        lambda transition: answer(np.array(transition)) + 1,
        lambda transition: _chain_rate(transition) + 1,
        CHAINS,
    )


def _phrases(n):
    m = math.isqrt(2 * n)
    while m * (m + 1) // 2 < n:
        m += 1
    while m * (m - 1) // 2 >= n:
        m -= 1
    return m


EXERCISES = {
    "doubled": (
        lambda answer: close(answer, 0.5),
        "How many tosses does a long block hold?",
    ),
    "any-chain": (
        _is_chain_rate,
        "Which shares does a step leave as they are? Try two states that swap.",
    ),
    "phrases": (
        lambda answer: agree(answer, _phrases, [(1,), (6,), (7,), (1000,), (1001,)]),
        "Write down the phrases of aaaaaa; then add one letter more.",
    ),
    "your-bounds": (
        lambda answer: close(answer, math.log2(26)),
        "How often is each of the 26 ranks the right one, and what is the entropy?",
    ),
}
