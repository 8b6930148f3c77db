r"""Entropy and mutual information estimated from samples of discrete variables.

The plug-in estimate, the entropy of the observed frequencies, is too low on average;
the other methods are the best known ways to mend that. Results are in nats;
``base=2`` gives bits.
"""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln, polygamma, softmax, xlog1py, xlogy

from infolib import _validate as check
from infolib._numeric import along_rows
from infolib.entropy import entropy

__all__ = [
    "entropy_from_counts",
    "entropy_from_samples",
    "mutual_information_from_samples",
    "pairwise_mutual_information",
]

# The nodes of the NSB integral, and the logarithm of the weight below which the
# integrand no longer shows in a float64.
_NODES = 400
_NEGLIGIBLE = -37.0

_EPSILON = np.finfo(np.float64).eps

# The Bernoulli numbers that the asymptotic series of psi' needs.
_BERNOULLI = {2: 1 / 6, 4: -1 / 30, 6: 1 / 42, 8: -1 / 30}


def entropy_from_counts(counts, *, method="plugin", n_classes=None, base=None):
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
    check.choice("method", method, _METHODS)
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
    nats = _METHODS[method](counts, n, n_classes)
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
        return np.log(c) - xlog1py(c - 1, -1 / c)

    terms = counts / n * phi(np.maximum(counts, 1))
    return phi(n[..., 0]) - terms.sum(axis=-1)


def _grassberger(counts, n, n_classes):
    c = np.maximum(counts, 1)
    sign = 1 - 2 * (c % 2)
    g = digamma(c) + sign / 2 * (digamma((c + 1) / 2) - digamma(c / 2))
    return np.log(n[..., 0]) - np.sum(counts / n * g, axis=-1)


def _chao_shen(counts, n, n_classes):
    singletons = np.sum(counts == 1, axis=-1, keepdims=True)
    # With singletons only, the coverage would be 0 and the estimate undefined.
    coverage = 1 - np.minimum(singletons, n - 1) / n
    p = coverage * counts / n
    with np.errstate(divide="ignore"):
        inclusion = -np.expm1(n * np.log1p(-p))
    return 0.0 - np.sum(xlogy(p, p) / np.where(p > 0, inclusion, 1), axis=-1)


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
    return 0.0 - np.sum(xlogy(p, p), axis=-1) - n_unseen * xlogy(unseen, unseen)


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
    return softmax(log_weight) @ means


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
    exact = gammaln(small) - (small - 0.5) * np.log(small) + small
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
    exact = n_classes * polygamma(1, n_classes * beta + 1) - polygamma(1, beta + 1)
    return np.where(beta > 50, series, exact)


def _dirichlet_mean_entropy(beta, values, repeats, n, n_classes):
    """Return E[H | counts, beta] under a symmetric Dirichlet prior."""
    alpha = values + beta[:, None]
    seen = (alpha * digamma(alpha + 1)) @ repeats
    unseen = (n_classes - repeats.sum()) * beta * digamma(beta + 1)
    total = n + n_classes * beta
    return digamma(total + 1) - (seen + unseen) / total


_METHODS = {
    "plugin": _plugin,
    "miller-madow": _miller_madow,
    "jackknife": _jackknife,
    "grassberger": _grassberger,
    "chao-shen": _chao_shen,
    "james-stein": _james_stein,
    "nsb": _nsb,
}


def entropy_from_samples(x, *, method="plugin", n_classes=None, base=None):
    r"""Entropy of a discrete variable, estimated from samples of it.

    .. math:: \hat H(X) = -\sum_x \hat p(x) \log \hat p(x)

    for ``method="plugin"``, with :math:`\hat p` the observed frequencies. The other
    methods are those of `entropy_from_counts`.

    Parameters
    ----------
    x : array_like
        Samples: n labels, integers or any hashable values, or n by d for samples of
        d variables taken together.
    method : str
        A method of `entropy_from_counts`.
    n_classes : int, optional
        Size of the alphabet, for ``"james-stein"`` and ``"nsb"``; by default the
        number of distinct labels seen, which is too few where some were not.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate.

    Raises
    ------
    ValueError
        If ``x`` is empty, holds NaN or unhashable labels, or has more than two axes;
        if ``method`` is unknown; if ``n_classes`` is less than the number of labels
        seen.

    References
    ----------
    As for `entropy_from_counts`.

    Examples
    --------
    >>> entropy_from_samples(["a", "b", "a", "b"], base=2)
    1.0
    >>> entropy_from_samples([[0, 0], [0, 1], [1, 0], [1, 1]], base=2)
    2.0
    """
    _, counts = _codes("x", x)
    return entropy_from_counts(counts, method=method, n_classes=n_classes, base=base)


def _labels(name, value):
    """Return samples of a discrete variable as an array with one or two axes."""
    try:
        array = np.asarray(value)
        if array.dtype.kind in "US" and not isinstance(value, np.ndarray):
            # NumPy writes the list [1, "1"] as two equal strings.
            array = np.asarray(value, dtype=object)
    except ValueError:
        # Tuples of several lengths are labels all the same.
        array = np.fromiter(value, dtype=object)
    if array.ndim not in (1, 2):
        raise ValueError(f"{name} has {array.ndim} axes, expected 1 or 2")
    if array.size == 0:
        raise ValueError(f"{name} is empty")
    return array


def _codes(name, value):
    """Return samples as integers from 0 without gaps, and the count of each."""
    labels = _labels(name, value)
    if labels.ndim == 1:
        return _column_codes(name, labels)
    codes, counts = _column_codes(name, labels[:, 0])
    for column in labels.T[1:]:
        more, more_counts = _column_codes(name, column)
        codes, counts = _column_codes(name, codes * len(more_counts) + more)
    return codes, counts


def _column_codes(name, labels):
    kind = labels.dtype.kind
    if kind in "biu":
        low, high = int(labels.min()), int(labels.max())
        if high - low <= 4 * labels.size + 1000 and high < 2**63:
            codes = labels.astype(np.int64, copy=False)
            return _without_gaps(codes - low if low else codes)
    if kind in "OUS":
        return _hashed(name, labels.tolist())
    values, codes, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if values[-1] != values[-1]:
        raise ValueError(f"{name} contains {values[-1]}, expected labels")
    return codes, counts


def _without_gaps(codes):
    counts = np.bincount(codes)
    present = counts > 0
    if present.all():
        return codes, counts
    return (np.cumsum(present) - 1)[codes], counts[present]


def _hashed(name, labels):
    index = {}
    try:
        codes = [index.setdefault(label, len(index)) for label in labels]
    except TypeError as error:
        raise ValueError(f"{name} holds labels that do not hash: {error}") from None
    if any(label != label for label in index):
        raise ValueError(f"{name} contains nan, expected labels")
    return np.array(codes), np.bincount(codes)


def _fits(x_levels, y_levels, n):
    """Tell whether a table of counts is small enough beside the n samples."""
    return x_levels * y_levels <= 4 * n + 1000


def _table(x, x_levels, y, y_levels):
    cells = x * y_levels
    cells += y
    counts = np.bincount(cells, minlength=x_levels * y_levels)
    return counts.reshape(x_levels, y_levels)


def _joint_counts(x, c_x, y, c_y):
    """Return the counts of (x, y), x and y, as arrays that broadcast.

    The counts are a table where that is small, and its cells that are not empty where
    it is not.
    """
    if _fits(len(c_x), len(c_y), len(x)):
        return _table(x, len(c_x), y, len(c_y)), c_x[:, None], c_y
    cells, c_xy = np.unique(x * len(c_y) + y, return_counts=True)
    return c_xy, c_x[cells // len(c_y)], c_y[cells % len(c_y)]


def _information_cells(c_xy, c_x, c_y, n):
    """Return n p(x, y) ln p(x, y) / (p(x) p(y)) for each cell, 0 for an empty one."""
    expected = np.multiply(c_x, c_y, dtype=np.float64)
    # Whole numbers, so nothing is lost where x and y are all but independent.
    excess = (c_xy * float(n) - expected) / expected
    return c_xy * np.log1p(np.maximum(excess, _EPSILON - 1))


def _information(c_xy, c_x, c_y, n):
    """Return the plug-in mutual information in nats."""

    def row_sums(*counts):
        return _information_cells(*counts, n).sum(axis=-1)

    return np.sum(along_rows(row_sums, c_xy, c_x, c_y)) / n


def mutual_information_from_samples(x, y, *, method="plugin", base=None):
    r"""Mutual information of two discrete variables, estimated from samples.

    .. math:: \hat I(X; Y) = \hat H(X) + \hat H(Y) - \hat H(X, Y)

    where each entropy is estimated by ``method``. The plug-in estimate

    .. math::
        \hat I(X; Y) = \sum_{x, y} \hat p(x, y)
        \log \frac{\hat p(x, y)}{\hat p(x) \hat p(y)}

    is never negative and on average too high, for independent variables by about
    :math:`(K_x - 1) (K_y - 1) / 2n`; a corrected estimate may be negative.

    Parameters
    ----------
    x, y : array_like
        Samples, in pairs: n labels each, integers or any hashable values, or n by d
        for d variables taken together.
    method : str
        A method of `entropy_from_counts`. For ``"james-stein"`` and ``"nsb"`` the
        alphabets of x and y are the labels seen, and that of the pair is every
        combination of them.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float
        The estimate.

    Raises
    ------
    ValueError
        If ``x`` or ``y`` is empty, holds NaN or unhashable labels, or has more than
        two axes; if they differ in length; if ``method`` is unknown.

    References
    ----------
    Miller, "Note on the bias of information estimates", 1955, and those of
    `entropy_from_counts`.

    Examples
    --------
    >>> x = ["sun", "sun", "rain", "rain"]
    >>> y = [0, 0, 1, 1]
    >>> mutual_information_from_samples(x, y, base=2)
    1.0
    """
    check.choice("method", method, _METHODS)
    x, c_x = _codes("x", x)
    y, c_y = _codes("y", y)
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} samples, but y has {len(y)}")
    joint = _joint_counts(x, c_x, y, c_y)
    if method == "plugin":
        nats = _information(*joint, len(x))
    else:
        n_pairs = len(c_x) * len(c_y)
        nats = (
            entropy_from_counts(c_x, method=method)
            + entropy_from_counts(c_y, method=method)
            - entropy_from_counts(joint[0].ravel(), method=method, n_classes=n_pairs)
        )
    return float(nats / check.log_base(base))


def pairwise_mutual_information(columns, *, base=None):
    r"""Mutual information of every two columns of a table, estimated from its rows.

    .. math::
        \hat I(X_i; X_j) = \sum_{x, y} \hat p_{ij}(x, y)
        \log \frac{\hat p_{ij}(x, y)}{\hat p_i(x) \hat p_j(y)}

    the plug-in estimate of `mutual_information_from_samples`.

    Parameters
    ----------
    columns : array_like
        Table of n rows, the samples, and d columns, the variables. The labels are
        integers or any hashable values.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    ndarray
        Symmetric d by d matrix of estimates. Its diagonal holds the entropies of
        the columns, as :math:`I(X; X) = H(X)`.

    Raises
    ------
    ValueError
        If ``columns`` is empty, has not two axes, or holds NaN or unhashable labels.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.3.

    Notes
    -----
    Columns of few levels are counted together: a group of three with five levels
    each is one column of 125 levels, and the table of two groups holds nine pairs.
    Groups have at most :math:`\sqrt n` levels, so a table is no larger than a
    column. Memory is that of the table plus 8 bytes a row and column.

    Examples
    --------
    >>> table = [[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]]
    >>> pairwise_mutual_information(table, base=2)
    array([[1., 0., 1.],
           [0., 1., 0.],
           [1., 0., 1.]])
    """
    table = check.axes("columns", _labels("columns", columns), 2)
    groups = _groups(table)
    nats = np.zeros((table.shape[1],) * 2)
    for position, a in enumerate(groups):
        for b in groups[position:]:
            nats[np.ix_(a.columns, b.columns)] = _pairs_of_groups(a, b)
    # The two halves of a group's own block differ in the order of their sums.
    return (np.triu(nats) + np.triu(nats, 1).T) / check.log_base(base)


@dataclass(frozen=True, eq=False)
class _Group:
    """Columns of a table, as codes and their counts, and the column of them all."""

    columns: list
    members: list
    codes: np.ndarray

    @property
    def levels(self):
        return [len(counts) for _, counts in self.members]

    @property
    def size(self):
        return math.prod(self.levels)

    @property
    def counts(self):
        return np.concatenate([counts for _, counts in self.members])

    @property
    def starts(self):
        return np.cumsum([0, *self.levels[:-1]])


def _groups(table):
    """Return the columns in groups of at most sqrt(n) levels, or alone."""
    groups = []
    for column in range(table.shape[1]):
        codes, counts = _column_codes("columns", np.ascontiguousarray(table[:, column]))
        if groups and (groups[-1].size * len(counts)) ** 2 <= len(table):
            last = groups.pop()
            columns = [*last.columns, column]
            members = [*last.members, (codes, counts)]
            codes = last.codes * len(counts) + codes
            groups.append(_Group(columns, members, codes))
        else:
            groups.append(_Group([column], [(codes, counts)], codes))
    return groups


def _pairs_of_groups(a, b):
    """Return the mutual information of each column of a with each of b."""
    n = len(a.codes)
    if not _fits(a.size, b.size, n):
        pairs = itertools.product(a.members, b.members)
        nats = [_information(*_joint_counts(*x, *y), n) for x, y in pairs]
        return np.reshape(nats, (len(a.columns), len(b.columns)))
    table = _table(a.codes, a.size, b.codes, b.size)
    table = _marginals(_marginals(table, a.levels).T, b.levels).T
    cells = _information_cells(table, a.counts[:, None], b.counts, n) / n
    return np.add.reduceat(np.add.reduceat(cells, a.starts, axis=0), b.starts, axis=1)


def _marginals(table, levels):
    """Return, one below the other, the tables of each variable that axis 0 combines."""
    split = table.reshape(*levels, -1)
    axes = set(range(len(levels)))
    return np.concatenate([split.sum(axis=tuple(axes - {axis})) for axis in axes])
