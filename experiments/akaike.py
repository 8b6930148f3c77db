"""Does the training loss plus d/n predict the loss on held-out digits?

Softmax models of one to six principal components read half of the digits, without a
penalty, and are tested on the other half; then the halves are swapped. The labels are
the real ones, whose truth nobody knows and no family contains; and, as a control,
labels drawn from the model that was fitted to all digits, so that the family contains
the truth.

Where a plane separates one class from all others, maximum likelihood has no solution:
the larger the weights, the better. A linear program finds out.
"""

import numpy as np
from scipy.optimize import linprog
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from infolib import softmax_cross_entropy

SEEDS = range(40)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
COMPONENTS = [1, 2, 3, 4, 5, 6]
SAMPLES = 898
PARAMETERS = [9 * (kept + 1) for kept in COMPONENTS]


def separated(x, y):
    """Return whether a plane has one class on its one side and all others beyond."""
    x = np.column_stack([x, np.ones(len(x))])
    for one in np.unique(y):
        side = np.where(y == one, 1, -1)[:, None]
        plane = linprog(
            np.zeros(x.shape[1]), -side * x, -np.ones(len(x)), bounds=(None, None)
        )
        if plane.status == 0:
            return True
    return False


def fitted(x, y, penalty=1e-9):
    """Return a softmax model; the penalty keeps the weights finite."""
    model = LogisticRegression(C=1 / penalty, solver="newton-cg", tol=1e-7)
    return model.set_params(max_iter=500).fit(x, y)


def halves(order):
    """Give components, digits, training and test part of images that lie in an order.

    The first half learns and the second tests; then the other way round.
    """
    images, digits = load_digits(return_X_y=True)
    for train, test in [np.split(order, [SAMPLES]), np.split(order, [-SAMPLES])[::-1]]:
        pca = PCA(max(COMPONENTS), whiten=True, random_state=0).fit(images[train])
        yield pca.transform(images), digits, train, test


def losses(x, y, train, test):
    """Return the training loss, the held-out loss, and whether a class is separated."""
    logits = fitted(x[train], y[train]).decision_function(x)
    each = softmax_cross_entropy(logits, y)
    return each[train].mean(), each[test].mean(), separated(x[train], y[train])


def drawn_labels(x, digits, rng):
    """Return labels from the softmax model that fits all digits."""
    p = fitted(x, digits).predict_proba(x)
    return (rng.random((len(p), 1)) > p.cumsum(axis=1)[:, :-1]).sum(axis=1)


def run(seed):
    """Return losses in nats, for each half a row, for each model a column."""
    rng = np.random.default_rng([seed, 1])
    images, digits = load_digits(return_X_y=True)
    whole = PCA(max(COMPONENTS), whiten=True, random_state=0).fit_transform(images)
    drawn = [drawn_labels(whole[:, :kept], digits, rng) for kept in COMPONENTS]
    order = np.random.default_rng(seed).permutation(len(images))
    real, control = [], []
    for inputs, digits, *parts in halves(order):
        real.append([losses(inputs[:, :m], digits, *parts) for m in COMPONENTS])
        pairs = zip(COMPONENTS, drawn, strict=True)
        control.append([losses(whole[:, :m], y, *parts) for m, y in pairs])
    return {
        f"{kind}{name}": np.array(rows, dtype=float)[:, :, i]
        for kind, rows in [("", real), ("drawn_", control)]
        for i, name in enumerate(["training", "held_out", "separated"])
    }
