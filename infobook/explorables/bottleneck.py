"""The information bottleneck: clusters that come apart as beta grows."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    bar_row,
    buttons,
    digits,
    escape,
    names,
    short,
    side_by_side,
    slider_row,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.bottleneck import information_bottleneck
from infolib.entropy import entropy
from infolib.mutual_information import mutual_information

__all__ = ["explore_bottleneck"]

MOST_X, MOST_Y, MOST_BETAS = 8, 50, 60
ALIKE = 1e-3  # clusters that tell y as much, to this probability, are one
EMPTY = 1e-4
SAME = 1e-5  # bits


def explore_bottleneck(p_xy, *, rng, betas=None, start=None, labels=None):
    r"""A picture of the information bottleneck; the reader moves beta.

    .. math:: \min_{p(t | x)} I(T; X) - \beta I(T; Y)

    On the left what T tells of y against what it keeps of x, on the right the encoder
    p(t|x), the darker the likelier. Up to a critical beta all x are one cluster; then
    clusters come apart, until T tells all that x does. The optima are those of
    `information_bottleneck` from several starts, so they may be local ones.

    Parameters
    ----------
    p_xy : array_like
        Joint distribution of x, with 2 to 8 values, and y, with 2 to 50.
    rng : numpy.random.Generator
        Source of the random starts.
    betas : array_like, optional
        Trade-offs in rising order, 2 to 60 of them; 41 from 1 to 100, evenly on the
        logarithmic scale, if None.
    start : int, optional
        Which of ``betas`` to start from; the middle one if None.
    labels : sequence of str, optional
        Names of the values of x; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution of that size with probable x, ``betas``
        do not rise from at least 0, ``start`` is none of their places, or ``labels``
        are not as many different strings.

    References
    ----------
    Tishby, Pereira and Bialek, "The Information Bottleneck Method", 1999.

    Examples
    --------
    Four values of x in two pairs that tell nearly the same about y:

    >>> p_xy = np.array([[9, 1], [8, 2], [2, 8], [1, 9]]) / 40
    >>> rng = np.random.default_rng(0)
    >>> explore_bottleneck(p_xy, rng=rng, betas=[1, 5, 500], start=1)
    beta = 5.000: T keeps 0.969 bits of x and tells 0.385 of 0.405 bits about y
    """
    p_xy = check.joint_distribution("p_xy", p_xy, ndim=2)
    count, classes = p_xy.shape
    if not (2 <= count <= MOST_X and 2 <= classes <= MOST_Y):
        raise ValueError(
            f"p_xy has shape {p_xy.shape}, expected 2 to {MOST_X} values of x and "
            f"2 to {MOST_Y} of y"
        )
    if p_xy.sum(axis=1).min() == 0:
        raise ValueError("p_xy has an x of probability 0")
    betas = _rising(np.logspace(0, 2, 41).round(3) if betas is None else betas)
    start = len(betas) // 2 if start is None else start
    if start not in range(len(betas)):
        raise ValueError(f"start is {start!r}, expected one of 0 to {len(betas) - 1}")
    labels = names(labels, count)
    i_tx, i_ty, encoders = _path(p_xy, betas, rng)
    most = mutual_information(p_xy, base=2)
    h_x = entropy(p_xy.sum(axis=1), base=2)
    used = int((encoders[start].sum(axis=0) > 0).sum())
    n = Numbers(
        beta=betas[start],
        i_tx=i_tx[start],
        i_ty=i_ty[start],
        clusters=f"{used} cluster{'s' * (used != 1)}",
    )
    return Explorable(
        "explore-bottleneck",
        f"beta = {digits(betas[start])}: T keeps {digits(i_tx[start])} bits of x and "
        f"tells {digits(i_ty[start])} of {digits(most)} bits about y",
        [
            status(f"<b>I(T;Y) = {n('i_ty')}</b> of {digits(most)} bits"),
            side_by_side(
                _information_plane(i_tx, i_ty, start, h_x, most),
                _heat_map(encoders, start, labels, n),
                height=260,
            ),
            slider_row("trade-off β", "beta", n("beta")),
            bar_row("I(T;X)", "", n("i_tx")),
            buttons(),
        ],
        start={"k": start},
        betas=betas.tolist(),
        i_tx=i_tx.tolist(),
        i_ty=i_ty.tolist(),
        encoders=encoders.round(3).tolist(),
    )


def _rising(betas):
    betas = check.axes("betas", check.finite("betas", betas), 1)
    if not 2 <= len(betas) <= MOST_BETAS:
        raise ValueError(f"betas has {len(betas)} values, expected 2 to {MOST_BETAS}")
    if betas[0] < 0 or np.diff(betas).min() <= 0:
        raise ValueError("betas do not rise from at least 0")
    return betas


def _path(p_xy, betas, rng):
    """Return I(T;X) and I(T;Y) in bits and the encoders, for each beta.

    What is found for one beta is tried for all, and so is a single cluster. Of those
    that are equally good but for rounding, the one that keeps least is shown: close
    to a critical beta the iteration ends before clusters that fade have faded.
    """
    found = [
        information_bottleneck(
            p_xy, beta, n_clusters=len(p_xy), rng=rng, n_restarts=4, base=2, tol=1e-8
        )
        for beta in betas
    ]
    single = np.eye(1, len(p_xy)).repeat(len(p_xy), axis=0)
    encoders = [_distinct(e, p_xy) for e in [single, *(one.encoder for one in found)]]
    i_tx, i_ty = np.array([(0, 0), *((one.i_tx, one.i_ty) for one in found)]).T
    cost = i_tx - betas[:, None] * i_ty
    good = cost <= cost.min(axis=1, keepdims=True) + SAME
    best = np.where(good, i_tx, np.inf).argmin(axis=1)
    encoders = np.array([encoders[k] for k in best])
    # Unused columns on the right are not shown for any beta.
    width = (encoders.sum(axis=1) > 0).sum(axis=1).max()
    return i_tx[best].round(4), i_ty[best].round(4), encoders[:, :, :width]


def _distinct(encoder, p_xy):
    """Return the encoder with clusters that tell the same of y made one.

    Clusters stand in the order of their x; the last columns are empty.
    """
    p_x = p_xy.sum(axis=1)
    columns = []
    for column in encoder.T[p_x @ encoder > EMPTY]:
        told = column @ p_xy / (column @ p_x)
        for other in columns:
            if np.abs(other @ p_xy / (other @ p_x) - told).max() < ALIKE:
                other += column
                break
        else:
            columns.append(column.copy())
    place = np.arange(len(p_x))
    columns.sort(key=lambda column: (column * p_x) @ place / (column @ p_x))
    merged = np.zeros_like(encoder)
    merged[:, : len(columns)] = np.array(columns).T
    return merged


def _information_plane(i_tx, i_ty, start, h_x, most):
    plane = Plane((0, 1.05 * h_x), (0, 1.15 * most))
    digit = 10 ** np.floor(np.log10(h_x / 2))
    ticks = np.arange(0, h_x, digit * np.ceil(h_x / digit / 4))
    return plane.svg(
        "What T tells of y against what it keeps of x, for every beta; the dashed line "
        "is all that x tells of y.",
        180,
        plane.y_ticks([(0, "0"), (most, f"{most:.2g}")], "I(T;Y) [bits]", grid=False)
        + plane.x_ticks([(x, f"{x:g}") for x in ticks], "I(T;X) [bits]")
        + plane.line(None, 0, most, 1.05 * h_x, most, "grey dashed"),
        plane.circle("point", i_tx[start], i_ty[start], 7),
        curves=plane.path(None, [0, *i_tx], [0, *i_ty], "blue 2"),
        margin=(34, 12, 42, 36),
    )


def _heat_map(encoders, start, labels, n):
    _, count, width = encoders.shape
    plane = Plane((0, width), (count, 0))
    cells = [
        plane.rect(
            f"cell{x}-{t}",
            t + 0.04,
            x + 0.96,
            t + 0.96,
            x + 0.04,
            "blue",
            **{"fill-opacity": f"{encoders[start, x, t]:.3f}"},
        )
        for x in range(count)
        for t in range(width)
    ]
    named = [
        plane.text(
            None,
            0,
            x + 0.5,
            escape(short(name, 5)),
            "ink",
            dx=-8,
            dy=5,
            anchor="end",
        )
        for x, name in enumerate(labels)
    ]
    return plane.svg(
        "The encoder: the probability of each cluster, a column, for each x, a row.",
        180,
        plane.rect(None, 0, count, width, 0, "rule hollow 1"),
        *cells,
        *named,
        plane.text(None, 0, 0, "p(t|x)", "grey", dx=-36, dy=-14),
        plane.text(
            None,
            width / 2,
            count,
            n("clusters", "tspan"),
            "ink",
            dy=22,
            anchor="middle",
        ),
        margin=(34, 8, 42, 24 + 9 * max(len(short(name, 5)) for name in labels)),
    )
