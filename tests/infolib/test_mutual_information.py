import autograd.numpy as anp
import numpy as np
import pytest
import scipy.stats
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from infolib import (
    conditional_entropy,
    conditional_mutual_information,
    entropy,
    joint_entropy,
    kl_divergence,
    mutual_information,
    pointwise_mutual_information,
    total_correlation,
)
from tests.infolib.strategies import joints

COPY = [[0.5, 0], [0, 0.5]]
# Two fair coins, and whether they differ.
XOR = [[[0.25, 0], [0, 0.25]], [[0, 0.25], [0.25, 0]]]


def test_a_copy_tells_all_and_a_stranger_nothing():
    assert mutual_information(COPY, base=2) == 1.0
    assert mutual_information([[0.25, 0.25], [0.25, 0.25]]) == 0.0


def test_knowing_whether_coins_differ_makes_each_tell_the_other():
    assert conditional_mutual_information(XOR, base=2) == 1.0
    assert mutual_information(np.sum(XOR, axis=2)) == 0.0
    assert total_correlation(XOR, base=2) == 1.0


def test_knowing_a_common_cause_leaves_nothing_to_share():
    p_xyz = np.zeros((2, 2, 2))
    p_xyz[0, 0, 0] = p_xyz[1, 1, 1] = 0.5
    assert conditional_mutual_information(p_xyz) == 0.0
    assert total_correlation(p_xyz, base=2) == 2.0


def test_pairs_that_never_meet_are_infinitely_unlikely():
    expected = [[1, -np.inf], [-np.inf, 1]]
    assert pointwise_mutual_information(COPY, base=2).tolist() == expected
    empty_row = pointwise_mutual_information([[0.5, 0.5], [0, 0]])
    assert empty_row.tolist() == [[0, 0], [-np.inf, -np.inf]]


def test_tiny_probabilities_do_not_underflow():
    p_xy = np.diag([1e-200, 1.0])
    assert mutual_information(p_xy) == pytest.approx(entropy([1e-200, 1.0]), rel=1e-12)


@given(joints())
def test_mutual_information_is_the_divergence_from_independence(p_xy):
    outer = np.outer(p_xy.sum(axis=1), p_xy.sum(axis=0))
    divergence = kl_divergence(p_xy.ravel(), outer.ravel() / outer.sum())
    if np.isfinite(divergence):  # the product may underflow
        assert mutual_information(p_xy) == pytest.approx(divergence, abs=1e-12)


@given(joints())
def test_mutual_information_is_what_knowing_saves(p_xy):
    saved = entropy(p_xy.sum(axis=0)) - conditional_entropy(p_xy, given=0)
    assert mutual_information(p_xy) == pytest.approx(saved, abs=1e-12)
    assert mutual_information(p_xy) >= 0


@given(joints())
def test_mutual_information_is_symmetric(p_xy):
    assert mutual_information(p_xy) == pytest.approx(
        mutual_information(p_xy.T), abs=1e-12
    )


@given(joints(ndim=3, max_size=3))
def test_chain_rule(p_xyz):
    whole = mutual_information(np.moveaxis(p_xyz, 1, 2).reshape(-1, p_xyz.shape[1]))
    part = mutual_information(p_xyz.sum(axis=0).T)
    assert whole == pytest.approx(
        part + conditional_mutual_information(p_xyz), abs=1e-12
    )
    assert conditional_mutual_information(p_xyz) >= 0


@given(joints(ndim=3, max_size=3))
def test_total_correlation_is_the_entropy_that_dependence_saves(p):
    parts = sum(
        entropy(p.sum(axis=tuple(j for j in range(3) if j != i))) for i in range(3)
    )
    assert total_correlation(p) == pytest.approx(parts - joint_entropy(p), abs=1e-12)


@given(joints(), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_processing_data_does_not_add_information(p_xy, outputs, seed):
    rng = np.random.default_rng(seed)
    channel = rng.dirichlet(np.ones(outputs), size=p_xy.shape[1])
    assert mutual_information(p_xy @ channel) <= mutual_information(p_xy) + 1e-12


@given(joints())
def test_pointwise_values_average_to_mutual_information(p_xy):
    values = pointwise_mutual_information(p_xy)
    present = p_xy > 0
    mean = p_xy[present] @ values[present]
    assert mean == pytest.approx(mutual_information(p_xy), abs=1e-12)


def test_total_correlation_of_two_agrees_with_scipy():
    counts = np.random.default_rng(0).integers(0, 50, size=(5, 7))
    p_xy = counts / counts.sum()
    outer = np.outer(p_xy.sum(axis=1), p_xy.sum(axis=0))
    expected = scipy.stats.entropy(p_xy.ravel(), outer.ravel())
    assert total_correlation(p_xy) == pytest.approx(expected)


def test_near_independence_no_digit_is_lost():
    e = 2.0**-30
    p_xy = np.array([[0.25 + e, 0.25 - e], [0.25 - e, 0.25 + e]])
    assert mutual_information(p_xy) == pytest.approx(8 * e**2, rel=1e-8)


@pytest.mark.parametrize("base", [2, 10])
def test_a_base_changes_the_unit_and_nothing_else(base):
    p_xy, unit = [[0.1, 0.2], [0.3, 0.4]], np.log(base)
    for function in (
        mutual_information,
        pointwise_mutual_information,
        total_correlation,
    ):
        assert np.allclose(function(p_xy, base=base), function(p_xy) / unit)
    conditional = conditional_mutual_information(np.array([p_xy, p_xy]) / 2)
    conditional_in = conditional_mutual_information(
        np.array([p_xy, p_xy]) / 2, base=base
    )
    assert conditional_in == pytest.approx(conditional / unit)


@pytest.mark.parametrize(
    ("function", "shape"),
    [(mutual_information, (3, 4)), (conditional_mutual_information, (2, 3, 2))],
)
def test_information_has_its_exact_gradient(function, shape):
    rng = np.random.default_rng(0)
    logits, direction = rng.normal(size=(2, *shape))

    def loss(logits):
        weights = anp.exp(logits)
        return function(weights / anp.sum(weights), base=2)

    step = 1e-5
    ahead, behind = loss(logits + step * direction), loss(logits - step * direction)
    found = np.sum(grad(loss)(logits) * direction)
    assert found == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


def test_scalars_are_plain_floats():
    assert type(mutual_information(COPY)) is float
    assert type(conditional_mutual_information(XOR)) is float
    assert type(total_correlation(XOR)) is float
    assert type(total_correlation([0.5, 0.5])) is float


@pytest.mark.parametrize("function", [mutual_information, pointwise_mutual_information])
def test_what_is_no_joint_distribution_of_two_is_refused(function):
    with pytest.raises(ValueError, match="p_xy has 1 axes, expected 2"):
        function([0.5, 0.5])
    with pytest.raises(ValueError, match="p_xy sums to 2, expected 1"):
        function([[0.5, 0.5], [0.5, 0.5]])


def test_what_is_no_joint_distribution_of_three_is_refused():
    with pytest.raises(ValueError, match="p_xyz has 2 axes, expected 3"):
        conditional_mutual_information([[0.5, 0.5]])
    with pytest.raises(ValueError, match="p sums to 2, expected 1"):
        total_correlation([[0.5, 0.5], [0.5, 0.5]])
