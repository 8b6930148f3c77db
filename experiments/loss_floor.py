"""Is a loss on one-hot labels the noise of the labels plus the model's divergence?

The images are real, the labels are drawn from a known softmax, so that both terms can
be computed. Models of two, eight and 64 numbers an image are trained on half of the
images and tested on one drawn label for each image of the other half. An oracle says
the true probabilities.
"""

import numpy as np
from scipy.special import softmax
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

from infolib import entropy, kl_divergence, softmax_cross_entropy

SEEDS = range(20)
# The optimiser stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-4
MODELS = {"two": 2, "eight": 8, "all": 64}


def drawn(p, rng):
    """Return one label from each row of probabilities."""
    return (rng.random((len(p), 1)) > p.cumsum(axis=1)[:, :-1]).sum(axis=1)


def run(seed):
    """Return each model's loss on drawn labels, and the two terms it should be."""
    rng = np.random.default_rng(seed)
    images, digits = load_digits(return_X_y=True)
    images = PCA(random_state=0).fit_transform(images / 16)
    teacher = LogisticRegression(C=0.1, max_iter=1000).fit(images, digits)
    logits = teacher.decision_function(images)
    p = softmax(logits, axis=1)
    labels = drawn(p, rng)
    order = rng.permutation(len(images))
    train, test = order[:900], order[900:]
    found = {
        "noise": entropy(p[test]).mean(),
        "oracle_loss": softmax_cross_entropy(logits[test], labels[test]).mean(),
    }
    for name, kept in MODELS.items():
        model = LogisticRegression(max_iter=5000, tol=1e-8)
        model.fit(images[train, :kept], labels[train])
        said = model.decision_function(images[test, :kept])
        found |= {
            f"{name}_loss": softmax_cross_entropy(said, labels[test]).mean(),
            f"{name}_divergence": kl_divergence(p[test], softmax(said, axis=1)).mean(),
        }
    return found
