r"""Channels: how much gets through one, and how little has to.

A channel is an array ``channel[x, y]`` of p(y|x): each row is a distribution.
Capacity and rate-distortion are both maxima of a concave function over
distributions, found by one Newton method, which bounds its own error.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import TINY
from infolib.divergence import kl_divergence
from infolib.mutual_information import mutual_information

__all__ = [
    "ChannelCapacity",
    "RateDistortion",
    "binary_erasure_channel",
    "binary_symmetric_channel",
    "channel_capacity",
    "rate_distortion",
    "z_channel",
]

# The Newton method stops for want of digits, or for want of progress.
_ROUNDING = 1e-15
_MAX_ITERATIONS = 100


def binary_symmetric_channel(f: ArrayLike) -> NDArray[np.float64]:
    r"""Binary symmetric channel, which flips a bit with probability f.

    .. math:: p(y | x) = \begin{pmatrix} 1 - f & f \\ f & 1 - f \end{pmatrix}

    Its capacity is :math:`\log 2 - H_b(f)`.

    Parameters
    ----------
    f : array_like
        Probability of a flip, in [0, 1]; each is a channel of its own.

    Returns
    -------
    ndarray
        The channel, in the shape of ``f`` followed by (2, 2).

    Raises
    ------
    ValueError
        If an entry of ``f`` is outside [0, 1] or not a number.

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003.

    Examples
    --------
    >>> binary_symmetric_channel(0.1)
    array([[0.9, 0.1],
           [0.1, 0.9]])
    """
    f = check.probability("f", f)
    return _channel([[1 - f, f], [f, 1 - f]])


def binary_erasure_channel(f: ArrayLike) -> NDArray[np.float64]:
    r"""Binary erasure channel, which erases a bit with probability f.

    .. math:: p(y | x) = \begin{pmatrix} 1 - f & f & 0 \\ 0 & f & 1 - f \end{pmatrix}

    The outputs are 0, erased, 1. Its capacity is :math:`(1 - f) \log 2`.

    Parameters
    ----------
    f : array_like
        Probability of an erasure, in [0, 1]; each is a channel of its own.

    Returns
    -------
    ndarray
        The channel, in the shape of ``f`` followed by (2, 3).

    Raises
    ------
    ValueError
        If an entry of ``f`` is outside [0, 1] or not a number.

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003.

    Examples
    --------
    >>> binary_erasure_channel(0.25)
    array([[0.75, 0.25, 0.  ],
           [0.  , 0.25, 0.75]])
    """
    f = check.probability("f", f)
    return _channel([[1 - f, f, 0 * f], [0 * f, f, 1 - f]])


def z_channel(f: ArrayLike) -> NDArray[np.float64]:
    r"""Z channel, in which a 0 is safe and a 1 turns into 0 with probability f.

    .. math:: p(y | x) = \begin{pmatrix} 1 & 0 \\ f & 1 - f \end{pmatrix}

    Its capacity is :math:`\log (1 + (1 - f) f^{f / (1 - f)})`.

    Parameters
    ----------
    f : array_like
        Probability that a 1 is lost, in [0, 1]; each is a channel of its own.

    Returns
    -------
    ndarray
        The channel, in the shape of ``f`` followed by (2, 2).

    Raises
    ------
    ValueError
        If an entry of ``f`` is outside [0, 1] or not a number.

    References
    ----------
    MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003.

    Examples
    --------
    >>> z_channel(0.25)
    array([[1.  , 0.  ],
           [0.25, 0.75]])
    """
    f = check.probability("f", f)
    return _channel([[1 + 0 * f, 0 * f], [f, 1 - f]])


def _channel(entries):
    """Return the nested entries as an array whose last two axes are x and y."""
    return np.moveaxis(np.array(entries), (0, 1), (-2, -1))


@dataclass(frozen=True, eq=False)
class ChannelCapacity:
    """What `channel_capacity` found.

    Attributes
    ----------
    capacity : float
        Mutual information of input and output under ``input_pmf``. The true
        capacity is at least this, and at most ``capacity + gap``.
    input_pmf : ndarray
        The input distribution.
    iterations : int
        Newton steps taken.
    gap : float
        Bound on the error, in the unit of ``capacity``.
    """

    capacity: float
    input_pmf: NDArray[np.float64]
    iterations: int
    gap: float


def channel_capacity(
    channel: ArrayLike, *, tol: float = 1e-9, base: float | None = None
) -> ChannelCapacity:
    r"""Capacity of a channel, the most information that an input can get through.

    .. math:: C = \max_{p(x)} I(X; Y)
              = \max_{p(x)} \sum_x p(x) \, D(p(y | x) \,\|\, p(y))

    Every input distribution comes with a certificate: the capacity lies between its
    mutual information I and :math:`\max_x D(p(y | x) \| p(y))`, which is the dearest
    input's divergence. Blahut and Arimoto's iteration stops when the two meet; so
    does this, but by the steps of a primal-dual interior-point method, a dozen where
    theirs may take a hundred thousand.

    Parameters
    ----------
    channel : array_like
        ``channel[x, y]`` is p(y|x). Outputs that never occur, inputs that are not
        worth using and inputs that are alike may be there.
    tol : float
        Largest gap that is accepted, in the unit of the result. Below 1e-14 or so
        rounding decides; ``gap`` says what was reached.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    ChannelCapacity
        With ``.capacity``, ``.input_pmf``, ``.iterations`` and ``.gap``. Where
        several input distributions are best, one in their midst is returned.

    Raises
    ------
    ValueError
        If ``channel`` does not have two axes, or a row is no distribution.

    Notes
    -----
    A step solves a linear system with as many unknowns as there are inputs.

    References
    ----------
    Blahut, "Computation of Channel Capacity and Rate-Distortion Functions", 1972.
    Arimoto, "An Algorithm for Computing the Capacity of Arbitrary Discrete
    Memoryless Channels", 1972. Boyd and Vandenberghe, *Convex Optimization*, 2004.

    Examples
    --------
    >>> found = channel_capacity(binary_erasure_channel(0.25), base=2)
    >>> round(found.capacity, 9)
    0.75
    >>> found.input_pmf
    array([0.5, 0.5])
    """
    channel = check.axes("channel", check.distribution("channel", channel), 2)
    unit = check.log_base(base)
    tol = check.number("tol", tol, low=0)
    channel = channel[:, channel.any(axis=0)]

    def output(p):
        # Any q(y) bounds the capacity by max D(p(y|x) || q), so that the gap stays
        # true where a probability too small for a float is rounded up, not to 0.
        return np.maximum(p @ channel, TINY)

    def gradient(p):
        return kl_divergence(channel, output(p))

    def curvature(p):
        return (channel / output(p)) @ channel.T

    p, gap, iterations = _maximise(gradient, curvature, len(channel), tol * unit)
    capacity = p @ gradient(p)
    return ChannelCapacity(float(capacity / unit), p, iterations, float(gap / unit))


@dataclass(frozen=True, eq=False)
class RateDistortion:
    """A point of the rate-distortion curve, found by `rate_distortion`.

    Attributes
    ----------
    rate : float
        Mutual information of source and reproduction. R(D) at this distortion is at
        most this, and at least ``rate - gap``.
    distortion : float
        Mean distortion D.
    channel : ndarray
        The test channel: ``channel[x, y]`` is the probability that x is
        reproduced as y.
    iterations : int
        Newton steps taken.
    gap : float
        Bound on the error, in the unit of ``rate``.
    """

    rate: float
    distortion: float
    channel: NDArray[np.float64] = field(repr=False)
    iterations: int
    gap: float


def rate_distortion(
    p: ArrayLike,
    distortion: ArrayLike,
    slope: float,
    *,
    tol: float = 1e-9,
    base: float | None = None,
) -> RateDistortion:
    r"""Rate-distortion function at the point where it has a given slope.

    .. math:: R(D) = \min_{p(y | x) : \, \mathbb{E}\, d(X, Y) \le D} I(X; Y)

    The curve is convex and falls. Where its slope is :math:`-\beta`, the best
    channel minimises :math:`I(X; Y) + \beta \, \mathbb{E}\, d(X, Y)` and is

    .. math:: p(y | x) = \frac{q(y) e^{-\beta d(x, y)}}
                              {\sum_{y'} q(y') e^{-\beta d(x, y')}}

    with the q that maximises :math:`\sum_x p(x) \log \sum_y q(y) e^{-\beta d(x, y)}`.
    The gap is Blahut's: how far a reproduction's gradient exceeds 1, the mean.

    Parameters
    ----------
    p : array_like
        Distribution of the source.
    distortion : array_like
        ``distortion[x, y]`` is the cost d(x, y) of reproducing x as y.
    slope : float
        Slope of R(D), in units of rate per distortion. The curve falls, so the
        minus sign may be left out. 0 is the end of the curve: rate 0 at the least
        distortion.
    tol : float
        Largest gap that is accepted, in the unit of the rate.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    RateDistortion
        With ``.rate``, ``.distortion``, ``.channel``, ``.iterations``, ``.gap``.

    Raises
    ------
    ValueError
        If ``p`` is no distribution, or ``distortion`` does not have a row of finite
        numbers for each entry of ``p``.

    References
    ----------
    Blahut, "Computation of Channel Capacity and Rate-Distortion Functions", 1972.

    Examples
    --------
    A fair coin, and errors counted: R(D) is 1 - H(D) bits.

    >>> point = rate_distortion([0.5, 0.5], [[0, 1], [1, 0]], slope=-2, base=2)
    >>> round(point.distortion, 6)
    0.2
    >>> round(point.rate, 6)
    0.278072
    """
    p = check.axes("p", check.distribution("p", p), 1)
    distortion = check.axes("distortion", check.finite("distortion", distortion), 2)
    if len(p) != len(distortion):
        raise ValueError(
            f"distortion has {len(distortion)} rows, expected one for each of the "
            f"{len(p)} entries of p"
        )
    unit = check.log_base(base)
    tol = check.number("tol", tol, low=0)
    slope = check.number("slope", slope, low=-check.LARGEST, high=check.LARGEST)
    beta = abs(slope) * unit
    if beta == 0:
        q = np.eye(distortion.shape[1])[np.argmin(p @ distortion)]
        gap, iterations = 0.0, 0
    else:
        q, gap, iterations = _best_reproduction(p, beta * distortion, tol * unit)
    channel = _test_channel(q, beta * distortion)
    p_xy = p[:, None] * channel
    return RateDistortion(
        rate=mutual_information(p_xy, base=base),
        distortion=float((p_xy * distortion).sum()),
        channel=channel,
        iterations=iterations,
        gap=float(gap / unit),
    )


def _best_reproduction(p, costs, tol):
    """Return the q(y) that maximises sum p(x) log sum q(y) exp(-costs[x, y])."""
    # What a row's costs have in common moves the maximum's value, not its place.
    likelihoods = np.exp(costs.min(axis=1, keepdims=True) - costs)

    def gradient(q):
        return (p / (likelihoods @ q)) @ likelihoods

    def curvature(q):
        return (likelihoods.T * (p / (likelihoods @ q) ** 2)) @ likelihoods

    return _maximise(gradient, curvature, costs.shape[1], tol)


def _test_channel(q, costs):
    """Return p(y|x) proportional to q(y) exp(-costs[x, y])."""
    used = q > 0
    channel = np.zeros(costs.shape)
    channel[:, used] = scipy.special.softmax(np.log(q[used]) - costs[:, used], axis=1)
    return channel


def _maximise(gradient, curvature, size, tol):
    r"""Maximise a concave function over the distributions with ``size`` entries.

    ``gradient(p)`` is the function's gradient and ``curvature(p)`` minus its matrix
    of second derivatives. As the function lies below its tangents, it can exceed its
    value at p by at most the gap, :math:`\max_i g_i - \sum_i p_i g_i`.

    At the maximum :math:`g_i + s_i` is the same for all i, with slacks
    :math:`s_i \ge 0` that are 0 where :math:`p_i` is not. Newton steps lead there
    along :math:`p_i s_i = \mu` for falling :math:`\mu`, p and s staying positive.

    Returns
    -------
    The distribution, its gap and the number of steps.
    """
    p = np.full(size, 1 / size)
    g = gradient(p)
    gap = _gap(p, g)
    slack = g.max() + gap - g
    iterations = 0
    while True:
        finished = p @ slack < _ROUNDING or iterations == _MAX_ITERATIONS
        if gap <= tol or finished:
            trimmed, trimmed_gap = _without_traces(p, slack, gradient)
            if trimmed_gap <= max(tol, gap):
                return trimmed, trimmed_gap, iterations
            if finished:
                return p, gap, iterations
        step_p, step_slack = _newton_step(p, slack, g, curvature(p))
        shrinkage = max((-step_p / p).max(), (-step_slack / slack).max())
        stride = min(1, 0.995 / shrinkage)
        p = p + stride * step_p
        p /= p.sum()
        slack = slack + stride * step_slack
        g = gradient(p)
        gap = _gap(p, g)
        iterations += 1


def _gap(p, g):
    # A gap of NaN stays one: it is no certificate.
    return np.maximum(g.max() - p @ g, 0.0)


def _newton_step(p, slack, g, curvature):
    """Return the steps of p and slack towards p * slack = a tenth of its mean now."""
    target = 0.1 * np.mean(p * slack)
    pull = slack / p
    # Inputs that are alike make the curvature singular. A part in 10^14 more on the
    # diagonal keeps the equations solvable and the step as good.
    curvature = curvature + np.diag(pull + 1e-14 * np.diag(curvature))
    sides = np.stack([g + target / p, np.ones_like(p)], axis=1)
    free, common = np.linalg.solve(curvature, sides).T
    step_p = free - free.sum() / common.sum() * common
    return step_p, target / p - slack - pull * step_p


def _without_traces(p, slack, gradient):
    """Return p with 0 for the entries that tend to it, and its gap."""
    trimmed = np.where(p >= np.minimum(slack, p.max()), p, 0.0)
    trimmed /= trimmed.sum()
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        return trimmed, _gap(trimmed, gradient(trimmed))
