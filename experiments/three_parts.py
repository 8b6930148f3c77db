"""Noise, lost information, miscalibration: the loss of trained models, taken apart.

Two classes are Gaussian clouds in the plane, so that the truth p(y|x) is known. Three
models learn from 200 points: logistic regression that sees one coordinate, one that
sees both, and a network that sees both and learns its points by heart. Predicted are
the noise, what one coordinate loses, and half a nat for each parameter over n; and the
same for a temperature that is fitted on the true logits, which need none.
"""

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from experiments._network import network, train
from infolib import binary_entropy, fit_temperature

SEEDS = range(40)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
CENTRE = np.array([0.8, 0.8])
SIZE = 200


def draw(rng, n):
    """Return points and labels of two clouds around plus and minus the centre."""
    y = rng.integers(2, size=n)
    return rng.normal(size=(n, 2)) + np.outer(2 * y - 1, CENTRE), y


def along(x, direction):
    """Return p(y|s), exactly, where s is how far points lie in a direction."""
    direction = direction / np.linalg.norm(direction)
    return expit(2 * (x @ direction) * (CENTRE @ direction))


def by_answer(p, z, bins=100):
    """Return p(y|q), the mean of p among points whose logits are alike."""
    c = np.empty_like(p)
    for group in np.array_split(np.argsort(z), bins):
        c[group] = p[group].mean()
    return c


def parts(p, c, z):
    """Return loss, noise, lost information and miscalibration of logits z, in nats."""
    loss = np.mean(np.logaddexp(0, z) - p * z)
    noise, refinement = binary_entropy(p).mean(), binary_entropy(c).mean()
    miscalibration = np.mean(np.logaddexp(0, z) - c * z) - refinement
    return [loss, noise, refinement - noise, miscalibration]


def run(seed):
    """Return the four numbers of each model, as trained and at a fitted temperature."""
    rng = np.random.default_rng(seed)
    x, y = draw(rng, SIZE)
    x_tune, y_tune = draw(rng, SIZE)
    x_test, _ = draw(rng, 20_000)
    p = expit(2 * x_test @ CENTRE)
    one = LogisticRegression(C=1e8, tol=1e-8).fit(x[:, :1], y)
    both = LogisticRegression(C=1e8, tol=1e-8).fit(x, y)
    weights = train(x, np.eye(2)[y], seed, steps=1500)
    found = {}
    for name, logits in [
        ("one", lambda x: one.decision_function(x[:, :1])),
        ("both", both.decision_function),
        ("net", lambda x: np.diff(network(weights, x), axis=1)[:, 0]),
    ]:
        z, z_tune = logits(x_test), logits(x_tune)
        t = fit_temperature(np.stack([0 * z_tune, z_tune], axis=1), y_tune)
        c = by_answer(p, z)
        if name == "one":
            c = along(x_test, np.array([1.0, 0.0]))
        if name == "both":
            c = along(x_test, both.coef_[0])
        found[name] = parts(p, c, z)
        found[f"{name}_cooled"] = parts(p, c, z / t)
        found[f"{name}_t"] = t
    truth, truth_tune = 2 * x_test @ CENTRE, 2 * x_tune @ CENTRE
    t = fit_temperature(np.stack([0 * truth_tune, truth_tune], axis=1), y_tune)
    found["true_cooled"] = parts(p, p, truth / t)
    return found
