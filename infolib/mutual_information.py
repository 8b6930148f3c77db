r"""Mutual information: what variables tell about each other.

Joint distributions have one axis a variable: axis 0 of ``p_xy`` is x, axis 1 is y.
Results are in nats; ``base=2`` gives bits.
"""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib.divergence import relative_entropy

__all__ = [
    "conditional_mutual_information",
    "mutual_information",
    "pointwise_mutual_information",
    "total_correlation",
]


def mutual_information(p_xy: ArrayLike, *, base: float | None = None) -> float:
    r"""Mutual information, the divergence of a joint distribution from independence.

    .. math:: I(X; Y) = \sum_{x, y} p(x, y) \log \frac{p(x, y)}{p(x) p(y)}
       = H(X) - H(X | Y)

    It is computed as :math:`\sum_x p(x) D(p(y|x) \| p(y))`, which never forms a
    product that could underflow, nor a difference that could cancel.

    Parameters
    ----------
    p_xy : array_like
        Joint distribution: axis 0 is x, axis 1 is y.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        Mutual information; 0 only if x and y are independent. Differentiable with
        autograd.

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution of two variables.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> mutual_information([[0.5, 0], [0, 0.5]], base=2)
    1.0
    >>> mutual_information([[0.25, 0.25], [0.25, 0.25]])
    0.0
    """
    p_xy = check.joint_distribution("p_xy", p_xy, 2)
    return check.plain(_information(p_xy[:, :, None]) / check.log_base(base))


def conditional_mutual_information(
    p_xyz: ArrayLike, *, base: float | None = None
) -> float:
    r"""Mutual information of x and y that is left once z is known.

    .. math:: I(X; Y | Z) = \sum_{x, y, z} p(x, y, z)
       \log \frac{p(x, y | z)}{p(x | z) p(y | z)}

    Knowing z may take away what x and y share, or create it: if z is the sum of two
    independent coins, each coin tells about the other once z is known.

    Parameters
    ----------
    p_xyz : array_like
        Joint distribution: axis 0 is x, axis 1 is y, axis 2 is z.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        Conditional mutual information. Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``p_xyz`` is no joint distribution of three variables.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    Two coins, and whether they differ:

    >>> p_xyz = [[[0.25, 0], [0, 0.25]], [[0, 0.25], [0.25, 0]]]
    >>> conditional_mutual_information(p_xyz, base=2)
    1.0
    """
    p_xyz = check.joint_distribution("p_xyz", p_xyz, 3)
    return check.plain(_information(p_xyz) / check.log_base(base))


def _information(p_xyz):
    """Return I(X; Y | Z) in nats, the mean divergence of p(y|x,z) from p(y|z)."""
    p_xz = anp.sum(p_xyz, axis=1, keepdims=True)
    p_yz = anp.sum(p_xyz, axis=0, keepdims=True)
    p_z = anp.sum(p_yz, axis=1, keepdims=True)
    p_y_given_z = p_yz / anp.where(p_z > 0, p_z, 1.0)
    # Where x and z never meet, p(y|z) stands in: its divergence from itself is 0.
    met = p_xz > 0
    p_y_given_xz = anp.where(met, p_xyz / anp.where(met, p_xz, 1.0), p_y_given_z)
    return anp.sum(p_xz[:, 0] * relative_entropy(p_y_given_xz, p_y_given_z, 1))


def pointwise_mutual_information(
    p_xy: ArrayLike, *, base: float | None = None
) -> NDArray[np.float64]:
    r"""Pointwise mutual information of each pair of values.

    .. math:: i(x; y) = \log \frac{p(x, y)}{p(x) p(y)}

    Its mean under ``p_xy`` is the mutual information. A single value may be negative.

    Parameters
    ----------
    p_xy : array_like
        Joint distribution: axis 0 is x, axis 1 is y.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    ndarray
        Values in the shape of ``p_xy``; -inf for a pair that never occurs.

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution of two variables.

    References
    ----------
    Church and Hanks, "Word Association Norms, Mutual Information, and Lexicography",
    1990.

    Examples
    --------
    >>> pointwise_mutual_information([[0.5, 0], [0, 0.5]], base=2)
    array([[  1., -inf],
           [-inf,   1.]])
    """
    p_xy = check.joint_distribution("p_xy", p_xy, 2)
    unit = check.log_base(base)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_y_given_x = p_xy / p_xy.sum(axis=1, keepdims=True)
        ratio = np.log(p_y_given_x) - np.log(p_xy.sum(axis=0))
    return np.where(p_xy > 0, ratio / unit, -np.inf / unit)


def total_correlation(p: ArrayLike, *, base: float | None = None) -> float:
    r"""Total correlation, the divergence of a joint distribution from independence.

    .. math:: C(X_1, \dots, X_n) = \sum_i H(X_i) - H(X_1, \dots, X_n)
       = \sum_{i > 1} I(X_i; X_1, \dots, X_{i-1})

    For two variables it is the mutual information.

    Parameters
    ----------
    p : array_like
        Joint distribution, one axis a variable.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        Total correlation; 0 only if the variables are independent.

    Raises
    ------
    ValueError
        If ``p`` is no joint distribution.

    References
    ----------
    Watanabe, "Information Theoretical Analysis of Multivariate Correlation", 1960.

    Examples
    --------
    Three copies of one coin:

    >>> p = np.zeros((2, 2, 2))
    >>> p[0, 0, 0] = p[1, 1, 1] = 0.5
    >>> total_correlation(p, base=2)
    2.0
    """
    p = check.distribution("p", p, axis=None)
    nats = 0.0
    for i in range(1, p.ndim):
        first = p.sum(axis=tuple(range(i + 1, p.ndim)))
        nats += _information(first.reshape(-1, p.shape[i], 1))
    return check.plain(nats / check.log_base(base))
