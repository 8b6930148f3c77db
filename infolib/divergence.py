r"""Divergences: how far one distribution is from another.

Probabilities lie along the last axis (``axis=-1``), everything else is a batch, and
``p`` and ``q`` are broadcast against each other. Results are in nats; ``base=2``
gives bits.
"""

from __future__ import annotations

from collections.abc import Callable

import autograd.numpy as anp
import numpy as np
import scipy
from autograd.extend import defvjp, primitive
from autograd.numpy.numpy_vjps import unbroadcast_f
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import TINY, along_rows, expm1_minus_x, x_minus_log1p

__all__ = [
    "chi_squared_divergence",
    "cross_entropy",
    "f_divergence",
    "js_divergence",
    "kl_divergence",
    "renyi_divergence",
    "total_variation",
]

# Below this many nats, a KL divergence is summed from terms that don't cancel.
_CAREFUL_BELOW = 0.01

# Where f(t)/t is looked at to find its limit.
_FAR, _FARTHER = 1e100, 1e200


def cross_entropy(
    p: ArrayLike, q: ArrayLike, *, base: float | None = None, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Cross-entropy, the average surprisal of p's outcomes to one who expects q.

    .. math:: H(p, q) = -\sum_x p(x) \log q(x) = H(p) + D(p \| q)

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Cross-entropies, one for each pair of distributions; inf where ``q`` is 0 and
        ``p`` is not. Differentiable in ``p`` and ``q`` with autograd.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, or they do not have the
        same outcomes.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> cross_entropy([1, 0], [0.25, 0.75], base=2)
    2.0
    >>> cross_entropy([0.5, 0.5], [1, 0])
    inf
    """
    p, q = check.distribution_pair(p, q, axis)
    return check.plain(_cross_entropy(p, q, axis) / check.log_base(base))


@primitive
def _cross_entropy(p, q, axis):
    return along_rows(_sum_p_surprisal_q, p, q, axis=axis)


def _sum_p_surprisal_q(p, q):
    total = 0.0 - np.sum(p * np.log(np.maximum(q, TINY)), axis=-1)
    return np.where(np.any((q == 0) & (p > 0), axis=-1), np.inf, total)


def _slopes(slope_p, slope_q):
    """Return vector-Jacobian products from a row's partial derivatives."""

    def vjp(target, slope):
        def maker(answer, p, q, axis):
            undo = unbroadcast_f((p, q)[target], lambda g: g)
            return lambda g: undo(anp.expand_dims(g, axis) * slope(p, q))

        return maker

    return vjp(0, slope_p), vjp(1, slope_q)


def _log(p):
    # At 0 the least positive number stands in, so that 0 times the logarithm is 0.
    return anp.log(anp.maximum(p, TINY))


def _ratio(p, q):
    """Return p / q, and 0 where p is 0."""
    with np.errstate(divide="ignore", over="ignore"):
        return anp.where(p > 0, p, 0.0) / anp.where((p > 0) | (q > 0), q, 1.0)


defvjp(
    _cross_entropy,
    *_slopes(lambda p, q: -_log(q), lambda p, q: -_ratio(p, q)),
    argnums=[0, 1],
)


def kl_divergence(
    p: ArrayLike, q: ArrayLike, *, base: float | None = None, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Kullback-Leibler divergence, the extra surprisal of expecting q where p holds.

    .. math:: D(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)}

    Also called relative entropy. It is 0 only if the two are equal, and is not
    symmetric. Nothing cancels as they come close: a divergence of 1e-18 has its
    digits.

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of distributions; inf where ``q`` is 0 and
        ``p`` is not. Differentiable in ``p`` and ``q`` with autograd.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, or they do not have the
        same outcomes.

    References
    ----------
    Kullback and Leibler, "On Information and Sufficiency", 1951.

    Examples
    --------
    >>> kl_divergence([1, 0], [0.5, 0.5], base=2)
    1.0
    >>> kl_divergence([0.5, 0.5], [1, 0])
    inf
    """
    p, q = check.distribution_pair(p, q, axis)
    return check.plain(relative_entropy(p, q, axis) / check.log_base(base))


@primitive
def relative_entropy(p, q, axis):
    """Return the KL divergence in nats of arguments that are known to be in order."""
    return along_rows(_sum_p_log_ratio, p, q, axis=axis)


def _sum_p_log_ratio(p, q):
    with np.errstate(over="ignore"):
        ratio = np.maximum(p, TINY) / np.maximum(q, TINY)
    # Both sum to 1 but for rounding, whose first order adding q - p takes out.
    total = np.sum(p * np.log(ratio) + (q - p), axis=-1)
    careful = np.asarray(~(total > _CAREFUL_BELOW) | np.isinf(total))
    if careful.any():
        total = np.asarray(total)
        total[careful] = np.sum(_careful_terms(p[careful], q[careful]), axis=-1)
    return np.where(np.any((q == 0) & (p > 0), axis=-1), np.inf, total)


def _careful_terms(p, q):
    """Return p log(p/q) + q - p, which is never negative, without cancellation."""
    excess = q - p
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        d = excess / p
        near = np.abs(d) < 0.25
    far_term = p * (np.log(np.maximum(p, TINY)) - np.log(np.maximum(q, TINY))) + excess
    return np.where(near, p * x_minus_log1p(np.where(near, d, 0.0)), far_term)


defvjp(
    relative_entropy,
    *_slopes(lambda p, q: _log(p) - _log(q) + 1, lambda p, q: -_ratio(p, q)),
    argnums=[0, 1],
)


def js_divergence(
    p: ArrayLike, q: ArrayLike, *, base: float | None = None, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Jensen-Shannon divergence, the mean divergence from the midpoint.

    .. math:: \operatorname{JS}(p, q) = \tfrac12 D(p \| m) + \tfrac12 D(q \| m),
       \qquad m = \tfrac12 (p + q)

    It is symmetric, never infinite, and at most one bit. Its square root, which
    ``scipy.spatial.distance.jensenshannon`` returns, is a metric; this is the
    divergence itself.

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of distributions. Differentiable in ``p`` and
        ``q`` with autograd.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, or they do not have the
        same outcomes.

    References
    ----------
    Lin, "Divergence Measures Based on the Shannon Entropy", 1991.

    Examples
    --------
    >>> js_divergence([1, 0], [0, 1], base=2)
    1.0
    """
    p, q = check.distribution_pair(p, q, axis)
    return check.plain(_js_divergence(p, q, axis) / check.log_base(base))


@primitive
def _js_divergence(p, q, axis):
    return along_rows(_sum_js_terms, p, q, axis=axis)


def _sum_js_terms(p, q):
    # With p = m (1 + d) and q = m (1 - d), an outcome adds m/2 times
    # (1 + d) ln(1 + d) + (1 - d) ln(1 - d) = 2 d artanh(d) + ln(1 - d^2).
    total = np.maximum(p + q, TINY)
    d = (p - q) / total
    near = np.abs(d) < 0.5
    close = np.where(near, d, 0.0)
    near_term = 2 * close * np.arctanh(close) + np.log1p(-close * close)
    up, down = 2 * p / total, 2 * q / total
    far_term = scipy.special.xlogy(up, up) + scipy.special.xlogy(down, down)
    return np.sum(total / 4 * np.where(near, near_term, far_term), axis=-1)


def _log_over_midpoint(p, q):
    return (_log(p) - _log((p + q) / 2)) / 2


defvjp(
    _js_divergence,
    *_slopes(_log_over_midpoint, lambda p, q: _log_over_midpoint(q, p)),
    argnums=[0, 1],
)


def renyi_divergence(
    p: ArrayLike,
    q: ArrayLike,
    order: float,
    *,
    base: float | None = None,
    axis: int = -1,
) -> float | NDArray[np.float64]:
    r"""Rényi divergence of a given order.

    .. math:: D_\alpha(p \| q) =
       \frac{1}{\alpha - 1} \log \sum_x p(x)^\alpha q(x)^{1 - \alpha}

    Order 1 is the KL divergence, order infinity the largest log-ratio, and order 0
    the surprisal under q of p's support.

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    order : float
        The order :math:`\alpha`, from 0 to inf.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of distributions; they grow with the order.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, they do not have the
        same outcomes, or ``order`` is negative.

    References
    ----------
    van Erven and Harremoës, "Rényi Divergence and Kullback-Leibler Divergence", 2014.

    Examples
    --------
    >>> renyi_divergence([0.5, 0.5], [0.25, 0.75], order=np.inf, base=2)
    1.0
    """
    order = check.number("order", order, low=0)
    if order == 1:
        return kl_divergence(p, q, base=base, axis=axis)
    p, q = check.distribution_pair(p, q, axis)
    nats = along_rows(lambda p, q: _renyi_rows(p, q, order), p, q, axis=axis)
    return check.plain(nats / check.log_base(base))


def _renyi_rows(p, q, order):
    log_ratio = np.log(np.maximum(p, TINY)) - np.log(np.maximum(q, TINY))
    if order == np.inf:
        nats = np.max(np.where(p > 0, log_ratio, -np.inf), axis=-1)
    else:
        nats = _log_renyi_sum(p, q, order, log_ratio) / (order - 1)
    missed = np.any((q == 0) & (p > 0), axis=-1) & (order > 1)
    return np.where(missed, np.inf, np.maximum(nats, 0.0))


def _log_renyi_sum(p, q, order, log_ratio):
    """Return ln sum p^order q^(1 - order), exact also for order near 1 or p near q."""
    shared = (p > 0) & (q > 0)
    powers = order * log_ratio + np.log(np.maximum(q, TINY))
    plain = scipy.special.logsumexp(np.where(shared, powers, -np.inf), axis=-1)
    # The sum is 1 + sum of p^a q^(1 - a) - a p - (1 - a) q, in which with q = p (1 + d)
    # every term is of second order in d.
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        d = (q - p) / p
    near = np.abs(d) < 0.25
    d = np.where(near, d, 0.0)
    beta = 1 - order
    second = expm1_minus_x(beta * np.log1p(d)) - beta * x_minus_log1p(d)
    with np.errstate(over="ignore"):
        rise = np.expm1(-beta * np.where(shared, log_ratio, 0.0))
    far = np.where(shared, p * rise, -p) + beta * (p - q)
    excess = np.sum(np.where(near, p * second, far), axis=-1)
    use_excess = np.abs(excess) < 0.5
    return np.where(use_excess, np.log1p(np.where(use_excess, excess, 0.0)), plain)


def total_variation(
    p: ArrayLike, q: ArrayLike, *, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Total variation distance, the largest difference in any event's probability.

    .. math:: \operatorname{TV}(p, q) = \tfrac12 \sum_x |p(x) - q(x)|

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Distances between 0 and 1, one for each pair of distributions.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, or they do not have the
        same outcomes.

    References
    ----------
    Polyanskiy and Wu, *Information Theory: From Coding to Learning*.

    Examples
    --------
    >>> total_variation([0.5, 0.5], [0.75, 0.25])
    0.25
    """
    p, q = check.distribution_pair(p, q, axis)
    return check.plain(np.abs(p - q).sum(axis=axis) / 2)


def chi_squared_divergence(
    p: ArrayLike, q: ArrayLike, *, axis: int = -1
) -> float | NDArray[np.float64]:
    r"""Chi-squared divergence, the mean squared relative excess of p over q.

    .. math:: \chi^2(p \| q) = \sum_x \frac{(p(x) - q(x))^2}{q(x)}

    Parameters
    ----------
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of distributions; inf where ``q`` is 0 and
        ``p`` is not.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, or they do not have the
        same outcomes.

    References
    ----------
    Polyanskiy and Wu, *Information Theory: From Coding to Learning*.

    Examples
    --------
    >>> chi_squared_divergence([1, 0], [0.5, 0.5])
    1.0
    """
    p, q = check.distribution_pair(p, q, axis)
    missed = np.where(p > 0, np.inf, 0.0)
    with np.errstate(over="ignore"):
        excess = (p - q) / np.where(q > 0, q, 1.0)
    terms = np.where(q > 0, (p - q) * excess, missed)
    return check.plain(np.sum(terms, axis=axis))


def f_divergence(
    f: Callable[[NDArray[np.float64]], NDArray[np.floating]],
    p: ArrayLike,
    q: ArrayLike,
    *,
    axis: int = -1,
) -> float | NDArray[np.float64]:
    r"""The f-divergence that a convex function generates.

    .. math:: D_f(p \| q) = \sum_{q > 0} q(x) f\!\left(\frac{p(x)}{q(x)}\right)
       + p(q = 0) \lim_{t \to \infty} \frac{f(t)}{t}

    With :math:`f(t) = t \log t` it is the KL divergence, with :math:`|t - 1| / 2` the
    total variation, with :math:`(t - 1)^2` the chi-squared divergence.

    Parameters
    ----------
    f : callable
        Convex function of an array of ratios :math:`t \ge 0` with ``f(1) = 0``. If
        it gives nan at 0, as ``t * np.log(t)`` does, its value at the least positive
        number is taken. Its slope at infinity is f(t)/t far out where that has come
        to rest between 1e100 and 1e200, and inf where it still grows.
    p, q : array_like
        Distributions along ``axis``; every other axis is a batch.
    axis : int
        The axis that holds the distributions.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of distributions.

    Raises
    ------
    ValueError
        If ``p`` or ``q`` is no distribution along ``axis``, they do not have the
        same outcomes, or ``f(1)`` is not 0.

    References
    ----------
    Polyanskiy and Wu, *Information Theory: From Coding to Learning*.

    Examples
    --------
    >>> f_divergence(lambda t: (t - 1) ** 2, [1, 0], [0.5, 0.5])
    1.0
    """
    p, q = check.distribution_pair(p, q, axis)
    with np.errstate(all="ignore"):
        at_one = float(f(np.ones(1))[0])
        if abs(at_one) > 1e-12:
            raise ValueError(f"f(1) is {at_one}, expected 0")
        values = f(np.where(q > 0, p / np.where(q > 0, q, 1.0), 1.0))
        values = np.where(np.isnan(values), f(np.full(1, TINY)), values)
        inside = np.where(q > 0, q * values, 0.0)
        outside = np.where((q == 0) & (p > 0), p * _slope_at_infinity(f), 0.0)
    return check.plain(np.sum(inside + outside, axis=axis))


def _slope_at_infinity(f):
    near, far = f(np.array([_FAR, _FARTHER])) / [_FAR, _FARTHER]
    return far if abs(far - near) <= 1e-12 * max(1.0, abs(far)) else np.inf
