"""The cross-entropy of a belief q against the truth p, and what it is made of."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    escape,
    hollow,
    key,
    names,
    outcomes,
    products,
    short,
    side_by_side,
    solid,
    status,
    table,
)
from infobook.explorables.picture import Plane
from infolib.divergence import cross_entropy, kl_divergence
from infolib.entropy import entropy, surprisal

__all__ = ["explore_cross_entropy"]

MOST_OUTCOMES = 5


def explore_cross_entropy(p, q, *, labels=None):
    r"""A picture of the cross-entropy whose belief q the reader moves.

    Each outcome is as likely as p says and costs :math:`\log_2 1/q`. The mean cost is
    the entropy, which nobody can save, and the divergence, which is the price of
    believing q:

    .. math:: H(p, q) = \sum_x p(x) \log_2 \frac{1}{q(x)}
              = H(p) + D(p \,\|\, q)

    Parameters
    ----------
    p : array_like
        The true distribution, of 2 to 5 outcomes; it stays.
    q : array_like
        The belief to start from, over the same outcomes.
    labels : sequence of str, optional
        Names of the outcomes; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution of 2 to 5 outcomes, they have different
        numbers of them, or ``labels`` are not as many different strings.

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003.

    Examples
    --------
    >>> explore_cross_entropy([0.5, 0.25, 0.25], [0.25, 0.25, 0.5])
    H(p, q) = 1.750 bits = 1.500 + 0.250
    """
    p = outcomes("p", p, MOST_OUTCOMES)
    q = outcomes("q", q, MOST_OUTCOMES)
    if len(p) != len(q):
        raise ValueError(f"p has {len(p)} outcomes and q has {len(q)}")
    labels = names(labels, len(p))
    h, kl = entropy(p, base=2), kl_divergence(p, q, base=2)
    ce = cross_entropy(p, q, base=2)
    cost = surprisal(q, base=2)
    part = products(p, cost)
    n = Numbers(h=h, kl=kl, ce=ce)
    for i in range(len(p)):
        n |= {f"q{i}": q[i], f"cost{i}": cost[i], f"part{i}": part[i]}
    rows = [
        [
            escape(name),
            digits(p[i]),
            f'<td data-slider="q{i}"></td>',
            n(f"q{i}"),
            n(f"cost{i}"),
            n(f"part{i}"),
        ]
        for i, name in enumerate(labels)
    ]
    total = f"H(p, q) = {digits(ce)} bits = {digits(h)} + {digits(kl)}"
    most = int(np.ceil(np.log2(len(p)))) + 2  # bits
    return Explorable(
        "explore-cross-entropy",
        total,
        [
            status(
                f"<b>H(p, q) = {n('ce')} bits</b> = {n('h')} + {n('kl')}",
            ),
            side_by_side(_stack(h, kl, most), height=56),
            key(
                (solid("blue"), "entropy H(p)"),
                (solid("orange"), "divergence D(p‖q)"),
            ),
            side_by_side(_bars(p, q, labels), height=180),
            key((hollow("grey"), "truth p"), (solid("blue"), "belief q")),
            table(
                [
                    "outcome",
                    "p",
                    "q",
                    None,
                    ("cost", "log₂ 1/q"),
                    ("share", "p·cost"),
                ],
                rows,
                ["sum", "1.000", "", "1.000", "", n("ce")],
                columns=("17%", "14%", "24%", "14%"),
            ),
            buttons(),
        ],
        start={"q": q.tolist(), "weights": q.tolist()},
        p=p.tolist(),
        most=most,
        labels=labels,
    )


def _stack(h, kl, bits):
    """Return the bar of the entropy and the divergence, one after the other."""
    plane = Plane(x=(0, bits))
    return plane.svg(
        "A bar as long as the cross-entropy: the entropy of p, then the divergence.",
        28,
        plane.rect(None, 0, 0, h, 1, "blue")
        + plane.rect("kl", h, 0, h + kl, 1, "orange")
        + plane.beyond("kl", h + kl),
        plane.x_ticks([(x, f"{x} bit{'s' * (x != 1)}") for x in range(bits + 1)]),
        margin=(2, 20, 26, 20),
    )


def _bars(p, q, labels):
    """Return a pair of bars for each outcome."""
    plane = Plane(x=(0, len(p)))
    marks = []
    for i, name in enumerate(labels):
        marks += [
            plane.rect(f"q{i}", i + 0.5, 0, i + 0.85, q[i], "blue"),
            plane.rect(None, i + 0.15, 0, i + 0.5, p[i], "grey hollow"),
            plane.text(
                None,
                i + 0.5,
                0,
                escape(short(name, 37 // len(p))),
                dy=18,
                anchor="middle",
            ),
        ]
    return plane.svg(
        "Two bars for each outcome: its true probability p and the believed one, q.",
        132,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")], "probability"),
        *marks,
        plane.x_ticks([]),
    )
