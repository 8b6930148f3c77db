"""Means over seeds, and differences of pairs."""

import math

import numpy as np
import pytest
from scipy import stats

from infobook.evidence import Mean, mean, paired_difference


def test_the_error_is_that_of_the_mean():
    values = np.random.default_rng(0).normal(size=30)
    found = mean(values)
    assert found.value == pytest.approx(values.mean())
    assert found.error == pytest.approx(stats.sem(values))
    assert (found.count, found.over) == (30, "seeds")


def test_pairs_cancel_what_they_share():
    rng = np.random.default_rng(0)
    split = 100 * rng.normal(size=20)
    a, b = split + rng.normal(1, 0.1, 20), split
    assert paired_difference(a, b).sigmas > 30
    assert mean(a).error > 10


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (0.96123, 0.0042, "0.961 ± 0.004"),
        (0.96123, 0.0142, "0.961 ± 0.014"),
        (12345.6, 210, "12346 ± 210"),
        (1.0, 0.0, "1.0000 ± 0.0000"),
        (-0.05, 0.0199, "-0.05 ± 0.02"),
    ],
)
def test_an_error_shows_one_digit_or_two_that_begin_with_one(value, error, text):
    assert str(Mean(value, error, 10)) == text
    assert repr(Mean(value, error, 10, "splits")) == f"{text}, 10 splits"


def test_a_format_holds_for_both():
    assert f"{Mean(0.961, 0.0042, 10):.1%}" == "96.1% ± 0.4%"
    assert f"{Mean(1.5, 0.25, 10):+.2f}" == "+1.50 ± 0.25"


def test_units_change_the_mean_and_the_error():
    assert -100 * Mean(0.5, 0.01, 10) == Mean(-50, 1, 10)
    assert Mean(50, 1, 10) / 100 == Mean(0.5, 0.01, 10)


def test_standard_errors_from_zero():
    assert Mean(-3, 1.5, 10).sigmas == -2
    assert Mean(1, 0, 10).sigmas == math.inf
    assert Mean(0, 0, 10).sigmas == 0


@pytest.mark.parametrize("values", [[1], 1, [[1, 2]], [1, math.nan]])
def test_what_has_no_error_is_refused(values):
    with pytest.raises(ValueError, match="values"):
        mean(values)


def test_pairs_come_in_pairs():
    with pytest.raises(ValueError, match=r"a has shape \(2,\) and b has \(3,\)"):
        paired_difference([1, 2], [1, 2, 3])
