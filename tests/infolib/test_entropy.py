import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
import scipy.stats
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from infolib import (
    binary_entropy,
    conditional_entropy,
    entropy,
    joint_entropy,
    perplexity,
    renyi_entropy,
    surprisal,
)
from tests.infolib.strategies import distributions, joints

mpmath.mp.dps = 50

HARD = [
    [1.0],
    [1 - 2**-53, 2**-53],
    [1e-300, 1.0],
    [5e-324, 0.5, 0.5],
    [0.0, 0.3, 0.7],
    [1 / 3, 1 / 3, 1 / 3],
]


def exact_entropy(p):
    return -mpmath.fsum(mpmath.mpf(x) * mpmath.log(x) for x in p if x > 0)


# Worked by hand


def test_a_fair_coin_has_one_bit():
    assert entropy([0.5, 0.5], base=2) == 1.0


def test_a_two_headed_coin_has_no_entropy_and_no_minus_sign():
    assert str(entropy([1, 0], base=2)) == "0.0"


def test_256_equal_outcomes_have_eight_bits():
    assert entropy(np.full(256, 1 / 256), base=2) == 8.0


def test_halving_probabilities_have_whole_surprisals():
    p = [0.5, 0.25, 0.125, 0.125]
    assert surprisal(p, base=2).tolist() == [1, 2, 3, 3]
    assert entropy(p, base=2) == 1.75


def test_an_impossible_event_surprises_infinitely_and_a_certain_one_not_at_all():
    assert surprisal([0, 1]).tolist() == [np.inf, 0]
    assert str(surprisal(1)) == "0.0"


def test_binary_entropy_of_a_quarter():
    assert binary_entropy(0.25, base=2) == pytest.approx(2 - 0.75 * np.log2(3))


def test_a_copy_leaves_nothing_and_a_stranger_leaves_all():
    copy = [[0.5, 0], [0, 0.5]]
    stranger = [[0.25, 0.25], [0.25, 0.25]]
    assert conditional_entropy(copy, given=0, base=2) == 0.0
    assert conditional_entropy(stranger, given=1, base=2) == 1.0
    assert joint_entropy(copy, base=2) == 1.0
    assert joint_entropy(stranger, base=2) == 2.0


def test_given_names_the_axis_that_is_known():
    # x decides y, but not the other way round.
    p_xy = [[0.5, 0.0], [0.25, 0.0], [0.0, 0.25]]
    assert conditional_entropy(p_xy, given=0, base=2) == 0.0
    expected = 0.75 * binary_entropy(1 / 3, base=2)
    assert conditional_entropy(p_xy, given=1, base=2) == pytest.approx(expected)
    assert conditional_entropy(p_xy, given=-1, base=2) == pytest.approx(expected)


def test_renyi_entropies_of_a_loaded_coin():
    p = [0.75, 0.25]
    assert renyi_entropy(p, 0) == np.log(2)
    assert renyi_entropy(p, 2) == pytest.approx(-np.log(0.625))
    assert renyi_entropy(p, np.inf, base=2) == pytest.approx(-np.log2(0.75))


# Against independent oracles


@pytest.mark.parametrize("p", HARD)
def test_entropy_is_right_at_the_edges(p):
    assert entropy(p) == pytest.approx(float(exact_entropy(p)), rel=1e-14, abs=1e-300)


@pytest.mark.parametrize("p", [0.0, 1e-300, 1e-9, 0.3, 0.5, 1 - 2**-53, 1.0])
def test_binary_entropy_is_right_at_the_edges(p):
    q = 1 - mpmath.mpf(p)
    exact = -sum(x * mpmath.log(x) for x in (mpmath.mpf(p), q) if x > 0)
    assert binary_entropy(p) == pytest.approx(float(exact), rel=1e-14)


@pytest.mark.parametrize("order", [0.5, 1 - 1e-9, 1 + 1e-9, 1 + 1e-4, 3, 40, 1e4])
@pytest.mark.parametrize("p", HARD)
def test_renyi_entropy_is_right_at_the_edges(p, order):
    total = mpmath.fsum(mpmath.mpf(x) for x in p)
    powers = mpmath.fsum((mpmath.mpf(x) / total) ** order for x in p if x > 0)
    exact = float(mpmath.log(powers) / (1 - mpmath.mpf(order)))
    assert renyi_entropy(p, order) == pytest.approx(exact, rel=1e-9, abs=1e-15)


def test_entropy_agrees_with_scipy_on_a_batch():
    p = np.random.default_rng(0).dirichlet(np.ones(100), size=(7, 300))
    assert np.allclose(entropy(p), scipy.stats.entropy(p, axis=-1), rtol=1e-13, atol=0)
    columns = np.moveaxis(p, -1, 0)
    assert np.array_equal(entropy(columns, axis=0), entropy(p))


@pytest.mark.parametrize("order", [0, 0.3, 1, 1 + 1e-9, 2, 50, np.inf])
def test_renyi_entropies_of_a_batch_do_not_mix(order):
    p = np.array([[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]])
    rows = [renyi_entropy(row, order) for row in p]
    np.testing.assert_array_equal(renyi_entropy(p, order), rows)
    np.testing.assert_array_equal(renyi_entropy(p.T, order, axis=0), rows)
    assert not np.signbit(rows).any()


def test_a_million_float32_classes_keep_their_digits():
    rng = np.random.default_rng(0)
    p = rng.gamma(0.1, size=10**6)
    p /= p.sum()
    assert entropy(p.astype(np.float32)) == pytest.approx(entropy(p), rel=1e-6)


# Identities


@given(distributions())
def test_entropy_is_between_zero_and_log_k(p):
    assert 0 <= entropy(p) <= np.log(len(p)) + 1e-12


@given(distributions())
def test_entropy_is_the_average_surprisal(p):
    terms = [x * surprisal(x) for x in p if x > 0]
    assert entropy(p) == pytest.approx(sum(terms), abs=1e-12)


@given(st.integers(1, 6).flatmap(lambda k: st.tuples(*[distributions(k, k)] * 2)))
def test_entropy_is_concave(pair):
    p, q = pair
    assert entropy((p + q) / 2) >= (entropy(p) + entropy(q)) / 2 - 1e-12


@given(st.floats(0, 1))
def test_binary_entropy_is_the_entropy_of_a_coin(p):
    assert binary_entropy(p) == pytest.approx(entropy([p, 1 - p]), abs=1e-15)
    assert binary_entropy(p) == pytest.approx(binary_entropy(1 - p), rel=1e-9)


@given(joints())
def test_chain_rule(p_xy):
    whole = joint_entropy(p_xy)
    for given_axis in (0, 1):
        part = entropy(p_xy.sum(axis=1 - given_axis))
        rest = conditional_entropy(p_xy, given=given_axis)
        assert whole == pytest.approx(part + rest, abs=1e-12)
        assert rest >= 0


@given(joints(ndim=3, max_size=3))
def test_chain_rule_for_three_variables(p_xyz):
    whole = entropy(p_xyz.sum(axis=(1, 2)))
    whole += conditional_entropy(p_xyz.sum(axis=2), given=0)
    whole += conditional_entropy(p_xyz, given=(0, 1))
    assert joint_entropy(p_xyz) == pytest.approx(whole, abs=1e-12)


@given(joints())
def test_knowing_helps_on_average(p_xy):
    assert conditional_entropy(p_xy, given=0) <= entropy(p_xy.sum(axis=0)) + 1e-12


@given(distributions())
def test_perplexity_counts_equally_likely_outcomes(p):
    assert np.log(perplexity(p)) == pytest.approx(entropy(p), abs=1e-12)
    assert 1 <= perplexity(p) <= len(p) * (1 + 1e-12)


@given(distributions(), st.floats(0, 20), st.floats(0, 20))
def test_renyi_entropy_falls_with_its_order(p, one, other):
    low, high = sorted([one, other])
    assert renyi_entropy(p, low) >= renyi_entropy(p, high) - 1e-9


@given(distributions())
def test_renyi_entropy_of_order_one_is_entropy(p):
    assert renyi_entropy(p, 1) == entropy(p)


@pytest.mark.parametrize("base", [2, 10, np.e, 0.5])
def test_a_base_changes_the_unit_and_nothing_else(base):
    p, p_xy = [0.2, 0.8], [[0.1, 0.2], [0.3, 0.4]]
    unit = np.log(base)
    assert entropy(p, base=base) == pytest.approx(entropy(p) / unit)
    assert surprisal(0.2, base=base) == pytest.approx(surprisal(0.2) / unit)
    assert binary_entropy(0.2, base=base) == pytest.approx(entropy(p) / unit)
    assert renyi_entropy(p, 2, base=base) == pytest.approx(renyi_entropy(p, 2) / unit)
    assert renyi_entropy(p, 1, base=base) == pytest.approx(entropy(p) / unit)
    rest = conditional_entropy(p_xy, given=0, base=base)
    assert rest == pytest.approx(conditional_entropy(p_xy, given=0) / unit)
    assert joint_entropy(p_xy, base=base) == pytest.approx(joint_entropy(p_xy) / unit)


def test_batches_hold_one_distribution_a_row():
    p = np.array([[0.5, 0.5], [1.0, 0.0]])
    assert entropy(p, base=2).tolist() == [1, 0]
    assert perplexity(p).tolist() == pytest.approx([2, 1])
    assert renyi_entropy(p.T, 2, base=2, axis=0).tolist() == pytest.approx([1, 0])
    assert renyi_entropy(p.T, 0, base=2, axis=0).tolist() == [1, 0]
    assert renyi_entropy(p.T, np.inf, base=2, axis=0).tolist() == [1, 0]
    assert perplexity(p.T, axis=0).tolist() == pytest.approx([2, 1])


@pytest.mark.parametrize(
    "value",
    [
        entropy([0.5, 0.5]),
        surprisal(0.5),
        binary_entropy(0.5),
        perplexity([0.5, 0.5]),
        renyi_entropy([0.5, 0.5], 2),
        joint_entropy([[0.5, 0.5]]),
        conditional_entropy([[0.5, 0.5]], given=0),
    ],
)
def test_scalars_are_plain_floats(value):
    assert type(value) is float


# Gradients


def slope(function, x, direction, step=1e-6):
    ahead, behind = function(x + step * direction), function(x - step * direction)
    return (ahead - behind) / (2 * step)


@pytest.mark.parametrize("axis", [0, -1])
def test_entropy_has_its_exact_gradient(axis):
    rng = np.random.default_rng(0)
    logits, direction = rng.normal(size=(2, 4, 3))

    def loss(logits):
        weights = anp.exp(logits)
        p = weights / anp.sum(weights, axis=axis, keepdims=True)
        return anp.sum(entropy(p, axis=axis, base=2) ** 2)

    found = np.sum(grad(loss)(logits) * direction)
    assert found == pytest.approx(slope(loss, logits, direction), rel=1e-7)


def test_perplexity_is_differentiable():
    p = np.array([0.2, 0.3, 0.5])
    assert np.allclose(grad(perplexity)(p), -perplexity(p) * (np.log(p) + 1))


# Bad input


@pytest.mark.parametrize(
    ("p", "message"),
    [
        ([0.5, 0.6], "p sums to 1.1, expected 1"),
        ([0.5, 0.501], "p sums to 1.001, expected 1"),
        ([1.5, -0.5], "p contains -0.5, expected non-negative"),
        ([np.nan, 1.0], "p contains nan, expected finite"),
        ([np.inf, 0.0], "p contains inf, expected finite"),
        ([], "p is empty"),
        (0.5, "p is a single number"),
        ([[0.5, 0.5], [1.0]], "p is not a rectangular array"),
        ("ab", "p has dtype <U2, expected real numbers"),
        ([1 + 1j, 0], "p has dtype complex128"),
        ([object(), 1], "p holds values that are not numbers"),
    ],
)
@pytest.mark.parametrize(
    "function", [entropy, perplexity, lambda p: renyi_entropy(p, 2)]
)
def test_what_is_no_distribution_is_refused(function, p, message):
    with pytest.raises(ValueError, match=message):
        function(p)


def test_the_worst_row_of_a_batch_is_reported():
    with pytest.raises(ValueError, match=r"p sums to 0\.7, expected 1"):
        entropy([[0.5, 0.5], [0.4, 0.3], [0.5, 0.4]])


@pytest.mark.parametrize("function", [surprisal, binary_entropy])
@pytest.mark.parametrize("p", [-0.1, 1.1, [0.5, 2]])
def test_what_is_no_probability_is_refused(function, p):
    with pytest.raises(ValueError, match=r"p contains .*, expected values in \[0, 1\]"):
        function(p)


def test_what_is_no_joint_distribution_is_refused():
    with pytest.raises(ValueError, match=r"p_xy sums to 2, expected 1"):
        joint_entropy([[0.5, 0.5], [0.5, 0.5]])
    with pytest.raises(ValueError, match=r"p_xy sums to 2, expected 1"):
        conditional_entropy([[0.5, 0.5], [0.5, 0.5]], given=0)


def test_given_must_name_axes_and_leave_one():
    with pytest.raises(ValueError, match="given: axis 2 is out of bounds"):
        conditional_entropy([[0.5, 0.5]], given=2)
    with pytest.raises(ValueError, match="given names every axis"):
        conditional_entropy([[0.5, 0.5]], given=(0, 1))


@pytest.mark.parametrize("order", [-1, np.nan, "two", None])
def test_an_order_below_zero_is_refused(order):
    with pytest.raises(ValueError, match="order is"):
        renyi_entropy([0.5, 0.5], order)


@pytest.mark.parametrize("base", [0, 1, -2, np.inf, np.nan, "2"])
def test_a_senseless_base_is_refused(base):
    with pytest.raises(ValueError, match="base is"):
        entropy([0.5, 0.5], base=base)


def test_an_axis_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="axis 1 is out of bounds"):
        entropy([0.5, 0.5], axis=1)
