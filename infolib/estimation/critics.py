r"""Lower bounds on mutual information from a critic's scores.

``scores[i, j]`` is the critic's score of the i-th x with the j-th y, of N pairs that
were drawn together: the diagonal holds samples of the joint distribution, the rest
samples of the product of the marginals. Results are in nats; ``base=2`` gives bits.
"""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
from autograd.tracer import getval
from numpy.typing import ArrayLike

from infolib import _validate as check
from infolib.losses import log_softmax

__all__ = ["donsker_varadhan", "info_nce", "nwj"]


def donsker_varadhan(scores: ArrayLike, *, base: float | None = None) -> float:
    r"""Donsker-Varadhan bound on mutual information.

    .. math:: I(X; Y) \ge \mathbb{E}_{p(x, y)} f - \log \mathbb{E}_{p(x) p(y)} e^f

    It is tight for :math:`f = \log \frac{p(x, y)}{p(x) p(y)} + c` with any c. As an
    estimate from samples it is biased: the logarithm of a mean is too small, so the
    bound may come out too high.

    Parameters
    ----------
    scores : array_like
        N by N scores, the pairs that belong together on the diagonal.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The diagonal's mean, less the logarithm of the mean of :math:`e^f` off the
        diagonal. Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``scores`` is not square, finite and at least 2 by 2.

    References
    ----------
    Belghazi et al., "Mutual Information Neural Estimation", 2018.

    Examples
    --------
    >>> donsker_varadhan([[1.0, 0.0], [0.0, 1.0]])
    1.0
    """
    scores = _scores(scores)
    nats = anp.mean(anp.diag(scores)) - _log_mean_exp_apart(scores)
    return check.plain(nats / check.log_base(base))


def nwj(scores: ArrayLike, *, base: float | None = None) -> float:
    r"""Nguyen, Wainwright and Jordan's bound on mutual information.

    .. math:: I(X; Y) \ge \mathbb{E}_{p(x, y)} f - \mathbb{E}_{p(x) p(y)} e^{f - 1}

    It is tight for :math:`f = 1 + \log \frac{p(x, y)}{p(x) p(y)}`. From samples it is
    unbiased, and its variance grows exponentially with the information.

    Parameters
    ----------
    scores : array_like
        N by N scores, the pairs that belong together on the diagonal.
    base : float, optional
        Base of the logarithm of the result: None for nats, 2 for bits.

    Returns
    -------
    float
        The diagonal's mean, less the mean of :math:`e^{f - 1}` off the diagonal.
        Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``scores`` is not square, finite and at least 2 by 2.

    References
    ----------
    Nguyen, Wainwright and Jordan, "Estimating Divergence Functionals and the
    Likelihood Ratio by Convex Risk Minimization", 2010.

    Examples
    --------
    >>> nwj([[2.0, 1.0], [1.0, 2.0]])
    1.0
    """
    scores = _scores(scores)
    with np.errstate(over="ignore"):
        penalty = anp.exp(_log_mean_exp_apart(scores) - 1)
    nats = anp.mean(anp.diag(scores)) - penalty
    return check.plain(nats / check.log_base(base))


def info_nce(scores: ArrayLike, *, base: float | None = None) -> float:
    r"""InfoNCE bound on mutual information.

    .. math:: I(X; Y) \ge \log N + \mathbb{E} \, \frac1N \sum_i
       \log \frac{e^{f_{ii}}}{\sum_j e^{f_{ij}}}

    It is log N less the loss of picking, for each x, its y among all N. The loss is
    never negative, so the bound **never exceeds log N**, whatever the information.

    Parameters
    ----------
    scores : array_like
        N by N scores, the pairs that belong together on the diagonal. For each row
        the sum goes over its columns, the diagonal among them.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The bound. Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``scores`` is not square, finite and at least 2 by 2.

    References
    ----------
    van den Oord, Li and Vinyals, "Representation Learning with Contrastive Predictive
    Coding", 2018.

    Examples
    --------
    >>> info_nce([[100.0, 0.0], [0.0, 100.0]], base=2)
    1.0
    """
    scores = _scores(scores)
    count = np.shape(scores)[0]
    nats = np.log(count) + anp.mean(anp.diag(log_softmax(scores)))
    return check.plain(nats / check.log_base(base))


def _scores(scores):
    scores = check.moderate("scores", scores)
    shape = np.shape(scores)
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] < 2:
        raise ValueError(
            f"scores has shape {shape}, expected a square of at least 2 by 2"
        )
    return scores


def _log_mean_exp_apart(scores):
    """Return the logarithm of the mean of exp(scores) off the diagonal."""
    count = np.shape(scores)[0]
    apart = ~np.eye(count, dtype=bool)
    largest = getval(scores)[apart].max()
    with np.errstate(over="ignore"):
        weights = anp.exp(anp.where(apart, scores - largest, -np.inf))
    return largest + anp.log(anp.sum(weights) / (count * (count - 1)))
