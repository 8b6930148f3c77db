"""The binary symmetric channel: what comes out, what is noise, what got through."""

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
from infolib.channel import binary_symmetric_channel
from infolib.entropy import binary_entropy
from infolib.mutual_information import mutual_information

__all__ = ["explore_channel"]

INPUTS = np.linspace(0, 1, 51)
BROAD = 40  # pixels of a line of probability 1


def explore_channel(f, *, p=0.5):
    r"""A picture of the binary symmetric channel whose noise the reader moves.

    A bit is flipped with probability f. What comes out holds what the noise put in
    and what got through, and no input gets more through than the fair one:

    .. math:: I(X; Y) = H(Y) - H(Y | X) = H(Y) - H_b(f) \le 1 - H_b(f)

    Parameters
    ----------
    f : float
        Probability of a flip to start from.
    p : float
        Probability that a 1 is sent, to start from.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``f`` or ``p`` is no number in [0, 1].

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003.

    Examples
    --------
    >>> explore_channel(0.11)
    I(X;Y) = 0.500 bits of capacity 0.500
    """
    f = check.number("f", f, low=0, high=1)
    p = check.number("p", p, low=0, high=1)
    p_xy = np.array([[1 - p], [p]]) * binary_symmetric_channel(f)
    information = mutual_information(p_xy, base=2)
    noise, capacity = binary_entropy(f, base=2), 1 - binary_entropy(f, base=2)
    p_y = p_xy.sum(axis=0)
    n = Numbers(
        f=f,
        p=p,
        x0=1 - p,
        x1=p,
        y0=p_y[0],
        y1=p_y[1],
        h_y=binary_entropy(min(1, p_y[1]), base=2),
        noise=noise,
        i=information,
        c=capacity,
    )
    bar = Plane()
    stack = bar.svg(
        "A bar as long as the entropy of the output: first the part that is noise, "
        "then the part that got through.",
        28,
        bar.rect("noise", 0, 0, noise, 1, "grey")
        + bar.rect("i", noise, 0, noise + information, 1, "blue"),
        bar.x_ticks([(x / 4, f"{x / 4:g}") for x in range(4)] + [(1, "1 bit")]),
        margin=(2, 20, 26, 20),
    )
    return Explorable(
        "explore-channel",
        f"I(X;Y) = {digits(information)} bits of capacity {digits(capacity)}",
        [
            status(f"<b>I(X;Y) = {n('i')} bits</b> of capacity {n('c')}"),
            side_by_side(_flow(p_xy, n), _curve(f, p, information), height=216),
            side_by_side(stack, height=56),
            key(
                (solid("grey"), f"H(Y|X) {n('noise')}"),
                (solid("blue"), f"I(X;Y) {n('i')}"),
                ("display:none", f"sum H(Y) {n('h_y')}"),
            ),
            slider_row("flips, f", "f", n("f")),
            slider_row("sent 1s, p", "p", n("p")),
            buttons(),
        ],
        start={"f": f, "p": p},
    )


def _flow(p_xy, n):
    """Return the channel: lines as broad as what they carry is probable."""
    plane = Plane()
    ends = 0.92, 0.08
    lines = "".join(
        plane.line(
            f"flow{x}{y}",
            0,
            ends[x],
            1,
            ends[y],
            f"{'blue' if x == y else 'orange'} {BROAD * p_xy[x, y]:.2f}",
        )
        for x in (0, 1)
        for y in (0, 1)
    )
    marks = []
    for bit, y in enumerate(ends):
        for side, x, dx, anchor in (("x", 0, -8, "end"), ("y", 1, 8, "start")):
            more = {"anchor": anchor, "dx": dx}
            marks.append(plane.text(None, x, y, str(bit), "ink bold", dy=-2, **more))
            marks.append(
                plane.text(
                    None, x, y, n(f"{side}{bit}", "tspan"), "grey", dy=14, **more
                )
            )
    return plane.svg(
        "The channel: a line from each bit sent to each bit received, as broad as the "
        "pair is probable. Crossing lines are flips.",
        150,
        lines,
        plane.text(None, 0, 1, "X", "grey", dx=-16, dy=-14),
        plane.text(None, 1, 1, "Y", "grey", dx=8, dy=-14),
        *marks,
        margin=(36, 50, 30, 50),
    )


def _curve(f, p, information):
    """Return what gets through, against what is sent."""
    plane = Plane()
    p_y = INPUTS * (1 - f) + (1 - INPUTS) * f
    through = binary_entropy(np.clip(p_y, 0, 1), base=2) - binary_entropy(f, base=2)
    capacity = 1 - binary_entropy(f, base=2)
    return plane.svg(
        "Mutual information against the probability that a 1 is sent: it is greatest "
        "for a fair input, where it is the capacity.",
        150,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "I(X;Y) [bits]")
        + plane.x_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "sent 1s, p")
        + plane.line("c", 0, capacity, 1, capacity, "grey 1.5 dashed"),
        plane.circle("point", p, information),
        curves=plane.path("curve", INPUTS, through, "blue"),
        margin=(28, 12, 38, 36),
    )
