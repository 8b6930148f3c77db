"""Does a teacher's doubt help a student, and what in the doubt is it that helps?

A teacher is trained on 1,000 digits and labels 60 others, from which students of the
same size learn: the teacher's most likely digit, its whole distribution, and controls
in which the doubts are evened out, permuted, or a constant smoothing. All are judged
on the remaining 737. A last control lets the teacher label images that it was trained
on.
"""

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits

from experiments._network import network, smoothed, train

SEEDS = range(40)
# Rounding grows along a training run, and an image may fall on the other side.
TOLERANCE = 0.02
TEMPERATURES = [1.0, 2.0, 4.0]


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
    """Return the accuracy of teachers and students."""
    images, digits = load_digits(return_X_y=True)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(images))
    x, y = images[order] / 16, digits[order]
    few, seen, test = slice(1000, 1060), slice(60), slice(1060, None)
    one_hot = np.eye(10)

    def right(weights):
        return np.mean(network(weights, x[test]).argmax(axis=1) == y[test])

    def student(targets, t=1.0, images=few):
        return right(train(x[images], targets, seed + 1000, temperature=t))

    plain = train(x[:1000], one_hot[y[:1000]], seed)
    smooth = train(x[:1000], smoothed(one_hot[y[:1000]], 0.1), seed)
    z, z_smooth = network(plain, x[few]), network(smooth, x[few])
    hard = one_hot[z.argmax(axis=1)]
    even, permuted = without_shape(softmax(z / 2, axis=1), rng)
    return {
        "teacher": right(plain),
        "smoothed_teacher": right(smooth),
        "truth": student(one_hot[y[few]]),
        "hard": student(hard),
        "hard_smoothed": student(smoothed(hard, 0.1)),
        "soft": [student(softmax(z / t, axis=1), t) for t in TEMPERATURES],
        "soft_smoothed": [
            student(softmax(z_smooth / t, axis=1), t) for t in TEMPERATURES
        ],
        "even": student(even, 2.0),
        "permuted": student(permuted, 2.0),
        "seen_hard": student(one_hot[y[seen]], images=seen),
        "seen_soft": student(softmax(network(plain, x[seen]) / 2, axis=1), 2.0, seen),
        "seen_soft_smoothed": student(
            softmax(network(smooth, x[seen]) / 2, axis=1), 2.0, seen
        ),
    }
