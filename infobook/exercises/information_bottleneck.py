"""The checks of the chapter on the information bottleneck."""

import math

import numpy as np

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.divergence import js_divergence

JOINTS = [
    (np.array([[0.4, 0.1], [0.1, 0.4]]),),
    (np.array([[4, 1, 1], [2, 5, 1], [1, 1, 8]]) / 24,),
]

MERGED = js_divergence([0.9, 0.1], [0.1, 0.9])


def _first_price(p_xy):
    scale = np.sqrt(np.outer(p_xy.sum(axis=1), p_xy.sum(axis=0)))
    return 1 / np.linalg.svd(p_xy / scale, compute_uv=False)[1] ** 2


EXERCISES = {
    "merging-cost": Number(
        MERGED / math.log(2),
        "What did the two tell before, and what does the merged value tell? In bits.",
        mistakes=((MERGED, IN_NATS),),
    ),
    "first-price": Function(
        _first_price,
        JOINTS,
        "Divide the joint by the root of the product of its marginals; the first "
        "singular value is always 1.",
    ),
    "gaussian-price": Number(
        1 / 0.8**2,
        "One minus lambda is the squared correlation.",
        mistakes=(
            (0.8**2, "That is the squared correlation: the price is its inverse."),
        ),
    ),
    "enough-clusters": Number(
        1.0,
        "What about the die must be known to tell its parity?",
    ),
}
