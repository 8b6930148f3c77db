from functools import partial

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
import scipy.spatial.distance
import scipy.stats
from autograd import grad
from hypothesis import assume, given
from hypothesis import strategies as st

from infolib import (
    chi_squared_divergence,
    cross_entropy,
    entropy,
    f_divergence,
    js_divergence,
    kl_divergence,
    renyi_divergence,
    total_variation,
)
from tests.infolib.strategies import distributions

mpmath.mp.dps = 50

PAIRS = st.integers(1, 6).flatmap(lambda k: st.tuples(*[distributions(k, k)] * 2))

# Pairs at the edges: near each other, far apart, tiny, and with shared zeros.
HARD = [
    ([0.5, 0.5], [0.5 + 2**-30, 0.5 - 2**-30]),
    ([0.25, 0.25, 0.5], [0.25 + 2**-40, 0.25, 0.5 - 2**-40]),
    ([0.5, 0.5], [1e-300, 1.0]),
    ([0.5, 0.5], [1e-320, 1.0]),
    ([1e-300, 1.0], [0.5, 0.5]),
    ([0.0, 0.25, 0.75], [0.0, 0.5, 0.5]),
    ([1.0, 0.0], [1 - 2**-53, 2**-53]),
    ([0.3, 0.7], [0.3, 0.7]),
]

EVERY = [
    cross_entropy,
    kl_divergence,
    js_divergence,
    total_variation,
    chi_squared_divergence,
    lambda p, q, **kw: renyi_divergence(p, q, 2, **kw),
    lambda p, q, **kw: f_divergence(lambda t: t * np.log(t), p, q, **kw),
]
every = pytest.mark.parametrize("divergence", EVERY)


def exactly(values):
    """Return the values as exact numbers that sum to 1."""
    values = [mpmath.mpf(value) for value in values]
    return [value / mpmath.fsum(values) for value in values]


def exact_kl(p, q):
    pairs = zip(exactly(p), exactly(q), strict=True)
    return mpmath.fsum(a * mpmath.log(a / b) for a, b in pairs if a > 0)


# Worked by hand


def test_expecting_a_fair_coin_costs_a_bit_when_it_has_two_heads():
    assert kl_divergence([1, 0], [0.5, 0.5], base=2) == 1.0
    assert cross_entropy([1, 0], [0.25, 0.75], base=2) == 2.0


def test_kl_is_not_symmetric():
    assert kl_divergence([0.5, 0.5], [0.25, 0.75]) == pytest.approx(np.log(4 / 3) / 2)
    assert kl_divergence([0.25, 0.75], [0.5, 0.5]) == pytest.approx(
        0.25 * np.log(0.5) + 0.75 * np.log(1.5)
    )


def test_kl_and_cross_entropy_are_infinite_when_q_misses_support_of_p():
    assert kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert cross_entropy([0.5, 0.5], [1, 0]) == np.inf
    assert chi_squared_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert renyi_divergence([0.5, 0.5], [1, 0], 2) == np.inf
    assert renyi_divergence([0.5, 0.5], [1, 0], np.inf) == np.inf
    assert kl_divergence([5e-324, 1], [0, 1]) == np.inf


def test_what_p_never_does_costs_nothing():
    assert kl_divergence([1, 0], [1, 0]) == 0
    assert str(cross_entropy([1, 0], [1, 0])) == "0.0"
    assert kl_divergence([0, 1], [0.5, 0.5], base=2) == 1.0


def test_strangers_are_one_bit_apart_by_jensen_and_shannon():
    assert js_divergence([1, 0], [0, 1], base=2) == 1.0
    assert total_variation([1, 0], [0, 1]) == 1.0
    assert renyi_divergence([1, 0], [0, 1], 0.5) == np.inf


def test_values_worked_by_hand():
    p, q = [0.5, 0.5], [0.25, 0.75]
    assert total_variation(p, q) == 0.25
    assert chi_squared_divergence(p, q) == pytest.approx(1 / 4 + 1 / 12)
    assert renyi_divergence(p, q, 2) == pytest.approx(np.log(4 / 3))
    assert renyi_divergence(p, q, np.inf) == pytest.approx(np.log(2))
    assert renyi_divergence([1, 0], q, 0, base=2) == 2.0
    hand = 0.5 * np.log(0.5 / 0.375) + 0.5 * np.log(0.5 / 0.625)
    hand += 0.25 * np.log(0.25 / 0.375) + 0.75 * np.log(0.75 / 0.625)
    assert js_divergence(p, q) == pytest.approx(hand / 2)


# Against independent oracles


@pytest.mark.parametrize(("p", "q"), HARD)
def test_kl_is_right_at_the_edges(p, q):
    assert kl_divergence(p, q) == pytest.approx(float(exact_kl(p, q)), rel=1e-13)


def test_a_kl_of_1e_minus_18_has_its_digits():
    rng = np.random.default_rng(0)
    for _ in range(20):
        p = rng.integers(2**20, 2**22, 8) / 2**25
        shift = rng.integers(-(2**20), 2**20, 8) / 2**53
        p[-1], shift[-1] = 1 - p[:-1].sum(), -shift[:-1].sum()
        q = p + shift
        exact = exact_kl(p, q)
        assert 1e-21 < exact < 1e-16
        assert kl_divergence(p, q) == pytest.approx(float(exact), rel=1e-12, abs=0)


@pytest.mark.parametrize("size", [1e-12, 1e-6, 1e-3, 0.05, 0.2, 0.3, 0.9])
def test_no_digit_is_lost_between_near_and_far(size):
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.ones(50))
    q = p * (1 + size * rng.uniform(-1, 1, 50))
    q /= q.sum()
    assert kl_divergence(p, q) == pytest.approx(float(exact_kl(p, q)), rel=1e-9)
    m = [(a + b) / 2 for a, b in zip(exactly(p), exactly(q), strict=True)]
    js = (exact_kl(p, m) + exact_kl(q, m)) / 2
    assert js_divergence(p, q) == pytest.approx(float(js), rel=1e-9)


@pytest.mark.parametrize(("p", "q"), HARD)
def test_js_is_right_at_the_edges(p, q):
    m = [(a + b) / 2 for a, b in zip(exactly(p), exactly(q), strict=True)]
    exact = float((exact_kl(p, m) + exact_kl(q, m)) / 2)
    assert js_divergence(p, q) == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("order", [0.1, 0.5, 1 - 1e-9, 1 + 1e-9, 1.5, 3, 30])
@pytest.mark.parametrize(("p", "q"), HARD)
def test_renyi_divergence_is_right_at_the_edges(p, q, order):
    pairs = zip(exactly(p), exactly(q), strict=True)
    powers = (a**order * b ** (1 - mpmath.mpf(order)) for a, b in pairs if a > 0)
    exact = float(mpmath.log(mpmath.fsum(powers)) / (mpmath.mpf(order) - 1))
    assert renyi_divergence(p, q, order) == pytest.approx(exact, rel=2e-7, abs=1e-30)


def test_batches_agree_with_scipy():
    p, q = np.random.default_rng(0).dirichlet(np.ones(100), size=(2, 7, 300))
    assert np.allclose(kl_divergence(p, q), scipy.stats.entropy(p, q, axis=-1))
    root = scipy.spatial.distance.jensenshannon(p, q, axis=-1)
    assert np.allclose(js_divergence(p, q), root**2)
    columns = np.moveaxis(p, -1, 0), np.moveaxis(q, -1, 0)
    assert np.array_equal(kl_divergence(*columns, axis=0), kl_divergence(p, q))


def test_rows_of_a_batch_do_not_mix():
    # One row of each kind: ordinary, missing a support, equal, and far apart.
    p = np.array(
        [[0.5, 0.5, 0], [0.5, 0.25, 0.25], [0.2, 0.3, 0.5], [1 - 1e-9, 1e-9, 0]]
    )
    q = np.array(
        [[0.25, 0.5, 0.25], [0.5, 0.5, 0], [0.2, 0.3, 0.5], [1e-9, 0, 1 - 1e-9]]
    )
    divergences = [cross_entropy, kl_divergence, js_divergence, total_variation]
    divergences += [chi_squared_divergence]
    divergences += [
        partial(renyi_divergence, order=order) for order in (0, 0.5, 1, 2, np.inf)
    ]
    for divergence in divergences:
        rows = [divergence(*pair) for pair in zip(p, q, strict=True)]
        np.testing.assert_array_equal(divergence(p, q), rows)
        np.testing.assert_array_equal(divergence(p.T, q.T, axis=0), rows)


def test_a_chi_squared_divergence_of_1e_minus_18_has_its_digits():
    p, q = [0.5 + 1e-9, 0.5 - 1e-9], [0.5, 0.5]
    exact = sum(2 * (mpmath.mpf(a) - 0.5) ** 2 for a in p)
    assert chi_squared_divergence(p, q) == pytest.approx(float(exact), rel=1e-12, abs=0)


def test_renyi_divergence_of_infinite_order_looks_only_where_p_is():
    assert renyi_divergence([1, 0], [0.5, 0.5], np.inf) == pytest.approx(np.log(2))
    assert renyi_divergence([0.5, 0.5, 0], [0.4, 0.1, 0.5], np.inf) == pytest.approx(
        np.log(5)
    )


def test_a_million_float32_classes_keep_their_digits():
    rng = np.random.default_rng(0)
    p, q = rng.gamma(0.5, size=(2, 10**6)) + 1e-3
    p, q = p / p.sum(), q / q.sum()
    single = p.astype(np.float32), q.astype(np.float32)
    assert kl_divergence(*single) == pytest.approx(kl_divergence(p, q), rel=1e-6)
    assert cross_entropy(*single) == pytest.approx(cross_entropy(p, q), rel=1e-6)


# Identities


@given(PAIRS)
def test_cross_entropy_is_entropy_plus_kl(pair):
    p, q = pair
    whole, part = cross_entropy(p, q), kl_divergence(p, q)
    assert whole == pytest.approx(entropy(p) + part, abs=1e-12)


@given(PAIRS)
def test_kl_is_never_negative_and_zero_for_equals(pair):
    p, q = pair
    assert kl_divergence(p, q) >= 0
    assert kl_divergence(p, p) == 0


@given(PAIRS)
def test_pinsker(pair):
    p, q = pair
    assert total_variation(p, q) <= np.sqrt(kl_divergence(p, q) / 2) + 1e-12


@given(PAIRS)
def test_js_is_symmetric_and_at_most_a_bit(pair):
    p, q = pair
    assert js_divergence(p, q) == pytest.approx(js_divergence(q, p), abs=1e-15)
    assert 0 <= js_divergence(p, q, base=2) <= 1 + 1e-12


@given(PAIRS, st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_processing_data_does_not_tell_distributions_apart(pair, outputs, seed):
    p, q = pair
    channel = np.random.default_rng(seed).dirichlet(np.ones(outputs), size=len(p))
    assert kl_divergence(p @ channel, q @ channel) <= kl_divergence(p, q) + 1e-9


@given(PAIRS, st.floats(0, 10), st.floats(0, 10))
def test_renyi_divergence_grows_with_its_order(pair, one, other):
    low, high = sorted([one, other])
    below, above = (renyi_divergence(*pair, order) for order in (low, high))
    assert below <= above * (1 + 1e-6) + 1e-9


@given(PAIRS)
def test_renyi_divergence_of_order_one_is_kl(pair):
    assert renyi_divergence(*pair, 1) == kl_divergence(*pair)


@given(PAIRS)
def test_f_divergences_are_the_named_ones(pair):
    p, q = pair
    half = f_divergence(lambda t: np.abs(t - 1) / 2, p, q)
    assert half == pytest.approx(total_variation(p, q), abs=1e-12)
    log = f_divergence(lambda t: t * np.log(t), p, q)
    assert log == pytest.approx(kl_divergence(p, q), rel=1e-9, abs=1e-9)
    reverse = f_divergence(lambda t: -np.log(t), p, q)
    assert reverse == pytest.approx(kl_divergence(q, p), rel=1e-9, abs=1e-9)
    assume(chi_squared_divergence(p, q) < 1e200)  # or the generator overflows
    square = f_divergence(lambda t: (t - 1) ** 2, p, q)
    assert square == pytest.approx(chi_squared_divergence(p, q), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("base", [2, 10])
def test_a_base_changes_the_unit_and_nothing_else(base):
    p, q = [0.2, 0.8], [0.6, 0.4]
    functions = [cross_entropy, kl_divergence, js_divergence]
    for order in (0, 1, 3):
        functions.append(partial(renyi_divergence, order=order))
    for function in functions:
        expected = function(p, q) / np.log(base)
        assert function(p, q, base=base) == pytest.approx(expected)


@every
def test_one_distribution_is_held_against_many(divergence):
    p = np.array([0.5, 0.25, 0.25])
    many = np.random.default_rng(0).dirichlet(np.ones(3), size=(2, 4))
    found = divergence(p, many)
    assert found.shape == (2, 4)
    assert found[1, 2] == pytest.approx(divergence(p, many[1, 2]))
    columns = np.moveaxis(many, -1, 0)
    aligned = divergence(np.broadcast_to(p[:, None, None], (3, 2, 4)), columns, axis=0)
    assert np.allclose(aligned, found)


@every
def test_scalars_are_plain_floats(divergence):
    assert type(divergence([0.5, 0.5], [0.25, 0.75])) is float


# Gradients


def softmax(logits):
    weights = anp.exp(logits - anp.max(logits, axis=-1, keepdims=True))
    return weights / anp.sum(weights, axis=-1, keepdims=True)


@pytest.mark.parametrize("divergence", [cross_entropy, kl_divergence, js_divergence])
@pytest.mark.parametrize("shapes", [((3,), (3,)), ((4, 3), (3,)), ((3,), (2, 4, 3))])
def test_losses_have_their_exact_gradients(divergence, shapes):
    rng = np.random.default_rng(0)
    x, y = (rng.normal(size=shape) for shape in shapes)
    dx, dy = (rng.normal(size=shape) for shape in shapes)

    def loss(x, y):
        return anp.sum(divergence(softmax(x), softmax(y), base=2) ** 2)

    slope_x, slope_y = grad(loss, 0)(x, y), grad(loss, 1)(x, y)
    found = np.sum(slope_x * dx) + np.sum(slope_y * dy)
    step = 1e-5
    ahead = loss(x + step * dx, y + step * dy)
    behind = loss(x - step * dx, y - step * dy)
    assert found == pytest.approx((ahead - behind) / (2 * step), rel=1e-6)


def test_partial_derivatives_are_those_of_the_formula():
    p, q = np.array([0.2, 0.3, 0.5]), np.array([0.5, 0.25, 0.25])
    assert np.allclose(grad(kl_divergence, 0)(p, q), np.log(p / q) + 1)
    assert np.allclose(grad(kl_divergence, 1)(p, q), -p / q)
    assert np.allclose(grad(cross_entropy, 0)(p, q), -np.log(q))
    assert np.allclose(grad(cross_entropy, 1)(p, q), -p / q)


def test_the_second_derivative_of_kl_is_fisher_information():
    logits, direction = np.array([0.3, -0.2, 0.5]), np.array([1.0, -2.0, 0.5])
    p = softmax(logits)

    def along(t):
        return kl_divergence(p, softmax(logits + t * direction))

    variance = p @ direction**2 - (p @ direction) ** 2
    assert grad(grad(along))(0.0) == pytest.approx(variance)


@pytest.mark.parametrize("divergence", [cross_entropy, kl_divergence, js_divergence])
def test_a_softmax_that_underflows_still_has_a_gradient(divergence):
    logits, other = np.array([0.0, -1e4, 1.0]), np.array([1.0, -1e4, 0.0])
    for argument in (0, 1):
        loss = grad(lambda x, y: divergence(softmax(x), softmax(y)), argument)
        assert np.isfinite(loss(logits, other)).all()


# Bad input


@every
@pytest.mark.parametrize(
    ("p", "q", "message"),
    [
        ([0.5, 0.6], [0.5, 0.5], "p sums to 1.1, expected 1"),
        ([0.5, 0.5], [0.5, 0.6], "q sums to 1.1, expected 1"),
        ([0.5, 0.5], [1.5, -0.5], "q contains -0.5, expected non-negative"),
        ([0.5, 0.5], [np.nan, 1.0], "q contains nan"),
        ([0.5, 0.5], [0.2, 0.3, 0.5], r"shapes do not broadcast: p \(2,\), q \(3,\)"),
        ([1.0], [0.5, 0.5], "p has 1 outcomes and q has 2"),
        ([], [], "p is empty"),
    ],
)
def test_what_is_no_pair_of_distributions_is_refused(divergence, p, q, message):
    with pytest.raises(ValueError, match=message):
        divergence(p, q)


@every
def test_an_axis_from_the_front_needs_equal_axes(divergence):
    with pytest.raises(ValueError, match="axis must count from the end"):
        divergence([0.5, 0.5], [[0.5, 0.5], [0.5, 0.5]], axis=0)


def test_a_generator_must_be_zero_at_one():
    with pytest.raises(ValueError, match=r"f\(1\) is 1\.0, expected 0"):
        f_divergence(lambda t: t, [0.5, 0.5], [0.5, 0.5])


def test_a_negative_order_is_refused():
    with pytest.raises(ValueError, match="order is -1"):
        renyi_divergence([0.5, 0.5], [0.5, 0.5], -1)
