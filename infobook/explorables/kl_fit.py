"""One Gaussian fitted to a mixture, by forward or by reverse KL."""

import numpy as np
from scipy.ndimage import minimum_filter
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
SPREADS = np.linspace(0, 1.5, 16)  # of the components, as multiples of those given
POINTS = 141  # of a curve


def explore_kl_fit(weights, means, stds):
    r"""A picture of a mixture p and a Gaussian q that the reader fits to it.

    .. math:: D(p \,\|\, q) = \int p \log \frac{p}{q}, \qquad
              D(q \,\|\, p) = \int q \log \frac{q}{p}

    The forward divergence is dear where q leaves out what p does, and is least for
    the mean and the variance of p. The reverse is dear where q does what p does not.
    It may have several minima, on one component or over several: all are drawn, and
    the reader moves the components apart and sees them come and go.

    Parameters
    ----------
    weights : array_like
        Weights of 1 to 4 components of the mixture.
    means, stds : array_like
        Their means and standard deviations.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell. It starts from a
        fit that is best in neither direction.

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
    mean 1.000, std 1.000: D(p||q) = 1.999, D(q||p) = 1.499 nats
    """
    weights = outcomes("weights", weights, MOST_COMPONENTS, least=1)
    means, stds = check.finite("means", means), check.finite("stds", stds)
    for name, array in (("means", means), ("stds", stds)):
        if array.shape != weights.shape:
            raise ValueError(
                f"{name} has shape {array.shape}, expected {weights.shape}"
            )
    centre, widest = weights @ means, SPREADS[-1]
    far = centre + widest * (means - centre)
    low, high = (far - 3.5 * stds).min(), (far + 3.5 * stds).max()
    if stds.min() <= (high - low) / 100:
        raise ValueError(
            f"stds contains {stds.min():.12g}, expected more than a hundredth of the "
            f"{high - low:.12g} that the mixture covers"
        )
    mixture = weights, means, stds
    minima = [_minima(_moved(mixture, spread)) for spread in SPREADS]
    places = 1 - int(np.floor(np.log10((high - low) / 5)))
    step = round(10.0**-places, 9)
    low = round(float(np.floor(low / step) * step), 9)
    high = round(float(np.ceil(high / step) * step), 9)
    deviation = float(np.sqrt(weights @ (stds**2 + (means - centre) ** 2)))
    mean, std = (
        round(float(centre) + deviation / 2, 1),
        round(max(deviation / 2, step), 1),
    )
    now = minima[int(np.argmin(np.abs(SPREADS - 1)))]
    n = Numbers(
        mean=mean,
        std=std,
        apart=float(np.ptp(means)),
        minima=_listed(now),
        **_divergences(mean, std, mixture),
    )
    most = max(map(len, minima))
    picture = _densities(mean, std, mixture, now, most, (low, high))
    return Explorable(
        "explore-kl-fit",
        f"mean {digits(mean)}, std {digits(std)}: D(p||q) = {digits(n['forward'])}, "
        f"D(q||p) = {digits(n['reverse'])} nats",
        [
            status(
                f"<b>D(p‖q) = {n('forward')}</b>, <b>D(q‖p) = {n('reverse')}</b> nats. "
                f"Minima of D(q‖p): {n('minima')}.",
                lines=3,
            ),
            side_by_side(picture, height=224),
            key(
                (solid("grey") + ";opacity:.35", "mixture p"),
                (solid("blue"), "q"),
                (solid("orange"), "minima of D(q‖p)"),
            ),
            bar_row("D(p‖q)", _bar("forward", n, "green"), n("forward")),
            bar_row("D(q‖p)", _bar("reverse", n, "orange"), n("reverse")),
            slider_row("parts apart", "spread", n("apart")),
            slider_row("mean of q", "mean", n("mean")),
            slider_row("std of q", "std", n("std")),
            buttons(),
        ],
        start={"mean": mean, "std": std, "spread": 1},
        weights=weights.tolist(),
        means=means.tolist(),
        stds=stds.tolist(),
        spreads=[round(float(spread), 3) for spread in SPREADS],
        minima=minima,
        low=low,
        high=high,
        step=step,
        least=round(float(max(1, np.floor(stds.min() / 2 / step)) * step), 9),
    )


def _moved(mixture, spread):
    """Return the mixture with its components moved away from their common mean."""
    weights, means, stds = mixture
    centre = weights @ means
    return weights, centre + spread * (means - centre), stds


def _listed(minima):
    """Return minima as words: what each costs, and at which mean."""
    return ", ".join(
        f"{digits(nats)} at {digits(mean, 2)}".replace("-", "−")
        for mean, _, nats in minima
    )


def _minima(mixture):
    """Return mean, std and value of every minimum of the reverse divergence.

    A coarse grid finds the valleys, and a search goes down each.
    """
    weights, means, stds = mixture
    widest = np.sqrt(weights @ (stds**2 + (means - weights @ means) ** 2))
    centres = np.linspace(means.min() - 0.1, means.max() + 0.1, 25)
    log_stds = np.linspace(np.log(stds.min() * 0.8), np.log(widest * 1.2), 11)
    coarse = _reverse(*np.meshgrid(centres, log_stds, indexing="ij"), mixture, 121)
    valleys = np.argwhere(coarse == minimum_filter(coarse, 3, mode="nearest"))
    found = []
    for i, j in valleys:
        fit = minimize(
            lambda point: float(_reverse(*point, mixture)),
            [centres[i], log_stds[j]],
            options={"gtol": 1e-7},
        )
        mean, std = float(fit.x[0]), float(np.exp(fit.x[1]))
        if all(abs(mean - m) + abs(std - s) > 0.01 for m, s, _ in found):
            found.append((mean, std, max(0.0, float(fit.fun))))
    return [[round(value, 4) for value in minimum] for minimum in sorted(found)]


def _reverse(mean, log_std, mixture, nodes=401):
    """Return D(q || p) in nats, for arrays of means and logarithms of spreads."""
    z = np.linspace(-FAR, FAR, nodes)
    weights = np.exp(-(z**2) / 2)
    weights /= weights.sum()
    mean, log_std = np.asarray(mean)[..., None], np.asarray(log_std)[..., None]
    x = mean + np.exp(log_std) * z
    log_p = _log_density(x.reshape(-1), *mixture).reshape(x.shape)
    return -log_std[..., 0] - np.log(2 * np.pi * np.e) / 2 - log_p @ weights


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


def _gaussian(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))


def _densities(mean, std, mixture, minima, most, ends):
    x = np.linspace(*ends, POINTS)
    # The components are highest where nothing else is near them or all are one.
    densities = [np.exp(_log_density(x, *_moved(mixture, c))) for c in (0, 1, 1.5)]
    sharpest = max(_gaussian(0, 0, s) for _, s, _ in minima)
    plane = Plane(ends, (0, 1.1 * float(max(np.max(densities), sharpest))))
    step = 10.0 ** np.floor(np.log10((ends[1] - ends[0]) / 4))
    step *= np.ceil((ends[1] - ends[0]) / step / 8)
    first = np.ceil(ends[0] / step)
    ticks = step * np.arange(first, np.floor(ends[1] / step) + 1)
    least = min(nats for _, _, nats in minima)
    curves = [
        plane.path(
            "p", [ends[0], *x, ends[1]], [0, *densities[1], 0], "grey area faint"
        )
    ]
    for i, (m, s, nats) in enumerate(minima):
        dashes = {"stroke-dasharray": "none" if nats == least else "6 4"}
        curves.append(
            plane.path(f"fit{i}", x, _gaussian(x, m, s), "orange 2", **dashes)
        )
    for i in range(len(minima), most):
        hidden = {"visibility": "hidden"}
        curves.append(plane.path(f"fit{i}", ends, (0, 0), "orange 2", **hidden))
    curves.append(plane.path("q", x, _gaussian(x, mean, std), "blue 3"))
    return plane.svg(
        "The density of the mixture p, filled; of the Gaussian q, a thick line; and of "
        "the Gaussians at the minima of the reverse divergence, thin lines, dashed "
        "where another minimum is lower.",
        180,
        plane.x_ticks([(t, f"{t:g}".replace("-", "−")) for t in ticks]),
        curves="".join(curves),
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
