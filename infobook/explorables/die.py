"""A die of given mean: the one of largest entropy, and a rival with the same mean."""

import numpy as np
from scipy.special import softmax

from infobook.explorables.base import (
    Explorable,
    Numbers,
    axis_slider,
    buttons,
    digits,
    hollow,
    key,
    side_by_side,
    slider_row,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.divergence import kl_divergence
from infolib.entropy import entropy
from infolib.maximum_entropy import maximum_entropy

__all__ = ["explore_die"]

FACES = np.arange(1, 7)
LOWEST, HIGHEST = 1.05, 5.95  # at 1 and 6 the multiplier is infinite
TOP = 2.8  # bits at the top of the picture


def explore_die(mean, *, rival=0.5):
    r"""A picture of the least committed die of a given mean, which the reader moves.

    .. math:: p(x) = \frac{e^{\lambda x}}{\sum_y e^{\lambda y}}, \qquad
              H(p) - H(q) = D(q \,\|\, p)

    for every die q with the same mean. The reader mixes the rival q from p and one of
    two dice of that mean: faces 1 and 6 only, or the two faces beside the mean.

    Parameters
    ----------
    mean : float
        Mean to start from, in [1.05, 5.95].
    rival : float
        Share of the other die in q, in [-1, 1]: positive for faces 1 and 6, negative
        for the faces beside the mean.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``mean`` or ``rival`` is no number in its range.

    References
    ----------
    Jaynes, "Information Theory and Statistical Mechanics", 1963.

    Examples
    --------
    >>> explore_die(4.5, rival=1)
    mean 4.500: H = 2.328 bits, multiplier 0.371; rival 0.881 bits
    """
    mean = check.number("mean", mean, low=LOWEST, high=HIGHEST)
    rival = check.number("rival", rival, low=-1, high=1)
    found = maximum_entropy(FACES, mean)
    p = found.p
    q = (1 - abs(rival)) * p + abs(rival) * two_faced(mean, rival > 0)
    h, hq = entropy(p, base=2), entropy(q, base=2)
    n = Numbers(
        mean=mean,
        multiplier=found.multipliers[0],
        h=h,
        hq=hq,
        lack=h - hq,
        kl=kl_divergence(q, p, base=2),
    )
    return Explorable(
        "explore-die",
        f"mean {digits(mean)}: H = {digits(h)} bits, multiplier "
        f"{digits(n['multiplier'])}; rival {digits(hq)} bits",
        [
            status(f"<b>H = {n('h')} bits</b>, multiplier λ = {n('multiplier')}"),
            side_by_side(_bars(p, q), height=172),
            key(
                (solid("blue"), f"largest entropy, {n('h')}"),
                (hollow("orange"), f"rival, {n('hq')}"),
            ),
            side_by_side(_arch(mean, h, hq), height=196),
            axis_slider(f"mean of both dice: {n('mean')}", "mean"),
            slider_row("rival", "rival", n("hq")),
            status(f"lacks {n('lack')} bits, its divergence is {n('kl')}"),
            buttons(),
        ],
        start={"mean": mean, "rival": rival},
    )


def two_faced(mean, spread):
    """Return the die of this mean on faces 1 and 6, or on the two beside the mean."""
    low, high = (1, 6) if spread else (np.floor(mean), np.floor(mean) + 1)
    share = (mean - low) / (high - low)
    return np.where(low == FACES, 1 - share, np.where(high == FACES, share, 0))


def _bars(p, q):
    plane = Plane((0.4, 6.6))
    marks = [
        plane.rect(f"{name}{x}", x - half, 0, x + half, dice[x - 1], look)
        for x in FACES
        for name, dice, half, look in (
            ("p", p, 0.3, "blue"),
            ("q", q, 0.38, "orange hollow"),
        )
    ]
    return plane.svg(
        "Two bars for each face: its probability under the die of largest entropy and "
        "under a rival with the same mean.",
        128,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")]),
        plane.x_ticks([(x, x) for x in FACES]),
        *marks,
        margin=(20, 12, 24, 36),
    )


def _arch(mean, h, hq):
    plane = Plane((LOWEST, HIGHEST), (0, TOP))
    arch = softmax(np.linspace(-8, 8, 161)[:, None] * FACES, axis=1)
    return plane.svg(
        "Entropy in bits against the mean. Dice of largest entropy form an arch, "
        "highest at a mean of three and a half. The rival lies below it.",
        144,
        plane.y_ticks([(y, y) for y in range(3)], "[bits]")
        + plane.x_ticks([(x, x) for x in FACES[1:-1]]),
        plane.line("lack", mean, hq, mean, h, "orange 3"),
        plane.circle("rival", mean, hq, 6, "orange"),
        plane.circle("best", mean, h, 6, "blue"),
        curves=plane.path(None, arch @ FACES, entropy(arch, base=2), "blue 2"),
    )
