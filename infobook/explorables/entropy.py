"""The entropy as an area: a block for each outcome, p wide and log 1/p high."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    escape,
    names,
    outcomes,
    products,
    side_by_side,
    status,
    table,
)
from infobook.explorables.picture import Plane
from infolib.entropy import entropy, surprisal

__all__ = ["explore_entropy"]

MOST_OUTCOMES = 6
TOP = 5  # bits at the top of the picture; a higher block is cut
BIT = 38  # pixels
LINE = 20  # pixels that a line of text needs
NARROW = 0.04  # a probability whose block has no room for its name


def explore_entropy(p, *, labels=None):
    r"""A picture of the entropy whose probabilities the reader moves.

    Each outcome is a block of width p and height :math:`\log_2 1/p`, so its area is
    its share of the entropy:

    .. math:: H(X) = \sum_x p(x) \log_2 \frac{1}{p(x)}

    Parameters
    ----------
    p : array_like
        The distribution to start from, of 2 to 6 outcomes.
    labels : sequence of str, optional
        Names of the outcomes; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` is no distribution of 2 to 6 outcomes, or ``labels`` are not as many
        different strings.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.1.

    Examples
    --------
    >>> explore_entropy([0.5, 0.25, 0.125, 0.125])
    H = 1.750 bits of at most 2.000
    """
    p = outcomes("p", p, MOST_OUTCOMES)
    labels = names(labels, len(p))
    bits = surprisal(p, base=2)
    area = products(p, bits)
    n = Numbers(h=entropy(p, base=2), sum=p.sum())
    for i in range(len(p)):
        n |= {f"p{i}": p[i], f"bits{i}": bits[i], f"area{i}": area[i]}
    rows = [
        [
            escape(name),
            f'<td data-slider="p{i}"></td>',
            n(f"p{i}"),
            n(f"bits{i}"),
            n(f"area{i}"),
        ]
        for i, name in enumerate(labels)
    ]
    most = np.log2(len(p))
    return Explorable(
        "explore-entropy",
        f"H = {digits(n['h'])} bits of at most {digits(most)}",
        [
            status(f"<b>H = {n('h')} bits</b> of at most {digits(most)}"),
            side_by_side(_blocks(p, bits, labels, n), height=TOP * BIT + 52),
            table(
                [
                    "outcome",
                    ("probability", "width"),
                    None,
                    ("surprisal", "height"),
                    ("product", "area"),
                ],
                rows,
                ["sum", "", n("sum"), "", n("h")],
                columns=("auto", "28%"),
            ),
            buttons(),
        ],
        start={"p": p.tolist(), "weights": p.tolist()},
        labels=labels,
        top=TOP,
        bit=BIT,
        line=LINE,
        narrow=NARROW,
    )


def _blocks(p, bits, labels, n):
    """Return the picture: the blocks, their mean height and what it is at most."""
    plane = Plane(y=(0, TOP))
    h, most = n["h"], np.log2(len(p))
    # An area stands above a line of the entropy that is too low to stand below.
    foot = h + 0.1 if h * BIT < LINE + 4 else 0.05
    marks = []
    for i, (left, name) in enumerate(zip(np.cumsum(p) - p, labels, strict=True)):
        right, middle = left + p[i], left + p[i] / 2
        tall, low = bits[i] > TOP, bits[i] * BIT < LINE + 4
        block, beyond = _hidden(p[i] == 0), _hidden(p[i] == 0 or not tall)
        area = n(f"area{i}")
        marks += [
            plane.rect(f"block{i}", left, 0, right, bits[i], "blue tinted", **block),
            plane.text(
                f"above{i}", middle, TOP, "↑", "blue", "middle", dy=-4, **beyond
            ),
            plane.words(
                f"inside{i}", left, right, foot, area, -LINE, whole=True, **_hidden(low)
            ),
            plane.words(
                f"name{i}", left, right, 0, escape(name), 4, **_hidden(p[i] < NARROW)
            ),
        ]
    # The label of H makes room for that of the maximum.
    down = max(0, 17 - (most - h) * BIT)
    label = f"H = {n('h', 'tspan')}"
    return plane.svg(
        "One block for each outcome: its width is the probability, its height the "
        "surprisal, its area their product. The dashed line, the average height, is "
        "the entropy.",
        TOP * BIT,
        plane.y_ticks(
            [(y, y) for y in range(TOP + 1)], "surprisal log₂ 1/p [bits]", margin=24
        )
        + plane.x_ticks([]),
        *marks,
        plane.line(None, 0, most, 1, most, "grey 1.5 dotted"),
        plane.text(None, 1, most, f"log₂ {len(p)}", "grey", dx=8, dy=4),
        plane.line("mean", 0, h, 1, h, "orange 3 dashed"),
        plane.text("h", 1, h, label, "ink bold", dx=8, dy=f"{4 + down:.1f}"),
        margin=(28, 84, 24, 24),
    )


def _hidden(where):
    return {"visibility": "hidden"} if where else {}
