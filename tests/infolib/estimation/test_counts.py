"""The entropy of a discrete variable from the counts of its values."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import digamma, gammaln, polygamma
from scipy.stats import binom

from infolib.entropy import binary_entropy, entropy
from infolib.estimation import counts as module
from infolib.estimation.counts import entropy_from_counts

METHODS = [
    "plugin",
    "miller-madow",
    "jackknife",
    "grassberger",
    "chao-shen",
    "james-stein",
    "nsb",
]
CORRECTIONS = METHODS[1:5]

checked = settings(deadline=None, max_examples=40)
counts_of_classes = st.lists(st.integers(0, 30), min_size=1, max_size=8).filter(any)

methods = pytest.mark.parametrize("method", METHODS)


def plugin(counts):
    p = np.array([c for c in counts if c]) / sum(counts)
    return -np.sum(p * np.log(p))


def test_plugin_is_the_entropy_of_the_frequencies():
    assert entropy_from_counts([2, 1, 0, 1], base=2) == 1.5
    assert entropy_from_counts([5, 3]) == entropy([0.625, 0.375])


def test_miller_madow_adds_half_a_class_a_sample():
    value = entropy_from_counts([2, 1, 0, 1], method="miller-madow")
    assert value == pytest.approx(1.5 * np.log(2) + 2 / 8, abs=1e-15)


@checked
@given(counts_of_classes.filter(lambda counts: sum(counts) > 1))
def test_jackknife_leaves_every_sample_out_in_turn(counts):
    n = sum(counts)
    rest = 0.0
    for i, count in enumerate(counts):
        less = [*counts[:i], count - 1, *counts[i + 1 :]]
        rest += count * plugin(less) if count else 0
    expected = n * plugin(counts) - (n - 1) / n * rest
    value = entropy_from_counts(counts, method="jackknife")
    assert value == pytest.approx(expected, abs=1e-11)


def test_jackknife_of_one_sample_is_zero():
    assert entropy_from_counts([1], method="jackknife") == 0


def test_jackknife_keeps_its_digits_for_large_counts():
    counts = [10**12, 10**12 + 3]
    with mpmath.workdps(50):

        def phi(c):
            return c * mpmath.log(c) - (c - 1) * mpmath.log(c - 1)

        n = mpmath.mpf(sum(counts))
        expected = float(phi(n) - sum(c / n * phi(mpmath.mpf(c)) for c in counts))
    value = entropy_from_counts(counts, method="jackknife")
    assert value == pytest.approx(expected, rel=1e-14)


def test_grassberger_follows_his_recursion():
    g = {1: -np.euler_gamma - np.log(2), 2: 2 - np.euler_gamma - np.log(2)}
    for c in range(2, 40, 2):
        g[c + 1] = g[c]
        g[c + 2] = g[c] + 2 / (c + 1)
    counts = [1, 2, 3, 4, 7, 40, 0]
    n = sum(counts)
    expected = np.log(n) - sum(c * g[c] for c in counts if c) / n
    value = entropy_from_counts(counts, method="grassberger")
    assert value == pytest.approx(expected, abs=1e-14)


def test_chao_shen_weighs_classes_by_the_chance_to_see_them():
    p = [2 / 3 * 2 / 3, 2 / 3 * 1 / 3]
    expected = -sum(q * np.log(q) / (1 - (1 - q) ** 3) for q in p)
    value = entropy_from_counts([2, 1, 0], method="chao-shen")
    assert value == pytest.approx(expected, abs=1e-15)


def test_chao_shen_of_singletons_takes_one_of_them_as_seen_twice():
    expected = -3 * (1 / 9 * np.log(1 / 9)) / (1 - (8 / 9) ** 3)
    value = entropy_from_counts([1, 1, 1], method="chao-shen")
    assert value == pytest.approx(expected, abs=1e-14)


def test_james_stein_shrinks_towards_the_uniform_distribution():
    # sum p^2 = 0.82, so lambda is 0.18 / (9 * 0.32) = 1/16 and p* is (7/8, 1/8).
    value = entropy_from_counts([9, 1], method="james-stein")
    assert value == pytest.approx(binary_entropy(1 / 8), abs=1e-15)


@pytest.mark.parametrize("counts", [[9, 1], [9, 1, 0], [0, 9, 0, 1, 0]])
def test_james_stein_shrinks_towards_the_whole_alphabet(counts):
    # lambda is 0.18 / (9 * (0.82 - 1/4)) = 2/57.
    shrinkage = Fraction(2, 57)
    p = [shrinkage / 4 + (1 - shrinkage) * Fraction(c, 10) for c in (9, 1, 0, 0)]
    value = entropy_from_counts(counts, method="james-stein", n_classes=4)
    assert value == pytest.approx(entropy([float(q) for q in p]), abs=1e-15)


@pytest.mark.parametrize("counts", [[2, 2], [3, 2, 3], [1, 1, 1], [0, 1, 0]])
def test_james_stein_shrinks_all_the_way_where_the_frequencies_say_nothing(counts):
    value = entropy_from_counts(counts, method="james-stein")
    assert value == pytest.approx(np.log(len(counts)), abs=1e-15)


def nsb_by_quadrature(counts, n_classes):
    """Return the ratio of the two integrals, by Gauss-Legendre panels in ln beta."""
    values, repeats = np.unique([c for c in counts if c], return_counts=True)
    seen = list(zip(values.tolist(), repeats.tolist(), strict=True))
    n, k, n_unseen = sum(counts), n_classes, n_classes - sum(repeats.tolist())

    def log_weight(t):
        b = mpmath.exp(t)
        rising = [r * (mpmath.loggamma(c + b) - mpmath.loggamma(b)) for c, r in seen]
        slope = k * mpmath.psi(1, k * b + 1) - mpmath.psi(1, b + 1)
        total = mpmath.loggamma(n + k * b) - mpmath.loggamma(k * b)
        return sum(rising) - total + mpmath.log(slope) + t

    def mean_entropy(t):
        b = mpmath.exp(t)
        terms = [r * (c + b) * mpmath.psi(0, c + b + 1) for c, r in seen]
        terms.append(n_unseen * b * mpmath.psi(0, b + 1))
        return mpmath.psi(0, n + k * b + 1) - sum(terms) / (n + k * b)

    nodes, factors = np.polynomial.legendre.leggauss(20)
    with mpmath.workdps(45):
        panels = range(-40, 60, 2)
        middles = [log_weight(mpmath.mpf(start + 1)) for start in panels]
        peak = max(middles)
        top = bottom = mpmath.mpf(0)
        for start, middle in zip(panels, middles, strict=True):
            if middle > peak - 45:
                for node, factor in zip(nodes, factors, strict=True):
                    t = mpmath.mpf(start + 1 + node)
                    weight = factor * mpmath.exp(log_weight(t) - peak)
                    top += weight * mean_entropy(t)
                    bottom += weight
        return float(top / bottom)


@pytest.mark.parametrize(
    ("counts", "n_classes"),
    [
        ([4, 2, 3, 0, 2, 4, 0, 0, 2, 1, 1], 11),
        ([1], 2),
        ([5], 4),
        ([1, 1, 1, 1, 1], 5),
        ([3, 1], 1000),
        ([1000, 1001, 1003], 3),
        ([100_000, 3, 1], 50),
    ],
)
def test_nsb_is_its_integral(counts, n_classes):
    value = entropy_from_counts(counts, method="nsb", n_classes=n_classes)
    assert value == pytest.approx(nsb_by_quadrature(counts, n_classes), rel=1e-11)


@pytest.mark.parametrize("x", [1e-12, 0.3, 19.9, 20.1, 1e3, 1e15])
@pytest.mark.parametrize("count", [1, 7, 400])
def test_logarithms_of_gamma_ratios_do_not_cancel(x, count):
    with mpmath.workdps(60):
        ratio = mpmath.loggamma(mpmath.mpf(x) + count) - mpmath.loggamma(x)
        exact = float(ratio - count * mpmath.log(x))
    value = module._log_rising(x, count)
    assert value == pytest.approx(exact, rel=1e-13, abs=1e-14 * count)


@pytest.mark.parametrize("x", [1e-12, 0.3, 19.9, 20.1, 1e3])
def test_remainder_of_stirlings_formula(x):
    with mpmath.workdps(60):
        stirling = (mpmath.mpf(x) - 0.5) * mpmath.log(x) - x
        stirling += mpmath.log(2 * mpmath.pi) / 2
        exact = float(mpmath.loggamma(x) - stirling)
    assert module._stirling_remainder(x) == pytest.approx(exact, abs=3e-14)


@pytest.mark.parametrize("beta", [1e-12, 0.3, 49.0, 51.0, 1e3, 1e6])
@pytest.mark.parametrize("n_classes", [2, 10**6])
def test_slope_of_the_prior_does_not_cancel(beta, n_classes):
    with mpmath.workdps(60):
        b = mpmath.mpf(beta)
        exact = n_classes * mpmath.psi(1, n_classes * b + 1) - mpmath.psi(1, b + 1)
    value = module._prior_slope(beta, n_classes)
    assert value == pytest.approx(float(exact), rel=2e-13, abs=0)


def test_nsb_finds_a_narrow_peak():
    # Ten thousand classes pin beta down to a few parts in a hundred.
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.full(10_000, 0.5))
    counts = rng.multinomial(200_000, p)
    values, repeats = np.unique(counts, return_counts=True)
    beta = np.linspace(0.4, 0.6, 2001)[:, None]
    n, total = 200_000, 200_000 + 10_000 * beta[:, 0]
    log_weight = (gammaln(values + beta) - gammaln(beta)) @ repeats
    log_weight += gammaln(10_000 * beta[:, 0]) - gammaln(total)
    slope = 10_000 * polygamma(1, 10_000 * beta + 1) - polygamma(1, beta + 1)
    weight = np.exp(log_weight - log_weight.max()) * slope[:, 0]
    assert max(weight[0], weight[-1]) < 1e-15 * weight.max()
    terms = (values + beta) * digamma(values + beta + 1)
    means = digamma(total + 1) - terms @ repeats / total
    value = entropy_from_counts(counts, method="nsb")
    assert value == pytest.approx(weight @ means / weight.sum(), abs=1e-10)
    assert value == pytest.approx(entropy(p), abs=5 / np.sqrt(n))


def test_nsb_is_right_for_flat_counts_of_any_size():
    values = [
        entropy_from_counts([c] * 20, method="nsb") for c in (1, 10, 10**3, 10**9)
    ]
    assert values == sorted(values)
    assert values[0] > 2.7
    assert values[-1] == pytest.approx(np.log(20), abs=1e-8)


def test_nsb_of_one_class_is_zero():
    assert entropy_from_counts([7], method="nsb") == 0


@methods
@checked
@given(counts=counts_of_classes)
def test_estimates_do_not_depend_on_order_or_on_listing_unseen_classes(method, counts):
    options = {"method": method, "n_classes": 10}
    value = entropy_from_counts(counts, **options)
    assert isinstance(value, float)
    more = [0, *sorted(counts), 0]
    assert entropy_from_counts(more, **options) == pytest.approx(value, abs=1e-12)


@methods
def test_each_row_of_a_batch_is_estimated_by_itself(method):
    rng = np.random.default_rng(0)
    batch = rng.integers(0, 4, (3, 2, 6)) + np.eye(6, dtype=int)[0]
    values = entropy_from_counts(batch, method=method)
    assert values.shape == (3, 2)
    for index in np.ndindex(3, 2):
        alone = entropy_from_counts(batch[index], method=method)
        assert values[index] == pytest.approx(alone, abs=1e-14)


@methods
def test_bits_are_nats_over_ln_2(method):
    nats = entropy_from_counts([4, 2, 1], method=method)
    bits = entropy_from_counts([4, 2, 1], method=method, base=2)
    assert bits == pytest.approx(nats / np.log(2), rel=1e-15)


@methods
def test_every_method_finds_the_entropy_from_many_samples(method):
    counts = np.array([500_000, 250_000, 125_000, 125_000])
    value = entropy_from_counts(counts, method=method, base=2)
    assert value == pytest.approx(1.75, abs=1e-5)


@methods
def test_a_certain_outcome_has_no_entropy_to_estimate(method):
    if method == "grassberger":
        n = 10**6
        assert entropy_from_counts([n], method=method) == pytest.approx(0, abs=1e-6)
    else:
        assert str(entropy_from_counts([6], method=method)) == "0.0"


def expected_bias(method, n, p):
    """Return the exact bias for a coin: a sum over the numbers of heads."""
    heads = np.arange(n + 1)
    counts = np.stack([heads, n - heads], axis=1)
    estimates = entropy_from_counts(counts, method=method)
    return binom.pmf(heads, n, p) @ estimates - binary_entropy(p)


def test_plugin_is_too_low_by_half_a_degree_of_freedom_a_sample():
    for n in (100, 1000):
        assert expected_bias("plugin", n, 0.3) == pytest.approx(-1 / (2 * n), rel=0.01)


@pytest.mark.parametrize("method", ["miller-madow", "jackknife"])
def test_corrections_remove_the_bias_of_order_one_over_n(method):
    small, large = (abs(expected_bias(method, n, 0.3)) for n in (100, 1000))
    assert small < 0.02 / 100
    assert large < small / 90


def test_grassberger_is_too_high_by_half_a_sample_once_classes_are_seen_often():
    assert expected_bias("grassberger", 50, 0.3) == pytest.approx(1 / 100, rel=0.01)


@pytest.mark.parametrize("method", [*CORRECTIONS, "nsb"])
def test_corrections_help_where_samples_are_few(method):
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.ones(100))
    counts = rng.multinomial(100, p, size=40)
    errors = entropy_from_counts(counts, method=method) - entropy(p)
    plugin_errors = entropy_from_counts(counts) - entropy(p)
    gain = np.abs(plugin_errors) - np.abs(errors)
    assert gain.mean() > 5 * gain.std() / np.sqrt(40)


def test_james_stein_helps_where_the_truth_is_near_uniform():
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.full(100, 10))
    counts = rng.multinomial(50, p, size=40)
    errors = entropy_from_counts(counts, method="james-stein") - entropy(p)
    gain = np.abs(entropy_from_counts(counts) - entropy(p)) - np.abs(errors)
    assert gain.mean() > 5 * gain.std() / np.sqrt(40)


@pytest.mark.parametrize(
    ("counts", "options", "message"),
    [
        ([1.5, 2], {}, r"counts contains 1\.5, expected whole numbers"),
        ([-1, 2], {}, "counts contains -1"),
        ([np.nan, 2], {}, "counts contains nan"),
        ([], {}, "counts is empty"),
        (3, {}, "counts is a single number"),
        ([0, 0], {}, "counts sums to 0"),
        ([[1, 2], [0, 0]], {}, "counts sums to 0"),
        (["a"], {}, "counts has dtype"),
        ([1, 2], {"method": "best"}, "method is 'best', expected one of plugin"),
        ([1, 2], {"n_classes": 1}, "n_classes is 1, but counts shows 2 classes"),
        ([1, 2], {"n_classes": 2.5}, r"n_classes is 2\.5, expected an integer"),
        ([1, 2], {"base": 1}, "base is 1"),
    ],
)
def test_bad_counts_are_named(counts, options, message):
    with pytest.raises(ValueError, match=message):
        entropy_from_counts(counts, **options)
