import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from infolib import (
    diagonal_gaussian_kl,
    gaussian_entropy,
    gaussian_kl_divergence,
    gaussian_mutual_information,
)
from tests.infolib.gradients import assert_exact_gradient

mpmath.mp.dps = 50

SEEDS = st.integers(0, 2**32 - 1)


def random_cov(rng, size, batch=()):
    root = rng.normal(size=(*batch, size, size))
    return root @ np.swapaxes(root, -1, -2) + 0.1 * np.eye(size)


def symmetric(matrix):
    return (matrix + anp.swapaxes(matrix, -1, -2)) / 2


# Worked by hand


def test_unit_gaussians_one_apart_differ_by_half_a_nat_both_ways():
    assert gaussian_kl_divergence([0.0], [[1.0]], [1.0], [[1.0]]) == 0.5
    assert gaussian_kl_divergence([1.0], [[1.0]], [0.0], [[1.0]]) == 0.5
    assert diagonal_gaussian_kl([1.0], [0.0]) == 0.5


def test_kl_of_a_doubled_spread():
    wide = gaussian_kl_divergence([0.0], [[4.0]], [0.0], [[1.0]])
    assert wide == pytest.approx((4 - 1 - np.log(4)) / 2)
    narrow = gaussian_kl_divergence([0.0], [[1.0]], [0.0], [[4.0]])
    assert narrow == pytest.approx((1 / 4 - 1 + np.log(4)) / 2)


def test_information_of_a_correlated_pair():
    for rho in (0.0, 0.6, -0.8, 0.999):
        cov = [[1, rho], [rho, 1]]
        expected = -np.log(1 - rho**2) / 2
        assert gaussian_mutual_information(cov, 1) == pytest.approx(expected)


def test_the_kl_of_a_vae_is_a_sum_over_dimensions_and_none_over_examples():
    mean = np.ones((5, 3))
    found = diagonal_gaussian_kl(mean, np.zeros((5, 3)))
    assert found.tolist() == [1.5] * 5
    assert diagonal_gaussian_kl(mean, 0.0).tolist() == [1.5] * 5


# Against independent oracles


@pytest.mark.parametrize("size", [1, 2, 5])
def test_entropy_agrees_with_scipy(size):
    cov = random_cov(np.random.default_rng(size), size)
    expected = scipy.stats.multivariate_normal(np.zeros(size), cov).entropy()
    assert gaussian_entropy(cov) == pytest.approx(expected)


@given(SEEDS, st.integers(1, 4))
def test_kl_agrees_with_the_textbook_formula(seed, size):
    rng = np.random.default_rng(seed)
    mean_p, mean_q = rng.normal(size=(2, size))
    cov_p, cov_q = random_cov(rng, size), random_cov(rng, size)
    inverse, shift = np.linalg.inv(cov_q), mean_q - mean_p
    expected = np.trace(inverse @ cov_p) - size + shift @ inverse @ shift
    expected += np.log(np.linalg.det(cov_q) / np.linalg.det(cov_p))
    found = gaussian_kl_divergence(mean_p, cov_p, mean_q, cov_q)
    assert found == pytest.approx(expected / 2, rel=1e-6)


@pytest.mark.parametrize("shift", [1e-9, 1e-5, 1e-2, 0.2, 0.3, 3.0])
def test_kl_of_nearly_equal_variances_has_its_digits(shift):
    variance = mpmath.mpf(1 + shift)
    exact = (variance - 1 - mpmath.log(variance)) / 2
    found = gaussian_kl_divergence([0], [[1 + shift]], [0], [[1]])
    assert found == pytest.approx(float(exact), rel=1e-12, abs=0)


@pytest.mark.parametrize("log_var", [1e-9, -1e-4, 0.3, -0.6, 5.0, -700.0])
def test_diagonal_kl_has_its_digits(log_var):
    exact = (mpmath.expm1(mpmath.mpf(log_var)) - mpmath.mpf(log_var)) / 2
    found = diagonal_gaussian_kl([0.0], [log_var])
    assert found == pytest.approx(float(exact), rel=1e-12, abs=0)


def test_a_variance_beyond_all_floats_is_infinitely_far():
    assert diagonal_gaussian_kl([0.0], [1e4]) == np.inf


# Identities


@given(SEEDS, st.integers(1, 4))
def test_the_diagonal_form_is_the_full_one(seed, size):
    rng = np.random.default_rng(seed)
    mean, log_var = rng.normal(size=(2, size))
    full = gaussian_kl_divergence(
        mean, np.diag(np.exp(log_var)), np.zeros(size), np.eye(size)
    )
    assert diagonal_gaussian_kl(mean, log_var) == pytest.approx(full)


@given(SEEDS, st.integers(1, 3), st.integers(1, 3))
def test_information_is_entropy_saved_and_divergence_from_independence(seed, n_x, n_y):
    cov = random_cov(np.random.default_rng(seed), n_x + n_y)
    found = gaussian_mutual_information(cov, n_x)
    parts = cov[:n_x, :n_x], cov[n_x:, n_x:]
    saved = sum(map(gaussian_entropy, parts)) - gaussian_entropy(cov)
    assert found == pytest.approx(saved, rel=1e-6, abs=1e-9)
    apart = cov.copy()
    apart[:n_x, n_x:] = apart[n_x:, :n_x] = 0
    zero = np.zeros(n_x + n_y)
    divergence = gaussian_kl_divergence(zero, cov, zero, apart)
    assert found == pytest.approx(divergence, rel=1e-6, abs=1e-9)


@given(SEEDS, st.floats(0.1, 10))
def test_information_does_not_depend_on_the_unit(seed, scale):
    cov = random_cov(np.random.default_rng(seed), 3)
    units = np.diag([scale, 1, 1])
    found = gaussian_mutual_information(units @ cov @ units, 1)
    assert found == pytest.approx(gaussian_mutual_information(cov, 1), rel=1e-6)


def test_weak_correlations_keep_their_digits():
    found = gaussian_mutual_information([[1, 1e-9], [1e-9, 1]], 1)
    assert found == pytest.approx(5e-19, rel=1e-12, abs=0)


def test_batches_are_broadcast():
    rng = np.random.default_rng(0)
    means, covs = rng.normal(size=(4, 3)), random_cov(rng, 3, (4,))
    found = gaussian_kl_divergence(np.zeros(3), np.eye(3), means, covs)
    one = gaussian_kl_divergence(np.zeros(3), np.eye(3), means[2], covs[2])
    assert found.shape == (4,)
    assert found[2] == pytest.approx(one)
    assert gaussian_entropy(covs)[1] == pytest.approx(gaussian_entropy(covs[1]))
    information = gaussian_mutual_information(covs, 2)
    assert information[3] == pytest.approx(gaussian_mutual_information(covs[3], 2))


def test_a_base_changes_the_unit_and_nothing_else():
    cov, unit = [[2.0, 0.5], [0.5, 1.0]], np.log(2)
    mean = [1.0, 2.0]
    assert gaussian_entropy(cov, base=2) == pytest.approx(gaussian_entropy(cov) / unit)
    pair = (mean, cov, [0.0, 0.0], np.eye(2))
    bits = gaussian_kl_divergence(*pair, base=2)
    assert bits == pytest.approx(gaussian_kl_divergence(*pair) / unit)
    bits = gaussian_mutual_information(cov, 1, base=2)
    assert bits == pytest.approx(gaussian_mutual_information(cov, 1) / unit)
    bits = diagonal_gaussian_kl(mean, mean, base=2)
    assert bits == pytest.approx(diagonal_gaussian_kl(mean, mean) / unit)


# Gradients


@pytest.mark.parametrize("batch", [(), (4,)])
def test_gaussian_losses_have_their_exact_gradients(batch):
    rng = np.random.default_rng(0)
    mean_p, mean_q = rng.normal(size=(2, *batch, 3))
    cov_p, cov_q = random_cov(rng, 3, batch), random_cov(rng, 3)

    def divergence(mean_p, cov_p, mean_q, cov_q):
        covs = symmetric(cov_p), symmetric(cov_q)
        return anp.sum(gaussian_kl_divergence(mean_p, covs[0], mean_q, covs[1]) ** 2)

    assert_exact_gradient(divergence, mean_p, cov_p, mean_q, cov_q)
    assert_exact_gradient(lambda c: anp.sum(gaussian_entropy(symmetric(c))), cov_p)
    assert_exact_gradient(
        lambda c: anp.sum(gaussian_mutual_information(symmetric(c), 1)), cov_p
    )


def test_the_vae_term_has_its_exact_gradient():
    mean, log_var = np.random.default_rng(0).normal(size=(2, 4, 3))
    log_var[0] = 1e-7

    def loss(mean, log_var):
        return anp.sum(diagonal_gaussian_kl(mean, log_var) ** 2)

    assert_exact_gradient(loss, mean, log_var)


# Bad input


@pytest.mark.parametrize(
    ("cov", "message"),
    [
        ([1.0, 2.0], "cov has shape .*, expected square matrices"),
        ([[1.0, 2.0]], "cov has shape .*, expected square matrices"),
        ([[1.0, 0.5], [0.2, 1.0]], "cov is not symmetric"),
        (
            [[1.0, 2.0], [2.0, 1.0]],
            "cov is not positive definite: its least eigenvalue is -1",
        ),
        ([[1.0, np.nan], [np.nan, 1.0]], "cov contains nan"),
    ],
)
def test_what_is_no_covariance_is_refused(cov, message):
    with pytest.raises(ValueError, match=message):
        gaussian_entropy(cov)
    with pytest.raises(ValueError, match=message):
        gaussian_mutual_information(cov, 1)


def test_means_and_covariances_must_fit():
    with pytest.raises(ValueError, match=r"mean_q has shape \(2,\) and cov_q"):
        gaussian_kl_divergence([0], [[1]], [0, 0], [[1]])
    with pytest.raises(ValueError, match="p has 1 dimensions and q has 2"):
        gaussian_kl_divergence([0], [[1]], [0, 0], np.eye(2))
    with pytest.raises(ValueError, match="shapes do not broadcast"):
        gaussian_kl_divergence(np.zeros((2, 1)), [[1]], np.zeros((3, 1)), [[1]])
    with pytest.raises(ValueError, match="shapes do not broadcast"):
        diagonal_gaussian_kl([0, 0], [0, 0, 0])
    with pytest.raises(ValueError, match="mean is a single number"):
        diagonal_gaussian_kl(0.0, 0.0)
    with pytest.raises(ValueError, match="mean contains inf"):
        diagonal_gaussian_kl([np.inf], [0.0])


def test_x_must_leave_a_dimension_for_y():
    with pytest.raises(ValueError, match="n_x is 2, expected less than the 2 of cov"):
        gaussian_mutual_information(np.eye(2), 2)


def test_batches_may_have_several_axes():
    rng = np.random.default_rng(0)
    cov = random_cov(rng, 2, batch=(5, 4, 3))
    each = cov.reshape(-1, 2, 2)
    for quantity in (gaussian_entropy, lambda c: gaussian_mutual_information(c, 1)):
        rows = np.reshape([quantity(c) for c in each], (5, 4, 3))
        np.testing.assert_allclose(quantity(cov), rows, rtol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([np.nan], [[1]], [0], [[1]]), "mean_p contains nan"),
        (([0], [[1]], [1e200], [[1]]), r"mean_q contains 1e\+200, expected numbers of"),
        (([0], [[-1]], [0], [[1]]), "cov_p is not positive definite"),
        (([0], [[1]], [0], [[np.inf]]), "cov_q contains inf"),
        (([0, 0], [[1]], [0], [[1]]), r"mean_p has shape \(2,\) and cov_p .* \(1, 1\)"),
        (
            (
                np.zeros((2, 1)),
                np.ones((2, 1, 1)),
                np.zeros((3, 1)),
                np.ones((3, 1, 1)),
            ),
            r"do not broadcast: mean_p \(2, 1\), cov_p \(2, 1\), mean_q \(3, 1\)",
        ),
        (([0], np.ones((2, 1, 1)), [0], np.ones((3, 1, 1))), r"cov_q \(3, 1\)"),
    ],
)
def test_a_faulty_gaussian_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        gaussian_kl_divergence(*arguments)


def test_a_faulty_vae_term_is_named():
    with pytest.raises(ValueError, match="mean contains inf"):
        diagonal_gaussian_kl([np.inf], [0])
    with pytest.raises(ValueError, match="log_var contains nan"):
        diagonal_gaussian_kl([0], [np.nan])
    with pytest.raises(
        ValueError, match=r"^mean is a single number, expected an array"
    ):
        diagonal_gaussian_kl(0, 0)
    assert diagonal_gaussian_kl([0.0], 0.0) == 0
    assert diagonal_gaussian_kl(1.0, [0.0, 0.0]) == 1


def test_a_faulty_split_is_named():
    with pytest.raises(ValueError, match=r"^n_x is 0, expected at least 1"):
        gaussian_mutual_information(np.eye(2), 0)
    with pytest.raises(ValueError, match=r"n_x is 2, expected .* 2"):
        gaussian_mutual_information(np.tile(np.eye(2), (7, 5, 1, 1)), 2)
