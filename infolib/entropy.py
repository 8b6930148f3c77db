r"""Entropy: the average surprisal of a distribution.

Probabilities lie along the last axis (``axis=-1``), everything else is a batch.
Results are in nats; ``base=2`` gives bits.
"""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import scipy
from autograd.extend import defvjp, primitive
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import TINY, along_rows

__all__ = [
    "binary_entropy",
    "conditional_entropy",
    "entropy",
    "joint_entropy",
    "perplexity",
    "renyi_entropy",
    "surprisal",
]


def surprisal(
    p: ArrayLike, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""Surprisal of an event of probability p, :math:`-\log p`.

    Parameters
    ----------
    p : array_like
        Probabilities of separate events, each in [0, 1]; they need not sum to 1.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Surprisals, in the shape of ``p``; inf where p is 0.

    Raises
    ------
    ValueError
        If an entry of ``p`` is outside [0, 1] or not a number.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.1.

    Examples
    --------
    >>> surprisal([1, 0.5, 0.25], base=2)
    array([0., 1., 2.])
    """
    p = check.probability("p", p)
    with np.errstate(divide="ignore"):
        return check.plain(-np.log(p) / check.log_base(base) + 0.0)


@primitive
def _entropy(p, axis):
    # Subtracting from 0.0 turns the -0.0 of a certain outcome into 0.0.
    return 0.0 - along_rows(_sum_p_log_p, p, axis=axis)


def _sum_p_log_p(p):
    return np.sum(p * np.log(np.maximum(p, TINY)), axis=-1)


def _entropy_vjp(answer, p, axis):
    # The slope at 0 is infinite. The least positive number stands in for 0, so that
    # a softmax that underflows passes on 0 times the slope, which is 0.
    slope = -(anp.log(anp.maximum(p, TINY)) + 1)
    return lambda g: anp.expand_dims(g, axis) * slope


defvjp(_entropy, _entropy_vjp, argnums=[0])


def entropy(
    p: ArrayLike, *, base: float | None = None, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Entropy of a distribution, its average surprisal.

    .. math:: H(X) = -\sum_x p(x) \log p(x)

    with :math:`0 \log 0 = 0`.

    Parameters
    ----------
    p : array_like
        Distributions along ``axis``; every other axis is a batch.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distribution.

    Returns
    -------
    float or ndarray
        Entropies in the shape of ``p`` without ``axis``; between 0 and
        :math:`\log K` for K outcomes. Differentiable in ``p`` with autograd.

    Raises
    ------
    ValueError
        If ``p`` is empty, has a negative or non-finite entry, or does not sum
        to 1 along ``axis``.

    References
    ----------
    Shannon, "A Mathematical Theory of Communication", 1948, section 6.

    Examples
    --------
    >>> entropy([0.5, 0.5], base=2)
    1.0
    >>> entropy([[0.5, 0.5], [1, 0]], base=2)
    array([1., 0.])
    """
    p = check.distribution("p", p, axis)
    return check.plain(_entropy(p, axis) / check.log_base(base))


def binary_entropy(
    p: ArrayLike, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""Entropy of a coin that shows heads with probability p.

    .. math:: H_b(p) = -p \log p - (1 - p) \log (1 - p)

    Parameters
    ----------
    p : array_like
        Probabilities of heads, each in [0, 1]; each is a coin of its own.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Entropies, in the shape of ``p``.

    Raises
    ------
    ValueError
        If an entry of ``p`` is outside [0, 1] or not a number.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., example 2.1.1.

    Examples
    --------
    >>> binary_entropy([0, 0.5, 1], base=2)
    array([0., 1., 0.])
    """
    p = check.probability("p", p)
    # log1p(-p) keeps the digits of a small p, where log(1 - p) would round.
    heads = p * np.log(np.maximum(p, TINY))
    tails = (1 - p) * np.log1p(-np.minimum(p, 1 - 2**-53))
    return check.plain(0.0 - (heads + tails) / check.log_base(base))


def joint_entropy(p_xy: ArrayLike, *, base: float | None = None) -> float:
    r"""Entropy of several variables taken together.

    .. math:: H(X, Y) = -\sum_{x, y} p(x, y) \log p(x, y)

    Parameters
    ----------
    p_xy : array_like
        Joint distribution, one axis a variable, any number of axes. There is no
        batch: the whole array sums to 1.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        Joint entropy.

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.2.

    Examples
    --------
    >>> joint_entropy([[0.25, 0.25], [0.25, 0.25]], base=2)
    2.0
    """
    p_xy = check.distribution("p_xy", p_xy, axis=None)
    return check.plain(_entropy(p_xy.ravel(), -1) / check.log_base(base))


def conditional_entropy(
    p_xy: ArrayLike, *, given: int | tuple[int, ...], base: float | None = None
) -> float:
    r"""Entropy that remains in one variable once the other is known.

    .. math:: H(Y | X) = -\sum_{x, y} p(x, y) \log \frac{p(x, y)}{p(x)}

    Parameters
    ----------
    p_xy : array_like
        Joint distribution: axis 0 is x, axis 1 is y. More axes are more variables.
    given : int or tuple of int
        The axis, or axes, conditioned on: ``given=0`` is H(Y|X), ``given=1`` is
        H(X|Y).
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        Conditional entropy; 0 where the rest is a function of what is given.

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution or ``given`` names no axis of it, or
        leaves none.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.2.

    Examples
    --------
    A fair coin x, and a y that copies it:

    >>> conditional_entropy([[0.5, 0], [0, 0.5]], given=0)
    0.0
    """
    p_xy = check.distribution("p_xy", p_xy, axis=None)
    given = check.axis_tuple("given", given, p_xy.ndim)
    rest = tuple(axis for axis in range(p_xy.ndim) if axis not in given)
    if not rest:
        raise ValueError("given names every axis of p_xy, expected one to be left")
    p_given = p_xy.sum(axis=rest, keepdims=True)
    present = p_xy > 0
    surprisals = np.log(np.broadcast_to(p_given, p_xy.shape)[present] / p_xy[present])
    return float(p_xy[present] @ surprisals / check.log_base(base))


def perplexity(p: ArrayLike, *, axis: int = -1) -> float | NDArray[np.float64]:
    r"""Perplexity, the number of equally likely outcomes with the same entropy.

    .. math:: \operatorname{PP}(p) = \exp H(p)

    with H in nats. The value is the same whatever the logarithm's base.

    Parameters
    ----------
    p : array_like
        Distributions along ``axis``; every other axis is a batch.
    axis : int
        The axis that holds the distribution.

    Returns
    -------
    float or ndarray
        Perplexities, between 1 and the number of outcomes.

    Raises
    ------
    ValueError
        If ``p`` is no distribution along ``axis``.

    References
    ----------
    Jelinek, Mercer, Bahl and Baker, "Perplexity, a measure of the difficulty of
    speech recognition tasks", 1977.

    Examples
    --------
    >>> round(perplexity([0.25, 0.25, 0.25, 0.25]), 12)
    4.0
    """
    return check.plain(anp.exp(entropy(p, axis=axis)))


def renyi_entropy(
    p: ArrayLike, order: float, *, base: float | None = None, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Rényi entropy of a given order.

    .. math:: H_\alpha(X) = \frac{1}{1 - \alpha} \log \sum_x p(x)^\alpha

    Order 0 counts the outcomes that can happen, order 1 is the entropy, and order
    infinity is the surprisal of the likeliest outcome.

    Parameters
    ----------
    p : array_like
        Distributions along ``axis``; every other axis is a batch.
    order : float
        The order :math:`\alpha`, from 0 to inf.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distribution.

    Returns
    -------
    float or ndarray
        Entropies in the shape of ``p`` without ``axis``; they fall as the order
        grows.

    Raises
    ------
    ValueError
        If ``p`` is no distribution along ``axis`` or ``order`` is negative.

    References
    ----------
    Rényi, "On Measures of Entropy and Information", 1961.

    Examples
    --------
    >>> renyi_entropy([0.25, 0.25, 0, 0, 0.25, 0.25], order=0, base=2)
    2.0
    """
    order = check.number("order", order, low=0)
    if order == 1:
        return entropy(p, base=base, axis=axis)
    p = check.distribution("p", p, axis)
    if order == np.inf:
        nats = -np.log(p.max(axis=axis))
    elif order == 0:
        nats = np.log(np.count_nonzero(p, axis=axis))
    else:
        nats = _log_moment(p, order, axis) / (1 - order)
    return check.plain(nats / check.log_base(base) + 0.0)


def _log_moment(p, order, axis):
    """Return ln sum p^order, exact as the order tends to 1 and for any other."""
    log_p = np.log(np.where(p > 0, p, 1))
    with np.errstate(over="ignore"):
        # sum p^order = 1 + sum p (p^(order - 1) - 1), whose digits expm1 keeps.
        excess = np.sum(p * np.expm1((order - 1) * log_p), axis=axis)
    near_one = np.log1p(np.clip(excess, -0.5, 0.5))
    powers = np.where(p > 0, order * log_p, -np.inf)
    return np.where(
        np.abs(excess) < 0.5, near_one, scipy.special.logsumexp(powers, axis=axis)
    )
