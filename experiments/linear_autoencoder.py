"""Does a linear autoencoder find what is known in closed form, from any start?

With its noise learned, its bound should be the likelihood of probabilistic PCA; with
its noise fixed and a price on the rate, rate and error should be those of reverse
water-filling. No sample is drawn: both terms of the loss are sums over the covariance.
"""

import numpy as np
from scipy.optimize import minimize
from sklearn.datasets import load_digits

from infolib import diagonal_gaussian_kl

SEEDS = range(10)
# L-BFGS stops where the loss is flat, a little earlier or later.
TOLERANCE = 1e-3
NOISE = 10.0
BETAS = [1, 2, 4, 8, 16]
GREY = load_digits().data
COVARIANCE = np.cov(GREY[:, GREY.std(axis=0) > 0].T, bias=True)
PIXELS = len(COVARIANCE)


def terms(out, into, log_var):
    """Return the rate in nats, the squared error, and the slopes of both."""
    seen, spread = COVARIANCE @ into, np.exp(log_var)
    squares, lengths = into.T @ seen, (out**2).sum(axis=0)
    rate = diagonal_gaussian_kl(np.sqrt(np.diag(squares)), log_var)
    error = np.trace(COVARIANCE) - 2 * (out * seen).sum() + spread @ lengths
    error += ((out.T @ out) * squares).sum()
    of_rate = np.zeros_like(out), seen, (spread - 1) / 2
    in_out = 2 * (out @ squares + out * spread - seen)
    in_into = 2 * (seen @ (out.T @ out) - COVARIANCE @ out)
    return rate, error, of_rate, (in_out, in_into, spread * lengths)


def train(latents, *, seed, beta=1.0, noise=None):
    """Return decoder, encoder, log-variances and the loss at the end, in nats."""
    rng = np.random.default_rng(seed)
    cuts = PIXELS * latents * np.array([1, 2]), (PIXELS, latents)

    def parts(flat):
        out, into, rest = np.split(flat, cuts[0])
        return out.reshape(cuts[1]), into.reshape(cuts[1]) / 20, rest

    def loss(flat):
        out, into, rest = parts(flat)
        rate, error, of_rate, of_error = terms(out, into, rest[:-1])
        variance = np.exp(rest[-1]) if noise is None else noise
        slopes = [
            e / 2 / variance + beta * r for e, r in zip(of_error, of_rate, strict=True)
        ]
        last = (PIXELS - error / variance) / 2 if noise is None else 0.0
        distortion = (PIXELS * np.log(2 * np.pi * variance) + error / variance) / 2
        slopes = [slopes[0].ravel(), slopes[1].ravel() / 20, slopes[2], [last]]
        return distortion + beta * rate, np.concatenate(slopes)

    start = [rng.normal(size=cuts[0][0]), 0.1 * rng.normal(size=cuts[0][0])]
    start = np.concatenate([*start, np.zeros(latents), [3.0]])
    precise = {"maxiter": 10**4, "maxfun": 10**5, "ftol": 1e-12, "maxcor": 30}
    end = minimize(loss, start, jac=True, method="L-BFGS-B", options=precise)
    out, into, rest = parts(end.x)
    return out, into, rest[:-1], end.fun


def carried(into, log_var):
    """Return the rate of each latent in bits."""
    means = np.sqrt(np.diag(into.T @ COVARIANCE @ into))
    return diagonal_gaussian_kl(means[:, None], log_var[:, None], base=2)


def run(seed):
    """Return the bound with the noise learned, and what is bought at each price."""
    found = {"elbo": -train(8, seed=seed)[-1], "rate": [], "error": [], "live": []}
    for beta in BETAS:
        *layers, _ = train(24, seed=seed, beta=beta, noise=NOISE)
        bits = carried(*layers[1:])
        found["rate"].append(bits.sum())
        found["error"].append(terms(*layers)[1])
        found["live"].append(int((bits > 0.001).sum()))
    return found
