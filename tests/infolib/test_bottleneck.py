"""The information bottleneck: fixed points, limits and the Gaussian closed form."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import rel_entr

from infolib.bottleneck import gaussian_bottleneck, information_bottleneck
from infolib.entropy import entropy

checked = settings(deadline=None, max_examples=25)
seeds = st.integers(0, 2**32 - 1)


def information(p_xy):
    """Return the mutual information of a joint distribution, by SciPy."""
    independent = p_xy.sum(axis=1, keepdims=True) * p_xy.sum(axis=0)
    return rel_entr(p_xy, independent).sum()


def random_joint(seed, shape=(5, 4)):
    return np.random.default_rng(seed).dirichlet(np.ones(shape).ravel()).reshape(shape)


def found_for(p_xy, beta, n_clusters=3, seed=0, **options):
    rng = np.random.default_rng(seed)
    return information_bottleneck(p_xy, beta, n_clusters=n_clusters, rng=rng, **options)


# Discrete


@checked
@given(seeds, st.floats(0, 50))
def test_encoder_is_a_fixed_point_of_the_self_consistent_equations(seed, beta):
    p_xy = random_joint(seed)
    found = found_for(p_xy, beta, seed=seed)
    assume(found.converged)
    encoder = found.encoder
    p_x = p_xy.sum(axis=1)
    p_t = p_x @ encoder
    # An empty cluster has no p(y|t), and no part in the equations.
    encoder, p_t = encoder[:, p_t > 1e-12], p_t[p_t > 1e-12]
    p_y_given_t = encoder.T @ p_xy / p_t[:, None]
    p_y_given_x = p_xy / p_x[:, None]
    divergences = rel_entr(p_y_given_x[:, None], p_y_given_t).sum(axis=-1)
    weights = p_t * np.exp(-beta * divergences)
    expected = weights / weights.sum(axis=1, keepdims=True)
    assert encoder == pytest.approx(expected, abs=1e-6)


@checked
@given(seeds, st.floats(0, 100))
def test_informations_are_those_of_the_encoder_and_obey_data_processing(seed, beta):
    p_xy = random_joint(seed)
    found = found_for(p_xy, beta, seed=seed)
    assert found.encoder.shape == (5, 3)
    assert found.encoder.sum(axis=1) == pytest.approx(np.ones(5))
    i_tx = information(found.encoder.T * p_xy.sum(axis=1))
    i_ty = information(found.encoder.T @ p_xy)
    assert found.i_tx == pytest.approx(i_tx, abs=1e-12)
    assert found.i_ty == pytest.approx(i_ty, abs=1e-12)
    assert -1e-12 <= found.i_ty <= found.i_tx + 1e-12
    assert found.i_ty <= information(p_xy) + 1e-12
    assert found.i_tx <= math.log(3) + 1e-12


@pytest.mark.parametrize("beta", [0, 0.5, 0.9])
def test_nothing_is_kept_where_a_nat_about_y_is_worth_less_than_one_about_x(beta):
    found = found_for(random_joint(1), beta)
    assert found.converged
    assert found.i_tx == pytest.approx(0, abs=1e-9)
    assert found.i_ty == pytest.approx(0, abs=1e-9)


def test_one_cluster_keeps_nothing():
    found = found_for(random_joint(2), 100, n_clusters=1)
    assert found.encoder.tolist() == [[1]] * 5
    assert found.i_tx == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("seed", range(4))
def test_everything_is_kept_where_y_is_priceless(seed):
    p_xy = random_joint(seed)
    found = found_for(p_xy, 1e4, n_clusters=5)
    assert found.i_ty == pytest.approx(information(p_xy), rel=1e-9)
    assert found.i_tx == pytest.approx(entropy(p_xy.sum(axis=1)), rel=1e-9)


def test_values_of_x_that_tell_the_same_are_put_together():
    # x and x + 3 have the same p(y|x); a third cluster for each pair is enough.
    rows = np.array([[8, 1, 1], [1, 8, 1], [1, 1, 8]]) / 60
    p_xy = np.concatenate([rows, rows])
    found = found_for(p_xy, 50, base=2)
    assert found.encoder[:3] == pytest.approx(found.encoder[3:], abs=1e-9)
    assert found.encoder.max(axis=1) == pytest.approx(np.ones(6), abs=1e-6)
    assert found.i_tx == pytest.approx(math.log2(3), abs=1e-6)
    assert found.i_ty == pytest.approx(information(p_xy) / math.log(2), abs=1e-6)


def test_symmetric_pair_has_its_bottleneck_in_closed_form():
    # x is y flipped with probability f. Encoders that flip with probability e are
    # optimal by symmetry; the best e solves the one-dimensional problem.
    f, beta = 0.1, 3.0
    p_xy = np.array([[1 - f, f], [f, 1 - f]]) / 2

    def flip(e):
        return math.log(2) - entropy([e, 1 - e])

    def objective(e):
        return flip(e) - beta * flip(e * (1 - f) + f * (1 - e))

    grid = np.linspace(0, 0.5, 20_001)
    best = min(objective(e) for e in grid)
    found = found_for(p_xy, beta, n_clusters=2)
    assert found.converged
    assert found.i_tx - beta * found.i_ty == pytest.approx(best, abs=1e-7)
    assert found.encoder[0, 0] == pytest.approx(found.encoder[1, 1], abs=1e-6)


@pytest.mark.parametrize(("beta", "kept"), [(1.4, False), (1.75, True)])
def test_symmetric_pair_splits_where_beta_passes_the_inverse_squared_correlation(
    beta, kept
):
    # A flip with probability 0.1 has correlation 0.8: 1 / 0.64 is 1.5625.
    p_xy = np.array([[0.45, 0.05], [0.05, 0.45]])
    found = found_for(p_xy, beta, n_clusters=2)
    assert found.converged
    assert (found.i_tx > 1e-3) == kept


def test_restarts_find_what_one_start_may_miss():
    gains = []
    for seed in range(8):
        p_xy = random_joint(seed, (12, 6))
        objectives = []
        for n_restarts in (1, 5, 20):
            found = found_for(p_xy, 30, n_clusters=4, n_restarts=n_restarts)
            objectives.append(found.i_tx - 30 * found.i_ty)
        assert objectives[0] >= objectives[1] - 1e-9 >= objectives[2] - 2e-9
        gains.append(objectives[0] - objectives[2])
    assert sum(gain > 1e-3 for gain in gains) >= 2


def test_informations_grow_with_beta():
    p_xy = random_joint(4)
    curve = [found_for(p_xy, beta, n_clusters=5) for beta in (2, 5, 10, 50, 200)]
    for lesser, greater in itertools.pairwise(curve):
        assert lesser.i_tx <= greater.i_tx + 1e-6
        assert lesser.i_ty <= greater.i_ty + 1e-6


def test_x_without_probability_is_encoded_as_p_t():
    p_xy = random_joint(5)
    wider = np.insert(p_xy, 2, 0, axis=0)
    found = found_for(wider, 20)
    p_t = wider.sum(axis=1) @ found.encoder
    assert found.encoder[2] == pytest.approx(p_t, abs=1e-8)
    assert np.isfinite([found.i_tx, found.i_ty]).all()


def test_zeros_in_p_xy_are_no_obstacle():
    p_xy = np.array([[0.3, 0, 0], [0, 0.3, 0], [0, 0.1, 0.3], [0, 0, 0]])
    found = found_for(p_xy, 1e3, n_clusters=4)
    assert found.i_ty == pytest.approx(information(p_xy), rel=1e-6)


def test_convergence_is_reported():
    p_xy = random_joint(6)
    for max_iterations in (1, 3):
        stopped = found_for(p_xy, 5, max_iterations=max_iterations)
        assert stopped.iterations == max_iterations
        assert stopped.converged is False
    found = found_for(p_xy, 5)
    assert found.converged is True
    assert 2 < found.iterations < 10_000
    again = found_for(p_xy, 5, tol=1e-3)
    assert again.iterations < found.iterations


def test_one_iteration_by_hand():
    # Both x start in clusters of their own, and exp(-D) is 1 at home and 1 / sqrt(3)
    # away, where D is 3/4 log 3 - 1/4 log 3.
    p_xy = np.array([[0.375, 0.125], [0.125, 0.375]])
    found = found_for(p_xy, 1, n_clusters=2, n_restarts=1, max_iterations=1)
    away = 1 / (1 + math.sqrt(3))
    expected = np.array([[1 - away, away], [away, 1 - away]])
    assert found.encoder == pytest.approx(expected, rel=1e-12)


def test_bottleneck_base_scales_the_informations():
    p_xy = random_joint(7)
    nats, bits = found_for(p_xy, 20), found_for(p_xy, 20, base=2)
    assert nats.i_tx == pytest.approx(bits.i_tx * math.log(2), rel=1e-12)
    assert nats.i_ty == pytest.approx(bits.i_ty * math.log(2), rel=1e-12)
    assert type(nats.i_tx) is type(nats.i_ty) is float


def test_same_generator_state_gives_the_same_encoder():
    p_xy = random_joint(8)
    first, second = found_for(p_xy, 9, seed=1), found_for(p_xy, 9, seed=1)
    assert (first.encoder == second.encoder).all()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"p_xy": [0.5, 0.5]}, "p_xy has 1 axes, expected 2"),
        ({"p_xy": [[0.5, 0.6]]}, r"p_xy sums to 1\.1"),
        ({"beta": -1}, "beta is -1"),
        ({"beta": math.inf}, "beta is inf"),
        ({"n_clusters": 0}, "n_clusters is 0"),
        ({"n_restarts": 0}, "n_restarts is 0"),
        ({"max_iterations": 0}, "max_iterations is 0"),
        ({"tol": -1}, "tol is -1"),
        ({"rng": 3}, r"rng is 3, expected a numpy\.random\.Generator"),
    ],
)
def test_bottleneck_refuses_bad_input(changed, found):
    arguments = {
        "p_xy": [[0.25, 0.25], [0.25, 0.25]],
        "beta": 2,
        "n_clusters": 2,
        "rng": np.random.default_rng(0),
    }
    with pytest.raises(ValueError, match=found):
        information_bottleneck(**arguments | changed)


# Gaussian


def random_covariance(seed, size):
    root = np.random.default_rng(seed).normal(size=(size, size + 2))
    return root @ root.T


def gaussian_informations(encoder, cov, n_x):
    """Return I(T;X) and I(T;Y) of T = A x + noise, from determinants."""
    cov_x, cov_xy, cov_y = cov[:n_x, :n_x], cov[:n_x, n_x:], cov[n_x:, n_x:]
    cov_x_given_y = cov_x - cov_xy @ np.linalg.inv(cov_y) @ cov_xy.T
    noise = np.eye(len(encoder))
    total = np.linalg.slogdet(encoder @ cov_x @ encoder.T + noise)[1]
    left = np.linalg.slogdet(encoder @ cov_x_given_y @ encoder.T + noise)[1]
    return total / 2, (total - left) / 2


def test_gaussian_bottleneck_by_hand():
    # Correlation 0.8, beta 3: gain^2 = (3 * 0.64 - 1) / 0.36 = 23 / 9.
    found = gaussian_bottleneck([[1, 0.8], [0.8, 1]], 1, 3)
    assert found.critical_betas == pytest.approx([1 / 0.64], rel=1e-14)
    assert found.encoder == pytest.approx(np.array([[math.sqrt(23) / 3]]), rel=1e-14)
    assert found.i_tx == pytest.approx(math.log(1 + 23 / 9) / 2, rel=1e-14)
    left = 1 + 0.36 * 23 / 9
    assert found.i_ty == pytest.approx(math.log((1 + 23 / 9) / left) / 2, rel=1e-13)
    assert type(found.i_tx) is type(found.i_ty) is float


@checked
@given(seeds, st.integers(1, 4), st.integers(1, 4), st.floats(0.5, 100))
def test_gaussian_informations_are_those_of_the_encoder(seed, n_x, n_y, beta):
    cov = random_covariance(seed, n_x + n_y)
    found = gaussian_bottleneck(cov, n_x, beta)
    i_tx, i_ty = gaussian_informations(found.encoder, cov, n_x)
    assert found.i_tx == pytest.approx(i_tx, rel=1e-6, abs=1e-7)
    assert found.i_ty == pytest.approx(i_ty, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("beta", [1.5, 4, 20])
def test_no_other_matrix_does_better_than_the_gaussian_encoder(seed, beta):
    cov = random_covariance(seed, 5)
    found = gaussian_bottleneck(cov, 3, beta)

    def objective(entries):
        i_tx, i_ty = gaussian_informations(entries.reshape(3, 3), cov, 3)
        return i_tx - beta * i_ty

    value = found.i_tx - beta * found.i_ty
    rng = np.random.default_rng(seed)
    starts = [rng.normal(size=9) for _ in range(3)]
    best = min(minimize(objective, start).fun for start in starts)
    assert value == pytest.approx(best, abs=1e-5)
    assert value <= best + 1e-9


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("beta", [3, 10])
def test_gaussian_encoder_is_a_fixed_point_of_the_self_consistent_equations(seed, beta):
    # Chechik et al.: with the noise's covariance S as it is, one iteration gives
    # S' = (beta S_t|y^-1 - (beta - 1) S_t^-1)^-1 and
    # A' = beta S' S_t|y^-1 A (I - S_y|x S_x^-1 ...), equal to S and A.
    cov = random_covariance(seed, 6)
    found = gaussian_bottleneck(cov, 3, beta)
    used = found.encoder.any(axis=1)
    a = found.encoder[used]
    cov_x, cov_xy, cov_y = cov[:3, :3], cov[:3, 3:], cov[3:, 3:]
    cov_x_given_y = cov_x - cov_xy @ np.linalg.inv(cov_y) @ cov_xy.T
    noise = np.eye(len(a))
    precision_t = np.linalg.inv(a @ cov_x @ a.T + noise)
    precision_t_given_y = np.linalg.inv(a @ cov_x_given_y @ a.T + noise)
    new_noise = np.linalg.inv(beta * precision_t_given_y - (beta - 1) * precision_t)
    assert new_noise == pytest.approx(noise, abs=1e-8)
    explained = np.eye(3) - cov_x_given_y @ np.linalg.inv(cov_x)
    new_a = beta * new_noise @ precision_t_given_y @ a @ explained
    assert new_a == pytest.approx(a, rel=1e-6, abs=1e-8)


@checked
@given(seeds)
def test_critical_betas_are_where_directions_begin(seed):
    cov = random_covariance(seed, 5)
    critical = gaussian_bottleneck(cov, 3, 1).critical_betas
    assert (np.diff(critical) >= 0).all()
    # x is longer than y: its third direction tells nothing.
    assert critical[2] > 1e12
    for rank, beta in enumerate(critical[:2]):
        before = gaussian_bottleneck(cov, 3, beta * (1 - 1e-6))
        after = gaussian_bottleneck(cov, 3, beta * (1 + 1e-6))
        assert before.encoder.any(axis=1).sum() <= rank
        assert after.encoder.any(axis=1).sum() >= rank + 1
        # The information grows from 0 without a jump.
        assert after.i_tx == pytest.approx(before.i_tx, abs=1e-3)


@checked
@given(seeds)
def test_critical_betas_come_from_the_spectrum_of_chechiks_matrix(seed):
    cov = random_covariance(seed, 6)
    cov_x, cov_xy, cov_y = cov[:3, :3], cov[:3, 3:], cov[3:, 3:]
    cov_x_given_y = cov_x - cov_xy @ np.linalg.inv(cov_y) @ cov_xy.T
    spectrum = np.sort(np.linalg.eigvals(cov_x_given_y @ np.linalg.inv(cov_x)).real)
    found = gaussian_bottleneck(cov, 3, 2)
    assert found.critical_betas == pytest.approx(1 / (1 - spectrum), rel=1e-5)


def test_gaussian_bottleneck_keeps_nothing_up_to_the_first_critical_beta():
    cov = random_covariance(0, 4)
    first = gaussian_bottleneck(cov, 2, 0).critical_betas[0]
    for beta in (0, 0.5, 1, first):
        found = gaussian_bottleneck(cov, 2, beta)
        assert (found.i_tx, found.i_ty) == (0, 0)
        assert not found.encoder.any()


def test_gaussian_bottleneck_tends_to_the_mutual_information():
    cov = random_covariance(1, 5)
    parts = [np.linalg.slogdet(c)[1] for c in (cov[:2, :2], cov[2:, 2:], cov)]
    total = (parts[0] + parts[1] - parts[2]) / 2
    assert gaussian_bottleneck(cov, 2, 1e9).i_ty == pytest.approx(total, abs=1e-8)


def test_independent_gaussians_have_no_critical_beta():
    found = gaussian_bottleneck(np.eye(3), 2, 1e9)
    assert found.critical_betas.tolist() == [math.inf, math.inf]
    assert found.i_tx == 0


def test_small_correlations_keep_their_digits():
    cov = [[1, 1e-9], [1e-9, 1]]
    found = gaussian_bottleneck(cov, 1, 2e18)
    assert found.critical_betas == pytest.approx([1e18], rel=1e-12)
    assert found.encoder == pytest.approx(np.array([[1.0]]), rel=1e-12)


def test_correlation_that_rounds_to_one_gives_finite_informations():
    # Its squared canonical correlation comes out as exactly 1.
    cov = [
        [5.3, 4.79, -1.4699999999999998, -1.92],
        [4.79, 4.570000000000001, -0.8999999999999999, -1.36],
        [
            -1.4699999999999998,
            -0.8999999999999999,
            1.1700000000000008,
            1.2000000000000002,
        ],
        [-1.92, -1.36, 1.2000000000000002, 1.2800000000000011],
    ]
    assert 15 < gaussian_bottleneck(cov, 1, 3).i_tx < 20


def test_correlation_near_one_gives_finite_informations():
    cov = np.ones((3, 3)) + np.eye(3) * 2.3e-16
    for n_x in (1, 2):
        found = gaussian_bottleneck(cov, n_x, 3)
        assert found.critical_betas[0] == pytest.approx(1, abs=1e-12)
        # About log(2 / 2^-53) / 2, but the last digits of cov decide.
        assert 17 < found.i_tx < 20
        lost = math.log(3) / 2
        assert found.i_ty == pytest.approx(found.i_tx - lost, abs=1e-9)


def test_rows_of_the_gaussian_encoder_point_to_their_largest_entry():
    for seed in range(5):
        encoder = gaussian_bottleneck(random_covariance(seed, 6), 3, 1e6).encoder
        largest = np.abs(encoder).argmax(axis=1)
        assert (encoder[range(3), largest] > 0).all()


def test_invertible_maps_of_x_and_y_change_no_information():
    cov = random_covariance(2, 5)
    rng = np.random.default_rng(0)
    change = np.zeros((5, 5))
    change[:2, :2], change[2:, 2:] = rng.normal(size=(2, 2)), rng.normal(size=(3, 3))
    a = gaussian_bottleneck(cov, 2, 7)
    b = gaussian_bottleneck(change @ cov @ change.T, 2, 7)
    assert (a.i_tx, a.i_ty) == pytest.approx((b.i_tx, b.i_ty), rel=1e-8)


def test_gaussian_bottleneck_base_scales_the_informations():
    cov = random_covariance(3, 4)
    nats = gaussian_bottleneck(cov, 2, 9)
    bits = gaussian_bottleneck(cov, 2, 9, base=2)
    assert nats.i_tx == pytest.approx(bits.i_tx * math.log(2), rel=1e-14)
    assert nats.i_ty == pytest.approx(bits.i_ty * math.log(2), rel=1e-14)
    assert (nats.encoder == bits.encoder).all()


# Passes for positive definite as a whole, but not the part of y alone.
almost_singular = [
    [7.299231652574573e-17, 0, 0, 0],
    [0, 1.2100000000000002, -0.77, 0.9900000000000001],
    [0, -0.77, 0.49, -0.63],
    [0, 0.9900000000000001, -0.63, 0.8100000000000002],
]


@pytest.mark.parametrize(
    ("cov", "n_x", "beta", "found"),
    [
        (
            [[1, 2], [2, 1]],
            1,
            2,
            "cov is not positive definite: its least eigenvalue is -1",
        ),
        ([[1, 0.5], [0.4, 1]], 1, 2, r"cov is not symmetric: off by 0\.1"),
        ([[1, 0, 0], [0, 1, 0]], 1, 2, r"cov has shape \(2, 3\), expected square"),
        ([1, 2], 1, 2, r"cov has shape \(2,\), expected square"),
        (np.eye(2)[None], 1, 2, "cov has 3 axes, expected 2"),
        ([[1, math.nan], [0, 1]], 1, 2, "cov contains nan"),
        (almost_singular, 1, 3, "cov is singular within the precision of a float"),
        ([[1, 0.5], [0.5, 1]], 2, 2, "n_x is 2, expected less than the 2 of cov"),
        ([[1, 0.5], [0.5, 1]], 0, 2, "n_x is 0"),
        ([[1, 0.5], [0.5, 1]], 1, -1, "beta is -1"),
        ([[1, 0.5], [0.5, 1]], 1, math.inf, "beta is inf"),
    ],
)
def test_gaussian_bottleneck_refuses_bad_input(cov, n_x, beta, found):
    with pytest.raises(ValueError, match=found):
        gaussian_bottleneck(cov, n_x, beta)
