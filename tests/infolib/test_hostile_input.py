"""Every public function, given anything: a right answer or a clear error.

Each argument of each function is replaced in turn by something that it was not made
for. What comes back may be an error of the kind that names a fault, or a result
without NaN; never a warning, another error, or a crash. The tests of each module say
which of the two is right.
"""

import datetime
import inspect
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import infolib

P = np.array([0.5, 0.25, 0.25])
Q = np.array([0.25, 0.25, 0.5])
P_XY = np.array([[0.3, 0.1], [0.2, 0.4]])
COV = np.array([[2.0, 0.5], [0.5, 1.0]])
LOGITS = np.array([[2.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
LABELS = np.array([0, 1])
SAMPLES = np.array([0.1, 0.5, 0.2, 0.9, 0.4, 0.7])
TRANSITIONS = np.full((2, 2, 2), 0.5)
PACKED = infolib.arithmetic_encode([0, 1, 2], lambda context: P)

# A call of each function that is right.
CALLS = {
    "arithmetic_decode": {"data": PACKED, "model": lambda context: P},
    "arithmetic_encode": {"symbols": [0, 1, 2], "model": lambda context: P},
    "best_of_n_kl_bound": {"n": 4, "base": 2},
    "best_of_n_policy": {"reference": P, "reward": [0, 1, 2], "n": 2},
    "binary_entropy": {"p": 0.3, "base": 2},
    "binary_erasure_channel": {"f": 0.3},
    "binary_symmetric_channel": {"f": 0.3},
    "brier_score": {"probs": [P, Q], "labels": LABELS},
    "channel_capacity": {"channel": [P, Q], "tol": 1e-6, "base": 2},
    "chi_squared_divergence": {"p": P, "q": Q},
    "conditional_entropy": {"p_xy": P_XY, "given": 0, "base": 2},
    "conditional_mutual_information": {"p_xyz": np.full((2, 2, 2), 1 / 8)},
    "cross_entropy": {"p": P, "q": Q, "axis": -1, "base": 2},
    "diagonal_gaussian_kl": {"mean": [0.5, 1.0], "log_var": [0.0, -1.0]},
    "donsker_varadhan": {"scores": COV},
    "dpo_loss": {
        "log_policy_chosen": -1.0,
        "log_policy_rejected": -2.0,
        "log_reference_chosen": -1.5,
        "log_reference_rejected": -1.5,
        "beta": 0.1,
    },
    "entropy": {"p": P, "axis": -1, "base": 2},
    "entropy_from_counts": {
        "counts": [3, 2, 1],
        "method": "nsb",
        "n_classes": 4,
        "base": 2,
    },
    "entropy_from_samples": {"x": [0, 1, 1, 2], "method": "chao-shen"},
    "expected_calibration_error": {"probs": [P, Q], "labels": LABELS, "n_bins": 3},
    "f_divergence": {"f": lambda t: t * np.log(np.maximum(t, 1e-300)), "p": P, "q": Q},
    "fit_temperature": {"logits": LOGITS, "labels": [0, 2]},
    "focal_loss": {"logits": LOGITS, "labels": LABELS, "gamma": 2.0},
    "gaussian_bottleneck": {"cov": COV, "n_x": 1, "beta": 10.0},
    "gaussian_entropy": {"cov": COV},
    "gaussian_kl_divergence": {
        "mean_p": [0, 1],
        "cov_p": COV,
        "mean_q": [1, 0],
        "cov_q": COV,
    },
    "gaussian_mutual_information": {"cov": COV, "n_x": 1},
    "gibbs_policy": {"reference": P, "reward": [0, 1, 2], "beta": 0.5},
    "gibbs_value": {"reference": P, "reward": [0, 1, 2], "beta": 0.5},
    "huffman_code": {"p": P},
    "info_nce": {"scores": COV},
    "information_bottleneck": {
        "p_xy": P_XY,
        "beta": 5.0,
        "n_clusters": 2,
        "rng": np.random.default_rng(0),
    },
    "joint_entropy": {"p_xy": P_XY},
    "js_divergence": {"p": P, "q": Q},
    "kl_divergence": {"p": P, "q": Q, "axis": -1, "base": 2},
    "kl_estimates": {"log_p": np.log(P), "log_q": np.log(Q)},
    "knn_entropy": {"x": SAMPLES, "k": 2},
    "knn_kl_divergence": {"x": SAMPLES, "y": SAMPLES + 0.05, "k": 2},
    "kraft_sum": {"lengths": [1, 2, 2]},
    "ksg_mutual_information": {"x": SAMPLES, "y": SAMPLES**2, "k": 2, "algorithm": 2},
    "log_softmax": {"logits": LOGITS, "axis": -1},
    "maximum_entropy": {"features": [1, 2, 3], "moments": 2.5, "tol": 1e-8},
    "mixed_mutual_information": {"x": SAMPLES, "y": [0, 1, 0, 1, 1, 0], "k": 2},
    "mutual_information": {"p_xy": P_XY, "base": 2},
    "mutual_information_from_samples": {"x": [0, 1, 1], "y": ["a", "b", "b"]},
    "normalize": {"weights": [1, 2, 3], "axis": -1},
    "nwj": {"scores": COV},
    "pairwise_mutual_information": {"columns": [[0, 1], [1, 0], [1, 1]]},
    "perplexity": {"p": P},
    "pointwise_mutual_information": {"p_xy": P_XY},
    "rate_distortion": {"p": P, "distortion": 1 - np.eye(3), "slope": 2.0},
    "renyi_divergence": {"p": P, "q": Q, "order": 2},
    "renyi_entropy": {"p": P, "order": 2},
    "shannon_code_lengths": {"p": P},
    "soft_value_iteration": {
        "transitions": TRANSITIONS,
        "rewards": np.eye(2),
        "discount": 0.9,
        "temperature": 1.0,
        "tol": 1e-6,
    },
    "softmax_cross_entropy": {
        "logits": LOGITS,
        "labels": LABELS,
        "label_smoothing": 0.1,
    },
    "surprisal": {"p": P, "base": 2},
    "total_correlation": {"p": P_XY},
    "total_variation": {"p": P, "q": Q},
    "z_channel": {"f": 0.3},
}

HOSTILE = [
    None,
    True,
    "",
    "entropy",
    b"\x00\xff",
    object(),
    len,
    {},
    {"a": 1},
    (),
    [],
    [[]],
    [[], [1]],
    [1, [2, 3]],
    [None, None],
    ["0.5", "0.5"],
    [0.5, "x"],
    [b"a", "a", 1],
    1j,
    [0.5 + 0j, 0.5],
    np.nan,
    np.inf,
    -np.inf,
    [np.nan, 1.0],
    [np.inf, -np.inf],
    [1e308, 1e308],
    [-1e308, 1e308],
    [5e-324, 1.0],
    [1e-320, 1e-320],
    [[1e308, -1e308], [-1e308, 1e308]],
    -1,
    0,
    0.5,
    1,
    2,
    1000,
    10**400,
    -(10**400),
    2**63,
    [2**63, 1],
    [2**64, 10**30],
    Fraction(1, 3),
    [Fraction(1, 3), Fraction(2, 3)],
    Decimal("0.5"),
    [Decimal("0.5"), Decimal("0.5")],
    datetime.date(2026, 1, 1),
    np.array(["2026-01-01", "2026-01-02"], dtype="datetime64[D]"),
    np.array([1, 2], dtype="timedelta64[s]"),
    np.array([True, False]),
    np.array([0.5, 0.5], dtype=np.float16),
    np.array([0.5, 0.5], dtype=np.float32),
    np.array([0.5, 0.5], dtype=np.longdouble),
    np.array([1, 0], dtype=np.uint8),
    np.array([0.5, 0.5], dtype=object),
    np.array([(0.5, 1)], dtype=[("a", float), ("b", int)]),
    np.zeros(0),
    np.zeros((0, 3)),
    np.zeros((3, 0)),
    np.zeros((2, 2, 2, 2)),
    np.full((1,) * 10, 1.0),
    np.broadcast_to(0.5, (4, 2)),
    np.array([0.5, 0.5])[::-1],
    np.ma.array([0.5, 0.5], mask=[True, False]),
    np.float64(0.5),
    np.int8(1),
    float("1e-400"),
    iter([0.5, 0.5]),
    range(2),
    slice(None),
]


def numbers(result):
    """Yield every float in a result, whatever it is made of."""
    if isinstance(result, (tuple, list)):
        for part in result:
            yield from numbers(part)
    elif hasattr(result, "__dataclass_fields__"):
        yield from numbers(list(vars(result).values()))
    elif isinstance(result, (float, np.floating, np.ndarray)):
        yield np.asarray(result)


def test_every_public_function_is_called():
    functions = [name for name in infolib.__all__ if name.islower()]
    assert sorted(CALLS) == sorted(functions)


@pytest.mark.parametrize("name", CALLS)
def test_the_call_itself_is_right(name):
    getattr(infolib, name)(**CALLS[name])


def fault(function, arguments):
    """Return what is wrong with a call, None if it ends as it may."""
    try:
        result = function(**arguments)
    except (ValueError, TypeError) as error:
        return None if str(error) else "an error without a message"
    except Exception as error:
        return repr(error)
    return "nan" if any(np.isnan(array).any() for array in numbers(result)) else None


@pytest.mark.parametrize("name", CALLS)
def test_hostile_arguments_give_a_right_answer_or_a_clear_error(name):
    function = getattr(infolib, name)
    for argument in inspect.signature(function).parameters:
        for value in HOSTILE:
            found = fault(function, {**CALLS[name], argument: value})
            assert found is None, f"{argument}={value!r:.60}"
