"""Does a layer forget its input in training? The answer hangs on the rule of the bins.

Small networks with tanh or ReLU units learn a label of 12 bits, of which all 4,096
patterns are the data. Each layer is watched in training: the entropy of its values in
30 bins a unit, where the bins span the range of the whole run (for tanh, all that it
can reach), the range of the layer at that step, or hold equally many values of each
unit. The same with noise inside the network, after each layer, in training and after:
there the information is one, and needs no bins (Goldfeld et al., 2019).
"""

import numpy as np
from scipy.special import logsumexp

SEEDS = range(10)
# A thousand steps, of which the last hang on how the first were rounded.
TOLERANCE = 0.5
WIDTHS = [12, 10, 7, 5, 4, 3, 1]
WATCHED = [0, 3, 10, 30, 60, 100, 200, 300, 450, 650, 1000]
BINS = 30
NOISE = 0.1
UNITS = {
    "tanh": (np.tanh, lambda t: 1 - t**2),
    "relu": (lambda a: np.maximum(a, 0), lambda t: (t > 0).astype(float)),
}
INPUTS = 2.0 * ((np.arange(4096)[:, None] >> np.arange(12)) & 1) - 1


def label(rng):
    """Return which half of the patterns a random quadratic rule picks."""
    rule = np.einsum("ni,ij,nj->n", INPUTS, rng.normal(size=(12, 12)), INPUTS)
    rule += 3 * INPUTS @ rng.normal(size=12)
    return (rule > np.median(rule)).astype(float)


def layers(weights, x, unit, sigma, rng):
    """Return each layer's values, without its own noise and with it, and the logit."""
    clean, noisy = [], [x]
    for w, b in weights[:-1]:
        clean.append(UNITS[unit][0](noisy[-1] @ w + b))
        noise = sigma * rng.normal(size=clean[-1].shape) if sigma else 0.0
        noisy.append(clean[-1] + noise)
    w, b = weights[-1]
    return clean, noisy, (noisy[-1] @ w + b)[:, 0]


def watch_training(unit, target, sigma, rng, look):
    """Train with Adam on batches, and look at the weights at the steps watched."""
    weights = [
        (rng.normal(size=(a, b)) / np.sqrt(a), np.zeros(b))
        for a, b in zip(WIDTHS[:-1], WIDTHS[1:], strict=True)  # noqa: RUF007
    ]
    moments = [[np.zeros_like(p) for p in pair] * 2 for pair in weights]
    seen = []
    for step in range(WATCHED[-1] + 1):
        if step in WATCHED:
            seen.append(look([(w.copy(), b.copy()) for w, b in weights]))
        rows = rng.integers(len(INPUTS), size=512)
        clean, noisy, logit = layers(weights, INPUTS[rows], unit, sigma, rng)
        back = ((1 / (1 + np.exp(-logit)) - target[rows]) / len(rows))[:, None]
        size = 0.01 * np.sqrt(1 - 0.999 ** (step + 1)) / (1 - 0.9 ** (step + 1))
        for k in range(len(weights) - 1, -1, -1):
            w, b = weights[k]
            slopes = noisy[k].T @ back, back.sum(axis=0)
            if k:
                back = back @ w.T * UNITS[unit][1](clean[k - 1])
            m = moments[k]
            for i, (p, slope) in enumerate(zip((w, b), slopes, strict=True)):
                m[i] = 0.9 * m[i] + 0.1 * slope
                m[i + 2] = 0.999 * m[i + 2] + 0.001 * slope**2
                p -= size * m[i] / (np.sqrt(m[i + 2]) + 1e-8)
    return seen


def cells(t, rule, bottom, top, bins=BINS):
    """Return the bin of each value of a layer, by one of three rules."""
    if rule == "ranks":
        edges = np.quantile(t, np.arange(1, bins) / bins, axis=0)
        return (t[:, None, :] > edges).sum(axis=1)
    if rule == "own":
        bottom, top = t.min(), t.max()
    return np.floor((t - bottom) / (top - bottom + 1e-12) * bins).astype(int)


def entropy_of(codes):
    """Return the entropy in bits of the rows, each taken as one symbol."""
    keys = codes @ (1000 ** np.arange(codes.shape[1]))
    p = np.unique(keys, return_counts=True)[1] / len(codes)
    return -(p * np.log2(p)).sum()


def binned(course, unit):
    """Return the bits of each layer at each step, for each rule."""
    found = {rule: [] for rule in ("run", "own", "ranks")}
    for layer in range(5):
        values = [step[layer] for step in course]
        bottom, top = (-1, 1) if unit == "tanh" else (0, np.max(values))
        for rule, curves in found.items():
            curves.append([entropy_of(cells(t, rule, bottom, top)) for t in values])
    return found


def log_density(at, centres, sigma):
    """Return the log of each Gaussian's density at each point, up to a constant."""
    square = (at**2).sum(axis=-1)[..., :, None] + (centres**2).sum(axis=-1)[
        ..., None, :
    ]
    square = square - 2 * at @ np.swapaxes(centres, -1, -2)
    return -square / (2 * sigma**2)


def noisy_information(weights, unit, sigma, rng, inputs=40, passes=100):
    """Return I(T; X) in bits of each noisy layer.

    Given an input, a layer is a mixture of Gaussians around what the noise of the
    layers below it makes of that input: so is the layer over all inputs.
    """
    chosen = rng.integers(len(INPUTS), size=inputs)
    x = np.repeat(INPUTS[chosen], passes, axis=0)
    centres, _, _ = layers(weights, x, unit, sigma, rng)
    _, fresh, _ = layers(weights, INPUTS[np.repeat(chosen, 5)], unit, sigma, rng)
    others, _, _ = layers(weights, INPUTS, unit, sigma, rng)
    found = []
    for k in range(5):
        t = fresh[k + 1].reshape(inputs, 5, -1)
        own = log_density(t, centres[k].reshape(inputs, passes, -1), sigma)
        given = logsumexp(own, axis=2) - np.log(passes)
        rest = log_density(t, others[k], sigma)
        rest[np.arange(inputs), :, chosen] = given
        found.append((given - logsumexp(rest, axis=2)).mean() / np.log(2) + 12)
    return found


def run(seed):
    """Return the bits of each layer at each step: binned, and with noise inside."""
    rng = np.random.default_rng(seed)
    target = label(rng)
    found = {}
    for unit in UNITS:
        course = watch_training(
            unit,
            target,
            0.0,
            rng,
            lambda w, unit=unit: layers(w, INPUTS, unit, 0.0, None)[0],
        )
        found |= {
            f"{unit}_{rule}": np.round(curves, 4)
            for rule, curves in binned(course, unit).items()
        }
        noisy = watch_training(
            unit,
            target,
            NOISE,
            rng,
            lambda w, unit=unit: noisy_information(w, unit, NOISE, rng),
        )
        found[f"{unit}_noisy"] = np.round(np.transpose(noisy), 4)
    return found
