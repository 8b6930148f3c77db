"""Policies under a KL penalty, their estimates, and soft value iteration."""

import itertools
import math

import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from autograd import grad, jacobian
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.special import rel_entr

from infolib.policy import (
    best_of_n_kl_bound,
    best_of_n_policy,
    dpo_loss,
    gibbs_policy,
    gibbs_value,
    kl_estimates,
    soft_value_iteration,
)

checked = settings(deadline=None, max_examples=60)
seeds = st.integers(0, 2**32 - 1)


def kl(p, q):
    return rel_entr(p, q).sum(axis=-1)


def random_policy(rng, size):
    """Return a policy, some of whose entries may be 0."""
    weights = rng.exponential(size=size) * (rng.random(size) < 0.8)
    weights[rng.integers(size)] += 0.1
    return weights / weights.sum()


# The Gibbs policy


def test_gibbs_policy_by_hand():
    # Weights 1/2 e^{log 4} : 1/4 e^0 : 1/4 e^{log 8} are 2 : 1/4 : 2.
    p = gibbs_policy([0.5, 0.25, 0.25], 3 * np.log([4, 1, 8]), 3)
    assert p == pytest.approx([8 / 17, 1 / 17, 8 / 17], rel=1e-14)
    value = gibbs_value([0.5, 0.25, 0.25], 3 * np.log([4, 1, 8]), 3)
    assert value == pytest.approx(3 * math.log(17 / 4), rel=1e-14)
    assert type(value) is float


@checked
@given(seeds, st.floats(0.05, 1e3))
def test_gibbs_policy_reaches_its_value_and_no_other_policy_does(seed, beta):
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 8)
    reference, reward = random_policy(rng, size), rng.normal(size=size)
    best = gibbs_policy(reference, reward, beta)
    value = gibbs_value(reference, reward, beta)
    assert best.sum() == pytest.approx(1)
    assert best @ reward - beta * kl(best, reference) == pytest.approx(
        value, abs=1e-12 * max(1, beta)
    )
    # Every other policy falls short by beta D(policy || best), exactly.
    other = random_policy(rng, size) * (reference > 0)
    if other.any():
        other = other / other.sum()
        objective = other @ reward - beta * kl(other, reference)
        shortfall = beta * kl(other, best)
        assert objective == pytest.approx(
            value - shortfall, rel=1e-9, abs=1e-10 * max(1, beta)
        )


@checked
@given(seeds, st.floats(1e-8, 1e8))
def test_gibbs_value_agrees_with_50_digits(seed, beta):
    rng = np.random.default_rng(seed)
    reference = random_policy(rng, 4)
    reward = rng.normal(size=4)
    with mpmath.workdps(50):
        # The float entries do not sum to 1 to 50 digits; the mean of e^(r / beta)
        # is taken under what they are in proportion to.
        weights = [mpmath.mpf(float(p)) for p in reference]
        powers = [mpmath.exp(mpmath.mpf(float(r)) / beta) for r in reward]
        z = mpmath.fdot(weights, powers) / mpmath.fsum(weights)
        expected = float(beta * mpmath.log(z))
        policy = [float(w * e / z) for w, e in zip(weights, powers, strict=True)]
    assert gibbs_value(reference, reward, beta) == pytest.approx(expected, abs=5e-15)
    assert gibbs_policy(reference, reward, beta) == pytest.approx(policy, rel=1e-7)


def test_gibbs_value_lies_between_mean_and_maximum():
    reference, reward = [0.2, 0.3, 0.5], [1.0, -2.0, 0.5]
    values = [gibbs_value(reference, reward, 10.0**e) for e in range(-5, 13)]
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx(1.0, abs=1e-4)
    assert values[-1] == pytest.approx(np.dot(reference, reward), abs=1e-12)


def test_huge_rewards_and_small_beta_do_not_overflow():
    assert gibbs_policy([0.5, 0.5], [1e308, -1e308], 1e-300).tolist() == [1, 0]
    assert gibbs_value([0.5, 0.5], [1e308, -1e308], 1e-300) == 1e308
    assert gibbs_policy([0.5, 0.5], [1e4, 1e4], 1e-3).tolist() == [0.5, 0.5]
    assert gibbs_policy([0.5, 0.5], [-1e308, -1e308], 1).tolist() == [0.5, 0.5]


def test_unlikely_answers_win_by_their_reward_alone():
    # log 1e-300 is -690.8: a reward of 700 outweighs it.
    p = gibbs_policy([1e-300, 1.0], [700, 0], 1)
    odds = math.exp(700 + math.log(1e-300))
    assert p == pytest.approx([odds / (1 + odds), 1 / (1 + odds)], rel=1e-12)
    value = gibbs_value([1e-300, 1.0], [700, 0], 1)
    assert value == pytest.approx(math.log1p(odds), rel=1e-12)


def test_what_the_reference_never_does_stays_impossible():
    assert gibbs_policy([0.5, 0.5, 0], [0, 0, 1e9], 1e-3).tolist() == [0.5, 0.5, 0]
    assert gibbs_value([1, 0], [2, 1e9], 1e-3) == 2


def test_gibbs_takes_batches():
    rng = np.random.default_rng(0)
    reference = rng.dirichlet(np.ones(3), size=(2, 4))
    reward = rng.normal(size=(4, 3))
    policies, values = (f(reference, reward, 0.7) for f in (gibbs_policy, gibbs_value))
    assert values.shape == (2, 4)
    for i, j in np.ndindex(2, 4):
        arguments = reference[i, j], reward[j], 0.7
        assert policies[i, j] == pytest.approx(gibbs_policy(*arguments), rel=1e-15)
        assert values[i, j] == pytest.approx(gibbs_value(*arguments), rel=1e-14)


@pytest.mark.parametrize("function", [gibbs_policy, gibbs_value])
@pytest.mark.parametrize(
    ("reference", "reward", "beta", "found"),
    [
        ([0.5, 0.6], [0, 0], 1, r"reference sums to 1\.1"),
        ([0.5, 0.5], [0, math.inf], 1, "reward contains inf"),
        ([0.5, 0.5], [0, 0, 0], 1, r"shapes do not broadcast: reference \(2,\), rew"),
        ([0.5, 0.5], [0, 0], 0, "beta is 0, expected a positive number"),
        ([0.5, 0.5], [0, 0], -1, "beta is -1, expected"),
        ([0.5, 0.5], [0, 0], math.inf, "beta is inf, expected"),
        ([0.5, 0.5], [0, 0], [1, 2], r"beta is \[1, 2\], expected a number"),
    ],
)
def test_gibbs_refuses_bad_input(function, reference, reward, beta, found):
    with pytest.raises(ValueError, match=found):
        function(reference, reward, beta)


# Estimates of the divergence


def test_kl_estimates_by_hand():
    # log r = log 2: -log 2, (log 2)^2 / 2, 2 - 1 - log 2.
    k1, k2, k3 = kl_estimates(math.log(0.25), math.log(0.5))
    log_2 = math.log(2)
    assert (k1, k2, k3) == pytest.approx((-log_2, log_2**2 / 2, 1 - log_2), rel=1e-15)
    assert {type(k) for k in (k1, k2, k3)} == {float}


@checked
@given(seeds)
def test_k1_and_k3_are_unbiased_and_k2_is_not(seed):
    rng = np.random.default_rng(seed)
    p, q = rng.dirichlet(np.ones(5), size=2)
    k1, k2, k3 = kl_estimates(np.log(p), np.log(q))
    assert p @ k1 == pytest.approx(kl(p, q), rel=1e-9)
    assert p @ k3 == pytest.approx(kl(p, q), rel=1e-9)
    assert p @ k2 == pytest.approx(p @ np.log(q / p) ** 2 / 2, rel=1e-9)
    assert (k3 >= 0).all()
    assert (k2 >= 0).all()


@pytest.mark.parametrize("mu", [0.1, 1.0, 1.5])
def test_kl_estimates_have_schulmans_mean_and_spread(mu):
    # x from N(mu, 1) against N(0, 1); quadrature instead of samples.
    x, weights = np.polynomial.hermite_e.hermegauss(80)
    x, weights = x + mu, weights / math.sqrt(2 * math.pi)
    k1, k2, k3 = kl_estimates(-((x - mu) ** 2) / 2, -(x**2) / 2)
    true = mu**2 / 2
    means = [weights @ k / true for k in (k1, k2, k3)]
    assert means == pytest.approx([1, 1 + mu**2 / 4, 1], rel=1e-9)
    spreads = [
        math.sqrt(weights @ k**2 - (weights @ k) ** 2) / true for k in (k1, k2, k3)
    ]
    excess = math.exp(mu**2) - 1 - mu**2
    expected = [2 / mu, math.sqrt(2 + mu**2), 2 * math.sqrt(excess) / mu**2]
    assert spreads == pytest.approx(expected, rel=1e-6)
    # k1 takes the lead where KL exceeds 0.628 nats.
    assert (spreads[0] < spreads[2]) == (true > 0.628)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("exponent", range(-150, 3))
def test_k3_agrees_with_50_digits(sign, exponent):
    for x in (sign * 10.0**exponent, sign * 0.4999 * 10.0**exponent):
        with mpmath.workdps(400):
            expected = float(mpmath.expm1(x) - x)
        k3 = kl_estimates(0.0, x)[2]
        assert k3 == pytest.approx(expected, rel=2e-15, abs=0)


@pytest.mark.parametrize("x", [0.5, -0.5, np.nextafter(0.5, 0), 0.3, -0.45, 5, -40])
def test_k3_agrees_with_50_digits_where_the_series_ends(x):
    with mpmath.workdps(50):
        expected = float(mpmath.expm1(float(x)) - float(x))
    assert kl_estimates(0.0, x)[2] == pytest.approx(expected, rel=2e-15)


def test_kl_estimates_are_zero_where_p_and_q_agree():
    for estimate in kl_estimates([-1.0, -1e4], [-1.0, -1e4]):
        assert estimate.tolist() == [0, 0]


def test_kl_estimates_are_infinite_where_q_is_zero():
    assert kl_estimates(-1.0, -math.inf) == (math.inf, math.inf, math.inf)


def test_kl_estimates_overflow_to_infinity_without_a_warning():
    assert kl_estimates(-1e4, 0.0) == (-1e4, 5e7, math.inf)
    assert kl_estimates(-1e300, 0.0)[1] == math.inf


def test_kl_estimates_broadcast():
    k1, k2, k3 = kl_estimates([[-1.0], [-2.0]], [-1.0, -2.0, -3.0])
    assert k1.tolist() == [[0, 1, 2], [-1, 0, 1]]
    assert k1.shape == k2.shape == k3.shape


def log_softmax(logits):
    return logits - anp.log(anp.sum(anp.exp(logits)))


def test_gradients_of_the_estimates_are_not_the_gradients_of_what_they_estimate():
    rng = np.random.default_rng(0)
    logits = rng.normal(size=5)
    log_q = np.log(rng.dirichlet(np.ones(5)))
    p, q = np.exp(log_softmax(logits)), np.exp(log_q)

    def mean_gradient(index):
        # Samples of p, held fixed as a training step holds them.
        def loss(logits):
            return anp.sum(p * kl_estimates(log_softmax(logits), log_q)[index])

        return grad(loss)(logits)

    def forward(logits):
        log_p = log_softmax(logits)
        return anp.sum(anp.exp(log_p) * (log_p - log_q))

    def reverse(logits):
        return anp.sum(q * (log_q - log_softmax(logits)))

    assert mean_gradient(0) == pytest.approx(np.zeros(5), abs=1e-14)
    assert mean_gradient(1) == pytest.approx(grad(forward)(logits), abs=1e-14)
    assert mean_gradient(2) == pytest.approx(grad(reverse)(logits), abs=1e-14)


@pytest.mark.parametrize("argument", [0, 1])
def test_gradients_of_the_estimates_agree_with_finite_differences(argument):
    rng = np.random.default_rng(1)
    arguments = [rng.normal(size=4), rng.normal(size=4)]
    step = 1e-6
    for index in range(3):

        def estimate(*arguments, index=index):
            return kl_estimates(*arguments)[index]

        slopes = np.diag(jacobian(estimate, argument)(*arguments))
        sides = []
        for direction in (1, -1):
            moved = list(arguments)
            moved[argument] = arguments[argument] + direction * step
            sides.append(estimate(*moved))
        assert slopes == pytest.approx((sides[0] - sides[1]) / (2 * step), rel=1e-6)


def test_k3_can_be_differentiated_twice():
    second = grad(grad(lambda x: kl_estimates(0.0, x)[2]))
    assert second(0.3) == pytest.approx(math.exp(0.3), rel=1e-14)


@pytest.mark.parametrize(
    ("log_p", "log_q", "found"),
    [
        (-math.inf, 0.0, "log_p contains -inf"),
        (0.0, math.inf, "log_q contains inf"),
        (0.0, math.nan, "log_q contains nan"),
        ([], [], "log_p is empty"),
        ([0.0, 0.0], [0.0] * 3, r"shapes do not broadcast: log_p \(2,\), log_q \(3,\)"),
    ],
)
def test_kl_estimates_refuse_bad_input(log_p, log_q, found):
    with pytest.raises(ValueError, match=found):
        kl_estimates(log_p, log_q)


# Best of n


def enumerated_best_of_n(reference, reward, n):
    """Return the policy that keeps the first of the best of n, draw by draw."""
    policy = np.zeros(len(reference))
    for draws in itertools.product(range(len(reference)), repeat=n):
        winner = max(draws, key=lambda x: reward[x])
        policy[winner] += math.prod(reference[x] for x in draws)
    return policy


def test_best_of_n_by_hand():
    # The worst wins only if drawn twice: 1/4. The best loses only if never drawn.
    p = best_of_n_policy([0.5, 0.25, 0.25], [0, 1, 2], 2)
    assert p == pytest.approx([1 / 4, 9 / 16 - 1 / 4, 1 - 9 / 16], rel=1e-15)


@checked
@given(seeds, st.integers(1, 4))
def test_best_of_n_agrees_with_all_draws_also_with_ties(seed, n):
    rng = np.random.default_rng(seed)
    reference = random_policy(rng, 5)
    reward = rng.integers(0, 3, size=5)
    policy = best_of_n_policy(reference, reward, n)
    expected = enumerated_best_of_n(reference, reward, n)
    assert policy == pytest.approx(expected, rel=1e-12, abs=0)


@checked
@given(seeds, st.integers(1, 10**6))
def test_best_of_n_is_a_policy_within_its_bounds(seed, n):
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 30)
    reference, reward = random_policy(rng, size), rng.normal(size=size).round(1)
    policy = best_of_n_policy(reference, reward, n)
    assert policy.sum() == pytest.approx(1, abs=1e-9)
    assert kl(policy, reference) <= best_of_n_kl_bound(n) + 1e-9
    worse = reward < reward[:, None]
    equal = reward == reward[:, None]
    wins = policy @ (worse + equal / 2) @ reference
    assert 0.5 - 1e-9 <= wins <= n / (n + 1) + 1e-9


def test_best_of_one_is_the_reference():
    reference = [1e-300, 0.3, 0.7, 1e-17]
    for reward in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 1, 1, 1]):
        policy = best_of_n_policy(reference, reward, 1)
        assert policy == pytest.approx(reference, rel=1e-12, abs=0)


def test_best_of_many_takes_the_best():
    assert best_of_n_policy([0.9, 0.1, 0], [0, 1, 2], 10**6).tolist() == [0, 1, 0]


@pytest.mark.parametrize("n", [1, 2, 1000, 10**9])
def test_best_of_n_agrees_with_50_digits(n):
    reference = [1e-12, 0.4, 1e-9, 0.6 - 1e-9 - 2e-12, 1e-12]
    policy = best_of_n_policy(reference, [0, 1, 2, 3, 4], n)
    with mpmath.workdps(50):
        # Counted from the top, as the entries sum to 1 but for rounding.
        below, expected = mpmath.mpf(1), []
        for p in reversed(reference):
            expected.append(below**n - (below - p) ** n)
            below -= p
        expected = [float(x) for x in reversed(expected)]
    assert policy[1:] == pytest.approx(expected[1:], rel=1e-12, abs=1e-300)


def test_best_of_n_takes_batches():
    rng = np.random.default_rng(2)
    reference = rng.dirichlet(np.ones(4), size=(3, 2))
    reward = rng.normal(size=(2, 4))
    policies = best_of_n_policy(reference, reward, 5)
    for i, j in np.ndindex(3, 2):
        expected = best_of_n_policy(reference[i, j], reward[j], 5)
        assert (policies[i, j] == expected).all()


@pytest.mark.parametrize(
    ("reference", "reward", "n", "found"),
    [
        ([0.5, 0.6], [0, 0], 2, r"reference sums to 1\.1"),
        ([0.5, 0.5], [0, math.nan], 2, "reward contains nan"),
        ([0.5, 0.5], [0, 0, 0], 2, r"shapes do not broadcast: reference \(2,\)"),
        ([0.5, 0.5], [0, 0], 0, "n is 0, expected at least 1"),
        ([0.5, 0.5], [0, 0], 1.5, r"n is 1\.5, expected an integer"),
    ],
)
def test_best_of_n_refuses_bad_input(reference, reward, n, found):
    with pytest.raises(ValueError, match=found):
        best_of_n_policy(reference, reward, n)


def test_best_of_n_bound_by_hand():
    assert best_of_n_kl_bound(1) == 0
    assert best_of_n_kl_bound(4) == pytest.approx(math.log(4) - 0.75, rel=1e-15)
    assert best_of_n_kl_bound(4, base=2) == pytest.approx(2 - 0.75 / math.log(2))
    assert best_of_n_kl_bound([1, 2]).tolist() == [0, math.log(2) - 0.5]
    assert type(best_of_n_kl_bound(4)) is float


def test_best_of_n_bound_is_reached_by_many_different_rewards():
    size, n = 20_000, 8
    reference = np.full(size, 1 / size)
    divergence = kl(best_of_n_policy(reference, np.arange(size), n), reference)
    assert divergence == pytest.approx(best_of_n_kl_bound(n), abs=1e-3)
    assert divergence < best_of_n_kl_bound(n)


@pytest.mark.parametrize(
    ("n", "found"),
    [
        (0, "n contains 0, expected at least 1"),
        ([2, 0], "n contains 0, expected at least 1"),
    ],
)
def test_best_of_n_bound_refuses_bad_input(n, found):
    with pytest.raises(ValueError, match=found):
        best_of_n_kl_bound(n)


# Direct preference optimization


def test_dpo_loss_by_hand():
    # The margin is (3 - 1) - (-2 - 2) = 6 nats, at beta 1/2: log(1 + e^-3).
    loss = dpo_loss(-7.0, -12.0, -9.0, -8.0, 0.5)
    assert loss == pytest.approx(math.log1p(math.exp(-0.5 * (2 - -4))), rel=1e-15)
    assert type(loss) is float


def test_dpo_loss_of_an_untrained_policy_is_log_2():
    losses = dpo_loss([-1.0, -50.0], [-2.0, -3.0], [-1.0, -50.0], [-2.0, -3.0], 0.1)
    assert losses == pytest.approx([math.log(2)] * 2, rel=1e-15)


@pytest.mark.parametrize("margin", [1e4, 1e300])
def test_dpo_loss_is_stable_for_huge_margins(margin):
    assert dpo_loss(margin, 0.0, 0.0, 0.0, 1.0) == 0
    assert dpo_loss(0.0, margin, 0.0, 0.0, 1.0) == margin
    assert grad(dpo_loss)(margin, 0.0, 0.0, 0.0, 1.0) == 0
    assert grad(dpo_loss)(-margin, 0.0, 0.0, 0.0, 1.0) == -1


def test_dpo_loss_keeps_the_digits_of_small_losses():
    assert dpo_loss(100.0, 0.0, 0.0, 0.0, 1.0) == pytest.approx(math.exp(-100))


def test_dpo_loss_is_minus_the_log_likelihood_of_bradley_and_terry():
    # The rewards are beta log(pi / ref).
    rng = np.random.default_rng(3)
    log_p = rng.normal(size=(4, 10))
    rewards = 0.3 * (log_p[:2] - log_p[2:])
    likelihood = np.exp(rewards[0]) / np.exp(rewards).sum(axis=0)
    losses = dpo_loss(log_p[0], log_p[1], log_p[2], log_p[3], 0.3)
    assert losses == pytest.approx(-np.log(likelihood), rel=1e-12)


@pytest.mark.parametrize("argument", range(4))
def test_dpo_loss_gradient_agrees_with_finite_differences(argument):
    rng = np.random.default_rng(4)
    arguments = list(rng.normal(size=(4, 6)))
    step = 1e-6

    def mean_loss(*arguments):
        return anp.mean(dpo_loss(*arguments, 0.7))

    gradient = grad(mean_loss, argument)(*arguments)
    for i in range(6):
        sides = []
        for direction in (1, -1):
            moved = [array.copy() for array in arguments]
            moved[argument][i] += direction * step
            sides.append(mean_loss(*moved))
        assert gradient[i] == pytest.approx((sides[0] - sides[1]) / 2e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((math.nan, 0.0, 0.0, 0.0, 1), "log_policy_chosen contains nan"),
        ((0.0, -math.inf, 0.0, 0.0, 1), "log_policy_rejected contains -inf"),
        ((0.0, 0.0, math.inf, 0.0, 1), "log_reference_chosen contains inf"),
        ((0.0, 0.0, 0.0, [], 1), "log_reference_rejected is empty"),
        (([0.0] * 2, [0.0] * 3, 0.0, 0.0, 1), r"log_policy_rejected \(3,\)"),
        ((0.0, 0.0, 0.0, 0.0, 0), "beta is 0, expected a positive number"),
    ],
)
def test_dpo_loss_refuses_bad_input(arguments, found):
    with pytest.raises(ValueError, match=found):
        dpo_loss(*arguments)


# Soft value iteration


def random_process(seed):
    rng = np.random.default_rng(seed)
    states, actions = rng.integers(1, 6), rng.integers(1, 5)
    transitions = rng.dirichlet(np.full(states, 0.5), size=(states, actions))
    return transitions, rng.normal(size=(states, actions))


def evaluated(transitions, rewards, policy, discount, temperature):
    """Return a policy's values from the linear equations that they solve."""
    entropy = -(policy * np.log(np.where(policy > 0, policy, 1))).sum(axis=1)
    earned = (policy * rewards).sum(axis=1) + temperature * entropy
    moves = np.einsum("sa,sat->st", policy, transitions)
    return np.linalg.solve(np.eye(len(rewards)) - discount * moves, earned)


def test_soft_values_by_hand():
    # One state: V = tau log(e^(r1 / tau) + e^(r2 / tau)) / (1 - gamma).
    found = soft_value_iteration(
        [[[1.0], [1.0]]], [[math.log(9), 0.0]], discount=0.75, temperature=2.0
    )
    assert found.values == pytest.approx([4 * 2 * math.log(4)], abs=1e-9)
    assert found.policy == pytest.approx(np.array([[0.75, 0.25]]), abs=1e-12)


@checked
@given(seeds, st.floats(0, 0.95), st.floats(0.01, 10))
def test_soft_policy_earns_the_values_and_no_other_policy_earns_more(
    seed, discount, temperature
):
    transitions, rewards = random_process(seed)
    settings = {"discount": discount, "temperature": temperature}
    found = soft_value_iteration(transitions, rewards, **settings)
    assert found.error <= 1e-9
    assert found.policy.sum(axis=1) == pytest.approx(np.ones(len(rewards)))
    earned = evaluated(transitions, rewards, found.policy, **settings)
    assert found.values == pytest.approx(earned, abs=1e-7)
    rng = np.random.default_rng(seed)
    other = rng.dirichlet(np.ones(rewards.shape[1]), size=len(rewards))
    assert (evaluated(transitions, rewards, other, **settings) <= earned + 1e-7).all()


@checked
@given(seeds, st.floats(0, 0.95), st.floats(0.01, 10))
def test_soft_values_are_expected_action_values_plus_entropy(
    seed, discount, temperature
):
    transitions, rewards = random_process(seed)
    found = soft_value_iteration(
        transitions, rewards, discount=discount, temperature=temperature, tol=1e-11
    )
    q = rewards + discount * transitions @ found.values
    log_policy = (q - found.values[:, None]) / temperature
    assert found.policy == pytest.approx(np.exp(log_policy), rel=1e-7, abs=1e-12)
    entropy = -(found.policy * log_policy).sum(axis=1)
    backup = (found.policy * q).sum(axis=1) + temperature * entropy
    assert found.values == pytest.approx(backup, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_values_at_temperature_zero_solve_the_linear_program(seed):
    # The least values with V(s) >= r(s, a) + gamma sum p(s'|s, a) V(s').
    transitions, rewards = random_process(seed)
    states, actions = rewards.shape
    found = soft_value_iteration(transitions, rewards, discount=0.9, temperature=0)
    constraints = 0.9 * transitions - np.eye(states)[:, None, :]
    program = linprog(
        np.ones(states),
        A_ub=constraints.reshape(-1, states),
        b_ub=-rewards.ravel(),
        bounds=(None, None),
    )
    assert found.values == pytest.approx(program.x, abs=1e-7)
    assert set(found.policy.ravel()) <= {0.0, 1.0}
    earned = evaluated(transitions, rewards, found.policy, 0.9, 0)
    assert found.values == pytest.approx(earned, abs=1e-8)
    assert actions == found.policy.shape[1]


def test_equally_good_actions_share_the_policy_at_temperature_zero():
    found = soft_value_iteration(
        np.ones((1, 3, 1)), [[1, 1, 0]], discount=0.5, temperature=0
    )
    assert found.policy.tolist() == [[0.5, 0.5, 0]]
    assert found.values == pytest.approx([2.0], abs=1e-9)


def test_soft_values_tend_to_the_hard_ones_as_the_temperature_falls():
    transitions, rewards = random_process(1)
    hard = soft_value_iteration(transitions, rewards, discount=0.8, temperature=0)
    gaps = []
    for temperature in (1, 1e-2, 1e-4, 1e-300):
        soft = soft_value_iteration(
            transitions, rewards, discount=0.8, temperature=temperature
        )
        gaps.append((soft.values - hard.values).max())
        bound = temperature * math.log(rewards.shape[1]) / (1 - 0.8)
        assert -1e-8 <= gaps[-1] <= bound + 1e-8
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize("tol", [1.0, 1e-3, 1e-6])
@pytest.mark.parametrize("discount", [0.3, 0.9, 0.99])
def test_error_is_within_tol_and_bounds_the_distance_to_the_true_values(tol, discount):
    transitions, rewards = random_process(5)
    settings = {"discount": discount, "temperature": 0.5}
    true = soft_value_iteration(transitions, rewards, tol=1e-11, **settings).values
    found = soft_value_iteration(transitions, rewards, tol=tol, **settings)
    distance = np.abs(found.values - true).max()
    assert distance <= found.error + 1e-11
    assert found.error <= tol
    # A sweep earlier the bound was not met.
    assert found.error > tol * discount * 0.1


def test_error_of_one_sweep_is_the_discounted_change():
    found = soft_value_iteration(
        [[[1.0]]], [[2.0]], discount=0.5, temperature=1, tol=10
    )
    assert found.iterations == 1
    assert found.values.tolist() == [2]
    assert found.error == pytest.approx(2, rel=1e-12)


@pytest.mark.parametrize("discount", [0, 0.5, 0.99])
def test_iteration_ends_where_rounding_forbids_the_tolerance(discount):
    transitions, rewards = random_process(6)
    found = soft_value_iteration(
        transitions, 1e6 * rewards, discount=discount, temperature=1, tol=0
    )
    policy_values = evaluated(
        transitions, 1e6 * rewards, found.policy, discount, temperature=1
    )
    assert 0 < found.error < 1e-3
    assert np.abs(found.values - policy_values).max() <= found.error


def test_error_includes_the_rounding_of_the_largest_value():
    # Two states that stay where they are, one of them worth nothing.
    found = soft_value_iteration(
        np.eye(2)[:, None], [[0.0], [1e6]], discount=0.5, temperature=1, tol=0
    )
    assert found.values == pytest.approx([0, 2e6], rel=1e-12)
    assert 2e6 * 2**-51 < found.error < 1e-7


def test_discount_zero_looks_no_further_than_the_reward():
    transitions, rewards = random_process(7)
    found = soft_value_iteration(transitions, rewards, discount=0, temperature=1)
    assert found.values == pytest.approx(np.log(np.exp(rewards).sum(axis=1)))
    assert found.iterations == 1


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"transitions": [[[0.5, 0.6]] * 2] * 2}, r"transitions sums to 1\.1"),
        ({"transitions": [[[1.0]]]}, r"transitions has shape \(1, 1, 1\), expected"),
        ({"rewards": [1.0, 2.0]}, "rewards has 1 axes, expected 2"),
        ({"rewards": [[math.inf, 0], [0, 0]]}, "rewards contains inf"),
        ({"discount": 1}, "discount is 1, expected less than 1"),
        ({"discount": -0.1}, r"discount is -0\.1"),
        ({"temperature": -1}, "temperature is -1"),
        ({"temperature": math.inf}, "temperature is inf"),
        ({"tol": -1}, "tol is -1"),
    ],
)
def test_soft_value_iteration_refuses_bad_input(changed, found):
    arguments = {
        "transitions": [[[0.5, 0.5]] * 2] * 2,
        "rewards": [[0, 1], [1, 0]],
        "discount": 0.9,
        "temperature": 1,
    }
    with pytest.raises(ValueError, match=found):
        soft_value_iteration(**arguments | changed)
