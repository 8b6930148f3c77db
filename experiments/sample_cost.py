"""What does it cost to learn d parameters from n samples, if the family has the truth?

The images are real, their labels are drawn from a softmax of five principal components.
Softmax models of five, ten and fifteen components are fitted without a penalty: all
three families contain the truth. How much better than the truth does each look on its
own data, and how much worse is it on fresh labels of all images?
"""

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from infolib import entropy, softmax_cross_entropy

SEEDS = range(40)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
SIZES = [200, 400, 800, 1600, 3200, 6400]
COMPONENTS = [5, 10, 15]
CLASSES = 3


def free_parameters(components):
    """Return how many parameters matter: one class's logit can be kept at 0."""
    return (CLASSES - 1) * (components + 1)


def one_sample(n, inputs, true_logits, rng):
    """Return what each model gains on its n samples, and loses on fresh ones."""
    p = softmax(true_logits, axis=1)
    chosen = rng.integers(len(inputs), size=n)
    y = (rng.random((n, 1)) > p[chosen].cumsum(axis=1)[:, :-1]).sum(axis=1)
    true_loss = softmax_cross_entropy(true_logits[chosen], y).mean()
    gained, lost = [], []
    for kept in COMPONENTS:
        model = LogisticRegression(C=1e9, solver="newton-cg", tol=1e-7)
        said = model.fit(inputs[chosen, :kept], y).decision_function(inputs[:, :kept])
        gained.append(true_loss - softmax_cross_entropy(said[chosen], y).mean())
        lost.append((softmax_cross_entropy(said, p) - entropy(p)).mean())
    return gained, lost


def run(seed):
    """Return gains and losses in nats, for each size a row, for each model a column."""
    rng = np.random.default_rng(seed)
    images, _ = load_digits(return_X_y=True)
    inputs = PCA(15, whiten=True, random_state=0).fit_transform(images)
    true_logits = inputs[:, :5] @ rng.normal(size=(5, CLASSES))
    each = [one_sample(n, inputs, true_logits, rng) for n in SIZES]
    gained, lost = zip(*each, strict=True)
    return {"training": gained, "fresh": lost}
