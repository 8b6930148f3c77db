"""Reverse water-filling: what stands above the water gets bits, the rest is lost."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    side_by_side,
    slider_row,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check

__all__ = ["explore_water_filling"]

MOST = 64
OCTAVES = 9  # at most so many of the logarithmic scale are shown


def explore_water_filling(variances, level):
    r"""A picture of reverse water-filling whose water level the reader moves.

    Directions of independent Gaussian variances :math:`\lambda_i` stand in the water
    on a logarithmic scale. At the level :math:`\theta` they get

    .. math:: R = \sum_{\lambda_i > \theta} \tfrac12 \log_2 \frac{\lambda_i}{\theta},
       \qquad E = \sum_i \min(\lambda_i, \theta)

    bits and squared error, and no other way to spend R bits leaves less error.

    Parameters
    ----------
    variances : array_like
        2 to 64 positive variances.
    level : float
        Water level to start from, above 0 and at most the largest variance.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``variances`` or ``level`` is none of these.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 10.3.3.

    Examples
    --------
    >>> explore_water_filling([16, 4, 1], level=2)
    2 directions live: 2.000 bits, squared error 5.000
    """
    variances = check.axes("variances", check.finite("variances", variances), 1)
    if not 2 <= len(variances) <= MOST:
        raise ValueError(f"variances has {len(variances)} values, expected 2 to {MOST}")
    if variances.min() <= 0:
        raise ValueError(f"variances contains {variances.min():g}, expected above 0")
    variances = np.sort(variances)[::-1]
    level = check.number("level", level, high=variances[0])
    if level <= 0:
        raise ValueError(f"level is {level:g}, expected above 0")
    heights = np.log2(variances)
    # What is small beside the largest would take most of the picture.
    low = max(heights.min(), heights[0] - OCTAVES)
    low = float(np.floor(min(low, np.log2(level))))
    rate, error, live = _filled(variances, level)
    n = Numbers(rate=rate, error=error, live=str(live), level=level)
    return Explorable(
        "explore-water-filling",
        f"{live} directions live: {digits(rate)} bits, squared error {digits(error)}",
        [
            status(
                f"<b>{n('live')} live: {n('rate')} bits</b>, error {n('error')}",
            ),
            side_by_side(
                _basin(heights, np.log2(level), low),
                _trade(variances, low, rate, error),
                height=232,
            ),
            slider_row("water, θ", "depth", n("level")),
            buttons(),
        ],
        start={"depth": float(np.log2(level))},
        low=low,
        high=float(heights[0]),
        variances=variances.tolist(),
    )


def _filled(variances, level):
    """Return the rate in bits, the squared error and how many stand out."""
    over = variances[variances > level]
    rate = 0.5 * np.log2(over / level).sum()
    return float(rate), float(np.minimum(variances, level).sum()), len(over)


def _basin(heights, depth, low):
    """Return the directions in the water: grey below it, blue above."""
    count = len(heights)
    plane = Plane((-0.7, count - 0.3), (low, float(np.ceil(heights[0]))))
    bars = "".join(
        plane.rect(f"under{i}", i - 0.4, low, i + 0.4, min(h, depth), "grey")
        + plane.rect(f"over{i}", i - 0.4, min(h, depth), i + 0.4, h, "blue")
        for i, h in enumerate(heights)
    )
    powers = 10.0 ** np.arange(-9, 10)
    ticks = [(np.log2(x), f"{x:g}") for x in powers if plane._holds(0, np.log2(x))]
    return plane.svg(
        "Bars of the variances on a logarithmic scale, standing in water. What is "
        "above the water line is blue; half its height is the bits of that direction.",
        170,
        plane.y_ticks(ticks, "variance") + bars,
        plane.line("water", -0.7, depth, count - 0.3, depth, "orange 2"),
        plane.x_ticks([], "directions"),
        margin=(28, 12, 34, 36),
    )


def _trade(variances, low, rate, error):
    """Return squared error against rate, for every level of the water."""
    levels = np.geomspace(variances[0], 2.0**low, 120)
    curve = np.array([_filled(variances, level)[:2] for level in levels])
    plane = Plane((0, float(curve[-1, 0])), (0, float(curve[0, 1])))
    steps = np.linspace(0, curve[-1, 0], 3)
    return plane.svg(
        "Squared error against rate: a falling curve with a point on it.",
        170,
        plane.y_ticks([(0, "0")], "error", margin=24)
        + plane.x_ticks([(x, f"{x:.0f}") for x in steps], "rate [bits]"),
        plane.circle("point", rate, error, 6, "orange"),
        curves=plane.path(None, *curve.T, "blue 2.5"),
        margin=(28, 16, 34, 24),
    )
