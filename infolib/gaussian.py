r"""Closed forms for Gaussian variables.

Covariance matrices lie in the last two axes, means in the last one, everything else
is a batch. Results are in nats; ``base=2`` gives bits.
"""

from __future__ import annotations

import math

import autograd.numpy as anp
import numpy as np
from autograd.extend import defvjp, primitive
from autograd.numpy.numpy_vjps import unbroadcast_f
from autograd.tracer import getval
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import expm1_minus_x, x_minus_log1p

__all__ = [
    "diagonal_gaussian_kl",
    "gaussian_entropy",
    "gaussian_kl_divergence",
    "gaussian_mutual_information",
]

_LOG_2_PI_E = math.log(2 * math.pi * math.e)


def gaussian_entropy(
    cov: ArrayLike, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""Differential entropy of a Gaussian.

    .. math:: h(X) = \tfrac12 \log \left( (2 \pi e)^d \det \Sigma \right)

    It can be negative, and depends on the unit of X.

    Parameters
    ----------
    cov : array_like
        Covariance matrices in the last two axes; every other axis is a batch.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Entropies. Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``cov`` is not square, symmetric and positive definite.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> round(gaussian_entropy([[1.0]], base=2), 4)
    2.0471
    """
    cov = check.covariance("cov", cov)
    log_det = anp.linalg.slogdet(cov)[1]
    nats = (np.shape(cov)[-1] * _LOG_2_PI_E + log_det) / 2
    return check.plain(nats / check.log_base(base))


def gaussian_kl_divergence(
    mean_p: ArrayLike,
    cov_p: ArrayLike,
    mean_q: ArrayLike,
    cov_q: ArrayLike,
    *,
    base: float | None = None,
) -> float | NDArray[np.float64]:
    r"""KL divergence between two Gaussians.

    .. math:: D(p \| q) = \tfrac12 \left[ \operatorname{tr}(\Sigma_q^{-1} \Sigma_p) - d
       + (\mu_q - \mu_p)^T \Sigma_q^{-1} (\mu_q - \mu_p)
       + \log \frac{\det \Sigma_q}{\det \Sigma_p} \right]

    Parameters
    ----------
    mean_p, mean_q : array_like
        Means, d numbers in the last axis.
    cov_p, cov_q : array_like
        Covariance matrices, d by d in the last two axes.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Divergences, one for each pair of Gaussians; the batches of all arguments are
        broadcast against each other. Differentiable in all four with autograd.

    Raises
    ------
    ValueError
        If a mean is not finite, a covariance is not symmetric and positive definite,
        or the shapes do not fit.

    References
    ----------
    Polyanskiy and Wu, *Information Theory: From Coding to Learning*.

    Examples
    --------
    Two Gaussians of unit variance, one apart:

    >>> gaussian_kl_divergence([0.0], [[1.0]], [1.0], [[1.0]])
    0.5
    """
    mean_p, cov_p = _gaussian("p", mean_p, cov_p)
    mean_q, cov_q = _gaussian("q", mean_q, cov_q)
    sizes = np.shape(mean_p)[-1], np.shape(mean_q)[-1]
    if sizes[0] != sizes[1]:
        raise ValueError(f"p has {sizes[0]} dimensions and q has {sizes[1]}")
    check.broadcast(
        mean_p=getval(mean_p),
        cov_p=getval(cov_p)[..., 0],
        mean_q=getval(mean_q),
        cov_q=getval(cov_q)[..., 0],
    )
    nats = _gaussian_kl(mean_p, cov_p, mean_q, cov_q)
    return check.plain(nats / check.log_base(base))


def _gaussian(name, mean, cov):
    mean = check.moderate(f"mean_{name}", mean)
    cov = check.covariance(f"cov_{name}", cov)
    if np.shape(mean)[-1:] != np.shape(cov)[-1:]:
        raise ValueError(
            f"mean_{name} has shape {np.shape(mean)} and cov_{name} has shape "
            f"{np.shape(cov)}, expected the same last axis"
        )
    return mean, cov


@primitive
def _gaussian_kl(mean_p, cov_p, mean_q, cov_q):
    # With cov_q = L L^T, the first and the last term are the sum of e - ln(1 + e)
    # over the eigenvalues e of inv(L) (cov_p - cov_q) inv(L)^T: nothing cancels.
    lower = np.linalg.cholesky(cov_q)
    half = np.linalg.solve(lower, cov_p - cov_q)
    excess = np.linalg.eigvalsh(np.linalg.solve(lower, np.swapaxes(half, -1, -2)))
    spread = x_minus_log1p(np.maximum(excess, -1 + 2**-53)).sum(axis=-1)
    shift = np.linalg.solve(lower, (mean_q - mean_p)[..., None])[..., 0]
    return (spread + (shift**2).sum(axis=-1)) / 2


def _gaussian_kl_vjp(argument):
    def maker(answer, *gaussians):
        slope = _GAUSSIAN_KL_SLOPES[argument](*gaussians)
        undo = unbroadcast_f(gaussians[argument], lambda g: g)
        # A mean's slope has one axis more than the divergence, a covariance's two.
        axes = (None,) * (1 + argument % 2)
        return lambda g: undo(anp.array(g)[(..., *axes)] * slope)

    return maker


def _distance(mean_p, mean_q, cov_q):
    """Return inv(cov_q) (mean_q - mean_p) as column vectors."""
    return anp.matmul(anp.linalg.inv(cov_q), (mean_q - mean_p)[..., None])


def _slope_mean_p(mean_p, cov_p, mean_q, cov_q):
    return -_distance(mean_p, mean_q, cov_q)[..., 0]


def _slope_cov_p(mean_p, cov_p, mean_q, cov_q):
    return (anp.linalg.inv(cov_q) - anp.linalg.inv(cov_p)) / 2


def _slope_mean_q(mean_p, cov_p, mean_q, cov_q):
    return _distance(mean_p, mean_q, cov_q)[..., 0]


def _slope_cov_q(mean_p, cov_p, mean_q, cov_q):
    inverse, column = anp.linalg.inv(cov_q), _distance(mean_p, mean_q, cov_q)
    spread = anp.matmul(anp.matmul(inverse, cov_p), inverse)
    shift = anp.matmul(column, anp.swapaxes(column, -1, -2))
    return (inverse - spread - shift) / 2


_GAUSSIAN_KL_SLOPES = [_slope_mean_p, _slope_cov_p, _slope_mean_q, _slope_cov_q]

defvjp(_gaussian_kl, *map(_gaussian_kl_vjp, range(4)))


def diagonal_gaussian_kl(
    mean: ArrayLike, log_var: ArrayLike, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""KL divergence of a Gaussian with independent parts from the standard normal.

    .. math:: D\left(\mathcal{N}(\mu, \operatorname{diag} \sigma^2) \,\|\,
       \mathcal{N}(0, I)\right)
       = \tfrac12 \sum_i \left( \mu_i^2 + \sigma_i^2 - 1 - \log \sigma_i^2 \right)

    The term of a variational autoencoder's loss. *Sum or mean?* Over the latent
    dimensions it is a sum, because divergences of independent parts add; a mean
    divides the term by their number, which is the same as a smaller beta. Over the
    examples take the mean, if the reconstruction term is a mean over them as well.

    Parameters
    ----------
    mean : array_like
        Means, in the last axis; every other axis is a batch.
    log_var : array_like
        Logarithms of the variances, broadcast against ``mean``.
    base : float, optional
        Base of the logarithm of the result: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Divergences, summed over the last axis. Differentiable with autograd.

    Raises
    ------
    ValueError
        If an argument is not finite, or the shapes do not fit.

    References
    ----------
    Kingma and Welling, "Auto-Encoding Variational Bayes", 2013.

    Examples
    --------
    >>> diagonal_gaussian_kl([1.0, 0.0], [0.0, 0.0])
    0.5
    """
    mean, log_var = check.moderate("mean", mean), check.moderate("log_var", log_var)
    shape = check.broadcast(mean=getval(mean), log_var=getval(log_var))[0].shape
    if not shape:
        raise ValueError("mean is a single number, expected an array along an axis")
    terms = mean**2 + expm1_minus_x(log_var)
    return check.plain(anp.sum(terms, axis=-1) / 2 / check.log_base(base))


def gaussian_mutual_information(
    cov: ArrayLike, n_x: int, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""Mutual information of jointly Gaussian x and y.

    .. math:: I(X; Y) = \tfrac12 \log
       \frac{\det \Sigma_x \, \det \Sigma_y}{\det \Sigma}
       = -\tfrac12 \sum_i \log (1 - \rho_i^2)

    with :math:`\rho_i` the canonical correlations.

    Parameters
    ----------
    cov : array_like
        Covariance matrices of x and y together, x first, in the last two axes.
    n_x : int
        Number of dimensions of x.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Mutual informations. Differentiable in ``cov`` with autograd.

    Raises
    ------
    ValueError
        If ``cov`` is no covariance matrix, or ``n_x`` leaves no dimension for y.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> round(gaussian_mutual_information([[1, 0.6], [0.6, 1]], 1), 6)
    0.223144
    """
    cov = check.covariance("cov", cov)
    n_x = check.positive_integer("n_x", n_x)
    if n_x >= np.shape(cov)[-1]:
        size = np.shape(cov)[-1]
        raise ValueError(f"n_x is {n_x}, expected less than the {size} of cov")
    return check.plain(_gaussian_information(cov, n_x) / check.log_base(base))


@primitive
def _gaussian_information(cov, n_x):
    lower_x = np.linalg.cholesky(cov[..., :n_x, :n_x])
    lower_y = np.linalg.cholesky(cov[..., n_x:, n_x:])
    half = np.linalg.solve(lower_x, cov[..., :n_x, n_x:])
    white = np.linalg.solve(lower_y, np.swapaxes(half, -1, -2))
    correlations = np.minimum(np.linalg.svd(white, compute_uv=False), 1 - 2**-53)
    return -np.log1p(-(correlations**2)).sum(axis=-1) / 2


def _gaussian_information_vjp(answer, cov, n_x):
    parts = np.arange(np.shape(cov)[-1]) < n_x
    same = parts[:, None] == parts
    apart = anp.linalg.inv(anp.where(same, cov, 0.0))
    slope = (apart - anp.linalg.inv(cov)) / 2
    return lambda g: anp.array(g)[..., None, None] * slope


defvjp(_gaussian_information, _gaussian_information_vjp, argnums=[0])
