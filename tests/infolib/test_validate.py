from fractions import Fraction

import numpy as np
import pytest
from autograd import grad

from infolib import _validate as check


def test_a_float32_distribution_over_a_million_classes_passes():
    for seed in range(3):
        weights = np.random.default_rng(seed).gamma(0.1, size=10**6)
        p = weights.astype(np.float32)
        p /= p.sum()
        assert check.distribution("p", p).dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("size", [2, 1000, 10**6])
def test_a_sum_of_1_001_never_passes(dtype, size):
    p = np.full(size, 1.001 / size, dtype)
    with pytest.raises(ValueError, match=r"p sums to 1\.00[01]"):
        check.distribution("p", p)


def test_float64_is_held_to_more_than_float32():
    p = np.array([0.5, 0.5 + 1e-6])
    with pytest.raises(ValueError, match=r"p sums to 1\.000001, expected 1"):
        check.distribution("p", p)
    assert check.distribution("p", p.astype(np.float32)).sum() > 1


def test_integers_booleans_fractions_and_lists_are_numbers():
    for p in ([1, 0], [True, False], [Fraction(1, 3), Fraction(2, 3)], (0.5, 0.5)):
        assert check.distribution("p", p).dtype == np.float64


def test_a_valid_array_is_handed_back_without_a_copy():
    p = np.array([0.5, 0.5])
    assert check.distribution("p", p) is p


def test_several_axes_may_hold_one_distribution():
    p = np.full((3, 2, 2), 0.25)
    assert check.distribution("p", p, axis=(1, 2)).shape == (3, 2, 2)


def test_joint_distributions_have_the_axes_they_should():
    assert check.joint_distribution("p_xy", [[0.5, 0.5]], 2).shape == (1, 2)
    with pytest.raises(ValueError, match="p_xyz has 2 axes, expected 3"):
        check.joint_distribution("p_xyz", [[0.5, 0.5]], 3)


def test_a_traced_argument_stays_traced_and_is_still_checked():
    def passes(p):
        return check.distribution("p", check.probability("p", p))[0]

    def fails(p):
        return check.distribution("p", p)[0]

    assert grad(passes)(np.array([0.5, 0.5])).tolist() == [1, 0]
    with pytest.raises(ValueError, match="p sums to 2"):
        grad(fails)(np.array([1.0, 1.0]))


def test_arrays_broadcast_or_say_why_not():
    p, q = check.broadcast(p=np.ones((3, 1)), q=np.ones(2))
    assert p.shape == q.shape == (3, 2)
    with pytest.raises(
        ValueError, match=r"shapes do not broadcast: p \(3,\), q \(2,\)"
    ):
        check.broadcast(p=np.ones(3), q=np.ones(2))


def test_numbers_are_within_their_bounds():
    assert check.number("beta", 1, low=0) == 1.0
    with pytest.raises(
        ValueError, match=r"beta is -1, expected a number in \[0, inf\]"
    ):
        check.number("beta", -1, low=0)
    with pytest.raises(ValueError, match="beta is 'x', expected a number"):
        check.number("beta", "x")


def test_counts_are_positive_integers():
    assert check.positive_integer("k", np.int64(3)) == 3
    for bad in (0, -1):
        with pytest.raises(ValueError, match=f"k is {bad}, expected at least 1"):
            check.positive_integer("k", bad)
    for bad in (1.0, True, "1"):
        with pytest.raises(ValueError, match="expected an integer"):
            check.positive_integer("k", bad)


def test_a_choice_is_one_of_its_options():
    assert check.choice("method", "plugin", ("plugin", "nsb")) == "plugin"
    for bad in ("nbs", 3):
        with pytest.raises(ValueError, match="expected one of plugin, nsb"):
            check.choice("method", bad, ("plugin", "nsb"))


def test_numbers_are_moderate_if_their_squares_are_finite():
    assert check.moderate("x", [1e150, -1e150]).tolist() == [1e150, -1e150]
    with pytest.raises(
        ValueError, match=r"x contains -1e\+151, expected numbers of at"
    ):
        check.moderate("x", [0, -1e151])


def test_integers_beyond_all_floats_are_refused():
    with pytest.raises(ValueError, match="x holds numbers too large for a float"):
        check.finite("x", [10**400])
    with pytest.raises(ValueError, match="x is too large for a float"):
        check.number("x", 10**400)
    with pytest.raises(ValueError, match="x is too large for an integer of 64 bits"):
        check.positive_integer("x", 10**400)
    with pytest.raises(ValueError, match="x is no axis of an array with 2 axes"):
        check.axis_tuple("x", 10**400, 2)


def test_an_array_is_no_axis():
    with pytest.raises(ValueError, match="x is an array, expected an axis"):
        check.axis_tuple("x", np.array([0, 1]), 2)


@pytest.mark.parametrize("dtype", [bool, np.int8, np.uint8, np.uint64, np.float16])
def test_whole_numbers_of_any_type_are_counts(dtype):
    counts = check.whole_numbers("x", np.array([0, 1], dtype=dtype))
    assert counts.dtype == np.int64
    assert counts.tolist() == [0, 1]


@pytest.mark.parametrize(
    "value",
    [np.int8(-1), np.uint64(2**63), 2.0**63, np.float16(0.5), np.inf, np.nan, -1.0],
)
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(
        ValueError, match=r"x contains .*, expected whole numbers from 0"
    ):
        check.whole_numbers("x", [value])
