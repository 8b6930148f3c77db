"""Which ten pixels should be kept? Five ways to choose them, on twelve splits.

Half of the digits are for choosing and for training, half for the test. The filters
read all of the first half, and the wrapper as well: it trains on one part of it and
tries each pixel out on the other. Five neighbours judge what has been chosen.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from infolib import conditional_mutual_information, mutual_information

SEEDS = range(12)
# A tie of two pixels may go either way.
TOLERANCE = 0.05
WAYS = ("random", "MI", "mRMR", "CMIM", "wrapper")


def joint_of(*columns):
    """Return how often each combination of values comes, as a joint distribution."""
    counts = np.zeros([column.max() + 1 for column in columns])
    np.add.at(counts, columns, 1)
    return counts / counts.sum()


def filters(images, digits):
    """Return I(pixel; digit), I(pixel; pixel) and I(pixel; digit | pixel)."""
    pixels = (images // 4.25).astype(int).T  # four levels of grey
    alone = np.array([mutual_information(joint_of(a, digits)) for a in pixels])
    shared, given = np.empty((2, 64, 64))
    for i, j in np.ndindex(64, 64):
        joint = joint_of(pixels[i], digits, pixels[j])
        given[i, j] = conditional_mutual_information(joint)
        shared[i, j] = mutual_information(joint.sum(axis=1))
    return alone, shared, given


def greedy(score):
    """Return ten pixels, each the one that scores highest beside those before it."""
    chosen = []
    for _ in range(10):
        rest = [i for i in range(64) if i not in chosen]
        chosen.append(max(rest, key=lambda i: score(i, chosen)))
    return chosen


def squares(a, b):
    """Return the squared distance of each pair of images, pixel by pixel."""
    a, b = (part.T.astype(np.int32) for part in (a, b))
    return (a[:, :, None] - b[:, None, :]) ** 2


def vote(distances, labels):
    """Return the label that five nearest neighbours vote for."""
    near = np.argpartition(distances, 5, axis=1)[:, :5]
    return np.eye(10)[labels[near]].sum(axis=1).argmax(axis=1)


def wrapper(x, y, shown):
    """Return ten pixels, each the one that helps most on images that are not shown."""
    apart, chosen, so_far = squares(x[~shown], x[shown]), [], 0
    for _ in range(10):
        right = {
            i: (vote(so_far + apart[i], y[shown]) == y[~shown]).sum()
            for i in range(64)
            if i not in chosen
        }
        chosen.append(max(right, key=right.get))
        so_far = so_far + apart[chosen[-1]]
    return chosen


def run(seed):
    """Return the accuracy with ten pixels, for each way to choose them."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(images, digits, test_size=0.5, random_state=seed)
    x, test_x, y, test_y = halves
    rng = np.random.default_rng(seed)
    alone, shared, given = filters(x, y)
    chosen = {
        "random": list(rng.choice(64, 10, replace=False)),
        "MI": greedy(lambda i, c: alone[i]),
        "mRMR": greedy(lambda i, c: alone[i] - (shared[i, c].mean() if c else 0)),
        "CMIM": greedy(lambda i, c: given[i, c].min() if c else alone[i]),
        "wrapper": wrapper(x, y, rng.permutation(len(x)) % 2 == 0),
    }
    found = {}
    for way, kept in chosen.items():
        distances = squares(test_x[:, kept], x[:, kept]).sum(axis=0)
        found[way] = (vote(distances, y) == test_y).mean()
    return found
