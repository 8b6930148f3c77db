"""One Gaussian fitted to a mixture, by forward or by reverse KL."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from infobook.explorables.base import (
    Explorable,
    Numbers,
    bar_row,
    buttons,
    digits,
    key,
    outcomes,
    side_by_side,
    slider_row,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check

__all__ = ["explore_kl_fit"]

MOST_COMPONENTS = 4
FAR = 10  # standard deviations to integrate over, on each side
STEPS = 4000
BARS = 3  # nats at the end of a bar


def explore_kl_fit(weights, means, stds):
    r"""A picture of a mixture p and a Gaussian q that the reader fits to it.

    .. math:: D(p \,\|\, q) = \int p \log \frac{p}{q}, \qquad
              D(q \,\|\, p) = \int q \log \frac{q}{p}

    The forward divergence is dear where q leaves out what p does, and is least for
    the mean and the variance of p. The reverse is dear where q does what p does not:
    it is least on a mode.

    Parameters
    ----------
    weights : array_like
        Weights of 1 to 4 components of the mixture.
    means, stds : array_like
        Their means and standard deviations.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell. It starts from the
        best forward fit.

    Raises
    ------
    ValueError
        If ``weights`` is no distribution of 1 to 4 components, ``means`` or ``stds``
        do not fit it, or a component is narrower than a hundredth of the mixture.

    References
    ----------
    Bishop, *Pattern Recognition and Machine Learning*, 2006, section 10.1.2.

    Examples
    --------
    >>> explore_kl_fit([0.5, 0.5], [-2, 2], [0.6, 0.6])
    mean 0.000, std 2.088: D(p||q) = 0.555, D(q||p) = 1.273 nats
    """
    weights = outcomes("weights", weights, MOST_COMPONENTS, least=1)
    means, stds = check.finite("means", means), check.finite("stds", stds)
    for name, array in (("means", means), ("stds", stds)):
        if array.shape != weights.shape:
            raise ValueError(
                f"{name} has shape {array.shape}, expected {weights.shape}"
            )
    low, high = (means - 3.5 * stds).min(), (means + 3.5 * stds).max()
    if stds.min() <= (high - low) / 100:
        raise ValueError(
            f"stds contains {stds.min():.12g}, expected more than a hundredth of the "
            f"{high - low:.12g} that the mixture covers"
        )
    mixture = weights, means, stds
    forward = _best_forward(*mixture)
    reverse = _best_reverse(mixture, forward)
    places = 1 - int(np.floor(np.log10((high - low) / 5)))
    step = round(10.0**-places, 9)
    low = round(float(np.floor(low / step) * step), 9)
    high = round(float(np.ceil(high / step) * step), 9)
    mean, std = forward
    n = Numbers(mean=mean, std=std, **_divergences(mean, std, mixture))
    return Explorable(
        "explore-kl-fit",
        f"mean {digits(mean)}, std {digits(std)}: D(p||q) = {digits(n['forward'])}, "
        f"D(q||p) = {digits(n['reverse'])} nats",
        [
            status(
                f"<b>D(p‖q) = {n('forward')}</b>, <b>D(q‖p) = {n('reverse')}</b> nats"
            ),
            side_by_side(
                _densities(mean, std, mixture, reverse, (low, high)), height=224
            ),
            key((solid("grey") + ";opacity:.35", "mixture p"), (solid("blue"), "q")),
            bar_row("D(p‖q)", _bar("forward", n, "orange"), n("forward")),
            bar_row("D(q‖p)", _bar("reverse", n, "green"), n("reverse")),
            slider_row("mean of q", "mean", n("mean")),
            slider_row("std of q", "std", n("std")),
            buttons(),
        ],
        start={"mean": mean, "std": std},
        weights=weights.tolist(),
        means=means.tolist(),
        stds=stds.tolist(),
        best={"forward": forward, "reverse": reverse},
        low=low,
        high=high,
        step=step,
        least=round(float(max(1, np.floor(stds.min() / 2 / step)) * step), 9),
    )


def _best_forward(weights, means, stds):
    """Return the mean and the standard deviation of the mixture."""
    mean = weights @ means
    variance = weights @ (stds**2 + (means - mean) ** 2)
    return [round(float(mean), 6), round(float(np.sqrt(variance)), 6)]


def _best_reverse(mixture, forward):
    """Return the mean and std of least reverse KL, searched for from every mode."""

    def reverse(point):
        return _divergences(point[0], np.exp(point[1]), mixture)["reverse"]

    starts = [*zip(mixture[1], mixture[2], strict=True), forward]
    fits = [
        minimize(reverse, [mean, np.log(std)], options={"gtol": 1e-7})
        for mean, std in starts
    ]
    # Fits that are equally good up to rounding: the leftmost of them.
    least = min(fit.fun for fit in fits)
    mean, log_std = min(tuple(fit.x) for fit in fits if fit.fun < least + 1e-6)
    return [round(float(mean), 4), round(float(np.exp(log_std)), 4)]


def _log_density(x, weights, means, stds):
    z = (x[:, None] - means) / stds
    parts = -(z**2) / 2 - np.log(stds * np.sqrt(2 * np.pi))
    return logsumexp(parts, b=weights, axis=1)


def _divergences(mean, std, mixture):
    """Return both divergences in nats, by the trapezoid rule."""
    q = np.ones(1), np.array([mean]), np.array([std])

    def divergence(p, q):
        low, high = (p[1] - FAR * p[2]).min(), (p[1] + FAR * p[2]).max()
        x = np.linspace(low, high, STEPS + 1)
        log_p = _log_density(x, *p)
        excess = np.exp(log_p) * (log_p - _log_density(x, *q))
        return max(0.0, float(excess.sum() * (high - low) / STEPS))

    return {"forward": divergence(mixture, q), "reverse": divergence(q, mixture)}


def _densities(mean, std, mixture, reverse, ends):
    x = np.linspace(*ends, 201)
    density = np.exp(_log_density(x, *mixture))
    peak = max(density.max(), 1 / reverse[1] / np.sqrt(2 * np.pi))
    plane = Plane(ends, (0, 1.1 * float(peak)))
    q = np.exp(-(((x - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))
    step = 10.0 ** np.floor(np.log10((ends[1] - ends[0]) / 4))
    step *= np.ceil((ends[1] - ends[0]) / step / 8)
    first = np.ceil(ends[0] / step)
    ticks = step * np.arange(first, np.floor(ends[1] / step) + 1)
    shape = plane.path(
        None, [ends[0], *x, ends[1]], [0, *density, 0], "grey area faint", closed=True
    )
    return plane.svg(
        "The density of the mixture p, filled, and of the Gaussian q, a line.",
        180,
        plane.x_ticks([(t, f"{t:g}".replace("-", "−")) for t in ticks]),
        curves=shape + plane.path("q", x, q, "blue 3"),
        overflow="hidden",
        margin=(14, 12, 30, 12),
    )


def _bar(name, n, look):
    plane = Plane((0, BARS))
    return plane.svg(
        "The divergence as a bar, up to 3 nats",
        14,
        plane.rect(None, 0, 0, BARS, 1, "rule hollow 1")
        + plane.rect(name, 0, 0, n[name], 1, look)
        + plane.beyond(name, n[name]),
        margin=(0, 0, 0, 0),
    )
