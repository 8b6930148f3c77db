"""infolib beside scikit-learn, which the library itself does without."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import softmax
from sklearn.feature_selection import mutual_info_regression
from sklearn.metrics import brier_score_loss, log_loss, mutual_info_score

from infolib import (
    brier_score,
    ksg_mutual_information,
    mutual_information,
    mutual_information_from_samples,
    softmax_cross_entropy,
)

LOGITS = hnp.arrays(np.float64, (4, 3), elements=st.floats(-50, 50))
pairs = st.integers(1, 30).flatmap(
    lambda n: st.tuples(*[hnp.arrays(np.int64, n, elements=st.integers(-3, 3))] * 2)
)


@given(LOGITS, st.integers(0, 2**32 - 1))
def test_cross_entropy_agrees_with_scikit_learn(logits, seed):
    labels = np.random.default_rng(seed).integers(0, 3, size=4)
    found = softmax_cross_entropy(np.clip(logits, -10, 10), labels).mean()
    expected = log_loss(
        labels, softmax(np.clip(logits, -10, 10), axis=1), labels=[0, 1, 2]
    )
    assert found == pytest.approx(expected)


def test_brier_score_agrees_with_scikit_learn():
    rng = np.random.default_rng(0)
    probs, labels = rng.dirichlet(np.ones(2), size=50), rng.integers(0, 2, size=50)
    expected = 2 * brier_score_loss(labels, probs[:, 1])
    assert brier_score(probs, labels) == pytest.approx(expected)


def test_mutual_information_of_a_table_agrees_with_scikit_learn():
    counts = np.random.default_rng(0).integers(0, 50, size=(5, 7))
    expected = mutual_info_score(None, None, contingency=counts)
    assert mutual_information(counts / counts.sum()) == pytest.approx(expected)


@given(pairs)
def test_mutual_information_agrees_with_scikit_learn(pair):
    value = mutual_information_from_samples(*pair)
    assert value >= 0
    assert value == pytest.approx(mutual_info_score(*pair), abs=1e-14)


@pytest.mark.parametrize("n_levels", [10, 300, 3000])
def test_mutual_information_of_many_levels_agrees_with_scikit_learn(n_levels):
    rng = np.random.default_rng(0)
    x, noise = rng.integers(0, n_levels, (2, 20_000))
    y = np.where(rng.random(20_000) < 0.5, x, noise)
    value = mutual_information_from_samples(x, y)
    assert value == pytest.approx(mutual_info_score(x, y), rel=1e-12)


@pytest.mark.parametrize("n", [200, 2000])
def test_ksg_agrees_with_scikit_learn(n):
    rng = np.random.default_rng(0)
    x, noise = rng.normal(size=(2, n))
    y = 0.8 * x + 0.6 * noise
    # scikit-learn adds noise of 1e-10, and replaces negative estimates by 0.
    expected = mutual_info_regression(x[:, None], y, random_state=0)[0]
    assert ksg_mutual_information(x, y) == pytest.approx(expected, abs=1e-6)
