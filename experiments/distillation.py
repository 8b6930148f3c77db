"""Does a teacher's doubt help a student, and what in the doubt is it that helps?

A teacher is trained on 1,000 digits and labels 60 others, from which students of the
same size learn: its most likely digit, or its whole distribution at a temperature.
Controls have doubts of the same size that are even, or permuted, or none. Another
teacher is trained with smoothing. Each student is trained at five rates, and the one
that reads 300 other images best is judged on the remaining 437.
"""

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits

from experiments._network import network, smoothed, train

SEEDS = range(24)
# Rounding grows along a training run, and an image may fall on the other side.
TOLERANCE = 0.02
TEMPERATURES = [1.0, 2.0, 4.0]
RATES = [0.002, 0.008, 0.03, 0.12, 0.5]


def without_shape(soft, rng):
    """Return soft targets with doubts of the same size: even, and permuted."""
    top, rows = soft.argmax(axis=1), np.arange(len(soft))
    even = np.repeat((1 - soft[rows, top])[:, None] / 9, 10, axis=1)
    permuted = soft.copy()
    for row, best in zip(permuted, top, strict=True):
        others = np.delete(np.arange(10), best)
        row[others] = row[rng.permutation(others)]
    even[rows, top] = soft[rows, top]
    return even, permuted


def run(seed):
    """Return the accuracy of teachers and students, by what students learn from."""
    images, digits = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(images))
    x, y = images[order] / 16, digits[order]
    few, tune, test = slice(1000, 1060), slice(1060, 1360), slice(1360, None)
    one_hot = np.eye(10)

    def right(weights, part):
        return np.mean(network(weights, x[part]).argmax(axis=1) == y[part])

    def student(targets, t=1.0):
        tried = [
            train(x[few], targets, seed + 1000, temperature=t, rate=rate)
            for rate in RATES
        ]
        return right(max(tried, key=lambda weights: right(weights, tune)), test)

    plain = train(x[:1000], one_hot[y[:1000]], seed)
    smooth = train(x[:1000], smoothed(one_hot[y[:1000]], 0.1), seed)
    z, z_smooth = network(plain, x[few]), network(smooth, x[few])
    hard, hot = one_hot[z.argmax(axis=1)], TEMPERATURES[-1]
    even, permuted = without_shape(softmax(z / hot, axis=1), rng)
    return {
        "teacher": right(plain, test),
        "smoothed_teacher": right(smooth, test),
        "hard": student(hard),
        "soft": [student(softmax(z / t, axis=1), t) for t in TEMPERATURES],
        "soft_smoothed": [
            student(softmax(z_smooth / t, axis=1), t) for t in TEMPERATURES
        ],
        "hard_hot": student(hard, hot),
        "even": student(even, hot),
        "permuted": student(permuted, hot),
    }
