"""The mutual information of two correlated Gaussians."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    key,
    side_by_side,
    slider_row,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.gaussian import gaussian_mutual_information

__all__ = ["explore_mutual_information"]

MOST = 0.99
RHO = np.tanh(np.linspace(-1, 1, 101) * np.arctanh(MOST))
EDGE = 3.2  # standard deviations in the picture
GIVEN = 1.5  # the x at which the spread of y is shown


def explore_mutual_information(rho):
    r"""A picture of two correlated Gaussians whose correlation the reader moves.

    Knowing x narrows the spread of y from 1 to :math:`\sqrt{1 - \rho^2}`, wherever x
    is. The mutual information is the number of times that this halves it:

    .. math:: I(X; Y) = -\tfrac12 \log_2 (1 - \rho^2)
              = \log_2 \frac{\sigma_y}{\sigma_{y | x}}

    The points are 150 draws, shifted and scaled so that their correlation is exactly
    :math:`\rho`.

    Parameters
    ----------
    rho : float
        Correlation to start from.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``rho`` is no number in [-0.99, 0.99].

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 8.5.

    Examples
    --------
    >>> explore_mutual_information(0.8)
    rho = 0.800: I(X;Y) = 0.737 bits
    """
    rho = check.number("rho", rho, low=-MOST, high=MOST)
    bits = _bits(rho)
    sd = float(np.sqrt(1 - rho**2))
    n = Numbers(rho=rho, i=bits, sd=sd, ratio=1 / sd)
    x, noise = _draws()
    cloud = Plane((-EDGE, EDGE), (-EDGE, EDGE))
    scatter = cloud.svg(
        "Points of two correlated Gaussians. One bar is the spread of y, the other the "
        "spread of y where x is known.",
        180,
        cloud.rect(None, -EDGE, -EDGE, EDGE, EDGE, "rule hollow 1"),
        cloud.line(None, -EDGE + 0.2, -1, -EDGE + 0.2, 1, "green 6"),
        cloud.line("sd", GIVEN, rho * GIVEN - sd, GIVEN, rho * GIVEN + sd, "orange 6"),
        cloud.text(None, EDGE, -EDGE, "x", "grey", dx=-12, dy=16),
        cloud.text(None, -EDGE, EDGE, "y", "grey", dx=-14, dy=12),
        curves=cloud.dots("cloud", x, rho * x + sd * noise, "blue 4"),
        margin=(28, 0, 24, 18),
        style="flex:0 0 180px",
    )
    plane = Plane((-1, 1), (0, 3))
    curve = plane.svg(
        "Mutual information against the correlation: 0 where it is 0, and growing "
        "without bound towards 1 and -1.",
        180,
        plane.y_ticks([(y, y) for y in range(4)], "I(X;Y) [bits]")
        + plane.x_ticks([(-1, "−1"), (0, "ρ = 0"), (1, "1")]),
        plane.circle("point", rho, bits),
        curves=plane.path(None, RHO, [_bits(r) for r in RHO]),
        margin=(28, 12, 24, 44),
    )
    return Explorable(
        "explore-mutual-information",
        f"rho = {digits(rho)}: I(X;Y) = {digits(bits)} bits",
        [
            status(f"<b>I(X;Y) = {n('i')} bits</b> = log₂ {n('ratio')}"),
            side_by_side(scatter, curve, height=232),
            key(
                (solid("green"), "spread of y: 1.000"),
                (solid("orange"), f"where x is known: {n('sd')}"),
            ),
            slider_row("correlation ρ", "rho", n("rho")),
            buttons(),
        ],
        start={"rho": rho},
        x=x.tolist(),
        noise=noise.tolist(),
    )


def _bits(rho):
    return gaussian_mutual_information([[1, rho], [rho, 1]], 1, base=2)


def _draws():
    """Return x and noise: 150 draws, their moments made those of the distribution."""
    draws = np.random.default_rng(0).normal(size=(2, 150))
    draws -= draws.mean(axis=1, keepdims=True)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(draws)), draws)
    return np.round(white, 3)
