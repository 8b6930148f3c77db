"""Which does a network keep: the shape of a digit, or a mark in the margin?

The mark tells the digit in 95 % of the training images and is random on test images.
Networks with a representation of 16 numbers, plain or with the variational bottleneck,
are trained on such images; on images drawn with weights that make all pairs of digit
and mark equally heavy; and on images whose marks are random. One with a bottleneck is
trained on random marks first and on the correlated ones afterwards: a warm start, from
which the same objective is minimised. Which of them has the lower objective?
"""

import numpy as np
from sklearn.datasets import load_digits

from infolib import (
    diagonal_gaussian_kl,
    mutual_information,
    softmax_cross_entropy,
)

SEEDS = range(10)
# Thousands of small steps: where they end hangs on the last digit of the first.
TOLERANCE = 0.5
SPOTS = np.concatenate([8 * np.arange(5), 8 * np.arange(5) + 7])
PRICE = 0.3


def marked(images, places):
    """Return the images with a bright pixel at one of ten places in the margin."""
    x = images / 16
    x[:, SPOTS] = 0
    x[np.arange(len(x)), SPOTS[places]] = 1
    return x


def start(rng, width=16):
    """Return the weights and biases of three layers."""
    sizes = [(64, 64), (64, 2 * width), (width, 10)]
    drawn = [(rng.normal(size=s) / np.sqrt(s[0]), np.zeros(s[1])) for s in sizes]
    return [w for layer in drawn for w in layer]


def encode(weights, x):
    """Return the hidden layer, and the means and log-variances of the code."""
    hidden = np.tanh(x @ weights[0] + weights[1])
    code = hidden @ weights[2] + weights[3]
    mean, log_var = np.split(code, 2, axis=1)
    return hidden, mean, log_var - 4


def slopes(weights, x, y, noise, price):
    """Return the slopes of cross-entropy plus price times rate, in one array."""
    hidden, mean, log_var = encode(weights, x)
    spread = np.exp(log_var / 2) * noise
    t = mean + spread
    said = np.exp(t @ weights[4] + weights[5])
    back = (said / said.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(y)
    in_t, share = back @ weights[4].T, price / len(y)
    in_log_var = in_t * spread / 2 + share * (np.exp(log_var) - 1) / 2
    code = np.hstack([in_t + share * mean, in_log_var])
    deep = code @ weights[2].T * (1 - hidden**2)
    layers = [(x, deep), (hidden, code), (t, back)]
    parts = [(below.T @ above, above.sum(axis=0)) for below, above in layers]
    return np.concatenate([part.ravel() for pair in parts for part in pair])


def train(weights, x, y, price, rng, steps, chances=None):
    """Return the weights after so many steps of Adam."""
    flat = np.concatenate([w.ravel() for w in weights])
    ends = np.cumsum([w.size for w in weights])
    pieces = np.split(flat, ends[:-1])  # views: they move with the whole
    weights = [v.reshape(w.shape) for v, w in zip(pieces, weights, strict=True)]
    rows = rng.choice(len(x), size=(steps, 128), p=chances)
    first, second = np.zeros_like(flat), np.zeros_like(flat)
    for step in range(1, steps + 1):
        noise = rng.normal(size=(128, len(weights[4]))) if price else 0.0
        at = rows[step - 1]
        slope = slopes(weights, x[at], y[at], noise, price)
        first += 0.1 * (slope - first)
        second += 0.001 * (slope**2 - second)
        rate = 5e-3 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        flat -= rate * first / (np.sqrt(second) + 1e-8)
    return weights


def objective(weights, x, y, price):
    """Return cross-entropy plus price times rate on all images, over 20 draws."""
    _, mean, log_var = encode(weights, x)
    noises = np.random.default_rng(1).normal(size=(20, *mean.shape))
    logits = (mean + np.exp(log_var / 2) * noises) @ weights[4] + weights[5]
    loss = softmax_cross_entropy(logits, np.broadcast_to(y, logits.shape[:2])).mean()
    return loss + price * diagonal_gaussian_kl(mean, log_var).mean()


def right(weights, x, y):
    """Return the share of images that the network without its noise names rightly."""
    _, mean, _ = encode(weights, x)
    return ((mean @ weights[4] + weights[5]).argmax(axis=1) == y).mean()


def run(seed):
    """Return accuracy on random and on reversed marks, and objectives in training."""
    rng = np.random.default_rng(seed)
    images, digits = load_digits(return_X_y=True)
    order = rng.permutation(len(images))
    train_y, test_y = digits[order[:900]], digits[order[900:]]
    chance = rng.integers(10, size=len(images))
    goes_with = np.where(rng.random(900) < 0.95, train_y, chance[:900])
    x = marked(images[order[:900]], goes_with)
    independent = marked(images[order[:900]], chance[:900])
    tests = {
        "random": marked(images[order[900:]], chance[900:]),
        "reversed": marked(images[order[900:]], (test_y + 1) % 10),
    }
    pairs = np.bincount(10 * train_y + goes_with, minlength=100)
    heavy = 1 / pairs[10 * train_y + goes_with]
    heavy /= heavy.sum()
    joint = np.bincount(10 * train_y + goes_with, weights=heavy, minlength=100)
    networks = {
        "plain": train(start(rng), x, train_y, 0, rng, 600),
        "reweighted": train(start(rng), x, train_y, 0, rng, 600, heavy),
        "independent": train(start(rng), independent, train_y, 0, rng, 600),
        "short": train(start(rng), x, train_y, PRICE, rng, 600),
        "taught": train(start(rng), independent, train_y, PRICE, rng, 3000),
    }
    networks["long"] = train(networks["short"], x, train_y, PRICE, rng, 3900)
    networks["warm"] = train(networks["taught"], x, train_y, PRICE, rng, 1500)
    found = {
        "pairs_seen": (pairs > 0).sum(),
        "reweighted_bits": mutual_information(joint.reshape(10, 10), base=2),
        "heaviest_40": np.sort(heavy)[-40:].sum(),
    }
    for name, weights in networks.items():
        if name in ("short", "long", "taught", "warm"):
            found[f"{name}_objective"] = objective(weights, x, train_y, PRICE)
        for kind, tested in tests.items():
            found[f"{name}_{kind}"] = right(weights, tested, test_y)
    return found
