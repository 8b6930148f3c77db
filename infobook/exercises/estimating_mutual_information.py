"""The checks of the chapter on estimating mutual information."""

import math

import numpy as np
from scipy import stats

from infobook.exercises._judges import Function, Number

_x = np.arange(1.0, 40.0)
_y = _x + 9 * np.sin(_x)
SAMPLES = [(_x, _y), (np.exp(_x / 9), _y), (_x**3, -np.sqrt(_y + 9))]


def _rank_gaussian(x, y):
    scores = [stats.norm.ppf(stats.rankdata(v) / (len(v) + 1)) for v in (x, y)]
    return -math.log(1 - np.corrcoef(*scores)[0, 1] ** 2) / 2


EXERCISES = {
    "accidental-information": Number(
        0.1,
        "The bias of the plug-in: degrees of freedom over twice the pairs.",
    ),
    "batch-for-nats": Number(
        math.ceil(math.exp(10)),
        "The logarithm of the batch must be at least 10 nats.",
        within=1,
        mistakes=((2**10, "That is the batch for 10 bits."),),
    ),
    "rank-gaussian": Function(
        _rank_gaussian,
        SAMPLES,
        "Ranks over n + 1, then scipy.stats.norm.ppf, then minus half the logarithm "
        "of one minus the squared correlation.",
    ),
    "uniform-noise": Number(
        0.5,
        "The entropy of Y, which is triangular, less that of Y given X.",
    ),
}
