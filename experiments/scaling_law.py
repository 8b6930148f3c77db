r"""What is the floor worth that is fitted to the losses of models of many sizes?

A bag holds :math:`2^{16}` coins, each with a bias of its own. One is drawn, the x-th in
proportion to :math:`1 / x^s`, and tossed: given the coin, which way does it fall? A
model of d parameters counts heads and tails of the N commonest coins one by one, and
of all others together. It has seen n tosses. The truth is known, so that the noise
:math:`H(Y|X)`, the floor of every model, is known too.

Two forms are then fitted to the losses of small models that saw little: that of
Hoffmann et al. (2022), :math:`E + A/d^a + B/n^b`, and that of Kaplan et al. (2020) with
a floor added, :math:`E + ((A/d)^{a/b} + B/n)^b`. They are fitted once to all models
and once to those that saw at least 20 tosses a parameter, in three ways: the logarithms
of the losses, by the robust fit of Hoffmann et al. or by least squares; and the losses,
each weighted by one over its own fitted excess. Simplest of all, E + B/n^b is fitted to
the largest model alone, weighted as if b were 1/2. How far is E from the known noise?
"""

import numpy as np
from scipy.optimize import least_squares

from infolib import binary_entropy

SEEDS = range(40)
# A fit stops where it is flat, a little earlier or later.
TOLERANCE = 0.02
COINS = 2**16
STEEPNESS = {"steep": 2.0, "flat": 1.5}
MODELS = 2 ** np.arange(2, 11)
TOSSES = np.round(10 ** np.arange(2, 6.1, 0.5)).astype(int)
# What no fit sees: large models, and far more data.
LARGE = np.array([16, 256, 4096, COINS])
FAR = 10 ** np.arange(2, 14)


def divergence(p, q):
    """Return the divergence in nats of coins of bias q from coins of bias p."""
    return p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))


def source(steepness, rng):
    """Return how often each coin is drawn, and its bias."""
    often = np.arange(1.0, COINS + 1) ** -steepness
    return often / often.sum(), rng.random(COINS)


def excess_losses(models, tosses, often, bias, rng):
    """Return the fresh loss minus the noise, a row for each number of tosses."""
    rows = []
    for n in tosses:
        seen = rng.multinomial(n, often)
        heads = rng.binomial(seen, bias)
        alone = np.cumsum(often * divergence(bias, (heads + 1) / (seen + 2)))
        row = []
        for size in models:
            pooled = (heads[size:].sum() + 1) / (seen[size:].sum() + 2)
            others = often[size:] @ divergence(bias[size:], pooled)
            row.append(alone[size - 1] + others)
        rows.append(row)
    return np.array(rows)


def hoffmann(t, log_d, log_n):
    """Return E + A/d^a + B/n^b."""
    return t[0] + np.exp(t[1] - t[2] * log_d) + np.exp(t[3] - t[4] * log_n)


def kaplan(t, log_d, log_n):
    """Return E + ((A/d)^(a/b) + B/n)^b."""
    both = np.logaddexp((t[1] - t[2] * log_d) / t[4], t[3] - log_n)
    return t[0] + np.exp(t[4] * both)


def fit(form, losses, log_d, log_n, robustness, start=None):
    """Return a form's parameters, fitted to the logarithms of losses."""

    def misfit(t):
        return np.log(np.maximum(form(t, log_d, log_n), 1e-9)) - np.log(losses)

    return best(misfit, losses, start, loss=robustness, f_scale=1e-3)


def fit_weighted(form, losses, log_d, log_n):
    """Return a form's parameters, each loss weighted by one over its fitted excess."""
    t, excess = None, losses - 0.99 * losses.min()
    for _ in range(7):
        t = best(lambda t, e=excess: (form(t, log_d, log_n) - losses) / e, losses, t)
        excess = form(t, log_d, log_n) - t[0]
    return t


def best(misfit, losses, start, **options):
    """Return the parameters of least misfit, from one start or the better of two."""
    starts = [[share * losses.min(), -4, 0.5, -4, 0.5] for share in (0.9, 1)]
    options["x_scale"] = [0.01, 1, 0.3, 1, 0.3]
    with np.errstate(over="ignore"):  # A step that goes too far is taken back.
        fits = [
            least_squares(misfit, t, **options)
            for t in (starts if start is None else [start])
        ]
    return min(fits, key=lambda each: each.cost).x


def fit_column(losses, log_n):
    """Return the floor of E + B/n^b, fitted with weights of the square root of n."""

    def misfit(t):
        return (t[0] + np.exp(t[1] - t[2] * log_n) - losses) * np.exp(log_n / 2)

    start = [0.99 * losses.min(), -4, 0.5]
    return least_squares(misfit, start, x_scale=[0.01, 1, 0.3]).x[0]


def run(seed):
    """Return excess losses, and for each form how far its floor is from the noise."""
    found = {}
    log_d, log_n = np.meshgrid(np.log(MODELS), np.log(TOSSES))
    log_d, log_n = log_d - log_d.mean(), log_n - log_n.mean()
    windows = {"": log_d < np.inf, "_fed": TOSSES[:, None] >= 20 * MODELS}
    for name, steepness in STEEPNESS.items():
        rng = np.random.default_rng(seed)
        often, bias = source(steepness, rng)
        noise = often @ binary_entropy(bias)
        small = excess_losses(MODELS, TOSSES, often, bias, rng)
        far = excess_losses(LARGE, FAR, often, bias, rng)
        found |= {f"{name}_noise": noise, f"{name}_small": small, f"{name}_far": far}
        column = fit_column(noise + small[:, -1], log_n[:, -1])
        found[f"{name}_column_off"] = column - noise
        for form in (hoffmann, kaplan):
            for window, kept in windows.items():
                data = noise + small[kept], log_d[kept], log_n[kept]
                squares = fit(form, *data, "linear")
                robust = fit(form, *data, "huber", squares)
                misfit = np.log(form(robust, *data[1:]) / data[0])
                key = f"{name}_{form.__name__}{window}"
                found |= {
                    f"{key}_off": robust[0] - noise,
                    f"{key}_squares_off": squares[0] - noise,
                    f"{key}_weighted_off": fit_weighted(form, *data)[0] - noise,
                    f"{key}_misfit": np.sqrt(np.mean(misfit**2)),
                }
    return found
