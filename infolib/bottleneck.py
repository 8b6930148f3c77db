r"""The information bottleneck: forget what says nothing about y.

T is made from x alone, and is judged by how little it keeps of x and how much it
tells of y. Trade-offs ``beta`` weigh :math:`I(T; Y)` against :math:`I(T; X)`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import TINY
from infolib.mutual_information import mutual_information

__all__ = [
    "GaussianBottleneck",
    "InformationBottleneck",
    "gaussian_bottleneck",
    "information_bottleneck",
]


@dataclass(frozen=True, eq=False)
class InformationBottleneck:
    """What `information_bottleneck` found.

    Attributes
    ----------
    i_tx : float
        I(T;X), what T keeps of x.
    i_ty : float
        I(T;Y), what T tells of y.
    encoder : ndarray
        ``encoder[x, t]`` is p(t|x).
    iterations : int
        Iterations done.
    converged : bool
        Whether the last iteration moved no entry of the encoder by more than
        ``tol``.
    """

    i_tx: float
    i_ty: float
    encoder: NDArray[np.float64]
    iterations: int
    converged: bool


def information_bottleneck(
    p_xy: ArrayLike,
    beta: float,
    *,
    n_clusters: int,
    rng: np.random.Generator,
    n_restarts: int = 10,
    tol: float = 1e-9,
    max_iterations: int = 10_000,
    base: float | None = None,
) -> InformationBottleneck:
    r"""Information bottleneck: clusters of x that keep what x tells of y.

    .. math:: \min_{p(t | x)} I(T; X) - \beta I(T; Y)

    A best encoder is a fixed point of

    .. math:: p(t | x) = \frac{p(t)}{Z(x)}
              \exp\left(-\beta D(p(y | x) \,\|\, p(y | t))\right),

    which is iterated, in logarithms, from several starts at once: one puts each x
    into cluster x mod ``n_clusters``, the others are random. The best is returned.
    It may still be a local optimum, for the objective is not convex.

    Parameters
    ----------
    p_xy : array_like
        Joint distribution: axis 0 is x, axis 1 is y.
    beta : float
        Worth of a nat about y, in nats about x. Up to 1 nothing is worth keeping;
        as it grows, clusters become hard.
    n_clusters : int
        Number of values of T. Clusters that are not worth having stay empty or
        become alike.
    rng : numpy.random.Generator
        Source of the random starts.
    n_restarts : int
        Number of starts.
    tol : float
        An encoder has converged when an iteration moves no entry by more.
    max_iterations : int
        Where to stop otherwise. Near the values of ``beta`` at which clusters
        split, convergence is slow.
    base : float, optional
        Base of the logarithm of ``.i_tx`` and ``.i_ty``: None for nats, 2 for bits.

    Returns
    -------
    InformationBottleneck
        With ``.i_tx``, ``.i_ty``, ``.encoder``, ``.iterations`` and ``.converged``.
        An x of probability 0 is encoded as p(t).

    Raises
    ------
    ValueError
        If ``p_xy`` is no joint distribution of two variables, ``beta`` is negative
        or infinite, or ``rng`` is no random generator.

    References
    ----------
    Tishby, Pereira and Bialek, "The Information Bottleneck Method", 1999.

    Examples
    --------
    Four values of x in two pairs that tell the same about y:

    >>> p_xy = np.array([[4, 1], [4, 1], [1, 4], [1, 4]]) / 20
    >>> rng = np.random.default_rng(0)
    >>> found = information_bottleneck(p_xy, 20, n_clusters=2, rng=rng, base=2)
    >>> round(found.i_tx, 3), round(found.i_ty, 3)
    (1.0, 0.278)
    """
    p_xy = check.joint_distribution("p_xy", p_xy, ndim=2)
    beta = _finite_beta(beta)
    n_clusters = check.positive_integer("n_clusters", n_clusters)
    n_restarts = check.positive_integer("n_restarts", n_restarts)
    max_iterations = check.positive_integer("max_iterations", max_iterations)
    tol = check.number("tol", tol, low=0)
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng is {rng!r}, expected a numpy.random.Generator")
    encoders = _starts(len(p_xy), n_clusters, n_restarts, rng)
    iterations, change = 0, np.full(n_restarts, np.inf)
    while iterations < max_iterations and change.max() > tol:
        previous, encoders = encoders, _next_encoders(encoders, p_xy, beta)
        change = np.abs(encoders - previous).max(axis=(1, 2))
        iterations += 1
    informations = [_informations(encoder, p_xy) for encoder in encoders]
    best = int(np.argmin([i_tx - beta * i_ty for i_tx, i_ty in informations]))
    unit = check.log_base(base)
    i_tx, i_ty = informations[best]
    return InformationBottleneck(
        i_tx=i_tx / unit,
        i_ty=i_ty / unit,
        encoder=encoders[best],
        iterations=iterations,
        converged=bool(change[best] <= tol),
    )


def _finite_beta(beta):
    return check.number("beta", beta, low=0, high=np.finfo(np.float64).max)


def _starts(size, n_clusters, n_restarts, rng):
    """Return starting encoders p(t|x), as an array of restart, x, t."""
    in_turn = np.arange(n_clusters) == np.arange(size)[:, None] % n_clusters
    random = rng.dirichlet(np.ones(n_clusters), size=(n_restarts - 1, size))
    return np.concatenate([in_turn[None], random])


def _next_encoders(encoders, p_xy, beta):
    """Return the encoders after one step of the self-consistent equations."""
    p_x = p_xy.sum(axis=1)
    p_y_given_x = p_xy / np.maximum(p_x, TINY)[:, None]
    p_t = p_x @ encoders
    p_y_given_t = encoders.transpose(0, 2, 1) @ p_xy
    p_y_given_t /= np.maximum(p_t, TINY)[..., None]
    # -D(p(y|x) || p(y|t)), up to the entropy of p(y|x), which cancels.
    closeness = p_y_given_x @ _log(p_y_given_t).transpose(0, 2, 1)
    return scipy.special.softmax(_log(p_t)[:, None, :] + beta * closeness, axis=-1)


def _log(p):
    return np.log(np.maximum(p, TINY))


def _informations(encoder, p_xy):
    """Return I(T;X) and I(T;Y) in nats."""
    p_tx = encoder.T * p_xy.sum(axis=1)
    return mutual_information(p_tx), mutual_information(encoder.T @ p_xy)


@dataclass(frozen=True, eq=False)
class GaussianBottleneck:
    """What `gaussian_bottleneck` found.

    Attributes
    ----------
    i_tx : float
        I(T;X), what T keeps of x.
    i_ty : float
        I(T;Y), what T tells of y.
    encoder : ndarray
        The matrix A of T = A x + noise, in the shape (n_x, n_x); the noise is
        Gaussian with covariance I. Rows that are not worth having are 0.
    critical_betas : ndarray
        The values of beta, in rising order, from which on each row is worth having;
        inf where x tells nothing of y.
    """

    i_tx: float
    i_ty: float
    encoder: NDArray[np.float64]
    critical_betas: NDArray[np.float64]


def gaussian_bottleneck(
    cov: ArrayLike, n_x: int, beta: float, *, base: float | None = None
) -> GaussianBottleneck:
    r"""Information bottleneck of jointly Gaussian x and y, in closed form.

    .. math:: \min_{p(t | x)} I(T; X) - \beta I(T; Y)

    The best T is :math:`A x` plus Gaussian noise of covariance I. Let
    :math:`\lambda_i` be the eigenvalues of :math:`\Sigma_{x|y} \Sigma_x^{-1}` and
    :math:`v_i` its left eigenvectors, scaled to :math:`v_i^T \Sigma_x v_i = 1`. The
    rows of A are

    .. math:: \sqrt{\frac{\beta (1 - \lambda_i) - 1}{\lambda_i}} \; v_i^T

    where :math:`\beta` exceeds the critical :math:`1 / (1 - \lambda_i)`, and 0
    elsewhere. :math:`1 - \lambda_i` are the squared canonical correlations. Then

    .. math:: I(T; X) = \tfrac12 \sum_i
                \log \frac{(\beta - 1) (1 - \lambda_i)}{\lambda_i}, \qquad
              I(T; Y) = I(T; X) - \tfrac12 \sum_i \log \beta (1 - \lambda_i)

    with sums over the directions in use.

    Parameters
    ----------
    cov : array_like
        Covariance matrix of x and y together, x first.
    n_x : int
        Number of dimensions of x.
    beta : float
        Worth of a nat about y, in nats about x.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    GaussianBottleneck
        With ``.i_tx``, ``.i_ty``, ``.encoder`` and ``.critical_betas``.

    Raises
    ------
    ValueError
        If ``cov`` is no covariance matrix, ``n_x`` leaves no dimension for y, or
        ``beta`` is negative or infinite.

    References
    ----------
    Chechik, Globerson, Tishby and Weiss, "Information Bottleneck for Gaussian
    Variables", 2005.

    Examples
    --------
    A correlation of 0.8 is worth using from 1 / 0.64 on:

    >>> found = gaussian_bottleneck([[1, 0.8], [0.8, 1]], 1, beta=3)
    >>> found.critical_betas
    array([1.5625])
    >>> round(found.i_tx, 4), round(found.i_ty, 4)
    (0.6343, 0.3081)
    """
    cov = check.axes("cov", check.covariance("cov", cov), 2)
    n_x = check.positive_integer("n_x", n_x)
    if n_x >= len(cov):
        raise ValueError(f"n_x is {n_x}, expected less than the {len(cov)} of cov")
    beta = _finite_beta(beta)
    try:
        squares, vectors = _canonical_directions(cov, n_x)
    except np.linalg.LinAlgError:
        raise ValueError("cov is singular within the precision of a float") from None
    with np.errstate(divide="ignore"):
        critical = 1 / squares
    used = beta > critical
    gains = np.zeros(n_x)
    gains[used] = np.sqrt((beta * squares[used] - 1) / (1 - squares[used]))
    i_tx = np.log((beta - 1) * squares[used] / (1 - squares[used])).sum() / 2
    i_ty = i_tx - np.log(beta * squares[used]).sum() / 2
    unit = check.log_base(base)
    return GaussianBottleneck(
        i_tx=float(i_tx / unit),
        i_ty=float(i_ty / unit),
        # Adding 0.0 turns -0.0 into 0.0.
        encoder=gains[:, None] * vectors + 0.0,
        critical_betas=critical,
    )


def _canonical_directions(cov, n_x):
    """Return the squared canonical correlations, falling, and the vectors as rows."""
    cov_x, cov_xy, cov_y = cov[:n_x, :n_x], cov[:n_x, n_x:], cov[n_x:, n_x:]
    # What y explains of x, rather than what it leaves, keeps the digits of small
    # correlations.
    explained = cov_xy @ np.linalg.solve(cov_y, cov_xy.T)
    squares, vectors = scipy.linalg.eigh((explained + explained.T) / 2, cov_x)
    squares, vectors = np.clip(squares[::-1], 0, 1 - 2**-53), vectors.T[::-1]
    # An eigenvector's sign is arbitrary: its largest entry is made positive.
    largest = np.argmax(np.abs(vectors), axis=1)
    signs = np.sign(vectors[np.arange(n_x), largest])
    return squares, signs[:, None] * vectors
