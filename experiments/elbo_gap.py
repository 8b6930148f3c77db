"""Why does the bound of an autoencoder lie below the likelihood, and what closes it?

With two latents the plane can be added up on a grid, so that the likelihood of an
image and the best Gaussian guess at its latents are known. The encoder's gap is the
gap of that best guess, for which the family is to blame, plus the rest, for which one
network that guesses for all images is. Importance weighting needs no grid. What
happens to likelihood and gap of unseen images if training goes on?
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_expit, logsumexp, softmax

from experiments._autoencoder import decode, encode, split_digits, surprisal, train

SEEDS = range(10)
# Thousands of steps of Adam, whose sums a processor adds in the order that it likes.
TOLERANCE = 0.05
AXIS = np.linspace(-4.5, 4.5, 151)
SAMPLES = [1, 4, 16, 64, 256, 1024]
IMAGES, STEPS = 100, 1200


def fit(seed, steps=STEPS):
    """Return a net with two latents, the digits it learned from, and the others."""
    learned, unseen = split_digits(seed)
    return train(learned, 2, seed=seed, steps=steps), learned, unseen


def log_joint(layers, x):
    """Return log p(z) p(x | z) for each image and each z of the grid."""
    z = np.stack(np.meshgrid(AXIS, AXIS, indexing="ij"), axis=-1).reshape(-1, 2)
    log_prior = -0.5 * (z**2).sum(axis=1)
    logits = decode(layers, z)
    log_given = x @ logits.T + log_expit(-logits).sum(axis=1)
    joint = log_prior - logsumexp(log_prior) + log_given
    return joint.reshape(len(x), len(AXIS), len(AXIS))


def on_axis(guess):
    """Return guesses as probabilities on both axes of the grid.

    ``guess`` holds two means and two log-variances, each with a value an image.
    """
    away = AXIS - guess[:2, :, None]
    return softmax(-(away**2) / 2 / np.exp(guess[2:, :, None]), axis=2)


def bound(guess, joint):
    """Return the ELBO of each image and its slopes in the guess."""
    q1, q2 = q = on_axis(guess)
    worth = [(joint @ q2[..., None])[..., 0], (q1[:, None] @ joint)[:, 0]]
    surprise = -np.log(np.maximum(q, 1e-300))
    elbo = (q1 * worth[0]).sum(axis=1) + (q * surprise).sum(axis=(0, 2))
    pull = worth + surprise
    pull = q * (pull - (q * pull).sum(axis=2, keepdims=True))
    away, variance = AXIS - guess[:2, :, None], np.exp(guess[2:, :, None])
    in_log_var = (pull * away**2).sum(axis=2) / 2 / variance[..., 0]
    return elbo, np.concatenate([(pull * away / variance).sum(axis=2), in_log_var])


def improve(guess, joint):
    """Return the ELBO of each image after its own guess has climbed to the top."""

    def loss(flat):
        elbo, slopes = bound(flat.reshape(guess.shape), joint)
        return -elbo.sum(), -slopes.ravel()

    top = minimize(loss, guess.ravel(), jac=True, method="L-BFGS-B")
    return bound(top.x.reshape(guess.shape), joint)[0]


def starts(joint, log_evidence):
    """Return two guesses made with the true posterior: by its moments, at its peak."""
    posterior = np.exp(joint - log_evidence[:, None, None])
    axes = np.stack([posterior.sum(axis=2), posterior.sum(axis=1)])
    means = axes @ AXIS
    log_vars = np.log(axes @ AXIS**2 - means**2)
    row, column = np.divmod(joint.reshape(len(joint), -1).argmax(axis=1), len(AXIS))
    peaks = np.stack([AXIS[row], AXIS[column]])
    return np.concatenate([means, log_vars]), np.concatenate([peaks, log_vars - 2])


def gaps(layers, x):
    """Return, for each image in bits: log-likelihood, gap, improved gap, best gap."""
    joint = log_joint(layers, x)
    log_evidence = logsumexp(joint, axis=(1, 2))
    guess = np.concatenate([part.T for part in encode(layers, x)])
    improved = improve(guess, joint)
    others = [improve(s, joint) for s in starts(joint, log_evidence)]
    best = np.max([improved, *others], axis=0)
    lost = [log_evidence - found for found in (bound(guess, joint)[0], improved, best)]
    return np.stack([log_evidence, *lost]) / np.log(2)


def importance(layers, x, rng):
    """Return the bound of each image in bits for each number of weighted samples."""
    mean, log_var = encode(layers, x)
    noise = rng.normal(size=(SAMPLES[-1], *mean.shape))
    z = mean + np.exp(log_var / 2) * noise
    log_w = (noise**2 - z**2 + log_var).sum(axis=2) / 2 - surprisal(
        decode(layers, z), x
    )
    groups = [log_w.reshape(-1, k, len(x)) for k in SAMPLES]
    bounds = [(logsumexp(g, axis=1) - np.log(g.shape[1])).mean(axis=0) for g in groups]
    return np.stack(bounds) / np.log(2)


def run(seed):
    """Return mean gaps of unseen and of learned digits, and what samples close."""
    layers, learned, unseen = fit(seed)
    found = {}
    for name, x in (("unseen", unseen[:IMAGES]), ("learned", learned[:IMAGES])):
        log_evidence, gap, improved, best = gaps(layers, x)
        found |= {
            f"{name}_bits": -log_evidence.mean(),
            f"{name}_gap": gap.mean(),
            f"{name}_improved": improved.mean(),
            f"{name}_family": best.mean(),
            f"{name}_median_gap": np.median(gap),
            f"{name}_largest_gap": gap.max(),
        }
        if name == "unseen":
            bounds = importance(layers, x, np.random.default_rng(seed))
            left = log_evidence - bounds
            found["sampled_gap"] = left.mean(axis=1)
            # What the ten images with the largest gaps add to the average.
            found["worst_left"] = left[-1, gap.argsort()[-10:]].sum() / IMAGES
    longer, *_ = fit(seed, 2 * STEPS)
    log_evidence, gap, *_ = gaps(longer, unseen[:IMAGES])
    found |= {"longer_bits": -log_evidence.mean(), "longer_gap": gap.mean()}
    return found
