"""Are the exact inverses of the losses exact, once a network is trained on them?

Three classes are Gaussian clouds in the plane, so that the truth p(y|x) is known. A
network learns from 30 points, which it can learn by heart; from 990, which it cannot;
and, as a control, from 30 points that come with 33 labels each: few places, and labels
that contradict each other. There are four losses. The network's answers are judged by
their divergence from the truth: as they are, after the exact inverse of the loss,
after a temperature fitted on 1,000 other points, and after both.
"""

import numpy as np
from scipy.special import softmax

from experiments._network import (
    focal,
    network,
    smoothed,
    train,
    undo_focal,
    undo_smoothing,
)
from infolib import fit_temperature, kl_divergence

SEEDS = range(12)
# Rounding grows along a training run.
TOLERANCE = 1e-3
CENTRES = np.array([[0.0, 1.2], [-1.0, -0.6], [1.0, -0.6]])
EPSILON, WEIGHTS, LEAST = 0.2, np.array([1.0, 1.0, 5.0]), 1e-3
CUTS = [0.3, 0.2, 0.1, 0.03, 0.01, 0.001]


def draw(rng, n):
    """Return points, labels, and the truth p(y|x)."""
    y = rng.integers(3, size=n)
    x = CENTRES[y] + rng.normal(size=(n, 2))
    distance = ((x[:, None] - CENTRES) ** 2).sum(axis=2)
    return x, y, softmax(-distance / 2, axis=1)


def labelled(rng, points, copies):
    """Return points, each as often as there are copies, with a label of its own."""
    x, y, p = draw(rng, points)
    if copies > 1:
        x = np.repeat(x, copies, axis=0)
        chances = np.repeat(p.cumsum(axis=1), copies, axis=0)
        y = np.sum(rng.random((len(x), 1)) > chances[:, :2], axis=1)
    return x, y


def log(q):
    """Return the logarithm, which serves as logits; a 0 counts as a tiny number."""
    return np.log(np.maximum(q, 1e-300))


def undo_weights(q):
    """Return the beliefs to which q is the best answer under class weights."""
    return q / WEIGHTS / (q / WEIGHTS).sum(axis=1, keepdims=True)


LOSSES = {
    "plain": (0.0, None, lambda q: q),
    "smoothed": (EPSILON, None, lambda q: undo_smoothing(q, EPSILON, LEAST)),
    "focal": (0.0, focal, undo_focal),
    "weighted": (0.0, lambda q, targets: targets @ WEIGHTS, undo_weights),
}


def run(seed):
    """Return divergences from the truth, by points and loss, and errors in training."""
    rng = np.random.default_rng(seed)
    x_tune, y_tune, _ = draw(rng, 1000)
    x_test, _, p = draw(rng, 4000)
    found = {}
    for size, points, copies in [
        ("few", 30, 1),
        ("many", 990, 1),
        ("repeated", 30, 33),
    ]:
        x, y = labelled(rng, points, copies)
        for name, (epsilon, factor, undo) in LOSSES.items():
            targets = smoothed(np.eye(3)[y], epsilon)
            w = train(x, targets, seed, factor=factor, hidden=16, rate=0.2, steps=800)
            z, z_tune = network(w, x_test), network(w, x_tune)
            back, back_tune = (log(undo(softmax(u, axis=1))) for u in (z, z_tune))
            t, t_back = (fit_temperature(u, y_tune) for u in (z_tune, back_tune))
            answers = [softmax(u, axis=1) for u in (z, back, z / t, back / t_back)]
            found[f"{size}_{name}"] = [kl_divergence(p, q).mean() for q in answers]
            found[f"{size}_{name}_t"] = t
            found[f"{size}_{name}_wrong"] = np.mean(network(w, x).argmax(axis=1) != y)
            if (size, name) == ("few", "smoothed"):
                found["cuts"] = [
                    kl_divergence(p, undo_smoothing(answers[0], epsilon, cut)).mean()
                    for cut in CUTS
                ]
            if (size, name) == ("few", "plain"):
                t = fit_temperature(z_tune[:30], y_tune[:30])
                found["thirty"] = kl_divergence(p, softmax(z / t, axis=1)).mean()
    return found
