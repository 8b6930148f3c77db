"""Estimates for continuous variables from nearest neighbours."""

import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.special import digamma, gamma

from infolib.estimation import neighbors
from infolib.estimation.neighbors import (
    knn_entropy,
    knn_kl_divergence,
    ksg_mutual_information,
    mixed_mutual_information,
)
from infolib.estimation.samples import mutual_information_from_samples

checked = settings(deadline=None, max_examples=30)
seeds = st.integers(0, 2**32 - 1)
algorithms = pytest.mark.parametrize("algorithm", [1, 2])


def table(x):
    return x[:, None] if x.ndim == 1 else x


def distances(x, y, norm):
    """Return the matrix of all distances."""
    return np.linalg.norm(table(x)[:, None] - table(y), ord=norm, axis=-1)


def standardized(x):
    return table(x) / table(x).std(axis=0)


def marginal_distances(x, y):
    x, y = standardized(x), standardized(y)
    return distances(x, x, np.inf), distances(y, y, np.inf)


def correlated(rng, n, rho):
    x = rng.normal(size=n)
    return x, rho * x + np.sqrt(1 - rho**2) * rng.normal(size=n)


def normal_information(rho):
    return -np.log1p(-(rho**2)) / 2


def assert_unbiased(estimates, truth, bias):
    """Check the mean of independent estimates by their own standard error."""
    error = np.std(estimates, ddof=1) / np.sqrt(len(estimates))
    assert abs(np.mean(estimates) - truth) < bias + 4 * error


# Entropy


def test_entropy_of_three_points_by_hand():
    # The nearest neighbours are at 1, 1 and 3; psi(3) - psi(1) = 3/2; the ball is 2.
    expected = 1.5 + np.log(2) + np.log(3) / 3
    assert knn_entropy([0, 1, 4], k=1) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("d", [1, 2, 5])
@pytest.mark.parametrize("k", [1, 4])
def test_entropy_is_its_formula(d, k):
    x = np.random.default_rng(0).normal(size=(50, d))
    epsilon = np.sort(distances(x, x, 2), axis=1)[:, k]
    volume = np.pi ** (d / 2) / gamma(1 + d / 2)
    expected = digamma(50) - digamma(k) + np.log(volume) + d * np.log(epsilon).mean()
    assert knn_entropy(x, k=k) == pytest.approx(expected, abs=1e-12)
    bits = knn_entropy(x, k=k, base=2)
    assert bits == pytest.approx(expected / np.log(2), abs=1e-12)


@checked
@given(seeds)
def test_entropy_follows_rotations_shifts_and_scales(seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, 3)) * [1, 2, 5]
    rotation = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    moved = 0.01 * x @ rotation + [1, -2, 3]
    expected = knn_entropy(x) + 3 * np.log(0.01)
    assert knn_entropy(moved) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("power", [-1000, -600, 600, 1000])
def test_entropy_reaches_the_ends_of_the_floating_point_range(power):
    x = np.random.default_rng(0).normal(size=(30, 2))
    value = knn_entropy(np.ldexp(x, power))
    assert value == pytest.approx(knn_entropy(x) + 2 * power * np.log(2), rel=1e-13)


@pytest.mark.parametrize(
    ("name", "truth", "bias"),
    [
        ("uniform", 0.0, 0.01),
        ("normal", np.log(2 * np.pi * np.e) / 2, 0.01),
        ("exponential", 1.0, 0.01),
    ],
)
def test_entropy_of_known_densities(name, truth, bias):
    rng = np.random.default_rng(0)
    estimates = [knn_entropy(getattr(rng, name)(size=1000)) for _ in range(40)]
    assert_unbiased(estimates, truth, bias)


def test_entropy_of_a_normal_distribution_in_three_dimensions():
    rng = np.random.default_rng(0)
    cov = np.array([[2, 1, 0], [1, 2, 0], [0, 0, 0.5]])
    truth = np.linalg.slogdet(2 * np.pi * np.e * cov)[1] / 2
    samples = rng.multivariate_normal(np.zeros(3), cov, size=(40, 1000))
    assert_unbiased([knn_entropy(x) for x in samples], truth, 0.07)


# Kraskov, Stögbauer and Grassberger


def ksg_by_definition(x, y, k, algorithm):
    d_x, d_y = marginal_distances(x, y)
    n = len(x)
    d_xy = np.maximum(d_x, d_y)
    total = 0.0
    for i in range(n):
        nearest = np.argsort(d_xy[i])[: k + 1]
        if algorithm == 1:
            epsilon = d_xy[i, nearest].max()
            n_x, n_y = np.sum(d_x[i] < epsilon), np.sum(d_y[i] < epsilon)
        else:
            n_x = np.sum(d_x[i] <= d_x[i, nearest].max()) - 1
            n_y = np.sum(d_y[i] <= d_y[i, nearest].max()) - 1
        total += digamma(n_x) + digamma(n_y)
    correction = 1 / k if algorithm == 2 else 0
    return digamma(k) - correction + digamma(n) - total / n


@algorithms
@pytest.mark.parametrize("shape", [(1, 1), (2, 1), (1, 3), (3, 2)])
@pytest.mark.parametrize("k", [1, 3])
def test_ksg_is_its_definition(algorithm, shape, k):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(60, shape[0])) * 3
    y = rng.normal(size=(60, shape[1])) + x[:, :1]
    expected = ksg_by_definition(x, y, k, algorithm)
    value = ksg_mutual_information(x, y, k=k, algorithm=algorithm)
    assert value == pytest.approx(expected, abs=1e-12)
    bits = ksg_mutual_information(x, y, k=k, algorithm=algorithm, base=2)
    assert bits == pytest.approx(expected / np.log(2), abs=1e-12)


@algorithms
@checked
@given(seed=seeds)
def test_ksg_does_not_depend_on_order_sides_shifts_or_units(algorithm, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(80, 2)) * [1, 1e-9]
    y = rng.normal(size=80) + x[:, 0]
    options = {"algorithm": algorithm, "k": 2}
    value = ksg_mutual_information(x, y, **options)
    order = rng.permutation(80)
    others = [
        (x[order], y[order]),
        (y, x),
        (x * [-1e200, 1e-200], y / 1e3),
        (x[:, ::-1], y),
        (x, 7 - 3 * y),
    ]
    for other in others:
        assert ksg_mutual_information(*other, **options) == pytest.approx(value)


@algorithms
@pytest.mark.parametrize("rho", [0, 0.5, 0.9])
def test_ksg_of_normal_variables(algorithm, rho):
    rng = np.random.default_rng(0)
    estimates = [
        ksg_mutual_information(*correlated(rng, 500, rho), algorithm=algorithm)
        for _ in range(60)
    ]
    assert_unbiased(estimates, normal_information(rho), 0.01)
    # Nothing is clipped: independent variables come out negative about as often.
    assert rho > 0 or 10 < np.sum(np.array(estimates) < 0) < 50


@algorithms
def test_ksg_of_normal_vectors(algorithm):
    rng = np.random.default_rng(0)
    truth = normal_information(0.6) + normal_information(0.3)
    estimates = []
    for _ in range(30):
        x = rng.normal(size=(800, 2))
        y = [0.6, 0.3] * x + [0.8, np.sqrt(0.91)] * rng.normal(size=(800, 2))
        estimates.append(ksg_mutual_information(x, y, algorithm=algorithm))
    assert_unbiased(estimates, truth, 0.03)


def test_ksg_of_heavy_tails_is_mended_by_a_monotone_transformation():
    rng = np.random.default_rng(0)
    x = rng.standard_t(1, size=(20, 1000))
    y = x + rng.standard_t(1, size=(20, 1000))
    # I(X; X + Y) for independent Cauchy variables: the entropies are ln 4 pi gamma.
    estimates = [
        ksg_mutual_information(np.arcsinh(a), np.arcsinh(b))
        for a, b in zip(x, y, strict=True)
    ]
    assert_unbiased(estimates, np.log(2), 0.03)


@algorithms
def test_ksg_of_a_copy_is_at_its_greatest(algorithm):
    x = np.random.default_rng(0).normal(size=300)
    expected = digamma(300) - digamma(3) - (1 / 3 if algorithm == 2 else 0)
    value = ksg_mutual_information(x, x, algorithm=algorithm)
    assert value == pytest.approx(expected, abs=1e-12)


def test_ksg_counts_strictly_inside():
    # Each nearest neighbour is on the edge in both x and y, so that nobody is inside.
    x = np.array([0, 1, 3, 7, 15])
    assert ksg_mutual_information(x, x, k=1) == pytest.approx(1 + 1 / 2 + 1 / 3 + 1 / 4)


def test_ksg_of_a_constant_is_zero():
    y = np.random.default_rng(0).normal(size=100)
    value = ksg_mutual_information(np.full(100, 0.1), y)
    assert value == pytest.approx(0, abs=1e-12)


def test_ksg_takes_a_discrete_variable_beside_a_continuous_one():
    rng = np.random.default_rng(0)
    x = rng.integers(0, 3, 2000)
    y = x + 1.5 * rng.random(2000)
    # Where two classes overlap, with a probability of 4/9, one bit is hidden.
    truth = np.log(3) - 4 / 9 * np.log(2)
    assert ksg_mutual_information(x, y) == pytest.approx(truth, abs=0.05)


@algorithms
def test_ksg_refuses_more_than_k_equal_samples(algorithm):
    x = np.array([0, 0, 0, 1, 2, 3.0])
    y = np.array([5, 5, 5, 1, 2, 9.0])
    assert np.isfinite(ksg_mutual_information(x, y, k=3, algorithm=algorithm))
    message = r"in \(x, y\), 3 samples are equal, more than k = 2, .* need noise"
    with pytest.raises(ValueError, match=message):
        ksg_mutual_information(x, y, k=2, algorithm=algorithm)


def test_counts_on_a_line_round_as_differences_do():
    # Beside 1, everything within 1e-16 of 0 is at a distance of exactly 1.
    rng = np.random.default_rng(0)
    cluster = rng.normal(size=2000) * 1e-18
    x = np.concatenate([[-1, 1], cluster, [0.5, 0.5, 0.5, 1 / 3, 2 / 3]])
    for radius in (0, 1e-18, 0.5, np.nextafter(0.5, 0), 1 / 3, 1, np.nextafter(1, 0)):
        counts = neighbors._count_within(x[:, None], np.full(len(x), radius))
        expected = np.sum(np.abs(x[:, None] - x) <= radius, axis=1)
        np.testing.assert_array_equal(counts, expected)


@pytest.fixture(params=["scikit-learn", "SciPy"])
def counting_tree(request, monkeypatch):
    if request.param == "SciPy":
        monkeypatch.setitem(sys.modules, "sklearn.neighbors", None)


@pytest.mark.usefixtures("counting_tree")
@settings(checked, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds, st.sampled_from([1, 2]))
def test_counts_within_are_counts_within(seed, d):
    rng = np.random.default_rng(seed)
    x = rng.choice(rng.normal(size=9), size=(30, d)) + rng.choice([0, 0.1], (30, d))
    apart = distances(x, x, np.inf)
    radius = apart[np.arange(30), rng.integers(0, 30, 30)]
    for radii in (radius, np.nextafter(radius, 0)):
        counts = neighbors._count_within(x, radii)
        np.testing.assert_array_equal(counts, np.sum(apart <= radii[:, None], axis=1))


def test_ksg_takes_up_to_k_equal_samples():
    x, y = np.array([0, 0, 0, 1, 2, 3.0]), np.array([5, 5, 6, 1, 2, 9.0])
    value = ksg_mutual_information(x, y, k=2)
    assert value == pytest.approx(ksg_by_definition(x, y, 2, 1), abs=1e-14)


# Mixtures


def mixed_by_definition(x, y, k):
    d_x, d_y = marginal_distances(x, y)
    n = len(x)
    d_xy = np.maximum(d_x, d_y)
    total = 0.0
    for i in range(n):
        epsilon = np.sort(d_xy[i])[k]
        if epsilon > 0:
            counts = k, np.sum(d_x[i] < epsilon), np.sum(d_y[i] < epsilon)
        else:
            counts = [np.sum(d[i] == 0) for d in (d_xy, d_x, d_y)]
        k_i, n_x, n_y = digamma(counts)
        total += k_i - n_x - n_y
    return digamma(n) + total / n


def censored(rng, n):
    x, y = correlated(rng, n, 0.7)
    return np.maximum(x, 0), np.minimum(y, 0.5)


def test_mixed_information_of_two_classes_by_hand():
    # k_i = n_x = n_y = 2 everywhere, so psi(4) - psi(2) = 1/2 + 1/3.
    x = [0, 0, 1, 1]
    value = mixed_mutual_information(x, x, k=1)
    assert value == pytest.approx(5 / 6, abs=1e-14)
    bits = mixed_mutual_information(x, x, k=1, base=2)
    assert bits == pytest.approx(5 / 6 / np.log(2), abs=1e-14)


@pytest.mark.parametrize("k", [1, 3, 5])
def test_mixed_information_is_its_definition(k):
    rng = np.random.default_rng(0)
    x, y = censored(rng, 80)
    z = np.column_stack([y, rng.integers(0, 2, 80)])
    w = rng.integers(0, 3, 80)
    for pair in [(x, y), (x, z), (w, x), (w, w * 2.5), (z, w)]:
        expected = mixed_by_definition(*pair, k)
        value = mixed_mutual_information(*pair, k=k)
        assert value == pytest.approx(expected, abs=1e-12)


@checked
@given(seeds)
def test_mixed_information_without_ties_is_ksg(seed):
    x, y = correlated(np.random.default_rng(seed), 60, 0.5)
    expected = ksg_mutual_information(x, y)
    assert mixed_mutual_information(x, y) == pytest.approx(expected, abs=1e-12)


def test_mixed_information_of_discrete_variables_is_unbiased():
    rng = np.random.default_rng(0)
    p_xy = (np.full((4, 4), 1 / 32) + np.eye(4) / 8).ravel()
    truth = np.sum(p_xy * np.log(p_xy * 16))
    samples = rng.choice(16, p=p_xy, size=(60, 400))
    estimates = [mixed_mutual_information(s // 4, s % 4) for s in samples]
    assert_unbiased(estimates, truth, 0.003)
    plugin = [mutual_information_from_samples(s // 4, s % 4) for s in samples]
    assert np.mean(plugin) > truth + 9 / 800 / 2


def test_mixed_information_of_a_class_and_a_number():
    # Gao et al.: x uniform on m classes, y uniform on [x, x + 2].
    rng = np.random.default_rng(0)
    truth = np.log(5) - 4 / 5 * np.log(2)
    estimates = []
    for _ in range(30):
        x = rng.integers(0, 5, 500)
        estimates.append(mixed_mutual_information(x, x + 2 * rng.random(500)))
    assert_unbiased(estimates, truth, 0.02)


def test_mixed_information_with_a_constant_is_zero():
    # The issue of scikit-learn: 0.05 nats about a variable with 0.004 of entropy.
    y = np.zeros(2000)
    y[:4] = 1
    assert mixed_mutual_information(np.ones(2000), y) == pytest.approx(0, abs=1e-12)


def test_mixed_information_is_quick_among_many_copies():
    # A search that visits every copy of every sample would take minutes.
    samples = np.random.default_rng(0).integers(0, 2, (2, 200_000))
    assert mixed_mutual_information(*samples) == pytest.approx(0, abs=1e-4)


# KL divergence


def test_kl_divergence_of_a_few_points_by_hand():
    # rho is 1, 1, 3 and nu is 2, 1, 2; m / (n - 1) is 2 / 2.
    expected = np.log(4 / 3) / 3
    value = knn_kl_divergence([0, 1, 4], [2, 6])
    assert value == pytest.approx(expected, abs=1e-14)
    # Of the second neighbours, rho is 4, 3, 4 and nu is 6, 5, 2.
    value = knn_kl_divergence([0, 1, 4], [2, 6], k=2)
    assert value == pytest.approx(np.log(60 / 48) / 3, abs=1e-14)


@pytest.mark.parametrize("d", [1, 3])
@pytest.mark.parametrize("k", [1, 4])
def test_kl_divergence_is_its_formula(d, k):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(50, d)), rng.normal(size=(70, d)) + 1
    rho = np.sort(distances(x, x, 2), axis=1)[:, k]
    nu = np.sort(distances(x, y, 2), axis=1)[:, k - 1]
    expected = d * np.log(nu / rho).mean() + np.log(70 / 49)
    assert knn_kl_divergence(x, y, k=k) == pytest.approx(expected, abs=1e-12)
    bits = knn_kl_divergence(x, y, k=k, base=2)
    assert bits == pytest.approx(expected / np.log(2), abs=1e-12)


@checked
@given(seeds)
def test_kl_divergence_ignores_rotations_shifts_and_scales(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(30, 2)), rng.normal(size=(40, 2)) * [1, 3]
    rotation = np.linalg.qr(rng.normal(size=(2, 2)))[0]
    moved = [100 * z @ rotation + [1, -2] for z in (x, y)]
    value = knn_kl_divergence(x, y)
    assert knn_kl_divergence(*moved) == pytest.approx(value, abs=1e-9)
    tiny = knn_kl_divergence(np.ldexp(x, -900), np.ldexp(y, -900))
    assert tiny == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("k", [1, 5])
def test_kl_divergence_of_normal_distributions(k):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 1000)), 0.5 + 2 * rng.normal(size=(40, 1000))
    truth = np.log(2) + (1 + 0.5**2) / 8 - 1 / 2
    estimates = [knn_kl_divergence(*xy, k=k) for xy in zip(x, y, strict=True)]
    assert_unbiased(estimates, truth, 0.01)


def test_kl_divergence_of_equal_distributions_is_negative_about_half_of_the_time():
    x, y = np.random.default_rng(0).normal(size=(2, 60, 300))
    estimates = [knn_kl_divergence(*xy) for xy in zip(x, y, strict=True)]
    assert_unbiased(estimates, 0, 0.005)
    assert 10 < np.sum(np.array(estimates) < 0) < 50


# Bad input


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: knn_entropy([]), "x is empty"),
        (lambda: knn_entropy(3.0), "x has 0 axes, expected 1 or 2"),
        (lambda: knn_entropy(np.ones((2, 2, 2))), "x has 3 axes, expected 1 or 2"),
        (lambda: knn_entropy([0, np.inf, 1, 2]), "x contains inf"),
        (lambda: knn_entropy([0, 1, 2]), "k is 3, expected less than the 3 samples"),
        (lambda: knn_entropy([0, 1, 2], k=0), "k is 0, expected at least 1"),
        (lambda: knn_entropy([0, 1, 2], k=1.5), r"k is 1\.5, expected an integer"),
        (
            lambda: knn_entropy([0, 0, 1], k=1),
            "in x, 2 samples are equal, more than k = 1",
        ),
        (lambda: knn_entropy([0, 0, 0], k=1), "in x, 3 samples are equal, more than k"),
        (lambda: knn_entropy([0, 1], k=1, base=1), "base is 1"),
        (
            lambda: ksg_mutual_information([0, 1], [0, 1, 2], k=1),
            "x has 2 samples, but y has 3",
        ),
        (lambda: ksg_mutual_information([0, 1], [0, 1], k=2), "k is 2, expected less"),
        (
            lambda: ksg_mutual_information([0, 1], [0, 1], k=1, algorithm=3),
            "algorithm is 3, expected 1 or 2",
        ),
        (
            lambda: ksg_mutual_information([0, 1], [0, np.nan], k=1),
            "y contains nan",
        ),
        (lambda: mixed_mutual_information([0, 1], [0], k=1), "x has 2 samples"),
        (lambda: mixed_mutual_information([0, 1], [0, 1]), "k is 3, expected less"),
        (
            lambda: knn_kl_divergence([[0, 1]] * 2, [0, 1]),
            "x has 2 dimensions, but y has 1",
        ),
        (lambda: knn_kl_divergence([0, 1], [2], k=2), "k is 2, expected less than"),
        (
            lambda: knn_kl_divergence([0, 1, 2], [2], k=2),
            "k is 2, expected at most the 1 samples of y",
        ),
        (
            lambda: knn_kl_divergence([0, 0, 1], [2, 3]),
            "in x, 2 samples are equal, more than k = 1",
        ),
        (
            lambda: knn_kl_divergence([0, 1], [2, 1]),
            "a sample of x equals 1 or more samples of y",
        ),
    ],
)
def test_bad_samples_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
