"""Wrong answers to the exercises of the chapter on the entropy rate."""

import numpy as np

from infolib import entropy


def _as_if_even(transition):
    return entropy(transition, base=2).mean()


def _many_steps(transition):
    stationary = np.linalg.matrix_power(transition, 1000)[0]
    return entropy(stationary, base=2)


WRONG = {
    "doubled": [1, 0.811, 2],
    "any-chain": [_as_if_even, _many_steps],
    "phrases": [lambda n: n, lambda n: (2 * n) ** 0.5, lambda n: int((2 * n) ** 0.5)],
    "your-bounds": [0, 1, 13, 26, 6.17],
}
