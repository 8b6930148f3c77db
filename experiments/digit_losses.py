"""Networks trained on 300 digits with three losses, and what mends their answers.

A network is trained, its temperature fitted on 400 other images, and both are judged
on the remaining 1,097. The losses are cross-entropy, with and without smoothing, and
focal loss; beside the temperature stands each loss's exact inverse, alone and with a
temperature after it. Focal loss is tried at other rates, and the temperature of plain
training is also fitted to the calibration error instead of the loss.
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
CUTS = [1e-2, 1e-3]
SWEEP = [0.0, 0.003, 0.01, 0.03, 0.1]
STEPS = [500, 8000]
RATES = [0.1, 0.5, 1.0]
GRID = np.logspace(-0.2, 0.8, 101)


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


def trained(seed, *, epsilon=0.0, **how):
    """Return logits and digits of 300 training, 400 tuning and 1,097 test images.

    The last pair is the test images again, shifted by one pixel.
    """
    x, y = split(seed)
    targets = smoothed(np.eye(10)[y[:300]], epsilon)
    weights = train(x[:300], targets, seed, **how)
    shifted = np.roll(x[700:].reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)
    parts = zip(np.split(x, [300, 700]), np.split(y, [300, 700]), strict=True)
    return *((network(weights, x), y) for x, y in parts), (
        network(weights, shifted),
        y[700:],
    )


def gap(z, y):
    """Return how far the label's logit is ahead of the others, averaged."""
    label = z[np.arange(len(y)), y]
    return np.mean(label - (z.sum(axis=1) - label) / 9)


def at_least_ece(z, y):
    """Return the temperature of the grid at which the calibration error is least."""
    errors = [expected_calibration_error(softmax(z / t, axis=1), y) for t in GRID]
    return GRID[np.argmin(errors)]


def undone(undo, z_tune, y_tune, z, y):
    """Return the loss after an inverse, and after a temperature on top of it."""
    back = np.log(undo(softmax(z, axis=1)))
    t = fit_temperature(np.log(undo(softmax(z_tune, axis=1))), y_tune)
    return [log_loss(softmax(u, axis=1), y) for u in (back, back / t)]


def of_focal(seed, rate):
    """Return what focal loss gives: right, loss at T, ECE, the same by chance."""
    _, tune, (z, y), _ = trained(seed, factor=focal, rate=rate)
    q, cooled = softmax(z, axis=1), softmax(z / fit_temperature(*tune), axis=1)
    right, ece = np.mean(z.argmax(axis=1) == y), expected_calibration_error(q, y)
    return [right, log_loss(cooled, y), ece, chance_error(q)]


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
        held_out = z_tune, y_tune, z, y
        if name == "plain":
            cooled = softmax(z / at_least_ece(z_tune, y_tune), axis=1)
            found["by_ece_loss"] = log_loss(cooled, y)
            found["by_ece_ece"] = expected_calibration_error(cooled, y)
        if name == "smoothed":
            found["smoothed_undone"] = [
                undone(lambda q, cut=cut: undo_smoothing(q, EPSILON, cut), *held_out)
                for cut in CUTS
            ]
        if name == "focal":
            found["focal_undone"] = undone(undo_focal, *held_out)
    fits = [trained(seed, epsilon=EPSILON, steps=steps)[0] for steps in STEPS]
    found["gaps"] = [gap(*fit) for fit in fits]
    found["focal_rates"] = [of_focal(seed, rate) for rate in RATES]
    swept = [trained(seed, epsilon=epsilon)[2] for epsilon in SWEEP[1:-1]]
    found["swept_ece"] = [
        found["plain_ece"],
        *(expected_calibration_error(softmax(z, axis=1), y) for z, y in swept),
        found["smoothed_ece"],
    ]
    return found
