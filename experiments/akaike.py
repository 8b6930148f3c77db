"""Does the training loss plus d/n predict the loss on held-out digits?

Softmax models of one to six principal components (of all images) read half of the
digits, without a penalty, and are tested on the other half; then the halves are
swapped. The labels are the real ones, whose truth nobody knows and no family contains.
As a control, they are drawn from the model that was fitted to all digits, so that the
family contains the truth; and drawn four times for each image, so that there are more
samples. At last the real labels once more, with components of the training half alone.

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


def takeuchi(x, y):
    """Return what d becomes in the gap if the family may lack the truth, over d.

    It is the trace of the inverse curvature of the loss times the covariance of its
    gradients, in the parameters of all classes but the last.
    """
    p = fitted(x, y).predict_proba(x)[:, :-1]
    x = np.column_stack([x, np.ones(len(x))])
    off = p - (y[:, None] == np.arange(p.shape[1]))
    gradients = np.einsum("ik,ij->ikj", off, x).reshape(len(x), -1)
    spread = np.einsum("ik,kl->ikl", p, np.eye(p.shape[1])) - p[:, :, None] * p[:, None]
    curvature = np.einsum("ikl,ij,im->kjlm", spread, x, x, optimize=True)
    d = gradients.shape[1]
    both = np.linalg.solve(curvature.reshape(d, d), gradients.T @ gradients)
    return np.trace(both) / d


def halves(order):
    """Give a training and a test part: one half and the other, then swapped."""
    half = len(order) // 2
    return [np.split(order, [half]), np.split(order, [-half])[::-1]]


def losses(x, y, train, test):
    """Return the training loss and the held-out loss."""
    logits = fitted(x[train], y[train]).decision_function(x)
    each = softmax_cross_entropy(logits, y)
    return each[train].mean(), each[test].mean()


def components(images, of=slice(None)):
    """Return all images' principal components, those of some."""
    pca = PCA(max(COMPONENTS), whiten=True, random_state=0).fit(images[of])
    return pca.transform(images)


def drawn_labels(x, digits, rng):
    """Return labels from the softmax model that fits all digits."""
    p = fitted(x, digits).predict_proba(x)
    return (rng.random((len(p), 1)) > p.cumsum(axis=1)[:, :-1]).sum(axis=1)


def run(seed):
    """Return losses in nats, for each half a row, for each model a column."""
    rng = np.random.default_rng([seed, 1])
    images, digits = load_digits(return_X_y=True)
    whole = components(images)
    drawn = [drawn_labels(whole[:, :m], digits, rng) for m in COMPONENTS]
    four = np.tile(whole[:, :4], (4, 1))
    labels = drawn_labels(four, np.tile(digits, 4), rng)
    more = [losses(four, labels, *part) for part in halves(rng.permutation(len(four)))]
    rows = {"": [], "drawn_": [], "learned_": []}
    apart = {"": [], "drawn_": []}
    for train, test in halves(np.random.default_rng(seed).permutation(len(images))):
        own = components(images, of=train)
        for m, y in zip(COMPONENTS, drawn, strict=True):
            rows[""].append(losses(whole[:, :m], digits, train, test))
            rows["drawn_"].append(losses(whole[:, :m], y, train, test))
            rows["learned_"].append(losses(own[:, :m], digits, train, test))
            apart[""].append(separated(whole[train, :m], digits[train]))
            apart["drawn_"].append(separated(whole[train, :m], y[train]))
    by_half = (2, len(COMPONENTS))
    found = {"more_gap": np.mean([held_out - training for training, held_out in more])}
    for kind, pairs in rows.items():
        training, held_out = np.transpose(pairs)
        found[f"{kind}training"] = training.reshape(by_half)
        found[f"{kind}held_out"] = held_out.reshape(by_half)
    for kind, each in apart.items():
        found[f"{kind}separated"] = np.reshape(each, by_half).astype(float)
    return found
