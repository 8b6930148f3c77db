"""Networks trained on 300 digits with three losses, and what mends their answers.

A network is trained, its temperature fitted on 400 other images, and both are judged
on the remaining 1,097. The losses are cross-entropy, with and without smoothing, and
focal loss; beside the temperature stands each loss's exact inverse.
"""

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits

from experiments._network import (
    focal,
    network,
    smoothed,
    train,
    undo_focal,
    undo_smoothing,
)
from infolib import expected_calibration_error, fit_temperature

SEEDS = range(14)
# Rounding grows along a training run.
TOLERANCE = 1e-3
EPSILON = 0.1
LEAST = [1e-2, 1e-3, 1e-4]
SWEEP = [0.0, 0.003, 0.01, 0.03, 0.1]
STEPS = [500, 2000, 8000]


def log_loss(q, y):
    """Return the mean logarithmic loss of distributions q, in nats."""
    return -np.log(q[np.arange(len(y)), y]).mean()


def chance_error(q, bins=15):
    """Return the ECE that chance alone gives to a calibrated model as sure as q."""
    sure = q.max(axis=1)
    edges = np.linspace(0, 1, bins + 1)[1:-1]
    inside = np.searchsorted(edges, sure, side="left")
    spread = np.bincount(inside, weights=sure * (1 - sure), minlength=bins)
    return np.sqrt(2 * spread / np.pi).sum() / len(sure)


def reliability(q, y):
    """Return how sure, how often right and how many, for confidence in tenths."""
    sure, right = q.max(axis=1), q.argmax(axis=1) == y
    bins = np.minimum((10 * sure).astype(int), 9)
    groups = [bins == b for b in range(3, 10)]
    return [[sure[g].sum(), right[g].sum(), g.sum()] for g in groups]


def split(seed):
    """Return images and digits in a random order."""
    images, digits = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(images))
    return images[order] / 16, digits[order]


def trained(seed, *, epsilon=0.0, factor=None):
    """Return logits and digits of 300 training, 400 tuning and 1,097 test images.

    The last pair is the test images again, shifted by one pixel.
    """
    x, y = split(seed)
    targets = smoothed(np.eye(10)[y[:300]], epsilon)
    weights = train(x[:300], targets, seed, factor=factor)
    shifted = np.roll(x[700:].reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)
    parts = zip(np.split(x, [300, 700]), np.split(y, [300, 700]), strict=True)
    return *((network(weights, x), y) for x, y in parts), (
        network(weights, shifted),
        y[700:],
    )


def smoothed_gap(seed, steps):
    """Return how far the label's logit is ahead of the others in training, averaged."""
    x, y = split(seed)
    targets = smoothed(np.eye(10)[y[:300]], EPSILON)
    z = network(train(x[:300], targets, seed, steps=steps), x[:300])
    label = z[np.arange(300), y[:300]]
    return np.mean(label - (z.sum(axis=1) - label) / 9)


def run(seed):
    """Return losses and calibration errors before and after each remedy."""
    found = {}
    for name, changes in [
        ("plain", {}),
        ("smoothed", {"epsilon": EPSILON}),
        ("focal", {"factor": focal}),
    ]:
        _, (z_tune, y_tune), (z, y), (shifted, _) = trained(seed, **changes)
        t = fit_temperature(z_tune, y_tune)
        q, cooled = softmax(z, axis=1), softmax(z / t, axis=1)
        found |= {
            f"{name}_right": np.mean(z.argmax(axis=1) == y),
            f"{name}_t": t,
            f"{name}_loss": log_loss(q, y),
            f"{name}_cooled_loss": log_loss(cooled, y),
            f"{name}_ece": expected_calibration_error(q, y),
            f"{name}_cooled_ece": expected_calibration_error(cooled, y),
            f"{name}_chance": chance_error(q),
            f"{name}_cooled_chance": chance_error(cooled),
            f"{name}_reliability": reliability(q, y),
            f"{name}_cooled_reliability": reliability(cooled, y),
            f"{name}_sure": q.max(axis=1).mean(),
            f"{name}_shifted_sure": softmax(shifted / t, axis=1).max(axis=1).mean(),
            f"{name}_shifted_right": np.mean(shifted.argmax(axis=1) == y),
        }
        if name == "smoothed":
            found["smoothed_undone_loss"] = [
                log_loss(undo_smoothing(q, EPSILON, least), y) for least in LEAST
            ]
        if name == "focal":
            found["focal_undone_loss"] = log_loss(undo_focal(q), y)
    found["gaps"] = [smoothed_gap(seed, steps) for steps in STEPS]
    swept = [trained(seed, epsilon=epsilon)[2] for epsilon in SWEEP]
    found["swept_ece"] = [
        expected_calibration_error(softmax(z, axis=1), y) for z, y in swept
    ]
    return found
