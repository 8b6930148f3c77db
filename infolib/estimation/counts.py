r"""The entropy of a discrete variable, estimated from how often each value was seen.

The plug-in estimate, the entropy of the observed frequencies, is too low on average;
the other methods are the best known ways to mend that.
"""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib.entropy import entropy

__all__ = ["entropy_from_counts"]

# The nodes of the NSB integral, and the logarithm of the weight below which the
# integrand no longer shows in a float64.
_NODES = 400
_NEGLIGIBLE = -37.0

# The Bernoulli numbers that the asymptotic series of psi' needs.
_BERNOULLI = {2: 1 / 6, 4: -1 / 30, 6: 1 / 42, 8: -1 / 30}


def entropy_from_counts(
    counts: ArrayLike,
    *,
    method: str = "plugin",
    n_classes: int | None = None,
    base: float | None = None,
) -> float | NDArray[np.float64]:
    r"""Entropy of a discrete variable, estimated from how often each value was seen.

    With :math:`c_i` the counts, :math:`n = \sum_i c_i`, :math:`\hat p_i = c_i / n`,
    m classes seen, :math:`f_1` of them once, and an alphabet of K classes:

    ``"plugin"``, maximum likelihood; its bias is about :math:`-(K - 1) / 2n`:

    .. math:: \hat H = -\sum_i \hat p_i \log \hat p_i

    ``"miller-madow"``, which adds that bias with m for K:

    .. math:: \hat H_{\mathrm{MM}} = \hat H + \frac{m - 1}{2 n}

    ``"jackknife"``, with :math:`\hat H_{-j}` the plug-in estimate without sample j:

    .. math:: \hat H_{\mathrm J} = n \hat H - \frac{n - 1}{n} \sum_j \hat H_{-j}

    ``"grassberger"`` (2003), which suits many classes seen a few times each; once
    all are seen often, its bias is :math:`1 / 2n`:

    .. math::
        \hat H_{\mathrm G} = \log n - \frac 1 n \sum_i c_i G(c_i), \qquad
        G(c) = \psi(c) + \frac{(-1)^c}{2}
        \left[ \psi\left(\frac{c + 1}{2}\right) - \psi\left(\frac c 2\right) \right]

    ``"chao-shen"``, which guesses the share of unseen classes from the singletons:

    .. math::
        \hat H_{\mathrm{CS}}
        = -\sum_i \frac{\tilde p_i \log \tilde p_i}{1 - (1 - \tilde p_i)^n}, \qquad
        \tilde p_i = \left(1 - \frac{f_1}{n}\right) \hat p_i

    with :math:`f_1 = n - 1` where every sample is a singleton. ``"james-stein"``,
    the entropy of frequencies shrunk towards the uniform distribution:

    .. math::
        p^*_i = \frac{\lambda}{K} + (1 - \lambda) \hat p_i, \qquad
        \lambda = \frac{1 - \sum_i \hat p_i^2}
        {(n - 1) \sum_i (1 / K - \hat p_i)^2}

    with :math:`\lambda` at most 1, and 1 for a single sample. ``"nsb"``, the
    posterior mean under a mixture of symmetric Dirichlet priors that makes the
    entropy's own prior nearly flat:

    .. math::
        \hat H_{\mathrm{NSB}} = \frac
        {\int \xi'(\beta) \rho(\beta) \, \mathrm E[H | c, \beta] \, d\beta}
        {\int \xi'(\beta) \rho(\beta) \, d\beta}, \qquad
        \rho(\beta) = \frac{\Gamma(K \beta)}{\Gamma(n + K \beta)}
        \prod_i \frac{\Gamma(c_i + \beta)}{\Gamma(\beta)}

    with :math:`\xi(\beta) = \psi(K \beta + 1) - \psi(\beta + 1)` the prior mean of
    the entropy.

    Parameters
    ----------
    counts : array_like
        Whole numbers from 0, one a class, along the last axis; every other axis is
        a batch. A class never seen may be listed with a count of 0.
    method : str
        One of the names above.
    n_classes : int, optional
        Size K of the alphabet, for ``"james-stein"`` and ``"nsb"``; the length of
        ``counts`` by default. The other methods don't depend on it.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Estimates, in the shape of ``counts`` without its last axis. The bias
        corrections may exceed :math:`\log K`.

    Raises
    ------
    ValueError
        If ``counts`` is empty, holds something else than whole numbers, or sums to
        0; if ``method`` is unknown; if ``n_classes`` is less than the number of
        classes seen.

    References
    ----------
    Miller, "Note on the bias of information estimates", 1955.
    Grassberger, "Entropy Estimates from Insufficient Samplings", 2003.
    Chao and Shen, "Nonparametric estimation of Shannon's index of diversity when
    there are unseen species in sample", 2003.
    Hausser and Strimmer, "Entropy Inference and the James-Stein Estimator, with
    Application to Nonlinear Gene Association Networks", 2009.
    Nemenman, Shafee and Bialek, "Entropy and Inference, Revisited", 2002.

    Examples
    --------
    Eight throws of a die:

    >>> throws = [3, 2, 2, 1, 0, 0]
    >>> round(entropy_from_counts(throws), 3)
    1.321
    >>> round(entropy_from_counts(throws, method="nsb"), 3)
    1.525

    The entropy of a fair die is ln 6 = 1.792 nats.
    """
    check.choice("method", method, METHODS)
    counts = check.whole_numbers("counts", counts).astype(np.float64)
    if counts.ndim == 0:
        raise ValueError("counts is a single number, expected an array of them")
    n = counts.sum(axis=-1, keepdims=True)
    if not n.all():
        raise ValueError("counts sums to 0, expected at least one sample")
    seen = np.count_nonzero(counts, axis=-1).max()
    if n_classes is None:
        n_classes = counts.shape[-1]
    if check.positive_integer("n_classes", n_classes) < seen:
        raise ValueError(f"n_classes is {n_classes}, but counts shows {seen} classes")
    nats = METHODS[method](counts, n, n_classes)
    return check.plain(nats / check.log_base(base))


def _plugin(counts, n, n_classes):
    return entropy(counts / n)


def _miller_madow(counts, n, n_classes):
    seen = np.count_nonzero(counts, axis=-1)
    return _plugin(counts, n, n_classes) + (seen - 1) / (2 * n[..., 0])


def _jackknife(counts, n, n_classes):
    # Removing a sample changes one count, so the n plug-in estimates telescope to
    # phi(n) - sum p phi(c) with phi(c) = c ln c - (c - 1) ln(c - 1).
    def phi(c):
        return np.log(c) - scipy.special.xlog1py(c - 1, -1 / c)

    terms = counts / n * phi(np.maximum(counts, 1))
    return phi(n[..., 0]) - terms.sum(axis=-1)


def _grassberger(counts, n, n_classes):
    c = np.maximum(counts, 1)
    sign = 1 - 2 * (c % 2)
    g = scipy.special.digamma(c) + sign / 2 * (
        scipy.special.digamma((c + 1) / 2) - scipy.special.digamma(c / 2)
    )
    return np.log(n[..., 0]) - np.sum(counts / n * g, axis=-1)


def _chao_shen(counts, n, n_classes):
    singletons = np.sum(counts == 1, axis=-1, keepdims=True)
    # With singletons only, the coverage would be 0 and the estimate undefined.
    coverage = 1 - np.minimum(singletons, n - 1) / n
    p = coverage * counts / n
    with np.errstate(divide="ignore"):
        inclusion = -np.expm1(n * np.log1p(-p))
    return 0.0 - np.sum(
        scipy.special.xlogy(p, p) / np.where(p > 0, inclusion, 1), axis=-1
    )


def _james_stein(counts, n, n_classes):
    p = counts / n
    square = np.sum(p**2, axis=-1, keepdims=True)
    variance = 1 - square
    # sum (1 / K - p)^2 is sum p^2 - 1 / K, over the classes not listed as well.
    misfit = (n - 1) * (square - 1 / n_classes)
    shrinkage = np.ones_like(variance)
    np.divide(variance, misfit, out=shrinkage, where=misfit > variance)
    unseen = shrinkage[..., 0] / n_classes
    p = np.where(counts > 0, shrinkage / n_classes + (1 - shrinkage) * p, 0)
    n_unseen = n_classes - np.count_nonzero(counts, axis=-1)
    return (
        0.0
        - np.sum(scipy.special.xlogy(p, p), axis=-1)
        - n_unseen * scipy.special.xlogy(unseen, unseen)
    )


def _nsb(counts, n, n_classes):
    return np.apply_along_axis(_nsb_mean, -1, counts, n_classes)


def _nsb_mean(counts, n_classes):
    """Return the NSB estimate, by the trapezoidal rule in the logarithm of beta.

    The rule converges exponentially, as the integrand and its derivatives vanish at
    both ends. The nodes close in on where the integrand is not negligible: with many
    classes that is a narrow peak.
    """
    if n_classes == 1:
        return 0.0
    values, repeats = np.unique(counts[counts > 0], return_counts=True)
    n = counts.sum()
    low, high = -np.log(n_classes) - 40, 2 * np.log(n) + 40
    width = np.inf
    while high - low < width / 2:
        width = high - low
        log_beta = np.linspace(low, high, _NODES)
        log_weight = _nsb_log_weight(log_beta, values, repeats, n, n_classes)
        kept = log_beta[log_weight > log_weight.max() + _NEGLIGIBLE]
        step = width / (_NODES - 1)
        low, high = kept[0] - step, kept[-1] + step
    means = _dirichlet_mean_entropy(np.exp(log_beta), values, repeats, n, n_classes)
    return scipy.special.softmax(log_weight) @ means


def _nsb_log_weight(log_beta, values, repeats, n, n_classes):
    """Return ln of rho(beta) xi'(beta) beta, up to a constant."""
    beta = np.exp(log_beta)
    log_evidence = _log_rising(beta[:, None], values) @ repeats
    log_evidence -= _log_rising(n_classes * beta, n)
    return log_evidence + np.log(_prior_slope(beta, n_classes)) + log_beta


def _log_rising(x, count):
    r"""Return ln Gamma(x + count) / Gamma(x) - count ln x, to the last digits.

    For large x the logarithms of the gamma functions would cancel: their Stirling
    formulas are subtracted on paper.
    """
    change = (x + count - 0.5) * np.log1p(count / x) - count
    return change + _stirling_remainder(x + count) - _stirling_remainder(x)


def _stirling_remainder(x):
    """Return ln Gamma(x) less Stirling's (x - 1/2) ln x - x + ln(2 pi) / 2."""
    u = 1 / np.maximum(x, 20)
    series = u / 12 - u**3 / 360 + u**5 / 1260 - u**7 / 1680
    small = np.minimum(x, 20)
    exact = scipy.special.gammaln(small) - (small - 0.5) * np.log(small) + small
    return np.where(x > 20, series, exact - np.log(2 * np.pi) / 2)


def _prior_slope(beta, n_classes):
    """Return xi'(beta) = K psi'(K beta + 1) - psi'(beta + 1), which is positive.

    For large beta the two cancel: their asymptotic series are subtracted on paper.
    """
    share = 1 / n_classes
    u = 1 / np.maximum(beta, 50)
    series = (1 - share) / 2 * u**2
    for power, bernoulli in _BERNOULLI.items():
        series = series - bernoulli * (1 - share**power) * u ** (power + 1)
    exact = n_classes * scipy.special.polygamma(
        1, n_classes * beta + 1
    ) - scipy.special.polygamma(1, beta + 1)
    return np.where(beta > 50, series, exact)


def _dirichlet_mean_entropy(beta, values, repeats, n, n_classes):
    """Return E[H | counts, beta] under a symmetric Dirichlet prior."""
    alpha = values + beta[:, None]
    seen = (alpha * scipy.special.digamma(alpha + 1)) @ repeats
    unseen = (n_classes - repeats.sum()) * beta * scipy.special.digamma(beta + 1)
    total = n + n_classes * beta
    return scipy.special.digamma(total + 1) - (seen + unseen) / total


METHODS = {
    "plugin": _plugin,
    "miller-madow": _miller_madow,
    "jackknife": _jackknife,
    "grassberger": _grassberger,
    "chao-shen": _chao_shen,
    "james-stein": _james_stein,
    "nsb": _nsb,
}
