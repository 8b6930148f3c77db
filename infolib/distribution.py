"""Distributions from weights: the one place where anything is normalised."""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
from autograd.tracer import getval
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check

__all__ = ["normalize"]


def normalize(
    weights: ArrayLike, axis: int | tuple[int, ...] | None = -1
) -> NDArray[np.float64]:
    r"""Scale weights so that they sum to 1.

    .. math:: p(x) = \frac{w(x)}{\sum_{x'} w(x')}

    No other function does this for you: what is no distribution is refused there.

    Parameters
    ----------
    weights : array_like
        Non-negative weights, such as counts.
    axis : int, tuple of int or None
        The axis, or axes, along which they shall sum to 1; None for all.

    Returns
    -------
    ndarray
        Probabilities, in the shape of ``weights``. Differentiable with autograd.

    Raises
    ------
    ValueError
        If a weight is negative or not finite, or all weights along ``axis`` are 0.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> normalize([3, 1])
    array([0.75, 0.25])
    """
    weights = check.finite("weights", weights)
    value = getval(weights)
    if value.ndim == 0:
        raise ValueError("weights is a single number, expected an array along an axis")
    if axis is not None:
        check.axis_tuple("axis", axis, value.ndim)
    if value.min() < 0:
        raise ValueError(
            f"weights contains {value.min():.12g}, expected non-negative numbers"
        )
    largest = value.max(axis=axis, keepdims=True)
    if not largest.all():
        raise ValueError("weights are all 0 along axis, expected a positive one")
    # Scaled by the largest, the sum of huge weights does not overflow.
    scaled = weights / largest
    return scaled / anp.sum(scaled, axis=axis, keepdims=True)
