"""Does a higher contrastive bound make a representation easier to read?

Encoders of the left and the right half of a digit learn to find each other's partner
in batches of 8, 32 and 128. All are judged alike: by the bound on unseen batches of
128, and by what a linear reader gets from the codes. The same reader also reads codes
of encoders that were not trained, and the pixels, which hold all there is.
"""

import autograd.numpy as anp
import numpy as np
from autograd import grad
from autograd.misc.optimizers import adam
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from infolib import entropy_from_samples, info_nce

SEEDS = range(10)
# Hundreds of steps, and an optimiser that stops where the loss is flat.
TOLERANCE = 0.05
BATCHES = (8, 32, 128)


def usable(t, v, rng):
    """Return the bits about v that logistic regression reads from t."""
    order = rng.permutation(len(t))
    fitted, judged = order[: len(t) // 2], order[len(t) // 2 :]
    scale = t[fitted].std(axis=0) + 1e-9
    probe = LogisticRegression(max_iter=2000).fit(t[fitted] / scale, v[fitted])
    p = probe.predict_proba(t[judged] / scale)[np.arange(len(judged)), v[judged]]
    return entropy_from_samples(v[judged], base=2) + np.log2(p).mean()


def encode(layers, x):
    """Return the codes of one view."""
    return anp.dot(anp.tanh(anp.dot(x, layers[0]) + layers[1]), layers[2])


def bound(layers, left, right):
    """Return InfoNCE, in nats, for one batch of pairs."""
    codes = encode(layers[:3], left), encode(layers[3:], right)
    return info_nce(anp.dot(codes[0], codes[1].T))


def run(seed):
    """Return bounds at 128 and bits read, for each batch in training."""
    rng = np.random.default_rng(seed)
    images, digits = load_digits(return_X_y=True)
    order = rng.permutation(len(images))
    train, test = order[:900], order[900:]
    columns = np.arange(64) % 8
    left, right = images[:, columns < 4] / 16, images[:, columns >= 4] / 16
    judged = test[: len(test) // 128 * 128].reshape(-1, 128)

    def read(layers):
        codes = [encode(layers[:3], left[test]), encode(layers[3:], right[test])]
        return usable(np.hstack(codes), digits[test], np.random.default_rng(seed))

    found = {"bound": [], "read": []}
    shapes = [(32, 64), 64, (64, 8)] * 2
    start = [rng.normal(size=shape) * 0.2 for shape in shapes]
    for batch in BATCHES:
        rows = [rng.choice(train, size=batch, replace=False) for _ in range(400)]

        def loss(layers, i, rows=rows):
            return -bound(layers, left[rows[i]], right[rows[i]])

        layers = adam(grad(loss), start, None, 400, 0.01)
        found["bound"].append(
            np.mean([bound(layers, left[b], right[b]) for b in judged])
        )
        found["read"].append(read(layers))
    found["untrained"] = read(start)
    found["pixels"] = usable(
        images[test] / 16, digits[test], np.random.default_rng(seed)
    )
    return found
