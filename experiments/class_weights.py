"""Class weights, undone: what arrives hangs on the number of cases and the overlap.

Breast-cancer data with all benign and a tenth of the malignant cases: logistic
regression with and without weights that balance the classes learns from one half and
is judged on the other. As a control, two Gaussian clouds of the same imbalance that
overlap: as few cases in the plane, as few beside 28 features of noise, and many beside
the same noise; then many, and very many, three times as far apart.
"""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from infolib import softmax_cross_entropy

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
PENALTIES = [0.1, 1.0, 10.0]


def rare_disease(rng):
    """Return measurements and labels, with a tenth of the malignant cases."""
    x, y = load_breast_cancer(return_X_y=True)
    x, sick = StandardScaler().fit_transform(x), (y == 0).astype(int)
    kept = rng.permutation(np.flatnonzero((sick == 0) | (rng.random(len(y)) < 0.1)))
    return x[kept], sick[kept]


def overlapping(rng, size, features, apart=1):
    """Return points of two clouds, one rare, that overlap and differ in a plane."""
    y = (rng.random(size) < 0.06).astype(int)
    x = rng.normal(size=(size, features))
    x[:, :2] += apart * y[:, None]
    return x, y


def judge(x, y, strength):
    """Return three losses, the share of log w that arrives, and training mistakes.

    The share is the median change of a logit by the weights, over log w; the mistakes
    are those of the plain model.
    """
    (fit, test), (y_fit, y_test) = np.array_split(x, 2), np.array_split(y, 2)
    log_w = np.log(np.mean(y_fit == 0) / np.mean(y_fit))
    z, right = [], []
    for weights in (None, {0: 1.0, 1: np.exp(log_w)}):
        model = LogisticRegression(
            C=strength, class_weight=weights, max_iter=5000, tol=1e-6
        )
        model.fit(fit, y_fit)
        z.append(model.decision_function(test))
        right.append(model.score(fit, y_fit))
    plain, heavy = z
    losses = [
        softmax_cross_entropy(np.stack([0 * s, s], axis=1), y_test).mean()
        for s in (plain, heavy, heavy - log_w)
    ]
    return [*losses, np.median(heavy - plain) / log_w, 1 - right[0]]


def run(seed):
    """Return what each strength of the penalty gives, by data."""
    rng = np.random.default_rng(seed)
    data = {
        "disease": rare_disease(rng),
        "clouds": overlapping(rng, 378, 2),
        "noisy_clouds": overlapping(rng, 378, 30),
        "many_clouds": overlapping(rng, 4000, 30),
        "far_clouds": overlapping(rng, 4000, 30, apart=3),
        "many_far_clouds": overlapping(rng, 40_000, 30, apart=3),
    }
    return {
        name: [judge(*examples, strength) for strength in PENALTIES]
        for name, examples in data.items()
    }
