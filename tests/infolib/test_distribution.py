import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infolib import entropy, normalize
from tests.infolib.gradients import assert_exact_gradient
from tests.infolib.strategies import weights


def test_counts_become_frequencies():
    assert normalize([3, 1]).tolist() == [0.75, 0.25]
    assert normalize([[1, 1], [3, 1]], axis=0).tolist() == [[0.25, 0.5], [0.75, 0.5]]
    assert normalize([[1, 1], [1, 1]], axis=None).tolist() == [[0.25] * 2] * 2


def test_huge_and_tiny_weights_are_no_trouble():
    assert normalize([1e308, 1e308]).tolist() == [0.5, 0.5]
    assert normalize([5e-324, 5e-324]).tolist() == [0.5, 0.5]


@given(st.integers(1, 8).flatmap(weights))
def test_what_is_normalised_is_a_distribution(w):
    assert entropy(normalize(w)) >= 0


def test_normalize_has_its_exact_gradient():
    w = np.array([[1.0, 2.0, 3.0], [0.5, 0.1, 4.0]])
    assert_exact_gradient(lambda w: anp.sum(normalize(w) ** 3), w)


@pytest.mark.parametrize(
    ("w", "message"),
    [
        ([1, -1], "weights contains -1, expected non-negative"),
        ([np.inf, 1], "weights contains inf"),
        ([[1, 1], [0, 0]], "weights are all 0 along axis"),
        ([], "weights is empty"),
        (1.0, "weights is a single number"),
    ],
)
def test_what_cannot_be_normalised_is_refused(w, message):
    with pytest.raises(ValueError, match=message):
        normalize(w)
