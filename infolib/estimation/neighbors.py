r"""Entropy, mutual information and KL divergence of continuous variables from samples.

The estimators look at the distance from each sample to its k-th nearest neighbour,
the smaller the denser. Samples are n numbers, or n by d for variables of d dimensions.
An estimate may be negative where the quantity is not: it is returned as it is.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check

__all__ = [
    "knn_entropy",
    "knn_kl_divergence",
    "ksg_mutual_information",
    "mixed_mutual_information",
]

_NOT_CONTINUOUS = (
    "which samples of a density never do: discrete values need "
    "mixed_mutual_information or entropy_from_samples, rounded values need noise of "
    "the width of the rounding"
)


def knn_entropy(x: ArrayLike, *, k: int = 3, base: float | None = None) -> float:
    r"""Differential entropy from nearest-neighbour distances (Kozachenko-Leonenko).

    .. math::
        \hat h(X) = \psi(n) - \psi(k) + \log c_d
        + \frac d n \sum_{i=1}^n \log \epsilon_i

    with :math:`\epsilon_i` the Euclidean distance of sample i to its k-th nearest
    neighbour, :math:`c_d = \pi^{d/2} / \Gamma(1 + d/2)` the volume of the unit ball
    and :math:`\psi` the digamma function.

    Parameters
    ----------
    x : array_like
        Samples: n numbers, or n by d. Columns in one unit, or of one scale, do best:
        the estimate follows rotations, translations and a common scale exactly, but
        not scales that differ.
    k : int
        The neighbour to look at, at least 1 and less than n. A larger k lowers the
        variance and raises the bias.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate; a differential entropy, which may be negative.

    Raises
    ------
    ValueError
        If ``x`` is empty, not finite or has more than two axes; if ``k`` is not
        below n; if more than ``k`` samples are equal, as the estimate would be
        :math:`-\infty`.

    References
    ----------
    Kozachenko and Leonenko, "Sample estimate of the entropy of a random vector",
    1987.
    Kraskov, Stögbauer and Grassberger, "Estimating mutual information", 2004.

    Notes
    -----
    Time grows as n log n for a fixed d, memory as n d.

    Examples
    --------
    The uniform distribution on [0, 1] has a differential entropy of 0:

    >>> x = np.random.default_rng(0).random(10_000)
    >>> round(knn_entropy(x), 2)
    0.0
    """
    x = _samples("x", x)
    n, d = x.shape
    _check_k(k, n)
    _check_copies("x", x, k)
    x, exponent = _near_one(x)
    log_distance = np.log(_kth_distances(x, k, norm=2)).mean() + exponent * np.log(2)
    log_volume = d / 2 * np.log(np.pi) - scipy.special.gammaln(1 + d / 2)
    nats = (
        scipy.special.digamma(n)
        - scipy.special.digamma(k)
        + log_volume
        + d * log_distance
    )
    return float(nats / check.log_base(base))


def ksg_mutual_information(
    x: ArrayLike,
    y: ArrayLike,
    *,
    k: int = 3,
    algorithm: int = 1,
    base: float | None = None,
) -> float:
    r"""Mutual information of continuous variables from nearest-neighbour counts.

    The estimators of Kraskov, Stögbauer and Grassberger. Algorithm 1:

    .. math::
        \hat I(X; Y) = \psi(k) + \psi(n)
        - \frac 1 n \sum_{i=1}^n \left[ \psi(n_{x,i} + 1) + \psi(n_{y,i} + 1) \right]

    with :math:`n_{x,i}` the number of other samples whose x is closer to
    :math:`x_i` than :math:`\epsilon_i`, the distance of :math:`(x_i, y_i)` to its
    k-th nearest neighbour: strictly closer. Algorithm 2:

    .. math::
        \hat I(X; Y) = \psi(k) - \frac 1 k + \psi(n)
        - \frac 1 n \sum_{i=1}^n \left[ \psi(n_{x,i}) + \psi(n_{y,i}) \right]

    with :math:`n_{x,i}` the number of other samples whose x is as close to
    :math:`x_i` as the x of any of the k nearest neighbours. All distances are in the
    maximum norm.

    Parameters
    ----------
    x, y : array_like
        Samples, in pairs: n numbers each, or n by d with any d for each. Columns are
        divided by their standard deviations first, so that units don't matter;
        nothing else is done to them, and no noise is added.
    k : int
        The neighbour to look at, at least 1 and less than n. A larger k lowers the
        variance and raises the bias.
    algorithm : int
        1 or 2. The second tends to a slightly smaller bias and a slightly larger
        variance.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate, at most about :math:`\psi(n) - \psi(k)`. It is negative, about
        half of the time, for independent variables.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` is empty, not finite or has more than two axes; if they
        differ in length; if ``k`` is not below n; if ``algorithm`` is neither 1 nor
        2; if more than ``k`` samples of (x, y) are equal, which
        `mixed_mutual_information` allows.

    References
    ----------
    Kraskov, Stögbauer and Grassberger, "Estimating mutual information", 2004.

    Notes
    -----
    Ties in x alone or in y alone are taken as they come: algorithm 1 allows a
    discrete x beside a continuous y. Heavy tails deserve a monotone transformation,
    such as ``np.arcsinh``, which leaves the mutual information as it is. In many
    dimensions, or for variables that all but determine each other, both estimates
    are far too low.

    Time grows as n log n for variables of one dimension each; in more dimensions
    counting takes over and grows faster. Memory grows as n d for algorithm 1 and as
    n d k for algorithm 2, a few hundred bytes a sample.

    Examples
    --------
    Normal variables of correlation 0.8 share 0.511 nats:

    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=10_000)
    >>> y = 0.8 * x + 0.6 * rng.normal(size=10_000)
    >>> round(ksg_mutual_information(x, y), 2)
    0.51
    """
    x, y = _paired_samples(x, y, k)
    if not isinstance(algorithm, int) or algorithm not in (1, 2):
        raise ValueError(f"algorithm is {algorithm!r}, expected 1 or 2")
    x, y = _standardized(x), _standardized(y)
    _check_copies("(x, y)", np.hstack([x, y]), k)
    ksg = _ksg_in_a_cube if algorithm == 1 else _ksg_in_a_box
    return float(ksg(x, y, k) / check.log_base(base))


def _ksg_in_a_cube(x, y, k):
    distance = _kth_distances(np.hstack([x, y]), k, norm=np.inf)
    strictly_inside = np.nextafter(distance, 0)
    n_x = _count_within(x, strictly_inside) - 1
    n_y = _count_within(y, strictly_inside) - 1
    return (
        scipy.special.digamma(k)
        + scipy.special.digamma(len(x))
        - np.mean(scipy.special.digamma(n_x + 1) + scipy.special.digamma(n_y + 1))
    )


def _ksg_in_a_box(x, y, k):
    points = np.hstack([x, y])
    _, neighbors = scipy.spatial.KDTree(points).query(points, k + 1, p=np.inf)
    n_x = _count_within(x, _reach(x, neighbors)) - 1
    n_y = _count_within(y, _reach(y, neighbors)) - 1
    mean = np.mean(scipy.special.digamma(n_x) + scipy.special.digamma(n_y))
    return scipy.special.digamma(k) - 1 / k + scipy.special.digamma(len(x)) - mean


def _reach(x, neighbors):
    """Return the greatest distance in x alone of each sample to its neighbours."""
    return np.abs(x[neighbors] - x[:, None]).max(axis=(1, 2))


def mixed_mutual_information(
    x: ArrayLike, y: ArrayLike, *, k: int = 3, base: float | None = None
) -> float:
    r"""Mutual information of variables that are discrete, continuous or both.

    The estimator of Gao, Kannan, Oh and Viswanath:

    .. math::
        \hat I(X; Y) = \psi(n) + \frac 1 n \sum_{i=1}^n
        \left[ \psi(k_i) - \psi(n_{x,i}) - \psi(n_{y,i}) \right]

    Where the k-th nearest neighbour of :math:`(x_i, y_i)` is at a distance
    :math:`\epsilon_i > 0` in the maximum norm, :math:`k_i = k` and :math:`n_{x,i}`
    counts the samples whose x is closer to :math:`x_i` than that. Where it is at
    distance 0, :math:`k_i` counts the samples equal to :math:`(x_i, y_i)`, and
    :math:`n_{x,i}` those whose x equals :math:`x_i`. Sample i itself is counted.

    Parameters
    ----------
    x, y : array_like
        Samples, in pairs: n numbers each, or n by d with any d for each. There is no
        need to say which are discrete: (x, y) is where more than ``k`` samples are
        equal. Columns are divided by their standard deviations first, so that units
        don't matter.
    k : int
        The neighbour to look at, at least 1 and less than n; best below the number
        of samples that each discrete value has.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate, which may be negative.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` is empty, not finite or has more than two axes; if they
        differ in length; if ``k`` is not below n.

    References
    ----------
    Gao, Kannan, Oh and Viswanath, "Estimating Mutual Information for
    Discrete-Continuous Mixtures", 2017.

    Notes
    -----
    Without equal samples this is algorithm 1 of `ksg_mutual_information`. The
    authors' code has :math:`\log n` for :math:`\psi(n)`, which is larger by about
    1/2n; with :math:`\psi(n)` the bias of order 1/n vanishes for discrete variables.
    Time and memory are those of `ksg_mutual_information`.

    Examples
    --------
    >>> x = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
    >>> round(mixed_mutual_information(x, x, base=2), 2)
    1.08
    """
    x, y = _paired_samples(x, y, k)
    x, y = _standardized(x), _standardized(y)
    points = np.hstack([x, y])
    distance = _kth_distances(points, k, norm=np.inf)
    tied = distance == 0
    n_joint = np.full(len(x), k)
    if tied.any():
        n_joint[tied] = _count_within(points[tied], distance[tied])
    radius = np.nextafter(distance, 0)
    n_x, n_y = _count_within(x, radius), _count_within(y, radius)
    mean = np.mean(
        scipy.special.digamma(n_joint)
        - scipy.special.digamma(n_x)
        - scipy.special.digamma(n_y)
    )
    return float((scipy.special.digamma(len(x)) + mean) / check.log_base(base))


def knn_kl_divergence(
    x: ArrayLike, y: ArrayLike, *, k: int = 1, base: float | None = None
) -> float:
    r"""KL divergence from nearest-neighbour distances (Wang, Kulkarni and Verdú).

    .. math::
        \hat D(p \,\|\, q) = \frac d n \sum_{i=1}^n \log \frac{\nu_i}{\rho_i}
        + \log \frac{m}{n - 1}

    with :math:`\rho_i` the Euclidean distance of :math:`x_i` to its k-th nearest
    neighbour among the other samples of p, and :math:`\nu_i` to the k-th nearest
    among the m samples of q.

    Parameters
    ----------
    x : array_like
        Samples of p: n numbers, or n by d.
    y : array_like
        Samples of q: m numbers, or m by d.
    k : int
        The neighbour to look at, at least 1, less than n and at most m.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate, which may be negative. A common rotation, translation or scale
        of x and y does not change it.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` is empty, not finite or has more than two axes; if they
        differ in d; if ``k`` is not below n or above m; if more than ``k`` samples
        of x are equal, or ``k`` samples of y equal one of x.

    References
    ----------
    Wang, Kulkarni and Verdú, "Divergence Estimation for Multidimensional Densities
    Via k-Nearest-Neighbor Distances", 2009.

    Notes
    -----
    Time grows as (n + m) log(n + m) for a fixed d, memory as (n + m) d. Where q is
    far from p the distances barely tell how far: the estimate is then too low.

    Examples
    --------
    Normal distributions one standard deviation apart are 1/2 nat apart:

    >>> rng = np.random.default_rng(0)
    >>> x, y = rng.normal(size=10_000), 1 + rng.normal(size=10_000)
    >>> round(knn_kl_divergence(x, y, k=5), 1)
    0.5
    """
    x, y = _samples("x", x), _samples("y", y)
    (n, d), m = x.shape, len(y)
    if d != y.shape[1]:
        raise ValueError(f"x has {d} dimensions, but y has {y.shape[1]}")
    _check_k(k, n)
    if k > m:
        raise ValueError(f"k is {k}, expected at most the {m} samples of y")
    _check_copies("x", x, k)
    both, shared = _near_one(np.vstack([x, y]))
    to_q = scipy.spatial.KDTree(both[n:]).query(both[:n], [k])[0][:, 0]
    if not to_q.all():
        raise ValueError(
            f"a sample of x equals {k} or more samples of y, {_NOT_CONTINUOUS}"
        )
    x, own = _near_one(x)
    log_ratio = np.log(to_q) - np.log(_kth_distances(x, k, norm=2))
    scale = (shared - own) * np.log(2)
    nats = d * (log_ratio.mean() + scale) + np.log(m / (n - 1))
    return float(nats / check.log_base(base))


def _samples(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return samples as an n by d array."""
    array = check.finite(name, value)
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2:
        raise ValueError(f"{name} has {array.ndim} axes, expected 1 or 2")
    return array


def _paired_samples(
    x: ArrayLike, y: ArrayLike, k: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, y = _samples("x", x), _samples("y", y)
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} samples, but y has {len(y)}")
    _check_k(k, len(x))
    return x, y


def _check_k(k, n):
    if check.positive_integer("k", k) >= n:
        raise ValueError(f"k is {k}, expected less than the {n} samples of x")


def _may_have_copies(points, k):
    """Tell whether more than k points may be equal: their first coordinates are."""
    first = np.sort(points[:, 0])
    return (first[k:] == first[:-k]).any()


def _check_copies(name, points, k):
    if _may_have_copies(points, k):
        most = np.unique(points, axis=0, return_counts=True)[1].max()
        if most > k:
            raise ValueError(
                f"in {name}, {most} samples are equal, more than k = {k}, "
                f"{_NOT_CONTINUOUS}"
            )


def _near_one(
    points: NDArray[np.float64], axis: int | None = None
) -> tuple[NDArray[np.float64], Any]:
    """Return points over a power of two so that squares are in range, and its log2."""
    _, exponent = np.frexp(np.abs(points).max(axis=axis))
    return np.ldexp(points, -exponent), exponent


def _standardized(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each column over its standard deviation, unless that is 0."""
    x, _ = _near_one(x, axis=0)
    width = x.std(axis=0)
    return x / np.where(width > 0, width, 1)


def _kth_distances(points, k, norm):
    """Return the distance of each point to the k-th nearest of the others."""
    if _may_have_copies(points, k):
        # A search among many copies visits them all; k + 1 of them say as much.
        points, inverse, copies = np.unique(
            points, axis=0, return_inverse=True, return_counts=True
        )
        tree = scipy.spatial.KDTree(
            np.repeat(points, np.minimum(copies, k + 1), axis=0)
        )
        return tree.query(points, [k + 1], p=norm)[0][inverse.ravel(), 0]
    tree = scipy.spatial.KDTree(points)
    distances = np.empty(len(points))
    # In the tree's order, points that are near are looked up one after the other.
    distances[tree.indices] = tree.query(points[tree.indices], [k + 1], p=norm)[0][:, 0]
    return distances


def _count_within(points, radius):
    """Return how many points are as near to each as its radius, itself included.

    Distances are in the maximum norm, rounded as a search tree rounds them.
    """
    if points.shape[1] == 1:
        return _count_on_a_line(points[:, 0], radius)
    return _counting_tree(points)(points, radius)


def _counting_tree(points):
    """Return a function that counts the points within a radius of each.

    Both trees count alike. scikit-learn's, where it is installed, takes a seventh of
    the time in ten dimensions and half in two.
    """
    try:
        from sklearn.neighbors import KDTree
    except ImportError:
        tree = scipy.spatial.KDTree(points)
        return partial(tree.query_ball_point, p=np.inf, return_length=True)
    tree = KDTree(points, metric="chebyshev")
    return partial(tree.query_radius, count_only=True)


def _count_on_a_line(x, radius):
    order = np.argsort(x)
    x, radius = x[order], radius[order]
    counts = np.empty(len(x), dtype=np.int64)
    not_right_of = _count_up_to(x, x, radius)
    not_left_of = _count_up_to(-x[::-1], -x, radius)
    counts[order] = not_right_of + not_left_of - len(x)
    return counts


def _count_up_to(values, x, radius):
    """Return how many of the sorted values v have v - x <= radius, as rounded."""
    fenced = np.concatenate([[-np.inf], values, [np.inf]])
    counts = np.searchsorted(values, x + radius, side="right")
    # The rounded x + radius often falls on the wrong side of a value, as each radius
    # is the distance of two samples: mostly by one place, rarely by more.
    counts -= fenced[counts] - x > radius
    counts += fenced[counts + 1] - x <= radius
    wrong = (fenced[counts] - x > radius) | (fenced[counts + 1] - x <= radius)
    if wrong.any():
        counts[wrong] = _bisect(fenced, x[wrong], radius[wrong])
    return counts


def _bisect(fenced, x, radius):
    n = len(fenced) - 2
    low, high = np.zeros(len(x), dtype=np.int64), np.full(len(x), n)
    for _ in range(n.bit_length()):
        middle = (low + high) // 2
        inside = fenced[middle + 1] - x <= radius
        low, high = np.where(inside, middle + 1, low), np.where(inside, high, middle)
    return low
