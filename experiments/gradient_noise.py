"""How noisy are two gradients of one average over samples?

An encoder says a mean and a log-variance; a decoder pays a distortion for a sample.
The slope of the average distortion can be had through the sample, or from the score:
distortion times the slope of the sample's log-probability, with the average distortion
subtracted or not. All three are right on average. How much do they scatter, in nets
of 8 latents as they begin, and as they are after training?
"""

import numpy as np
from scipy.special import expit

from experiments._autoencoder import (
    decode,
    encode,
    split_digits,
    start,
    surprisal,
    train,
)

SEEDS = range(10)
# Six hundred steps of Adam, whose sums a processor adds in the order that it likes.
TOLERANCE = 0.05
LATENTS, DRAWS, IMAGES = 8, 200, 100


def slopes(layers, x, noise):
    """Return each draw's slope in (mean, log-variance), by path, score and baseline."""
    w3, b3, w4, b4 = layers[4:8]
    mean, log_var = encode(layers, x)
    spread = np.exp(log_var / 2)
    z = mean + spread * noise
    made = np.tanh(z @ w3 + b3)
    miss = expit(made @ w4 + b4) - x
    in_z = (miss @ w4.T * (1 - made**2)) @ w3.T
    path = np.concatenate([in_z, in_z * spread * noise / 2], axis=-1)
    score = np.concatenate([noise / spread, (noise**2 - 1) / 2], axis=-1)
    pays = surprisal(decode(layers, z), x)[..., None]
    # The average of the other draws: a baseline that leaves the slope right.
    others = (pays.sum(axis=0) - pays) / (len(noise) - 1)
    return path, pays * score, (pays - others) * score


def noise_of(layers, x, rng):
    """Return the variance of each slope, summed over the code, and the mean slopes."""
    found = slopes(layers, x, rng.normal(size=(DRAWS, len(x), LATENTS)))
    variances = [s.var(axis=0, ddof=1).sum(axis=1).mean() for s in found]
    return variances, [s.mean(axis=(0, 1))[LATENTS:].sum() for s in found]


def run(seed):
    """Return variances and mean slopes in the log-variances, before and after."""
    learned, unseen = split_digits(seed)
    nets = {
        "begun": start(64, LATENTS, np.random.default_rng(seed)),
        "trained": train(learned, LATENTS, seed=seed),
    }
    found = {}
    for name, layers in nets.items():
        rng = np.random.default_rng(seed)
        parts = noise_of(layers, unseen[:IMAGES], rng)
        found[name], found[f"{name}_slopes"] = parts
    return found
