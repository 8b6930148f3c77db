"""Binned information of a network's layers in training, by the rule of the bins."""

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

__all__ = ["explore_information_plane"]


def explore_information_plane(steps, curves, *, unit, rule):
    r"""A picture of binned bits in training; the reader picks units, bins, layer.

    Each curve is the entropy of a layer's bins, for a deterministic network and n
    equally frequent inputs of which :math:`n_b` fall into bin b:

    .. math:: H = \sum_b \frac{n_b}{n} \log_2 \frac{n}{n_b}

    Parameters
    ----------
    steps : sequence of int
        The steps at which the layers were watched.
    curves : dict
        ``curves[unit][rule]`` is an array in bits: axis 0 is layers, axis 1 is steps.
    unit, rule : str
        Which of them are shown first, at the last layer.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``curves`` has no such unit or rule, or its arrays do not all have a value
        for each step, of the same layers.

    References
    ----------
    Saxe et al., "On the Information Bottleneck Theory of Deep Learning", 2018.

    Examples
    --------
    >>> explore_information_plane(
    ...     [0, 100], {"tanh": {"ranks": [[8, 6.5]]}}, unit="tanh", rule="ranks")
    tanh, bins by ranks, layer 1: 8.000 bits first, 6.500 bits last
    """
    if unit not in curves or rule not in curves[unit]:
        raise ValueError(f"curves has no {rule!r} of {unit!r}")
    found = {
        name: {by: np.round(of, 3) for by, of in rules.items()}
        for name, rules in curves.items()
    }
    shown = found[unit][rule]
    shapes = {of.shape for rules in found.values() for of in rules.values()}
    if shapes != {(len(shown), len(steps))}:
        raise ValueError(
            f"curves have shapes {shapes}, expected one, {len(steps)} wide"
        )
    layer = len(shown)
    first, last = float(shown[-1, 0]), float(shown[-1, -1])
    v = Numbers(
        unit=unit,
        rule=rule,
        layer=str(layer),
        first=first,
        last=last,
        verb=verb(last - first),
    )
    return Explorable(
        "explore-information-plane",
        f"{unit}, bins by {rule}, layer {layer}: {digits(first)} bits first, "
        f"{digits(last)} bits last",
        [
            status(
                f"<b>{v('unit')}, {v('rule')}:</b> {v('first')} bits "
                f"{v('verb')} {v('last')}"
            ),
            side_by_side(_picture(steps, found, shown), height=244),
            slider_row("layer", "layer", v("layer")),
            buttons(),
        ],
        start={"unit": unit, "rule": rule, "layer": layer},
        layers=layer,
        steps=list(steps),
        found={
            name: {by: of.tolist() for by, of in rules.items()}
            for name, rules in found.items()
        },
    )


def verb(change):
    """Return what leads from the first number to the last."""
    return "rise to" if change > 0 else "fall to"


def _picture(steps, found, shown):
    top = max(of.max() for rules in found.values() for of in rules.values())
    x = np.log10(1 + np.array(steps))
    plane = Plane((0, float(x[-1])), (0, float(np.ceil(top))))
    ticks = [(float(np.log10(1 + s)), f"{s:,}") for s in (0, 10, 100, 1000)]
    curves = [
        plane.path(f"layer{k}", x, of, "grey 1.5 dashed") for k, of in enumerate(shown)
    ]
    return plane.svg(
        "Entropy of the bins of each layer against the steps of training, on a "
        "logarithmic axis: the chosen layer as a thick line, the others dashed.",
        192,
        plane.y_ticks([(y, y) for y in range(0, int(plane.y[1]) + 1, 3)], "[bits]")
        + plane.x_ticks([tick for tick in ticks if tick[0] <= plane.x[1]]),
        plane.circle("first", 0, shown[-1, 0], 6, "blue"),
        plane.circle("last", x[-1], shown[-1, -1], 6, "blue"),
        curves="".join(curves) + plane.path("chosen", x, shown[-1], "blue 3"),
        margin=(28, 24, 24, 36),
    )
