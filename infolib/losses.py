r"""Losses of classifiers, and how their confidence is measured and mended.

Classes lie along the last axis, examples along the others. Losses are in nats, one
for each example; what describes a whole set of examples is a single number.
"""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import scipy
from autograd.tracer import getval
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check

__all__ = [
    "brier_score",
    "expected_calibration_error",
    "fit_temperature",
    "focal_loss",
    "log_softmax",
    "softmax_cross_entropy",
]


def log_softmax(logits: ArrayLike, *, axis: int = -1) -> NDArray[np.float64]:
    r"""Logarithm of the softmax.

    .. math:: \log \operatorname{softmax}(z)_k = z_k - \log \sum_j e^{z_j}

    Parameters
    ----------
    logits : array_like
        Logits :math:`z` along ``axis``.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    ndarray
        Logarithms of probabilities, in the shape of ``logits``. Differentiable with
        autograd.

    Raises
    ------
    ValueError
        If ``logits`` is empty, a single number or not finite.

    References
    ----------
    Murphy, *Probabilistic Machine Learning: An Introduction*, 2022.

    Examples
    --------
    >>> log_softmax([1000.0, 0.0])
    array([    0., -1000.])
    """
    logits = _logits(logits)
    value = getval(logits)
    check.axis_tuple("axis", axis, value.ndim)
    top = np.expand_dims(np.argmax(value, axis=axis), axis)
    is_top = np.zeros(value.shape, dtype=bool)
    np.put_along_axis(is_top, top, True, axis=axis)
    shifted = logits - anp.sum(anp.where(is_top, logits, 0.0), axis=axis, keepdims=True)
    # The largest term of the sum is 1. Left to log1p, the others keep their digits.
    others = anp.where(is_top, 0.0, anp.exp(shifted))
    return shifted - anp.log1p(anp.sum(others, axis=axis, keepdims=True))


def _logits(logits: ArrayLike) -> NDArray[np.float64]:
    logits = check.moderate("logits", logits)
    if np.ndim(logits) == 0:
        raise ValueError("logits is a single number, expected an array along an axis")
    return logits


def softmax_cross_entropy(
    logits: ArrayLike, labels: ArrayLike, *, label_smoothing: float = 0.0
) -> float | NDArray[np.float64]:
    r"""Cross-entropy of labels under the softmax of logits, for each example.

    .. math:: \ell = -\sum_k y_k \log \operatorname{softmax}(z)_k

    Its gradient in z is :math:`\operatorname{softmax}(z) - y`. With label smoothing
    :math:`\epsilon`, y is replaced by :math:`(1 - \epsilon) y + \epsilon / K`.

    Parameters
    ----------
    logits : array_like
        Logits along the last axis.
    labels : array_like
        One class for each example as an integer, in the shape of ``logits`` without
        its last axis; or a distribution over the classes for each example, in the
        shape of ``logits``.
    label_smoothing : float
        Share :math:`\epsilon` of a label that is spread evenly over all classes.

    Returns
    -------
    float or ndarray
        Losses in nats, one for each example. Differentiable in ``logits``, and in
        ``labels`` that are distributions, with autograd.

    Raises
    ------
    ValueError
        If ``logits`` is not finite, ``labels`` does not fit it or names no class, or
        ``label_smoothing`` is outside [0, 1].

    References
    ----------
    Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2016
    (label smoothing).

    Examples
    --------
    >>> softmax_cross_entropy([[0.0, 0.0], [1000.0, 0.0]], [0, 1])
    array([6.93147181e-01, 1.00000000e+03])
    """
    logits = _logits(logits)
    epsilon = check.number("label_smoothing", label_smoothing, low=0, high=1)
    targets = _targets(labels, np.shape(logits))
    targets = (1 - epsilon) * targets + epsilon / np.shape(logits)[-1]
    return check.plain(-anp.sum(targets * log_softmax(logits), axis=-1))


def _targets(labels, shape):
    """Return labels, classes or distributions, as distributions of the given shape."""
    if np.shape(getval(labels)) == shape:
        return check.distribution("labels", labels)
    return np.eye(shape[-1])[_classes(labels, shape)]


def _classes(labels: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Return labels as classes, one for each example of an array of this shape."""
    classes = check.whole_numbers("labels", labels)
    if classes.shape != shape[:-1]:
        raise ValueError(
            f"labels has shape {classes.shape}, expected {shape[:-1]} for classes "
            f"or {shape} for distributions"
        )
    if classes.max() >= shape[-1]:
        raise ValueError(
            f"labels contains {classes.max()}, expected classes below {shape[-1]}"
        )
    return classes


def focal_loss(
    logits: ArrayLike, labels: ArrayLike, *, gamma: float = 2.0
) -> float | NDArray[np.float64]:
    r"""Focal loss, the cross-entropy with less weight on examples that are right.

    .. math:: \ell = -(1 - p_y)^\gamma \log p_y

    with :math:`p_y` the probability of the label. It is no proper score: what minimises
    it is not the truth. With two classes it is less sure; with many, a class that is
    likelier than the others and still unlikely is declared likelier than it is.

    Parameters
    ----------
    logits : array_like
        Logits along the last axis.
    labels : array_like of int
        One class for each example, in the shape of ``logits`` without its last axis.
    gamma : float
        Focus :math:`\gamma \ge 0`; 0 gives the cross-entropy.

    Returns
    -------
    float or ndarray
        Losses in nats, one for each example. Differentiable in ``logits`` with
        autograd.

    Raises
    ------
    ValueError
        If ``logits`` is not finite, ``labels`` does not fit it or names no class, or
        ``gamma`` is negative.

    References
    ----------
    Lin, Goyal, Girshick, He and Dollár, "Focal Loss for Dense Object Detection",
    2017.

    Examples
    --------
    >>> round(focal_loss([0.0, 0.0], 1), 6)
    0.173287
    """
    gamma = check.number("gamma", gamma, low=0)
    logits = _logits(logits)
    chosen = np.eye(np.shape(logits)[-1])[_classes(labels, np.shape(logits))]
    log_p = anp.sum(chosen * log_softmax(logits), axis=-1)
    # A power of 0 would have no slope where the probability is 1.
    weight = (-anp.expm1(log_p)) ** gamma if gamma else 1.0
    return check.plain(-weight * log_p)


def brier_score(probs: ArrayLike, labels: ArrayLike) -> float:
    r"""Brier score, the squared error of probabilities.

    .. math:: \frac1n \sum_i \sum_k (p_{ik} - y_{ik})^2

    Summed over the classes and averaged over the examples, as Brier did: 0 for a sure
    and right answer, 2 for a sure and wrong one. For two classes it is twice the
    squared error of the one probability.

    Parameters
    ----------
    probs : array_like
        Distributions over the classes along the last axis.
    labels : array_like
        One class for each example as an integer, or a distribution for each.

    Returns
    -------
    float
        The score, between 0 and 2.

    Raises
    ------
    ValueError
        If ``probs`` does not hold distributions, or ``labels`` does not fit it.

    References
    ----------
    Brier, "Verification of Forecasts Expressed in Terms of Probability", 1950.

    Examples
    --------
    >>> brier_score([[1.0, 0.0], [0.5, 0.5]], [0, 0])
    0.25
    """
    probs = check.distribution("probs", probs)
    targets = _targets(labels, np.shape(probs))
    return float(np.mean(np.sum((probs - targets) ** 2, axis=-1)))


def expected_calibration_error(
    probs: ArrayLike, labels: ArrayLike, *, n_bins: int = 15
) -> float:
    r"""Expected calibration error, the gap between confidence and accuracy.

    .. math:: \operatorname{ECE} = \sum_b \frac{n_b}{n}
       \left| \operatorname{acc}(b) - \operatorname{conf}(b) \right|

    Examples are put into bins of equal width by their largest probability; a bin
    holds its upper edge. The estimate is biased upwards: even a calibrated model has
    a positive one on a finite set.

    Parameters
    ----------
    probs : array_like
        Distributions over the classes along the last axis.
    labels : array_like of int
        One class for each example.
    n_bins : int
        Number of bins.

    Returns
    -------
    float
        The error, between 0 and 1.

    Raises
    ------
    ValueError
        If ``probs`` does not hold distributions, or ``labels`` does not fit it.

    References
    ----------
    Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017.

    Examples
    --------
    >>> round(expected_calibration_error([[0.9, 0.1], [0.8, 0.2]], [0, 0]), 6)
    0.15
    """
    probs = check.distribution("probs", probs)
    classes = _classes(labels, probs.shape)
    n_bins = check.positive_integer("n_bins", n_bins)
    confidence = probs.max(axis=-1).ravel()
    right = (probs.argmax(axis=-1) == classes).ravel()
    edges = np.linspace(0, 1, n_bins + 1)[1:-1]
    bins = np.searchsorted(edges, confidence, side="left")
    excess = np.bincount(bins, weights=right - confidence, minlength=n_bins)
    return float(np.abs(excess).sum() / right.size)


def fit_temperature(logits: ArrayLike, labels: ArrayLike) -> float:
    r"""Temperature that makes the labels likeliest.

    .. math:: \min_{T > 0} \; -\frac1n \sum_i
       \log \operatorname{softmax}(z_i / T)_{y_i}

    The loss is convex in 1/T, and the temperature is found where its slope is 0.
    Fit it on examples that the model has not been trained on, and judge it on others
    still.

    Parameters
    ----------
    logits : array_like
        Logits along the last axis.
    labels : array_like of int
        One class for each example.

    Returns
    -------
    float
        The temperature. 0 if every label has its example's largest logit, so that
        no confidence is too much; inf if the logits are no better than none; 1 if
        they are all the same, so that no temperature matters.

    Raises
    ------
    ValueError
        If ``logits`` is not finite, or ``labels`` does not fit it.

    References
    ----------
    Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017.

    Examples
    --------
    Sure by 4 to 0, and right three times in four:

    >>> logits = [[4.0, 0.0]] * 4
    >>> round(fit_temperature(logits, [0, 0, 0, 1]), 4)
    3.641
    """
    logits = _logits(logits)
    classes = _classes(labels, logits.shape)
    z = logits.reshape(-1, logits.shape[-1])
    z = z - z.max(axis=-1, keepdims=True)
    chosen = z[np.arange(len(z)), classes.ravel()]
    width = -z.min()
    if width == 0:
        return 1.0
    z, chosen = z / width, chosen / width

    def slope(inverse):
        """Return the loss's derivative in 1/T, in units of the widest logits."""
        return np.mean(
            np.sum(scipy.special.softmax(inverse * z, axis=-1) * z, axis=-1) - chosen
        )

    if slope(0.0) >= 0:
        return np.inf
    if chosen.max() == 0 and chosen.min() == 0:
        return 0.0
    high = 1.0
    while slope(high) < 0:
        high *= 2
    return float(
        width / scipy.optimize.brentq(slope, 0.0, high, xtol=1e-300, rtol=1e-14)
    )
