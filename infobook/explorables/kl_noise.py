"""Three estimates of the divergence of two Gaussians, and how noisy each is."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    axis_slider,
    buttons,
    digits,
    side_by_side,
    status,
    table,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check

__all__ = ["explore_kl_noise"]

MOST = 3  # nats at the right of the picture
TOP = 8  # times the truth at its top
GRID = np.linspace(0.02, MOST, 150)
NAMES = ("k1", "k2", "k3")
LOOKS = ("blue", "green", "orange")


def explore_kl_noise(nats):
    r"""A picture of the noise of k1, k2 and k3; the reader moves the divergence.

    The two distributions are Gaussians of variance 1, a distance :math:`\mu` apart,
    whose divergence is :math:`D = \mu^2 / 2` nats. The standard deviations of the
    three estimates from one sample, over :math:`D`, are

    .. math:: \frac{2}{\mu}, \qquad \sqrt{2 + \mu^2}, \qquad
              \frac{2}{\mu^2} \sqrt{e^{\mu^2} - 1 - \mu^2}

    Parameters
    ----------
    nats : float
        The divergence to start from.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``nats`` is no number from 0.02 to 3.

    References
    ----------
    Schulman, "Approximating KL Divergence", 2020.

    Examples
    --------
    >>> explore_kl_noise(0.5)
    0.500 nats: the noise of k1, k2, k3 is 2.000, 1.732, 1.695 times the truth
    """
    nats = check.number("nats", nats, low=0.02, high=MOST)
    noise = _noises(nats)
    n = Numbers(
        nats=nats,
        mean_k1=nats,
        mean_k2=nats + nats**2 / 2,
        mean_k3=nats,
        **dict(zip(NAMES, map(float, noise), strict=True)),
        **{f"n_{k}": f"{100 * v**2:.0f}" for k, v in zip(NAMES, noise, strict=True)},
        quieter=_quieter(noise),
    )
    plane = Plane((0, MOST), (0, TOP))
    curves = _noises(GRID)
    picture = plane.svg(
        "Noise over truth of the three estimates, against the divergence in nats. That "
        "of k1 falls; those of k2 and k3 begin at 1.4, and k3's rises without end.",
        200,
        plane.y_ticks([(y, y) for y in range(0, TOP + 1, 2)], "noise / truth")
        + plane.x_ticks([(x / 2, f"{x / 2:g}") for x in range(2 * MOST + 1)])
        + plane.line("now", nats, 0, nats, TOP, "grey dashed"),
        *(
            plane.circle(name, nats, value, 6, look)
            for name, value, look in zip(NAMES, noise, LOOKS, strict=True)
        ),
        plane.text(None, 0.12, 6.9, "k1", "blue bold halo"),
        plane.text(None, 2.6, 2.9, "k2", "green bold halo"),
        plane.text(None, 1.72, 6.6, "k3", "orange bold halo"),
        curves="".join(
            plane.path(None, GRID, curve, f"{look} {style}")
            for curve, look, style in zip(
                curves, LOOKS, ("3", "2 dotted", "3 dashed"), strict=True
            )
        ),
        overflow="hidden",
    )
    rows = [[k, n(f"mean_{k}"), n(k), n(f"n_{k}")] for k in NAMES]
    return Explorable(
        "explore-kl-noise",
        f"{digits(nats)} nats: the noise of k1, k2, k3 is "
        f"{', '.join(map(digits, noise))} times the truth",
        [
            status(
                f"At {n('nats')} nats, <b>{n('quieter')}</b> is "
                "the quieter of k1 and k3"
            ),
            side_by_side(picture, height=252),
            axis_slider(f"the divergence: {n('nats')} nats", "nats"),
            table(
                ["estimate", ("mean", "[nats]"), "noise / truth", "samples for 10 %"],
                rows,
                row=28,
            ),
            buttons(),
        ],
        start={"nats": nats},
    )


def _noises(nats):
    """Return the noise of k1, k2 and k3 over the truth."""
    square = 2 * np.asarray(nats)
    return np.array(
        [
            2 / np.sqrt(square),
            np.sqrt(2 + square),
            2 * np.sqrt(np.expm1(square) - square) / square,
        ]
    )


def _quieter(noise):
    return "k3" if noise[2] < noise[0] else "k1"
