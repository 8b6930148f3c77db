r"""Entropy and mutual information estimated from samples of discrete variables.

The samples may be numbers, strings or any other labels: they are counted first.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import along_rows
from infolib.estimation.counts import METHODS, entropy_from_counts

__all__ = [
    "entropy_from_samples",
    "mutual_information_from_samples",
    "pairwise_mutual_information",
]

# n labels, or n rows of labels.
Labels: TypeAlias = ArrayLike | Sequence[Hashable] | Sequence[Sequence[Hashable]]

_EPSILON = np.finfo(np.float64).eps


def entropy_from_samples(
    x: Labels,
    *,
    method: str = "plugin",
    n_classes: int | None = None,
    base: float | None = None,
) -> float:
    r"""Entropy of a discrete variable, estimated from samples of it.

    .. math:: \hat H(X) = -\sum_x \hat p(x) \log \hat p(x)

    for ``method="plugin"``, with :math:`\hat p` the observed frequencies. The other
    methods are those of `entropy_from_counts`.

    Parameters
    ----------
    x : array_like of labels
        Samples: n labels, integers or any hashable values, or n by d for samples of
        d variables taken together.
    method : str
        A method of `entropy_from_counts`.
    n_classes : int, optional
        Size of the alphabet, for ``"james-stein"`` and ``"nsb"``; by default the
        number of distinct labels seen, which is too few where some were not.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate.

    Raises
    ------
    ValueError
        If ``x`` is empty, holds NaN or unhashable labels, or has more than two axes;
        if ``method`` is unknown; if ``n_classes`` is less than the number of labels
        seen.

    References
    ----------
    As for `entropy_from_counts`.

    Examples
    --------
    >>> entropy_from_samples(["a", "b", "a", "b"], base=2)
    1.0
    >>> entropy_from_samples([[0, 0], [0, 1], [1, 0], [1, 1]], base=2)
    2.0
    """
    _, counts = _codes("x", x)
    return float(
        entropy_from_counts(counts, method=method, n_classes=n_classes, base=base)
    )


def _labels(name: str, value: Any) -> NDArray[Any]:
    """Return samples of a discrete variable as an array with one or two axes."""
    try:
        array = np.asarray(value)
        if array.dtype.kind in "US" and not isinstance(value, np.ndarray):
            # NumPy writes the list [1, "1"] as two equal strings.
            array = np.asarray(value, dtype=object)
    except ValueError:
        # Tuples of several lengths are labels all the same.
        array = np.fromiter(value, dtype=object)
    if array.ndim not in (1, 2):
        raise ValueError(f"{name} has {array.ndim} axes, expected 1 or 2")
    if array.size == 0:
        raise ValueError(f"{name} is empty")
    return array


def _codes(name: str, value: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return samples as integers from 0 without gaps, and the count of each."""
    labels = _labels(name, value)
    if labels.ndim == 1:
        return _column_codes(name, labels)
    codes, counts = _column_codes(name, labels[:, 0])
    for column in labels.T[1:]:
        more, more_counts = _column_codes(name, column)
        codes, counts = _column_codes(name, codes * len(more_counts) + more)
    return codes, counts


def _column_codes(name, labels):
    kind = labels.dtype.kind
    if kind in "biu":
        low, high = int(labels.min()), int(labels.max())
        if high - low <= 4 * labels.size + 1000 and high < 2**63:
            codes = labels.astype(np.int64, copy=False)
            return _without_gaps(codes - low if low else codes)
    if kind in "OUS":
        return _hashed(name, labels.tolist())
    values, codes, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if values[-1] != values[-1]:
        raise ValueError(f"{name} contains {values[-1]}, expected labels")
    return codes, counts


def _without_gaps(codes):
    counts = np.bincount(codes)
    present = counts > 0
    if present.all():
        return codes, counts
    return (np.cumsum(present) - 1)[codes], counts[present]


def _hashed(name, labels):
    index: dict[Hashable, int] = {}
    try:
        codes = [index.setdefault(label, len(index)) for label in labels]
    except TypeError as error:
        raise ValueError(f"{name} holds labels that do not hash: {error}") from None
    if any(label != label for label in index):
        raise ValueError(f"{name} contains nan, expected labels")
    return np.array(codes), np.bincount(codes)


def _fits(x_levels, y_levels, n):
    """Tell whether a table of counts is small enough beside the n samples."""
    return x_levels * y_levels <= 4 * n + 1000


def _table(x, x_levels, y, y_levels):
    cells = x * y_levels
    cells += y
    counts = np.bincount(cells, minlength=x_levels * y_levels)
    return counts.reshape(x_levels, y_levels)


def _joint_counts(
    x: NDArray[np.int64],
    c_x: NDArray[np.int64],
    y: NDArray[np.int64],
    c_y: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the counts of (x, y), x and y, as arrays that broadcast.

    The counts are a table where that is small, and its cells that are not empty where
    it is not.
    """
    if _fits(len(c_x), len(c_y), len(x)):
        return _table(x, len(c_x), y, len(c_y)), c_x[:, None], c_y
    cells, c_xy = np.unique(x * len(c_y) + y, return_counts=True)
    return c_xy, c_x[cells // len(c_y)], c_y[cells % len(c_y)]


def _information_cells(c_xy, c_x, c_y, n):
    """Return n p(x, y) ln p(x, y) / (p(x) p(y)) for each cell, 0 for an empty one."""
    expected = np.multiply(c_x, c_y, dtype=np.float64)
    # Whole numbers, so nothing is lost where x and y are all but independent.
    excess = (c_xy * float(n) - expected) / expected
    return c_xy * np.log1p(np.maximum(excess, _EPSILON - 1))


def _information(c_xy, c_x, c_y, n):
    """Return the plug-in mutual information in nats."""

    def row_sums(c_xy, c_x, c_y):
        return _information_cells(c_xy, c_x, c_y, n).sum(axis=-1)

    return np.sum(along_rows(row_sums, c_xy, c_x, c_y)) / n


def mutual_information_from_samples(
    x: Labels,
    y: Labels,
    *,
    method: str = "plugin",
    base: float | None = None,
) -> float:
    r"""Mutual information of two discrete variables, estimated from samples.

    .. math:: \hat I(X; Y) = \hat H(X) + \hat H(Y) - \hat H(X, Y)

    where each entropy is estimated by ``method``. The plug-in estimate

    .. math::
        \hat I(X; Y) = \sum_{x, y} \hat p(x, y)
        \log \frac{\hat p(x, y)}{\hat p(x) \hat p(y)}

    is never negative and on average too high, for independent variables by about
    :math:`(K_x - 1) (K_y - 1) / 2n`; a corrected estimate may be negative.

    Parameters
    ----------
    x, y : array_like of labels
        Samples, in pairs: n labels each, integers or any hashable values, or n by d
        for d variables taken together.
    method : str
        A method of `entropy_from_counts`. For ``"james-stein"`` and ``"nsb"`` the
        alphabets of x and y are the labels seen, and that of the pair is every
        combination of them.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` is empty, holds NaN or unhashable labels, or has more than
        two axes; if they differ in length; if ``method`` is unknown.

    References
    ----------
    Miller, "Note on the bias of information estimates", 1955, and those of
    `entropy_from_counts`.

    Examples
    --------
    >>> x = ["sun", "sun", "rain", "rain"]
    >>> y = [0, 0, 1, 1]
    >>> mutual_information_from_samples(x, y, base=2)
    1.0
    """
    check.choice("method", method, METHODS)
    x, c_x = _codes("x", x)
    y, c_y = _codes("y", y)
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} samples, but y has {len(y)}")
    joint = _joint_counts(x, c_x, y, c_y)
    if method == "plugin":
        nats = _information(*joint, len(x))
    else:
        n_pairs = len(c_x) * len(c_y)
        nats = (
            entropy_from_counts(c_x, method=method)
            + entropy_from_counts(c_y, method=method)
            - entropy_from_counts(joint[0].ravel(), method=method, n_classes=n_pairs)
        )
    return float(nats / check.log_base(base))


def pairwise_mutual_information(
    columns: Labels, *, base: float | None = None
) -> NDArray[np.float64]:
    r"""Mutual information of every two columns of a table, estimated from its rows.

    .. math::
        \hat I(X_i; X_j) = \sum_{x, y} \hat p_{ij}(x, y)
        \log \frac{\hat p_{ij}(x, y)}{\hat p_i(x) \hat p_j(y)}

    the plug-in estimate of `mutual_information_from_samples`.

    Parameters
    ----------
    columns : array_like of labels
        Table of n rows, the samples, and d columns, the variables. The labels are
        integers or any hashable values.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    ndarray
        Symmetric d by d matrix of estimates. Its diagonal holds the entropies of
        the columns, as :math:`I(X; X) = H(X)`.

    Raises
    ------
    ValueError
        If ``columns`` is empty, has not two axes, or holds NaN or unhashable labels.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.3.

    Notes
    -----
    Columns of few levels are counted together: a group of three with five levels
    each is one column of 125 levels, and the table of two groups holds nine pairs.
    Groups have at most :math:`\sqrt n` levels, so a table is no larger than a
    column. Memory is that of the table plus 8 bytes a row and column.

    Examples
    --------
    >>> table = [[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]]
    >>> pairwise_mutual_information(table, base=2)
    array([[1., 0., 1.],
           [0., 1., 0.],
           [1., 0., 1.]])
    """
    table = check.axes("columns", _labels("columns", columns), 2)
    groups = _groups(table)
    nats = np.zeros((table.shape[1],) * 2)
    for position, a in enumerate(groups):
        for b in groups[position:]:
            nats[np.ix_(a.columns, b.columns)] = _pairs_of_groups(a, b)
    # The two halves of a group's own block differ in the order of their sums.
    return (np.triu(nats) + np.triu(nats, 1).T) / check.log_base(base)


@dataclass(frozen=True, eq=False)
class _Group:
    """Columns of a table, as codes and their counts, and the column of them all."""

    columns: list[int]
    members: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
    codes: NDArray[np.int64]

    @property
    def levels(self):
        return [len(counts) for _, counts in self.members]

    @property
    def size(self):
        return math.prod(self.levels)

    @property
    def counts(self):
        return np.concatenate([counts for _, counts in self.members])

    @property
    def starts(self):
        return np.cumsum([0, *self.levels[:-1]])


def _groups(table):
    """Return the columns in groups of at most sqrt(n) levels, or alone."""
    groups: list[_Group] = []
    for column in range(table.shape[1]):
        codes, counts = _column_codes("columns", np.ascontiguousarray(table[:, column]))
        if groups and (groups[-1].size * len(counts)) ** 2 <= len(table):
            last = groups.pop()
            columns = [*last.columns, column]
            members = [*last.members, (codes, counts)]
            codes = last.codes * len(counts) + codes
            groups.append(_Group(columns, members, codes))
        else:
            groups.append(_Group([column], [(codes, counts)], codes))
    return groups


def _pairs_of_groups(a, b):
    """Return the mutual information of each column of a with each of b."""
    n = len(a.codes)
    if not _fits(a.size, b.size, n):
        pairs = itertools.product(a.members, b.members)
        nats = [_information(*_joint_counts(*x, *y), n) for x, y in pairs]
        return np.reshape(nats, (len(a.columns), len(b.columns)))
    table = _table(a.codes, a.size, b.codes, b.size)
    table = _marginals(_marginals(table, a.levels).T, b.levels).T
    cells = _information_cells(table, a.counts[:, None], b.counts, n) / n
    return np.add.reduceat(np.add.reduceat(cells, a.starts, axis=0), b.starts, axis=1)


def _marginals(table, levels):
    """Return, one below the other, the tables of each variable that axis 0 combines."""
    split = table.reshape(*levels, -1)
    axes = set(range(len(levels)))
    return np.concatenate([split.sum(axis=tuple(axes - {axis})) for axis in axes])
