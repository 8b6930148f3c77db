"""Which label is worth asking for, from a clean, a smudged and a noisy pool?

A pool has 600 digits and nothing else, or 300 smudges as well (each the average of
three digits), or 300 images of noise; smudges and noise have labels at random. From 20
labelled digits on, four rules ask for 100 labels, ten at a time. A logistic regression
that reads what each has asked for is judged on digits that nobody asked about.
"""

import numpy as np
from scipy.optimize import minimize
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from infolib import entropy, log_softmax

SEEDS = range(20)
# Which of two images that are almost as doubtful is asked for changes all that follows.
TOLERANCE = 0.1
POOLS = ("clean", "smudged", "noisy")
RULES = ("random", "entropy", "resampled", "opinionated")
WIDTHS = (0.3, 1.0, 3.0)
MEMBERS = 10


def fill(pool, images, digits, rng):
    """Return a pool's images, their labels, and which of them are digits."""
    chosen = rng.permutation(len(images))[:600]
    x, y = images[chosen], digits[chosen]
    if pool == "clean":
        return x, y, np.full(600, True)
    three = images[rng.integers(len(images), size=(300, 3))]
    odd = three.mean(axis=1) if pool == "smudged" else rng.random((300, 64))
    labels = np.append(y, rng.integers(10, size=300))
    return np.concatenate([x, odd]), labels, np.arange(900) < 600


def predict(x, y, pool):
    """Return what a logistic regression that has read some labels says of a pool."""
    model = LogisticRegression(tol=1e-3, max_iter=500).fit(x, y)
    says = np.full((len(pool), 10), 1e-12)
    says[:, model.classes_] += model.predict_proba(pool)
    return says / says.sum(axis=1, keepdims=True)


def resampled(x, y, pool, rng):
    """Return what ten models say, each of which reads the labels drawn anew."""
    two_classes = [0, np.argmax(y != y[0])]
    drawn = rng.integers(len(y), size=(MEMBERS, len(y)))
    drawn = [np.append(rows, two_classes) for rows in drawn]
    return np.stack([predict(x[rows], y[rows], pool) for rows in drawn])


def opinionated(x, y, pool, rng, width=1.0):
    """Return what ten models say that differ where no label has settled it.

    Each begins from random weights of its own, and leaves them as far as the labels
    make it: the penalty is on the distance from where it began.
    """
    x, pool = (np.hstack([part, np.ones((len(part), 1))]) for part in (x, pool))
    began = width * rng.normal(size=(65, MEMBERS * 10))
    label = np.eye(10)[y][:, None]

    def loss(weights):
        weights = weights.reshape(began.shape)
        log_p = log_softmax((x @ weights).reshape(-1, MEMBERS, 10))
        moved = (weights - began) / width
        slope = x.T @ (np.exp(log_p) - label).reshape(len(x), -1) + moved / width
        return (moved**2).sum() / 2 - (log_p * label).sum(), slope.ravel()

    options = {"maxiter": 100, "gtol": 1e-2}
    fit = minimize(loss, began.ravel(), jac=True, method="L-BFGS-B", options=options)
    logits = pool @ fit.x.reshape(began.shape)
    return np.exp(log_softmax(logits.reshape(-1, MEMBERS, 10))).swapaxes(0, 1)


def bald(says):
    """Return the information that a label brings about which member is right."""
    return entropy(says.mean(axis=0)) - entropy(says).mean(axis=0)


def worth(rule, x, y, pool, rng, width):
    """Return how much a rule wants the label of each image of a pool."""
    if rule == "random":
        return rng.random(len(pool))
    if rule == "entropy":
        return entropy(predict(x, y, pool))
    if rule == "resampled":
        return bald(resampled(x, y, pool, rng))
    return bald(opinionated(x, y, pool, rng, width))


def ask(rule, pool, seed, width=1.0):
    """Return the accuracy after 100 questions, what was asked, and if it is a digit."""
    images, digits = load_digits(return_X_y=True)
    halves = train_test_split(
        images / 16, digits, test_size=0.5, random_state=seed, stratify=digits
    )
    train_x, test_x, train_y, test_y = halves
    rng = np.random.default_rng(seed)
    x, y, is_digit = fill(pool, train_x, train_y, rng)
    known = list(rng.permutation(600)[:20])
    for _ in range(10):
        value = worth(rule, x[known], y[known], x, rng, width)
        value[known] = -np.inf
        known += list(np.argsort(-value)[:10])
    right = predict(x[known], y[known], test_x).argmax(axis=1) == test_y
    return right.mean(), x[known[20:]], is_digit[known[20:]]


def run(seed):
    """Return accuracies and the digits among 100 images asked for, ``[pool, rule]``."""
    found = [[ask(rule, pool, seed) for rule in RULES] for pool in POOLS]
    by_width = [ask("opinionated", "clean", seed, width)[0] for width in WIDTHS[::2]]
    return {
        "accuracy": [[accuracy for accuracy, _, _ in row] for row in found],
        "digits": [[is_digit.sum() for _, _, is_digit in row] for row in found],
        "by_width": [by_width[0], found[0][3][0], by_width[1]],
    }
