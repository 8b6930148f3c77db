"""Channels: capacity and rate-distortion, against closed forms and certificates."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import rel_entr

import infolib.channel
from infolib.channel import (
    binary_erasure_channel,
    binary_symmetric_channel,
    channel_capacity,
    rate_distortion,
    z_channel,
)
from infolib.entropy import binary_entropy, entropy

checked = settings(deadline=None, max_examples=50)
probabilities = st.floats(0, 1)
seeds = st.integers(0, 2**32 - 1)
hamming = [[0, 1], [1, 0]]


def random_channel(seed, inputs=None, outputs=None, concentration=None):
    rng = np.random.default_rng(seed)
    inputs = inputs or rng.integers(1, 9)
    outputs = outputs or rng.integers(1, 9)
    concentration = concentration or rng.choice([0.1, 1, 5])
    return rng.dirichlet(np.full(outputs, concentration), size=inputs)


def divergences(channel, p):
    """Return D(p(y|x) || p(y)) for each x."""
    with np.errstate(invalid="ignore"):
        return rel_entr(channel, p @ channel).sum(axis=1)


def blahut_arimoto(channel, steps):
    """Return the mutual information after so many plain Blahut-Arimoto steps."""
    p = np.full(len(channel), 1 / len(channel))
    for _ in range(steps):
        p = p * np.exp(divergences(channel, p))
        p /= p.sum()
    return p @ divergences(channel, p)


def muroga(channel):
    """Return the capacity of an invertible channel that uses all inputs.

    Equal divergences, W (log q + C) = -H, and a q that sums to 1.
    """
    with mpmath.workdps(50):
        channel = mpmath.matrix(channel)
        negentropies = mpmath.matrix(
            [
                sum(w * mpmath.log(w) for w in channel[row, :] if w)
                for row in range(channel.rows)
            ]
        )
        exponents = mpmath.lu_solve(channel, negentropies)
        return float(mpmath.log(sum(mpmath.exp(z) for z in exponents)))


# The channels


def test_channels_by_hand():
    assert binary_symmetric_channel(0.25).tolist() == [[0.75, 0.25], [0.25, 0.75]]
    assert binary_erasure_channel(0.25).tolist() == [[0.75, 0.25, 0], [0, 0.25, 0.75]]
    assert z_channel(0.25).tolist() == [[1, 0], [0.25, 0.75]]


@pytest.mark.parametrize(
    "make", [binary_symmetric_channel, binary_erasure_channel, z_channel]
)
def test_channels_take_batches_of_f(make):
    f = np.array([[0, 0.1, 0.5], [0.2, 0.9, 1]])
    batch = make(f)
    assert batch.shape[:2] == f.shape
    assert (batch.sum(axis=-1) == 1).all()
    for index in np.ndindex(f.shape):
        assert (batch[index] == make(f[index])).all()


@pytest.mark.parametrize(
    "make", [binary_symmetric_channel, binary_erasure_channel, z_channel]
)
@pytest.mark.parametrize("f", [-0.1, 1.1, math.nan])
def test_channels_refuse_an_f_that_is_no_probability(make, f):
    with pytest.raises(ValueError, match="f contains"):
        make(f)


# Capacity


@checked
@given(probabilities)
def test_capacity_of_the_binary_symmetric_channel(f):
    found = channel_capacity(binary_symmetric_channel(f), base=2)
    assert found.capacity == pytest.approx(1 - binary_entropy(f, base=2), abs=1e-9)


@checked
@given(probabilities)
def test_capacity_of_the_binary_erasure_channel(f):
    found = channel_capacity(binary_erasure_channel(f), base=2)
    assert found.capacity == pytest.approx(1 - f, abs=1e-9)


@checked
@given(st.floats(0, 1, exclude_max=True))
def test_capacity_of_the_z_channel(f):
    found = channel_capacity(z_channel(f))
    expected = math.log1p((1 - f) * f ** (f / (1 - f)))
    assert found.capacity == pytest.approx(expected, abs=1.1e-9)


def test_best_input_of_the_z_channel_by_hand():
    # For f = 1/2 the capacity is log2(5/4) bits, with 1 sent two times in five.
    found = channel_capacity(z_channel(0.5), base=2, tol=1e-13)
    assert found.capacity == pytest.approx(math.log2(1.25), abs=1e-13)
    assert found.input_pmf == pytest.approx([0.6, 0.4], abs=1e-7)


def test_capacity_of_the_noisy_typewriter_is_half_the_keys():
    channel = (np.eye(26) + np.roll(np.eye(26), 1, axis=1)) / 2
    found = channel_capacity(channel)
    assert found.capacity == pytest.approx(math.log(13), abs=1e-12)
    assert found.iterations == 0


@pytest.mark.parametrize(
    "channel",
    [
        [[0.9, 0.1], [0.3, 0.7]],
        [[1 - 1e-6, 1e-6], [0.5, 0.5]],
        [[1 - 1e-300, 1e-300], [0.4, 0.6]],
        [[0.999999, 1e-6], [2e-6, 0.999998]],
        [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.1, 0.3, 0.6]],
    ],
)
def test_capacity_agrees_with_murogas_formula_at_50_digits(channel):
    found = channel_capacity(channel, tol=1e-14)
    assert found.capacity == pytest.approx(muroga(channel), rel=1e-13)


def test_small_capacity_has_its_digits_when_tol_asks_for_them():
    # Rows 2e-5 apart: about 2e-10 nats, which the default tol would not resolve.
    channel = [[0.5 + 1e-5, 0.5 - 1e-5], [0.5 - 1e-5, 0.5 + 1e-5]]
    assert channel_capacity(channel).capacity == pytest.approx(2e-10, rel=1e-6)
    skewed = [[0.9, 0.1], [0.9 + 1e-5, 0.1 - 1e-5]]
    found = channel_capacity(skewed, tol=1e-18)
    assert found.capacity == pytest.approx(muroga(skewed), rel=1e-4)


@checked
@given(seeds)
def test_capacity_comes_with_a_certificate(seed):
    channel = random_channel(seed)
    found = channel_capacity(channel)
    p = found.input_pmf
    assert (p >= 0).all()
    assert p.sum() == pytest.approx(1, abs=1e-12)
    d = divergences(channel, p)
    information = p[p > 0] @ d[p > 0]
    assert found.capacity == pytest.approx(information, abs=1e-13)
    assert 0 <= found.gap <= 1e-9
    assert d.max() - information <= found.gap + 1e-13


@pytest.mark.parametrize("seed", range(8))
def test_capacity_agrees_with_blahut_and_arimoto(seed):
    channel = random_channel(seed, inputs=4, outputs=5, concentration=1)
    found = channel_capacity(channel)
    assert found.capacity == pytest.approx(blahut_arimoto(channel, 20_000), abs=1e-8)


@pytest.mark.parametrize(("inputs", "outputs"), [(64, 64), (256, 256), (150, 20)])
def test_capacity_of_large_channels_takes_few_steps(inputs, outputs):
    found = channel_capacity(random_channel(0, inputs, outputs, concentration=1))
    assert found.gap <= 1e-9
    assert found.iterations <= 25


@checked
@given(seeds)
def test_inputs_not_worth_using_have_probability_zero(seed):
    channel = random_channel(seed, inputs=8, outputs=3, concentration=1)
    found = channel_capacity(channel)
    unused = divergences(channel, found.input_pmf) < found.capacity - 1e-5
    assert (found.input_pmf[unused] == 0).all()
    assert (found.input_pmf > 0).sum() <= 3


def test_useless_input_is_not_used():
    found = channel_capacity([[1, 0], [0.5, 0.5], [0, 1]])
    assert found.input_pmf == pytest.approx([0.5, 0, 0.5], abs=1e-9)
    assert found.input_pmf[1] == 0
    assert found.capacity == pytest.approx(math.log(2), abs=1e-12)


def test_outputs_that_never_occur_change_nothing():
    channel = random_channel(1, 3, 4)
    wider = np.insert(channel, [0, 2, 4], 0, axis=1)
    assert channel_capacity(wider).capacity == channel_capacity(channel).capacity


def test_inputs_that_are_alike_share_their_probability():
    channel = np.array([[0.9, 0.1], [0.2, 0.8]])
    single = channel_capacity(channel, tol=1e-12)
    for copies in (2, 40):
        for tol in (1e-9, 0):
            double = channel_capacity(np.repeat(channel, copies, axis=0), tol=tol)
            assert double.capacity == pytest.approx(single.capacity, abs=1e-9)
            shares = double.input_pmf.reshape(2, copies).sum(axis=1)
            assert shares == pytest.approx(single.input_pmf, abs=1e-4)


@pytest.mark.parametrize("f", [5e-324, 1e-320, 1e-300, 1 - 2**-53])
def test_capacity_of_channels_with_the_smallest_probabilities(f):
    assert channel_capacity(binary_erasure_channel(f), base=2).capacity == (
        pytest.approx(1 - f, abs=1e-9)
    )
    bits = 1 - binary_entropy(f, base=2)
    found = channel_capacity(binary_symmetric_channel(f), base=2)
    assert found.capacity == pytest.approx(bits, abs=1e-9)


def test_input_that_alone_leads_to_an_almost_impossible_output_may_go_unused():
    found = channel_capacity([[1, 0, 0], [0, 1, 0], [0.5, 0.5, 5e-324]], base=2)
    assert found.capacity == pytest.approx(1, abs=1e-9)
    assert found.input_pmf[2] == 0


def test_capacity_is_zero_where_all_inputs_are_alike():
    for inputs in (1, 2, 7):
        found = channel_capacity([[0.2, 0.3, 0.5]] * inputs)
        assert found.capacity == pytest.approx(0, abs=1e-15)
        assert found.gap == pytest.approx(0, abs=1e-15)
        assert found.input_pmf == pytest.approx(np.full(inputs, 1 / inputs))


def test_capacity_of_one_output_is_zero():
    assert channel_capacity([[1], [1]]).capacity == 0


@checked
@given(seeds)
def test_processing_the_output_does_not_add_capacity(seed):
    channel = random_channel(seed, outputs=4)
    processing = random_channel(seed + 1, inputs=4)
    worse = channel_capacity(channel @ processing).capacity
    assert worse <= channel_capacity(channel).capacity + 1e-9
    assert worse <= channel_capacity(processing).capacity + 1e-9


@checked
@given(seeds)
def test_capacities_of_channels_side_by_side_add_up(seed):
    a, b = random_channel(seed), random_channel(seed + 1)
    both = channel_capacity(np.kron(a, b)).capacity
    parts = channel_capacity(a).capacity + channel_capacity(b).capacity
    assert both == pytest.approx(parts, abs=3e-9)


def test_capacity_base_scales_capacity_gap_and_tolerance():
    channel = random_channel(3, 5, 5)
    nats, bits = channel_capacity(channel), channel_capacity(channel, base=2)
    assert nats.capacity == pytest.approx(bits.capacity * math.log(2), abs=2e-9)
    for base in (1.1, 1e9):
        loose = channel_capacity(channel, base=base, tol=1e-3)
        assert 0 < loose.gap <= 1e-3
        assert loose.iterations < nats.iterations


@pytest.mark.parametrize("tol", [1.0, 1e-2, 1e-5, 1e-12])
def test_gap_is_within_tol_and_bounds_the_error(tol):
    channel = random_channel(4, 6, 6, concentration=1)
    best = channel_capacity(channel, tol=1e-14).capacity
    found = channel_capacity(channel, tol=tol)
    assert found.gap <= tol
    assert found.capacity <= best + 1e-14
    assert best <= found.capacity + found.gap + 1e-14


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5])
def test_gap_is_true_where_the_method_is_stopped_early(monkeypatch, steps):
    monkeypatch.setattr(infolib.channel, "_MAX_ITERATIONS", steps)
    channel = random_channel(5, 9, 4, concentration=1)
    found = channel_capacity(channel)
    assert found.iterations == steps
    assert found.gap > 1e-9
    d = divergences(channel, found.input_pmf)
    information = found.input_pmf @ d
    assert found.capacity == pytest.approx(information, abs=1e-13)
    assert found.gap == pytest.approx(d.max() - information, abs=1e-13)


def test_capacity_prints_all_that_it_found():
    text = repr(channel_capacity([[1, 0], [0, 1]], base=2))
    assert text == (
        "ChannelCapacity(capacity=1.0, input_pmf=array([0.5, 0.5]), "
        "iterations=0, gap=0.0)"
    )
    assert type(channel_capacity([[1, 0], [0.5, 0.5]]).capacity) is float
    assert type(channel_capacity([[1, 0], [0.5, 0.5]]).gap) is float


@pytest.mark.parametrize(
    ("channel", "found"),
    [
        ([0.5, 0.5], "channel has 1 axes, expected 2"),
        ([[0.5, 0.6]], r"channel sums to 1\.1"),
        ([[1.5, -0.5]], "channel contains -0"),
        ([[math.nan, 1]], "channel contains nan"),
        ([[]], "channel is empty"),
    ],
)
def test_capacity_refuses_what_is_no_channel(channel, found):
    with pytest.raises(ValueError, match=found):
        channel_capacity(channel)


def test_capacity_refuses_a_negative_tolerance():
    with pytest.raises(ValueError, match=r"tol is -1, expected a number in \[0, inf\]"):
        channel_capacity([[1, 0], [0, 1]], tol=-1)
    with pytest.raises(ValueError, match="base is 1"):
        channel_capacity([[1, 0], [0, 1]], base=1)


# Rate and distortion


def blahut(p, distortion, beta, steps):
    """Return rate and distortion after so many plain steps of Blahut's iteration."""
    weights = np.exp(-beta * np.asarray(distortion))
    q = np.full(weights.shape[1], 1 / weights.shape[1])
    for _ in range(steps):
        q = q * ((p / (weights @ q)) @ weights)
    q[q < 1e-200] = 0
    p_xy = p[:, None] * q * weights / (weights @ q)[:, None]
    rate = rel_entr(p_xy, p[:, None] * p_xy.sum(axis=0)).sum()
    return rate, (p_xy * distortion).sum()


@checked
@given(st.floats(0.02, 0.98), st.floats(0.01, 30))
def test_rate_distortion_of_a_coin(bias, slope):
    point = rate_distortion([1 - bias, bias], hamming, slope)
    rarer = min(bias, 1 - bias)
    distortion = min(1 / (1 + math.exp(slope)), rarer)
    rate = binary_entropy(bias) - binary_entropy(distortion)
    # At the corner, distortion is only found to the root of the tolerance.
    assert point.distortion == pytest.approx(distortion, abs=1e-4)
    assert point.rate + slope * point.distortion == pytest.approx(
        rate + slope * distortion, abs=2e-9
    )


def test_rate_distortion_of_a_coin_by_hand():
    # Slope -2 bits: odds of an error are 1 to 4.
    point = rate_distortion([0.5, 0.5], hamming, -2, base=2)
    assert point.distortion == pytest.approx(0.2, abs=1e-12)
    assert point.rate == pytest.approx(1 - binary_entropy(0.2, base=2), abs=1e-12)
    assert point.channel == pytest.approx(np.array([[0.8, 0.2], [0.2, 0.8]]))


@pytest.mark.parametrize("slope", [0.75, 1, 3, 8])
def test_rate_distortion_of_a_gaussian_on_a_fine_grid(slope):
    # R(D) = log(1 / D) / 2, with slope -1 / (2 D).
    x = np.linspace(-8, 8, 161)
    p = np.exp(-(x**2) / 2)
    p /= p.sum()
    point = rate_distortion(p, (x[:, None] - x) ** 2, slope)
    distortion = 1 / (2 * slope)
    assert point.distortion == pytest.approx(distortion, rel=1e-4)
    assert point.rate == pytest.approx(-math.log(distortion) / 2, abs=1e-4)


@pytest.mark.parametrize("seed", range(6))
def test_rate_distortion_agrees_with_blahuts_iteration(seed):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(4))
    distortion = rng.random((4, 3))
    point = rate_distortion(p, distortion, 3)
    rate, mean = blahut(p, distortion, 3, 50_000)
    assert point.rate + 3 * point.distortion == pytest.approx(rate + 3 * mean, abs=2e-9)
    assert point.rate == pytest.approx(rate, abs=1e-5)


@checked
@given(seeds, st.floats(0.01, 50))
def test_rate_distortion_comes_with_a_certificate(seed, slope):
    rng = np.random.default_rng(seed)
    inputs, outputs = rng.integers(1, 8, 2)
    p = rng.dirichlet(np.ones(inputs))
    distortion = rng.normal(size=(inputs, outputs))
    point = rate_distortion(p, distortion, slope)
    p_xy = p[:, None] * point.channel
    q = p_xy.sum(axis=0)
    assert point.channel.sum(axis=1) == pytest.approx(np.ones(inputs))
    assert point.distortion == pytest.approx((p_xy * distortion).sum(), abs=1e-13)
    information = rel_entr(p_xy, p[:, None] * q).sum()
    assert point.rate == pytest.approx(information, abs=1e-12)
    assert 0 <= point.gap <= 1e-9
    # Blahut's lower bound on R + slope D, from any q: here the output's.
    normalisers = np.exp(-slope * distortion) @ q
    gradient = (p / normalisers) @ np.exp(-slope * distortion)
    lower = -p @ np.log(normalisers) - math.log(gradient.max())
    lagrangian = point.rate + slope * point.distortion
    assert lagrangian <= lower + 2e-9 * (1 + slope)


@pytest.mark.parametrize("seed", range(3))
def test_rate_distortion_curve_is_convex_and_falls(seed):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(5))
    distortion = rng.random((5, 5))
    points = [rate_distortion(p, distortion, slope) for slope in (0, 1, 2, 4, 8, 16)]
    for slope, point in zip((0, 1, 2, 4, 8, 16), points, strict=True):
        for other in points:
            tangent = point.rate - slope * (other.distortion - point.distortion)
            assert other.rate >= tangent - 1e-8
    assert points[0].rate == pytest.approx(0, abs=1e-15)
    assert points[0].distortion == pytest.approx((p @ distortion).min(), abs=1e-15)


def test_rate_at_a_steep_slope_is_the_entropy():
    p = [0.2, 0.3, 0.5]
    for slope in (1e3, 1e12):
        point = rate_distortion(p, 1 - np.eye(3), slope)
        assert point.rate == pytest.approx(entropy(p), abs=1e-9)
        assert point.distortion == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("tol", [1, 0.3, 0.1, 1e-3])
def test_gap_is_true_where_a_loose_tol_meets_a_steep_slope(tol):
    # A rare symbol, which at this slope is worth its own reproduction.
    p, slope = [1 - 1e-3, 1e-3], 800
    point = rate_distortion(p, hamming, slope, tol=tol)
    assert point.gap <= tol
    lagrangian = point.rate + slope * point.distortion
    assert entropy(p) - 1e-12 <= lagrangian <= entropy(p) + point.gap + 1e-12


def test_slope_may_leave_its_sign_out():
    a, b = (rate_distortion([0.3, 0.7], hamming, slope) for slope in (2, -2))
    assert (a.rate, a.distortion) == (b.rate, b.distortion)


def test_rate_base_scales_rate_and_slope():
    nats = rate_distortion([0.3, 0.7], hamming, 2, tol=1e-12)
    bits = rate_distortion([0.3, 0.7], hamming, 2 / math.log(2), base=2, tol=1e-12)
    assert bits.distortion == pytest.approx(nats.distortion, abs=1e-9)
    assert bits.rate * math.log(2) == pytest.approx(nats.rate, abs=1e-9)
    for base in (1.1, 1e9):
        slope = 2 / math.log(base)
        loose = rate_distortion([0.3, 0.7], hamming, slope, base=base, tol=1e-3)
        assert 0 < loose.gap <= 1e-3
        assert loose.iterations < nats.iterations


def test_source_symbols_that_never_occur_change_nothing():
    distortion = [[0, 1, 0.3], [1, 0, 0.3]]
    point = rate_distortion([0.4, 0.6], distortion, 5)
    wider = rate_distortion([0.4, 0, 0.6], [distortion[0], [9, 9, 0], distortion[1]], 5)
    assert wider.rate == pytest.approx(point.rate, abs=1e-12)
    assert wider.distortion == pytest.approx(point.distortion, abs=1e-12)
    assert wider.channel[[0, 2]] == pytest.approx(point.channel, abs=1e-12)
    assert wider.channel.sum() == pytest.approx(3)


def test_adding_a_cost_to_a_source_symbol_moves_the_distortion_alone():
    p = np.array([0.4, 0.6])
    shifted = rate_distortion(p, [[5, 6], [1, 0]], 3)
    point = rate_distortion(p, hamming, 3)
    assert shifted.rate == pytest.approx(point.rate, abs=1e-12)
    assert shifted.distortion == pytest.approx(point.distortion + 2, abs=1e-12)


def test_certain_source_needs_no_rate():
    point = rate_distortion([1], [[3, 2, 5]], 4)
    assert point.rate == pytest.approx(0, abs=1e-12)
    assert point.distortion == pytest.approx(2, abs=1e-9)


def test_rate_distortion_prints_without_the_channel():
    text = repr(rate_distortion([0.5, 0.5], hamming, 0))
    assert text == "RateDistortion(rate=0.0, distortion=0.5, iterations=0, gap=0.0)"
    point = rate_distortion([0.3, 0.7], hamming, 2, base=2)
    assert type(point.rate) is float
    assert type(point.distortion) is float
    assert type(point.gap) is float


@pytest.mark.parametrize(
    ("p", "distortion", "slope", "found"),
    [
        ([0.5, 0.6], hamming, 1, r"p sums to 1\.1"),
        ([[0.5, 0.5]], hamming, 1, "p has 2 axes, expected 1"),
        ([0.5, 0.5], [0, 1], 1, "distortion has 1 axes, expected 2"),
        ([0.5, 0.5], [[0, 1]] * 3, 1, "distortion has 3 rows, expected one for each"),
        ([0.5, 0.5], [[0, math.inf], [1, 0]], 1, "distortion contains inf"),
        ([0.5, 0.5], hamming, math.nan, "slope is nan"),
        ([0.5, 0.5], hamming, "steep", "slope is 'steep'"),
    ],
)
def test_rate_distortion_refuses_bad_input(p, distortion, slope, found):
    with pytest.raises(ValueError, match=found):
        rate_distortion(p, distortion, slope)
    with pytest.raises(ValueError, match="tol is -1"):
        rate_distortion([0.5, 0.5], hamming, 1, tol=-1)
