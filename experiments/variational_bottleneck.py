"""What does a variational bottleneck buy: on unseen digits, with noise, under attack?

The networks of `marks`, on half of the digits and without marks, at several prices of
a nat, with representations of 8 and of 16 numbers. A stochastic network answers by the
average of 20 draws of its code; told are also the bits that a single draw tells, which
theory bounds by the rate.
"""

from itertools import product

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from experiments.marks import encode, start, train
from infolib import diagonal_gaussian_kl, entropy_from_samples

SEEDS = range(10)
# Hundreds of small steps, and attacks that follow the sign of a slope.
TOLERANCE = 0.3
PRICES = [0, 0.01, 0.1, 0.5, 0.8]
WIDTHS = [8, 16]
SIZE = 0.05


def said(weights, x, price, draws, rng):
    """Return the probabilities that the network gives to the digits, draw by draw."""
    _, mean, log_var = encode(weights, x)
    noise = rng.normal(size=(draws, *mean.shape)) * (price > 0)
    t = mean + np.exp(log_var / 2) * noise
    return softmax(t @ weights[4] + weights[5], axis=-1)


def slope_in_pixels(weights, x, y, price, rng, draws=5):
    """Return the slope of the loss in each pixel, over draws of the code."""
    hidden, mean, log_var = encode(weights, x)
    noise = rng.normal(size=(draws, *mean.shape)) * (price > 0)
    spread = np.exp(log_var / 2) * noise
    back = softmax((mean + spread) @ weights[4] + weights[5], axis=-1)
    in_t = (back - np.eye(10)[y]) @ weights[4].T
    code = np.hstack([in_t.mean(axis=0), (in_t * spread).mean(axis=0) / 2])
    return code @ weights[2].T * (1 - hidden**2) @ weights[0].T


def attacked(weights, x, y, price, rng, steps):
    """Return images moved by at most SIZE a pixel in the direction that hurts."""
    moved, size = x, SIZE if steps == 1 else SIZE / 4
    for _ in range(steps):
        moved = moved + size * np.sign(slope_in_pixels(weights, moved, y, price, rng))
        moved = np.clip(moved, x - SIZE, x + SIZE)
    return moved


def judged(weights, x, y, price, rng):
    """Return loss, rate, bits told by one draw, and accuracy on four kinds of input."""
    draws, at = said(weights, x, price, 20, rng), np.arange(len(y))
    _, mean, log_var = encode(weights, x)
    inputs = {
        "plain": x,
        "noise": x + 0.3 * rng.normal(size=x.shape),
        "attack": attacked(weights, x, y, price, rng, 1),
        "ten_steps": attacked(weights, x, y, price, rng, 10),
    }
    says = {k: said(weights, v, price, 20, rng).mean(axis=0) for k, v in inputs.items()}
    return {
        "loss": -np.log2(draws.mean(axis=0)[at, y]).mean(),
        "rate": diagonal_gaussian_kl(mean, log_var).mean() / np.log(2),
        "told": entropy_from_samples(y, base=2) + np.log2(draws[:, at, y]).mean(),
    } | {name: (p.argmax(axis=1) == y).mean() for name, p in says.items()}


def run(seed):
    """Return what is judged of unseen digits, for each width and price."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(
        images / 16, digits, test_size=0.5, random_state=seed, stratify=digits
    )
    train_x, test_x, train_y, test_y = halves
    found = []
    for width, price in product(WIDTHS, PRICES):
        rng = np.random.default_rng(seed)
        weights = train(start(rng, width), train_x, train_y, price, rng, 600)
        found.append(judged(weights, test_x, test_y, price, rng))
    shape = len(WIDTHS), len(PRICES)
    return {k: np.reshape([row[k] for row in found], shape) for k in found[0]}
