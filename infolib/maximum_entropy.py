r"""Maximum-entropy distributions: the least that the known averages commit us to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check

__all__ = ["MaximumEntropy", "maximum_entropy"]

# Newton's method takes few steps; that many mean that the multipliers diverge.
_MOST_STEPS = 200

# How far off rounding may leave a moment where the multipliers are large.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class MaximumEntropy:
    """What `maximum_entropy` found.

    Attributes
    ----------
    p : ndarray
        The distribution, one probability for each outcome.
    multipliers : ndarray
        One for each feature: what a unit of the feature adds to ln p.
    log_partition : float
        ln Z, in nats.
    iterations : int
        Steps of Newton's method.
    """

    p: NDArray[np.float64]
    multipliers: NDArray[np.float64]
    log_partition: float
    iterations: int


def maximum_entropy(
    features: ArrayLike, moments: ArrayLike, *, tol: float = 1e-10
) -> MaximumEntropy:
    r"""Distribution of largest entropy among those with given averages.

    .. math:: p(x) = \frac{1}{Z} \exp \sum_j \lambda_j f_j(x), \qquad
              \sum_x p(x) f_j(x) = m_j

    The multipliers minimise the convex function
    :math:`\log Z(\lambda) - \sum_j \lambda_j m_j`, which is the cross-entropy of the
    distribution with any data that have these averages. Newton's method finds them.

    Parameters
    ----------
    features : array_like
        ``features[j, x]``, the value of feature j at outcome x; or one axis for a
        single feature.
    moments : array_like
        The averages :math:`m_j`, one for each feature; or a number.
    tol : float
        Largest distance of a moment from what is asked, in units of the feature's
        range. Averages on the edge of what is possible, which only an infinite
        multiplier would meet, are met to this distance. Where rounding forbids it,
        the search ends at a distance of at most 1e-6.

    Returns
    -------
    MaximumEntropy
        With ``.p``, ``.multipliers``, ``.log_partition`` and ``.iterations``. Where
        features are linearly dependent, the multipliers are one choice of many, and
        the distribution is the same.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, or no distribution has these
        averages.

    References
    ----------
    Jaynes, "Information Theory and Statistical Mechanics", 1957.

    Examples
    --------
    A die whose throws average 4.5:

    >>> found = maximum_entropy([1, 2, 3, 4, 5, 6], 4.5)
    >>> found.p.round(4)
    array([0.0544, 0.0788, 0.1142, 0.1654, 0.2398, 0.3475])
    """
    features = np.atleast_2d(check.moderate("features", features))
    moments = np.atleast_1d(check.moderate("moments", moments))
    check.axes("features", features, 2)
    if moments.shape != features.shape[:1]:
        raise ValueError(
            f"moments has shape {moments.shape}, expected one for each of the "
            f"{len(features)} features"
        )
    tol = check.number("tol", tol, low=0)
    low, width = features.min(axis=1), np.ptp(features, axis=1)
    width = np.where(width > 0, width, 1.0)
    # In units of each range, so that one tolerance and one step suit them all.
    scaled = (features - low[:, None]) / width[:, None]
    targets = (moments - low) / width
    multipliers, iterations = _newton(scaled, targets, tol)
    multipliers = multipliers / width
    weights = multipliers @ features
    log_partition = scipy.special.logsumexp(weights)
    p = np.exp(weights - log_partition)
    return MaximumEntropy(p, multipliers, float(log_partition), iterations)


def _newton(features, targets, tol):
    """Return the multipliers that meet the targets, and the steps that it took."""
    multipliers, off, size = np.zeros(len(targets)), np.inf, 1.0
    for iterations in range(_MOST_STEPS):
        p, value = _dual(multipliers, features, targets)
        slope = features @ p - targets
        before, off = off, np.abs(slope).max()
        stuck = size == 0 and before <= off <= _ROUNDING
        if off <= tol or stuck:
            return multipliers, iterations
        centred = features - (features @ p)[:, None]
        step = np.linalg.lstsq((centred * p) @ centred.T, -slope, rcond=None)[0]
        size = _downhill(multipliers, step, value, features, targets)
        multipliers = multipliers + (size or 1.0) * step
    raise ValueError(f"moments are met by no distribution: one stays {off:.2g} off")


def _dual(multipliers, features, targets):
    """Return the distribution, and the function that is minimised."""
    weights = multipliers @ (features - targets[:, None])
    value = scipy.special.logsumexp(weights)
    return np.exp(weights - value), value


def _downhill(multipliers, step, value, features, targets):
    """Return the share of a step, halved until the function falls; 0 if it does not."""
    size = 1.0
    while size > 1e-8:
        if _dual(multipliers + size * step, features, targets)[1] < value:
            return size
        size /= 2
    return 0.0
