"""A coin: its entropy is the mean of two surprisals."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    axis_slider,
    buttons,
    digits,
    products,
    side_by_side,
    status,
    table,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.entropy import binary_entropy, surprisal

__all__ = ["explore_coin"]

TOP = 4  # bits at the top of the picture
GRID = np.linspace(0, 1, 101)
LIKELY = np.linspace(2.0**-TOP, 1, 76)  # where a surprisal is in the picture


def explore_coin(p):
    r"""A picture of a coin's entropy whose bias the reader moves.

    The surprisals of heads and of tails lie one above the other, as dots whose areas
    are their probabilities. Their mean, weighted so, is the binary entropy:

    .. math:: H_b(p) = p \log_2 \frac{1}{p} + (1 - p) \log_2 \frac{1}{1 - p}

    Parameters
    ----------
    p : float
        Probability of heads to start from.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` is no number in [0, 1].

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.1.

    Examples
    --------
    >>> explore_coin(0.9)
    p = 0.900: H = 0.469 bits
    """
    p = check.number("p", p, low=0, high=1)
    bits = surprisal([p, 1 - p], base=2)
    share = products(np.array([p, 1 - p]), bits)
    h = binary_entropy(p, base=2)
    n = Numbers(
        p=p,
        not_p=1 - p,
        heads=bits[0],
        tails=bits[1],
        heads_share=share[0],
        tails_share=share[1],
        h=h,
    )
    plane = Plane(y=(0, TOP))
    picture = plane.svg(
        "Surprisal of heads and of tails and the entropy, against the probability of "
        "heads. The entropy is 0 for a coin that always falls the same way and 1 bit "
        "for a fair one.",
        200,
        plane.y_ticks([(y, y) for y in range(TOP + 1)], "[bits]")
        + plane.x_ticks([(x / 4, f"{x / 4:g}") for x in range(5)])
        + plane.line("now", p, 0, p, TOP, "grey dashed"),
        plane.circle("heads", p, bits[0], 12 * np.sqrt(p), "blue"),
        plane.circle("tails", p, bits[1], 12 * np.sqrt(1 - p), "green"),
        plane.circle("h", p, h, 6, "orange"),
        plane.text(None, 0.13, 3.3, "heads, log₂ 1/p", "blue halo"),
        plane.text(
            None,
            0.87,
            3.3,
            "tails",
            "green halo",
            anchor="end",
        ),
        plane.text(None, 0.5, 0.55, "H", "orange bold halo", anchor="middle"),
        curves=plane.path(None, LIKELY, surprisal(LIKELY, base=2), "blue 1.5")
        + plane.path(None, 1 - LIKELY, surprisal(LIKELY, base=2), "green 1.5 dashed")
        + plane.path(None, GRID, binary_entropy(GRID, base=2), "orange 3"),
    )
    rows = [
        [name, n(at), n(name), n(f"{name}_share")]
        for name, at in (("heads", "p"), ("tails", "not_p"))
    ]
    return Explorable(
        "explore-coin",
        f"p = {digits(p)}: H = {digits(h)} bits",
        [
            status(f"<b>H = {n('h')} bits</b>, the mean surprisal"),
            side_by_side(picture, height=252),
            axis_slider(f"p, the probability of heads: {n('p')}", "p"),
            table(
                ["side", "probability", ("surprisal", "[bits]"), ("product", "[bits]")],
                rows,
                ["H", "1.000", "", n("h")],
                row=28,
            ),
            buttons(),
        ],
        start={"p": p},
    )
