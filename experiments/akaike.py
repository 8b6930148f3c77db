"""Does the training loss plus d/n predict the loss on held-out digits?

Softmax models of one to six principal components read half of the digits, without a
penalty, and are tested on the other half. Nobody knows the truth, and no family
contains it.
"""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from infolib import softmax_cross_entropy

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
COMPONENTS = [1, 2, 3, 4, 5, 6]
SAMPLES = 898
PARAMETERS = [9 * (kept + 1) for kept in COMPONENTS]


def run(seed):
    """Return the training loss and the held-out loss in nats, for each model."""
    images, digits = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(images))
    train, test = order[:SAMPLES], order[SAMPLES:]
    inputs = PCA(6, whiten=True, random_state=0).fit(images[train]).transform(images)
    found = {"training": [], "held_out": []}
    for kept in COMPONENTS:
        x = inputs[:, :kept]
        model = LogisticRegression(C=1e9, solver="newton-cg", tol=1e-7, max_iter=500)
        logits = model.fit(x[train], digits[train]).decision_function(x)
        losses = softmax_cross_entropy(logits, digits)
        found["training"].append(losses[train].mean())
        found["held_out"].append(losses[test].mean())
    return found
