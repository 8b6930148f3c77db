import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from infolib import donsker_varadhan, gaussian_mutual_information, info_nce, nwj
from tests.infolib.gradients import assert_exact_gradient

BOUNDS = [donsker_varadhan, nwj, info_nce]
RHO = 0.8
TRUTH = gaussian_mutual_information([[1, RHO], [RHO, 1]], 1)

every_bound = pytest.mark.parametrize("bound", BOUNDS)


def optimal_scores(seed, size):
    """The log-ratio p(x, y) / p(x) p(y) of all pairs of a Gaussian sample."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=size)
    y = RHO * x + np.sqrt(1 - RHO**2) * rng.normal(size=size)
    x, y = x[:, None], y[None, :]
    quadratic = (RHO**2 * (x**2 + y**2) - 2 * RHO * x * y) / (1 - RHO**2)
    return -quadratic / 2 - np.log(1 - RHO**2) / 2


# Worked by hand


def test_a_constant_critic_shows_nothing():
    assert donsker_varadhan(np.full((3, 3), 7.0)) == pytest.approx(0)
    assert nwj(np.ones((3, 3))) == pytest.approx(0)
    assert info_nce(np.full((3, 3), 7.0)) == pytest.approx(0)


def test_values_worked_by_hand():
    scores = [[2.0, 0.0], [1.0, 4.0]]
    e = np.e
    assert donsker_varadhan(scores) == pytest.approx(3 - np.log((1 + e) / 2))
    assert nwj(scores) == pytest.approx(3 - (1 + e) / 2 / e)
    rows = -np.log(1 + e**-2) - np.log(1 + e**-3)
    assert info_nce(scores) == pytest.approx(np.log(2) + rows / 2)


# Identities


@given(hnp.arrays(np.float64, (4, 4), elements=st.floats(-1e4, 1e4)))
def test_info_nce_never_exceeds_log_n(scores):
    assert info_nce(scores, base=2) <= 2


def test_a_perfect_critic_reaches_log_n_and_no_more():
    assert info_nce(1e4 * np.eye(8), base=2) == 3.0


@given(
    hnp.arrays(np.float64, (4, 4), elements=st.floats(-20, 20)), st.floats(-100, 100)
)
def test_nwj_is_never_above_donsker_varadhan(scores, shift):
    assert nwj(scores) <= donsker_varadhan(scores) + 1e-9
    shifted = donsker_varadhan(scores + shift)
    assert shifted == pytest.approx(donsker_varadhan(scores), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_critic_is_tight_within_the_error_of_the_sample(seed):
    # N pairs, in groups that are independent samples: their spread is the error bar.
    groups = [optimal_scores([seed, group], 100) for group in range(50)]
    for bound, shift in ((donsker_varadhan, 0), (nwj, 1)):
        values = np.array([bound(scores + shift) for scores in groups])
        error = values.std(ddof=1) / np.sqrt(len(values))
        assert abs(values.mean() - TRUTH) < 4.5 * error + 0.01


def test_info_nce_rises_towards_the_truth_with_n():
    means, errors = [], []
    for size in (2, 6, 32):
        values = [info_nce(optimal_scores([1, size, k], size)) for k in range(1200)]
        means.append(np.mean(values))
        errors.append(np.std(values) / np.sqrt(len(values)))
    assert np.all(np.diff(means) > 4 * np.hypot(errors[1:], errors[:-1]))
    assert abs(means[-1] - TRUTH) < 4 * errors[-1] + 0.03


@every_bound
def test_huge_scores_neither_overflow_nor_warn(bound):
    assert np.isfinite(bound(np.diag([1e4, 1e4])))
    assert bound([[0.0, 1e4], [1e4, 0.0]]) < -9e3


@every_bound
def test_a_base_changes_the_unit_and_nothing_else(bound):
    scores = [[2.0, 0.0], [1.0, 4.0]]
    assert bound(scores, base=2) == pytest.approx(bound(scores) / np.log(2))


@every_bound
def test_bounds_are_plain_floats(bound):
    assert type(bound([[1.0, 0.0], [0.0, 1.0]])) is float


@every_bound
def test_bounds_have_their_exact_gradients(bound):
    scores = np.random.default_rng(0).normal(size=(5, 5))
    assert_exact_gradient(lambda s: anp.sum(bound(s) ** 2), scores)


@every_bound
@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([[1.0]], "scores has shape .* at least 2 by 2"),
        ([1.0, 2.0], "scores has shape"),
        ([[1.0, 2.0]], "scores has shape"),
        ([[np.nan, 0.0], [0.0, 0.0]], "scores contains nan"),
    ],
)
def test_what_is_no_score_matrix_is_refused(bound, scores, message):
    with pytest.raises(ValueError, match=message):
        bound(scores)
