"""The parts of a loss: noise, lost information and miscalibration."""

import numpy as np
from scipy.special import expit, logit

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
from infolib.divergence import kl_divergence
from infolib.entropy import binary_entropy

__all__ = ["explore_loss_parts"]

GROUPS = [1, 2, 4, 8]
LEAST, MOST = 0.25, 4.0  # temperatures
WIDEST = 1.2  # nats at the right end of the bar


def explore_loss_parts(p, *, groups=4, temperature=0.5):
    r"""A forecaster whose eyes and whose tone the reader changes, and what he pays.

    There are eight weathers, all as frequent, each with a probability of rain. The
    forecaster tells only ``groups`` of them apart; in his group it rains with
    probability c. He says q, which is c at a temperature T:

    .. math::
        \log \frac{q}{1 - q} = \frac1T \log \frac{c}{1 - c}, \qquad
        \mathbb E[-\log q(Y)] = H(Y \mid X) + I(X; Y \mid Q) + \mathbb E\,D(c \,\|\, q)

    Parameters
    ----------
    p : array_like
        Probability of rain in each of eight weathers, rising, between 0.01 and 0.99.
    groups : int
        How many groups of neighbouring weathers he tells apart: 1, 2, 4 or 8.
    temperature : float
        T, from 0.25 to 4; below 1 he exaggerates.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` is not eight rising numbers between 0.01 and 0.99, ``groups`` is not
        1, 2, 4 or 8, or ``temperature`` is out of range.

    References
    ----------
    Bröcker, "Reliability, Sufficiency, and the Decomposition of Proper Scores", 2009.

    Examples
    --------
    >>> p = [0.05, 0.1, 0.2, 0.35, 0.6, 0.75, 0.9, 0.95]
    >>> explore_loss_parts(p, groups=8, temperature=1)
    loss 0.429 nats: noise 0.429, lost 0.000, miscalibration 0.000
    """
    p = check.axes("p", check.finite("p", p), 1)
    if len(p) != 8 or p.min() < 0.01 or p.max() > 0.99 or np.diff(p).min() <= 0:
        raise ValueError(
            f"p is {p.tolist()}, expected 8 rising numbers from 0.01 to 0.99"
        )
    if groups not in GROUPS:
        raise ValueError(f"groups is {groups!r}, expected 1, 2, 4 or 8")
    t = check.number("temperature", temperature, low=LEAST, high=MOST)
    c = np.repeat(p.reshape(groups, -1).mean(axis=1), 8 // groups)
    q = expit(logit(c) / t)
    noise = binary_entropy(p).mean()
    lost = binary_entropy(c).mean() - noise
    wrong = np.mean(kl_divergence(np.stack([c, 1 - c], 1), np.stack([q, 1 - q], 1)))
    n = Numbers(
        groups=str(groups), t=t, loss=noise + lost + wrong, noise=noise, lost=lost,
        miscalibration=wrong,
    )  # fmt: skip
    return Explorable(
        "explore-loss-parts",
        f"loss {digits(n['loss'])} nats: noise {digits(noise)}, lost {digits(lost)}, "
        f"miscalibration {digits(wrong)}",
        [
            status(f"<b>loss {n('loss')} nats</b>"),
            side_by_side(_weathers(p, c, q), height=206),
            side_by_side(_bar(noise, lost, wrong), height=58),
            key(
                (solid("grey"), f"noise {n('noise')}"),
                (solid("blue"), f"lost {n('lost')}"),
            ),
            key(
                (solid("orange"), f"miscalibration {n('miscalibration')}"),
            ),
            slider_row("groups", "groups", n("groups")),
            slider_row("temperature", "t", n("t")),
            buttons(),
        ],
        start={"groups": groups, "t": t},
        p=p.tolist(),
    )


def _weathers(p, c, q):
    plane = Plane((0, 8), (0, 1))
    lines = [
        plane.line(f"{name}{i}", i + 0.1, y[i], i + 0.9, y[i], look)
        for name, y, look in [("c", c, "blue 3"), ("q", q, "orange 3 dashed")]
        for i in range(8)
    ]
    dots = [plane.circle(None, i + 0.5, p[i], 5, "grey") for i in range(8)]
    return plane.svg(
        "Probability of rain in eight weathers as dots; how often it rains in each "
        "group that the forecaster tells apart, as lines; and what he says, dashed.",
        140,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "it rains / he says (dashed)")
        + plane.x_ticks([(i + 0.5, str(i + 1)) for i in range(8)], "weather"),
        *lines,
        *dots,
        margin=(28, 12, 42, 36),
    )


def _bar(noise, lost, wrong):
    plane = Plane((0, WIDEST))
    ends = noise, noise + lost, noise + lost + wrong
    return plane.svg(
        "The loss as a bar of three parts, one behind the other: noise, lost "
        "information, miscalibration.",
        20,
        plane.x_ticks([(x, f"{x:g}") for x in (0, 0.3, 0.6, 0.9, 1.2)]),
        plane.rect(None, 0, 0, ends[0], 1, "grey"),
        plane.rect("lost", ends[0], 0, ends[1], 1, "blue"),
        plane.rect("wrong", ends[1], 0, ends[2], 1, "orange"),
        margin=(6, 12, 30, 36),
    )
