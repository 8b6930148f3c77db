"""Entropy and mutual information from samples of discrete variables."""

import itertools

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from infolib.entropy import binary_entropy
from infolib.estimation.counts import METHODS, entropy_from_counts
from infolib.estimation.samples import (
    entropy_from_samples,
    mutual_information_from_samples,
    pairwise_mutual_information,
)

checked = settings(deadline=None, max_examples=40)
labels = hnp.arrays(np.int64, st.integers(1, 30), elements=st.integers(-3, 3))
methods = pytest.mark.parametrize("method", METHODS)

# Labels

SAME_LABELS = [
    np.array([0, 1, 0, 2]),
    np.array([-5, 7, -5, 10**15]),
    np.array([-128, 127, -128, 0], dtype=np.int8),
    np.array([2**64 - 1, 0, 2**64 - 1, 5], dtype=np.uint64),
    np.array([2**64 - 1, 2**64 - 2, 2**64 - 1, 2**64 - 3], dtype=np.uint64),
    np.array([0.5, 1.5, 0.5, -np.inf]),
    np.array(["2020-01-01", "2021-01-01", "2020-01-01", "2022-01-01"], dtype="M8[D]"),
    np.array(["u", "v", "u", "w"]),
    [b"u", b"v", b"u", b"w"],
    [1, "1", 1, None],
    ["1", 1, "1", 1.5],
    [(0, 1), (1, 0), (0, 1), (1, 1)],
    [(0,), (1, 0), (0,), ()],
    [frozenset({1}), frozenset({2}), frozenset({1}), frozenset()],
    np.array([[0, 10**9, 2], [1, 10**9, 2], [0, 10**9, 2], [0, 10**9, 3]]),
    np.array([["u", "v"], ["v", "u"], ["u", "v"], ["v", "v"]]),
]


@pytest.mark.parametrize("x", SAME_LABELS, ids=str)
def test_labels_may_be_anything_that_has_equality(x):
    assert entropy_from_samples(x, base=2) == 1.5
    assert mutual_information_from_samples(x, [0, 1, 0, 1], base=2) == 1.0
    assert mutual_information_from_samples([0, 1, 0, 1], x, base=2) == 1.0


def test_booleans_are_labels():
    assert entropy_from_samples([True, False, True, False], base=2) == 1


@methods
def test_samples_are_counted(method):
    samples = np.repeat([3, 5, 900], [4, 2, 1])
    options = {"method": method, "n_classes": 6}
    expected = entropy_from_counts([4, 2, 1], **options)
    assert entropy_from_samples(samples, **options) == pytest.approx(expected)


def test_the_alphabet_defaults_to_the_labels_seen():
    value = entropy_from_samples([0, 9, 9, 9], method="nsb")
    assert value == entropy_from_counts([1, 3], method="nsb")


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([], "x is empty"),
        (np.empty((2, 0)), "x is empty"),
        (3, "x has 0 axes, expected 1 or 2"),
        (np.zeros((2, 2, 2)), "x has 3 axes, expected 1 or 2"),
        ([0.5, np.nan], "x contains nan, expected labels"),
        ([None, np.nan], "x contains nan, expected labels"),
        ([{1}, {2}], "x holds labels that do not hash"),
    ],
)
def test_bad_samples_are_named(x, message):
    with pytest.raises(ValueError, match=message):
        entropy_from_samples(x)


# Mutual information


def test_mutual_information_of_a_small_table():
    x = np.repeat([0, 0, 1, 1], [3, 1, 1, 3])
    y = np.repeat([0, 1, 0, 1], [3, 1, 1, 3])
    expected = np.log(2) - binary_entropy(1 / 4)
    value = mutual_information_from_samples(x, y)
    assert value == pytest.approx(expected, abs=1e-15)


@checked
@given(labels)
def test_a_variable_tells_its_entropy_about_itself(x):
    value = mutual_information_from_samples(x, x)
    assert value == pytest.approx(entropy_from_samples(x), abs=1e-14)


@methods
def test_identifiers_tell_everything(method):
    x = np.arange(5000)
    value = mutual_information_from_samples(x, x % 7, method="plugin")
    assert value == pytest.approx(entropy_from_samples(x % 7), rel=1e-13)
    assert mutual_information_from_samples(x, x) == pytest.approx(np.log(5000))


@methods
def test_mutual_information_is_a_sum_of_estimated_entropies(method):
    rng = np.random.default_rng(0)
    for n_levels in (4, 60):
        x, y = rng.integers(0, n_levels, (2, 50))
        table = np.zeros((n_levels, n_levels), dtype=int)
        np.add.at(table, (x, y), 1)
        table = table[table.any(axis=1)][:, table.any(axis=0)]
        tables = [table.sum(axis=1), table.sum(axis=0), table.ravel()]
        h_x, h_y, h_xy = [entropy_from_counts(t, method=method) for t in tables]
        value = mutual_information_from_samples(x, y, method=method, base=2)
        assert value == pytest.approx((h_x + h_y - h_xy) / np.log(2), abs=1e-12)


def test_a_constant_tells_nothing():
    assert mutual_information_from_samples([0, 1, 2, 2], ["aaaa"] * 4) == 0


def test_all_but_independent_variables_keep_their_digits():
    counts = np.array([250_001, 250_000, 250_000, 249_999])
    value = mutual_information_from_samples(
        np.repeat([0, 0, 1, 1], counts), np.repeat([0, 1, 0, 1], counts)
    )
    with mpmath.workdps(50):
        n = mpmath.mpf(10**6)
        x, y = (500_001, 499_999), (500_001, 499_999)
        cells = zip(counts.tolist(), itertools.product(x, y), strict=True)
        exact = sum(c / n * mpmath.log(c * n / (a * b)) for c, (a, b) in cells)
    assert value == pytest.approx(float(exact), rel=1e-3)
    assert 0 < value < 1e-23


def test_plugin_information_of_independent_variables_is_too_high():
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 5, (2, 60, 500))
    values = [mutual_information_from_samples(*xy) for xy in zip(x, y, strict=True)]
    # 2n times the estimate is chi-squared with 16 degrees of freedom.
    error = np.sqrt(2 * 16 / 60) / 1000
    assert np.mean(values) == pytest.approx(16 / 1000, abs=4 * error)


def test_bad_pairs_are_named():
    with pytest.raises(ValueError, match="x has 2 samples, but y has 3"):
        mutual_information_from_samples([0, 1], [0, 1, 2])
    with pytest.raises(ValueError, match="y is empty"):
        mutual_information_from_samples([0], [])
    with pytest.raises(ValueError, match="method is 'mle'"):
        mutual_information_from_samples([0], [0], method="mle")


# All pairs


def all_pairs(columns):
    d = columns.shape[1]
    return np.array(
        [
            [
                mutual_information_from_samples(columns[:, i], columns[:, j])
                for j in range(d)
            ]
            for i in range(d)
        ]
    )


@checked
@given(
    hnp.arrays(
        np.int64,
        st.tuples(st.integers(1, 80), st.integers(1, 8)),
        elements=st.integers(0, 2),
    )
)
def test_all_pairs_are_the_pairs(columns):
    value = pairwise_mutual_information(columns)
    np.testing.assert_allclose(value, all_pairs(columns), atol=1e-14)
    np.testing.assert_array_equal(value, value.T)


def test_all_pairs_of_columns_with_few_and_many_levels():
    rng = np.random.default_rng(0)
    levels = [2, 3, 1, 40, 2, 5000, 2, 2, 4000, 7]
    columns = np.stack([rng.integers(0, k, 3000) for k in levels], axis=1)
    columns[:, 1] = columns[:, 0] + columns[:, 4]
    value = pairwise_mutual_information(columns)
    np.testing.assert_allclose(value, all_pairs(columns), atol=1e-13)
    np.testing.assert_array_equal(value, value.T)
    entropies = [entropy_from_samples(column) for column in columns.T]
    np.testing.assert_allclose(np.diag(value), entropies, atol=1e-14)


def test_all_pairs_of_other_labels_in_bits():
    table = [["sun", 1], ["sun", 1], ["rain", 2], ["rain", 3]]
    expected = [[1, 1], [1, 1.5]]
    np.testing.assert_allclose(pairwise_mutual_information(table, base=2), expected)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([0, 1], "columns has 1 axes, expected 2"),
        ([[]], "columns is empty"),
        ([[0, np.nan]], "columns contains nan, expected labels"),
    ],
)
def test_bad_columns_are_named(columns, message):
    with pytest.raises(ValueError, match=message):
        pairwise_mutual_information(columns)
