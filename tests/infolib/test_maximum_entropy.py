import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from infolib import entropy, kl_divergence, maximum_entropy

SEEDS = st.integers(0, 2**32 - 1)


def random_problem(seed, outcomes=8, constraints=3):
    """Return features, and moments that the returned distribution has."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(constraints, outcomes))
    p = rng.dirichlet(np.full(outcomes, 3))
    return features, features @ p, p


def test_no_knowledge_is_uniform():
    found = maximum_entropy([1, 2, 3, 4, 5, 6], 3.5)
    np.testing.assert_allclose(found.p, 1 / 6)
    assert found.multipliers == pytest.approx(0)
    assert found.log_partition == pytest.approx(np.log(6))


def test_two_outcomes_leave_no_choice():
    np.testing.assert_allclose(maximum_entropy([0, 1], 0.2).p, [0.8, 0.2])


def test_a_mean_gives_a_geometric_law():
    # On 0, 1, 2, ... with mean 1 it is 1/2, 1/4, 1/8, ..., cut off far out.
    p = maximum_entropy(np.arange(60), 1).p
    np.testing.assert_allclose(p[:10], 0.5 ** np.arange(1, 11), rtol=1e-6)


@given(SEEDS)
def test_moments_are_met_and_the_form_is_exponential(seed):
    features, moments, _ = random_problem(seed)
    found = maximum_entropy(features, moments)
    np.testing.assert_allclose(features @ found.p, moments, atol=1e-5)
    weights = np.exp(found.multipliers @ features - found.log_partition)
    np.testing.assert_allclose(found.p, weights, rtol=1e-9)


@given(SEEDS)
def test_its_entropy_exceeds_that_of_others_by_their_divergence(seed):
    features, moments, other = random_problem(seed)
    p = maximum_entropy(features, moments).p
    gap = entropy(p) - entropy(other)
    assert gap == pytest.approx(kl_divergence(other, p), abs=1e-7)


# Old versions of SciPy warn where their own step misses a bound by rounding.
@pytest.mark.filterwarnings("ignore:Values in x were outside bounds")
@pytest.mark.parametrize("seed", range(5))
def test_a_general_optimizer_finds_the_same(seed):
    features, moments, start = random_problem(seed)
    constraints = {
        "type": "eq",
        "fun": lambda p: [*(features @ p - moments), p.sum() - 1],
    }
    slow = minimize(
        lambda p: np.sum(p * np.log(p)),
        start,
        bounds=[(1e-12, 1)] * len(start),
        constraints=constraints,
        options={"ftol": 1e-14, "maxiter": 1000},
    )
    np.testing.assert_allclose(maximum_entropy(features, moments).p, slow.x, atol=1e-5)


@given(SEEDS, st.floats(1e-6, 1e6), st.floats(-1e3, 1e3))
def test_the_unit_of_a_feature_does_not_matter(seed, scale, shift):
    features, moments, _ = random_problem(seed, constraints=1)
    p = maximum_entropy(features, moments).p
    moved = maximum_entropy(scale * (features + shift), scale * (moments + shift)).p
    np.testing.assert_allclose(moved, p, rtol=1e-5, atol=1e-7)


def test_a_feature_told_twice_changes_nothing():
    features, moments, _ = random_problem(0)
    once = maximum_entropy(features, moments).p
    twice = maximum_entropy(np.vstack([features] * 2), np.tile(moments, 2)).p
    np.testing.assert_allclose(twice, once, rtol=1e-8)


def test_a_constant_feature_says_nothing():
    np.testing.assert_allclose(
        maximum_entropy([[1, 1], [0, 1]], [1, 0.3]).p, [0.7, 0.3]
    )


def test_averages_near_the_edge_are_met():
    found = maximum_entropy(np.arange(6), 1e-6, tol=1e-13)
    assert np.arange(6) @ found.p == pytest.approx(1e-6, rel=1e-6)
    assert maximum_entropy([0, 1], 1 - 1e-6).p[1] == pytest.approx(1 - 1e-6)


@pytest.mark.parametrize(("moment", "face"), [(1, 0), (6, 5)])
def test_averages_that_only_certainty_has_lead_to_it(moment, face):
    p = maximum_entropy([1, 2, 3, 4, 5, 6], moment).p
    np.testing.assert_allclose(p, np.eye(6)[face], atol=1e-8)


@pytest.mark.parametrize("moment", [7, 0.5])
def test_averages_that_nothing_has_are_refused(moment):
    with pytest.raises(ValueError, match="moments are met by no distribution: one"):
        maximum_entropy([1, 2, 3, 4, 5, 6], moment)


def test_contradictions_are_refused():
    with pytest.raises(ValueError, match="moments are met by no distribution"):
        maximum_entropy([[0, 1], [0, 1]], [0.2, 0.3])


@pytest.mark.parametrize(
    ("features", "moments", "message"),
    [
        ([[1, 2], [3, 4]], [1], r"moments has shape \(1,\), expected .* 2 features"),
        ([1, np.nan], 1, "features contains nan"),
        ([1, 2], np.inf, "moments contains inf"),
        (np.zeros((2, 2, 2)), [1, 1], "features has 3 axes, expected 2"),
    ],
)
def test_what_is_no_problem_is_refused(features, moments, message):
    with pytest.raises(ValueError, match=message):
        maximum_entropy(features, moments)


def test_a_moment_next_to_the_edge_is_met_as_well_as_floats_allow():
    features, _, _ = random_problem(3150603)
    p = np.random.default_rng(3150603).dirichlet(np.full(8, 0.05))
    found = maximum_entropy(features, features @ p, tol=0)
    np.testing.assert_allclose(features @ found.p, features @ p, atol=1e-5)
