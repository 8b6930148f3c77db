import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
import scipy.special
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.optimize import minimize_scalar

from infolib import (
    brier_score,
    cross_entropy,
    expected_calibration_error,
    fit_temperature,
    focal_loss,
    log_softmax,
    softmax_cross_entropy,
)
from tests.infolib.gradients import assert_exact_gradient

mpmath.mp.dps = 50

LOGITS = hnp.arrays(np.float64, (4, 3), elements=st.floats(-50, 50))


def softmax(logits):
    return scipy.special.softmax(logits, axis=-1)


def noisy_problem(seed, scale=3.0, size=2000):
    """Logits, and labels drawn from the softmax of the logits over ``scale``."""
    rng = np.random.default_rng(seed)
    logits = 4 * rng.normal(size=(size, 5))
    chances = softmax(logits / scale).cumsum(axis=1)
    return logits, (rng.random((size, 1)) > chances).sum(axis=1)


# Worked by hand


def test_two_equal_logits_cost_ln_2():
    assert softmax_cross_entropy([0.0, 0.0], 1) == pytest.approx(np.log(2))


def test_being_sure_and_wrong_costs_the_difference_of_logits():
    assert softmax_cross_entropy([1e4, -1e4], 1) == 2e4
    assert softmax_cross_entropy([1e4, -1e4], 0) == 0.0


def test_smoothing_spreads_a_share_over_all_classes():
    logits = [2.0, 0.0]
    hard = np.array([softmax_cross_entropy(logits, y) for y in (0, 1)])
    smooth = softmax_cross_entropy(logits, 0, label_smoothing=0.1)
    assert smooth == pytest.approx(0.95 * hard[0] + 0.05 * hard[1])


def test_brier_scores_worked_by_hand():
    assert brier_score([[1.0, 0.0]], [0]) == 0.0
    assert brier_score([[1.0, 0.0]], [1]) == 2.0
    assert brier_score([[0.7, 0.2, 0.1]], [0]) == pytest.approx(0.09 + 0.04 + 0.01)


def test_calibration_errors_worked_by_hand():
    sure = [[1.0, 0.0]] * 4
    assert expected_calibration_error(sure, [0, 0, 0, 1]) == 0.25
    # 0.9 is right half of the time, 0.6 always: (2 * 0.4 + 2 * 0.4) / 4.
    probs = [[0.9, 0.1], [0.9, 0.1], [0.6, 0.4], [0.6, 0.4]]
    assert expected_calibration_error(probs, [0, 1, 0, 0]) == pytest.approx(0.4)
    # In a single bin the two errors cancel.
    assert expected_calibration_error(probs, [0, 1, 0, 0], n_bins=1) == pytest.approx(0)


def test_a_bin_holds_its_upper_edge():
    # 0.5 is right and 0.6 wrong; apart they err by 0.5 and 0.6, together by 0.05.
    probs = [[0.5, 0.3, 0.2], [0.6, 0.3, 0.1]]
    assert expected_calibration_error(probs, [0, 1], n_bins=2) == pytest.approx(0.55)
    probs = [[0.5, 0.3, 0.2], [0.45, 0.35, 0.2]]
    found = expected_calibration_error(probs, [0, 1], n_bins=2)
    assert found == pytest.approx((0.5 - 0.45) / 2)


def test_a_focus_of_two_halves_the_loss_twice_at_one_half():
    assert focal_loss([0.0, 0.0], 0, gamma=2) == pytest.approx(np.log(2) / 4)


# Against independent oracles


@pytest.mark.parametrize(
    "logits", [[0, -50, -60], [1e4, -1e4, 0], [-1e4, -1e4 + 1e-3, 0], [1, 2, 3]]
)
def test_log_softmax_is_right_at_the_edges(logits):
    total = mpmath.log(mpmath.fsum(mpmath.exp(mpmath.mpf(z)) for z in logits))
    exact = [float(mpmath.mpf(z) - total) for z in logits]
    assert log_softmax(logits).tolist() == pytest.approx(exact, rel=1e-14, abs=1e-300)


@given(LOGITS)
def test_log_softmax_agrees_with_scipy(logits):
    expected = scipy.special.log_softmax(logits, axis=0)
    assert np.allclose(log_softmax(logits, axis=0), expected)


@pytest.mark.parametrize("seed", range(3))
def test_the_fitted_temperature_is_where_a_search_finds_it(seed):
    logits, labels = noisy_problem(seed)

    def loss(log_temperature):
        return softmax_cross_entropy(logits / np.exp(log_temperature), labels).mean()

    expected = np.exp(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x)
    assert fit_temperature(logits, labels) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_the_fitted_temperature_is_the_true_one_within_its_error(seed):
    logits, labels = noisy_problem(seed)
    # The standard error of 1/T is one over the root of n times the mean variance of
    # the logits under the softmax.
    p = softmax(logits / 3)
    variance = (p * logits**2).sum(axis=1) - (p * logits).sum(axis=1) ** 2
    error = 1 / np.sqrt(variance.sum())
    assert abs(1 / fit_temperature(logits, labels) - 1 / 3) < 4 * error


# Identities


@given(LOGITS)
def test_probabilities_sum_to_one(logits):
    assert np.allclose(np.exp(log_softmax(logits)).sum(axis=-1), 1)


@given(LOGITS, st.floats(-1000, 1000))
def test_a_shift_of_all_logits_changes_nothing(logits, shift):
    assert np.allclose(log_softmax(logits + shift), log_softmax(logits), atol=1e-10)


@given(LOGITS, st.floats(0, 1))
def test_the_loss_is_the_cross_entropy_of_the_targets(logits, smoothing):
    logits = np.clip(logits, -10, 10)
    labels = np.array([0, 1, 2, 0])
    targets = (1 - smoothing) * np.eye(3)[labels] + smoothing / 3
    expected = cross_entropy(targets, softmax(logits))
    found = softmax_cross_entropy(logits, labels, label_smoothing=smoothing)
    assert np.allclose(found, expected)
    assert np.allclose(softmax_cross_entropy(logits, targets), expected)


@given(LOGITS)
def test_without_focus_focal_loss_is_cross_entropy(logits):
    labels = [0, 1, 2, 0]
    expected = softmax_cross_entropy(logits, labels)
    assert np.allclose(focal_loss(logits, labels, gamma=0), expected)
    assert (focal_loss(logits, labels) <= expected + 1e-12).all()


@pytest.mark.parametrize("factor", [1e-6, 0.5, 100.0])
def test_the_temperature_scales_with_the_logits(factor):
    logits, labels = noisy_problem(0)
    expected = factor * fit_temperature(logits, labels)
    assert fit_temperature(factor * logits, labels) == pytest.approx(expected)


def test_temperatures_at_the_ends():
    logits = [[4.0, 0.0], [0.0, 4.0]]
    assert fit_temperature(logits, [0, 1]) == 0.0
    assert fit_temperature(logits, [1, 0]) == np.inf
    assert fit_temperature(logits, [0, 0]) == np.inf
    assert fit_temperature([[1.0, 1.0]], [0]) == 1.0


def test_examples_may_have_several_axes():
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(2, 3, 4)), rng.integers(0, 4, size=(2, 3))
    flat = logits.reshape(6, 4), labels.ravel()
    losses = softmax_cross_entropy(logits, labels)
    assert losses.shape == (2, 3)
    assert np.array_equal(losses.ravel(), softmax_cross_entropy(*flat))
    assert np.array_equal(focal_loss(logits, labels).ravel(), focal_loss(*flat))
    assert fit_temperature(logits, labels) == fit_temperature(*flat)
    assert brier_score(softmax(logits), labels) == brier_score(
        softmax(flat[0]), flat[1]
    )
    assert expected_calibration_error(
        softmax(logits), labels
    ) == expected_calibration_error(softmax(flat[0]), flat[1])


@pytest.mark.parametrize(
    "value",
    [
        softmax_cross_entropy([0.0, 1.0], 0),
        focal_loss([0.0, 1.0], 0),
        brier_score([[0.5, 0.5]], [0]),
        expected_calibration_error([[0.5, 0.5]], [0]),
        fit_temperature([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]], [0, 0, 1]),
    ],
)
def test_scalars_are_plain_floats(value):
    assert type(value) is float


# Gradients


def test_the_gradient_is_softmax_minus_label():
    logits, labels = np.random.default_rng(0).normal(size=(4, 3)), [0, 1, 2, 0]
    found = grad(lambda z: anp.sum(softmax_cross_entropy(z, labels)))(logits)
    assert np.allclose(found, softmax(logits) - np.eye(3)[labels])


def test_the_gradient_is_finite_and_right_at_huge_logits():
    found = grad(lambda z: softmax_cross_entropy(z, 1))(np.array([1e4, -1e4, 0.0]))
    assert found.tolist() == [1, -1, 0]


def test_losses_have_their_exact_gradients():
    rng = np.random.default_rng(0)
    logits, teacher = rng.normal(size=(2, 4, 3))
    labels = rng.integers(0, 3, size=4)

    def distil(logits, teacher):
        weights = anp.exp(teacher)
        targets = weights / anp.sum(weights, axis=-1, keepdims=True)
        return anp.sum(softmax_cross_entropy(logits, targets) ** 2)

    assert_exact_gradient(distil, logits, teacher)
    assert_exact_gradient(lambda z: anp.sum(log_softmax(z, axis=0) ** 2), logits)
    for gamma in (0.0, 0.5, 2.0):
        assert_exact_gradient(
            lambda z, gamma=gamma: anp.sum(focal_loss(z, labels, gamma=gamma)), logits
        )


# Bad input


@pytest.mark.parametrize(
    ("logits", "labels", "message"),
    [
        ([np.nan, 0.0], 0, "logits contains nan"),
        (0.0, 0, "logits is a single number"),
        ([], 0, "logits is empty"),
        ([0.0, 0.0], 2, "labels contains 2, expected classes below 2"),
        ([0.0, 0.0], -1, "labels contains -1, expected whole numbers from 0"),
        ([0.0, 0.0], 0.5, "labels contains 0.5, expected whole numbers"),
        ([[0.0, 0.0]], [0, 1], r"labels has shape \(2,\), expected \(1,\)"),
    ],
)
def test_what_is_no_classification_is_refused(logits, labels, message):
    for loss in (softmax_cross_entropy, focal_loss, fit_temperature):
        with pytest.raises(ValueError, match=message):
            loss(logits, labels)


def test_soft_labels_must_be_distributions():
    with pytest.raises(ValueError, match=r"labels sums to 1\.1, expected 1"):
        softmax_cross_entropy([0.0, 0.0], [0.5, 0.6])
    with pytest.raises(ValueError, match=r"labels sums to 1\.1, expected 1"):
        brier_score([0.5, 0.5], [0.5, 0.6])


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError, match=r"label_smoothing is 1\.5"):
        softmax_cross_entropy([0.0, 0.0], 0, label_smoothing=1.5)
    with pytest.raises(ValueError, match="gamma is -1"):
        focal_loss([0.0, 0.0], 0, gamma=-1)
    with pytest.raises(ValueError, match="n_bins is 0"):
        expected_calibration_error([[0.5, 0.5]], [0], n_bins=0)
    with pytest.raises(ValueError, match=r"probs sums to 1\.1"):
        expected_calibration_error([[0.5, 0.6]], [0])
    with pytest.raises(ValueError, match=r"probs sums to 1\.1"):
        brier_score([[0.5, 0.6]], [0])


def test_calibration_error_of_a_batch_with_several_axes():
    probs = np.array([[[0.9, 0.1], [0.2, 0.8]], [[0.6, 0.4], [0.3, 0.7]]])
    labels = np.array([[0, 0], [1, 1]])
    flat = expected_calibration_error(probs.reshape(4, 2), labels.ravel(), n_bins=10)
    assert expected_calibration_error(probs, labels, n_bins=10) == flat
    assert flat == pytest.approx((0.1 + 0.8 + 0.6 + 0.3) / 4)


def test_the_temperature_of_a_batch_with_several_axes():
    logits = np.array([[[5.0, 0], [0, 2]], [[1, 0], [0, 9]], [[3, 0], [0, 4]]])
    labels = np.array([[0, 1], [1, 1], [0, 0]])
    flat = fit_temperature(logits.reshape(6, 2), labels.ravel())
    assert fit_temperature(logits, labels) == pytest.approx(flat, rel=1e-12)


def test_temperature_does_not_depend_on_a_shift_of_one_example():
    logits = np.array([[5.0, 0, 1], [0, 2, 1], [1, 0, 0], [0, 9, 3]])
    labels = np.array([0, 1, 2, 0])
    shift = np.array([[0.0], [1000.0], [-500.0], [3.0]])
    expected = fit_temperature(logits, labels)
    assert fit_temperature(logits + shift, labels) == pytest.approx(expected, rel=1e-9)


def test_a_smoothing_below_zero_is_refused():
    with pytest.raises(
        ValueError, match=r"label_smoothing is -0.1, expected .* \[0, 1\]"
    ):
        softmax_cross_entropy([0, 1], 0, label_smoothing=-0.1)


def test_a_faulty_call_is_named():
    with pytest.raises(ValueError, match=r"^logits is a single number"):
        log_softmax(3.0)
    with pytest.raises(ValueError, match=r"expected \(2,\) for classes or \(2, 3\)"):
        softmax_cross_entropy(np.zeros((2, 3)), [0, 1, 2, 0])
