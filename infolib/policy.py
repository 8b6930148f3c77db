r"""Policies: decisions under a KL penalty, and the estimates that go with them.

A policy is a distribution over actions or answers, in the last axis; a reference
policy is what it should not stray far from. Rewards and temperatures are in the same
unit, divergences in nats.
"""

from __future__ import annotations

from dataclasses import dataclass

import autograd.numpy as anp
import numpy as np
import scipy
from autograd.tracer import getval
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check
from infolib._numeric import TINY, expm1_minus_x

__all__ = [
    "SoftValues",
    "best_of_n_kl_bound",
    "best_of_n_policy",
    "dpo_loss",
    "gibbs_policy",
    "gibbs_value",
    "kl_estimates",
    "soft_value_iteration",
]

_EPSILON = np.finfo(np.float64).eps


def gibbs_policy(
    reference: ArrayLike, reward: ArrayLike, beta: float
) -> NDArray[np.float64]:
    r"""Gibbs policy, the best one under a KL penalty.

    .. math:: \pi^*(x) = \frac{1}{Z} \, \pi_{\mathrm{ref}}(x) \, e^{r(x) / \beta},
              \qquad Z = \sum_x \pi_{\mathrm{ref}}(x) \, e^{r(x) / \beta}

    It maximises :math:`\mathbb{E}_\pi\, r - \beta D(\pi \,\|\, \pi_{\mathrm{ref}})`;
    the maximum is `gibbs_value`.

    Parameters
    ----------
    reference : array_like
        Reference policies along the last axis; every other axis is a batch.
    reward : array_like
        Rewards, broadcast against ``reference``.
    beta : float
        Price of a nat of divergence, in units of reward; positive.

    Returns
    -------
    ndarray
        The policies. What the reference never does has probability 0.

    Raises
    ------
    ValueError
        If ``reference`` is no distribution along its last axis, ``reward`` is not
        finite or does not fit, or ``beta`` is not positive and finite.

    References
    ----------
    Rafailov et al., "Direct Preference Optimization: Your Language Model is Secretly
    a Reward Model", 2023.

    Examples
    --------
    >>> gibbs_policy([0.5, 0.5], [np.log(3), 0], beta=1)
    array([0.75, 0.25])
    """
    reference, _, exponents = _tilt(reference, reward, beta)
    return scipy.special.softmax(_log(reference) + exponents, axis=-1)


def gibbs_value(
    reference: ArrayLike, reward: ArrayLike, beta: float
) -> float | NDArray[np.float64]:
    r"""Value of the Gibbs policy, the most reward net of the KL penalty.

    .. math:: J^* = \max_\pi \, \mathbb{E}_\pi\, r
                    - \beta D(\pi \,\|\, \pi_{\mathrm{ref}})
                  = \beta \log \sum_x \pi_{\mathrm{ref}}(x) \, e^{r(x) / \beta}

    It lies between the reference's mean reward and the highest reward, and tends to
    the former as ``beta`` grows, to the latter as it falls.

    Parameters
    ----------
    reference, reward : array_like
    beta : float
        As in `gibbs_policy`.

    Returns
    -------
    float or ndarray
        Values, in the unit of the reward and the shape of the batch.

    Raises
    ------
    ValueError
        As `gibbs_policy` does.

    References
    ----------
    Rafailov et al., "Direct Preference Optimization: Your Language Model is Secretly
    a Reward Model", 2023.

    Examples
    --------
    A coin pays 1 for heads. The mean is 0.5; a cheap nat makes it worth more:

    >>> round(gibbs_value([0.5, 0.5], [1, 0], beta=100), 4)
    0.5012
    >>> round(gibbs_value([0.5, 0.5], [1, 0], beta=0.1), 4)
    0.9307
    """
    reference, best, exponents = _tilt(reference, reward, beta)
    # sum p e^a = 1 + sum p (e^a - 1), whose digits expm1 keeps where beta is large.
    excess = (reference * np.expm1(exponents)).sum(axis=-1)
    log_z = np.where(
        excess > -0.5,
        np.log1p(np.maximum(excess, -0.5)),
        scipy.special.logsumexp(_log(reference) + exponents, axis=-1),
    )
    return check.plain(best + beta * log_z)


def _tilt(reference, reward, beta):
    """Return the reference, its highest reward, and (reward - highest) / beta.

    The exponents are 0 at most, and -inf where the reference is 0.
    """
    reference, reward = check.broadcast(
        reference=check.distribution("reference", reference),
        reward=check.finite("reward", reward),
    )
    _positive("beta", beta)
    rewards = np.where(reference > 0, reward, -np.inf)
    best = rewards.max(axis=-1)
    with np.errstate(over="ignore"):
        return reference, best, (rewards - best[..., None]) / beta


def _positive(name, value):
    value = check.number(name, value, low=0, high=np.finfo(np.float64).max)
    if value == 0:
        raise ValueError(f"{name} is 0, expected a positive number")
    return value


def _log(p):
    return np.log(np.maximum(p, TINY))


def kl_estimates(
    log_p: ArrayLike, log_q: ArrayLike
) -> tuple[
    float | NDArray[np.float64],
    float | NDArray[np.float64],
    float | NDArray[np.float64],
]:
    r"""Schulman's three estimates of a KL divergence from samples.

    For x drawn from p, with :math:`\log r = \log q(x) - \log p(x)`,

    .. math:: k_1 = -\log r, \qquad k_2 = \tfrac12 (\log r)^2, \qquad
              k_3 = r - 1 - \log r

    are averaged to estimate :math:`D(p \,\|\, q)`. The first is unbiased, and so is
    the third if p is positive wherever q is. The third is never negative, and the
    second is biased but nearly right where q is near p. None has the lowest variance
    always: for unit Gaussians the first overtakes the third where they are more than
    about 1.1 apart.

    Estimating is not differentiating: averaged over samples of p, the gradient of
    :math:`k_1` in the parameters of p is 0, that of :math:`k_2` is the gradient of
    :math:`D(p \| q)`, and that of :math:`k_3` is the gradient of :math:`D(q \| p)`.

    Parameters
    ----------
    log_p : array_like
        Log-probabilities (or log-densities), in nats, that p gives its own samples.
    log_q : array_like
        Those that q gives the same samples; -inf where q is 0.

    Returns
    -------
    k1, k2, k3 : float or ndarray
        The estimates from each sample, in nats; their means estimate the
        divergence. Differentiable with autograd.

    Raises
    ------
    ValueError
        If ``log_p`` is not finite, ``log_q`` is NaN or +inf, or the shapes do not
        fit.

    References
    ----------
    Schulman, "Approximating KL Divergence", 2020. Tang and Munos, "On a few pitfalls
    in KL divergence gradient estimation for RL", 2025.

    Examples
    --------
    >>> k1, k2, k3 = kl_estimates(np.log([0.5, 0.5]), np.log([0.25, 0.75]))
    >>> k1.round(4), k2.round(4), k3.round(4)
    (array([ 0.6931, -0.4055]), array([0.2402, 0.0822]), array([0.1931, 0.0945]))
    """
    log_p = check.finite("log_p", log_p)
    log_q = check.log_probability("log_q", log_q)
    check.broadcast(log_p=getval(log_p), log_q=getval(log_q))
    log_r = log_q - log_p
    with np.errstate(over="ignore"):
        k1, k2, k3 = -log_r, log_r**2 / 2, expm1_minus_x(log_r)
    return check.plain(k1), check.plain(k2), check.plain(k3)


def best_of_n_policy(
    reference: ArrayLike, reward: ArrayLike, n: int
) -> NDArray[np.float64]:
    r"""Policy of drawing n samples from a reference and keeping the best.

    .. math:: \pi_n(x) = \pi_{\mathrm{ref}}(x) \,
              \frac{F(r(x))^n - F^-(r(x))^n}{F(r(x)) - F^-(r(x))}

    with :math:`F(r)` the probability that a sample's reward is at most r, and
    :math:`F^-(r)` that it is less. Samples of equal reward are equally good: any
    rule that does not look at them further gives this policy.

    Parameters
    ----------
    reference : array_like
        Reference policies along the last axis; every other axis is a batch.
    reward : array_like
        Rewards, broadcast against ``reference``.
    n : int
        Number of samples.

    Returns
    -------
    ndarray
        The policies.

    Raises
    ------
    ValueError
        If ``reference`` is no distribution along its last axis, ``reward`` is not
        finite or does not fit, or ``n`` is no positive integer.

    References
    ----------
    Beirami et al., "Theoretical Guarantees on the Best-of-n Alignment Policy", 2024.

    Examples
    --------
    >>> best_of_n_policy([0.5, 0.25, 0.25], [0, 1, 2], n=2)
    array([0.25  , 0.3125, 0.4375])
    """
    reference, reward = check.broadcast(
        reference=check.distribution("reference", reference),
        reward=check.finite("reward", reward),
    )
    n = check.positive_integer("n", n)
    rows = zip(
        reference.reshape(-1, reference.shape[-1]),
        reward.reshape(-1, reward.shape[-1]),
        strict=True,
    )
    policies = [_best_of_n(p, r, n) for p, r in rows]
    return np.reshape(policies, reference.shape)


def _best_of_n(reference, reward, n):
    possible = reference > 0
    p = reference[possible]
    _, level = np.unique(reward[possible], return_inverse=True)
    mass = np.bincount(level, weights=p)
    up_to = np.cumsum(mass)
    above = np.append(np.cumsum(mass[:0:-1])[::-1], 0.0)
    # F is near 1 at the top, where only 1 - F has its digits, and small below.
    log_up_to = np.where(above < 0.5, np.log1p(-np.minimum(above, 0.5)), np.log(up_to))
    with np.errstate(divide="ignore"):
        # F^n - (F - mass)^n without subtracting neighbours.
        won = np.exp(n * log_up_to) * -np.expm1(n * np.log1p(-mass / up_to))
    policy = np.zeros(reference.shape)
    policy[possible] = p * (won / mass)[level]
    return policy


def best_of_n_kl_bound(
    n: ArrayLike, *, base: float | None = None
) -> float | NDArray[np.float64]:
    r"""Upper bound on how far the best of n samples strays from the reference.

    .. math:: D(\pi_n \,\|\, \pi_{\mathrm{ref}}) \le \log n - \frac{n - 1}{n}

    The two are equal where rewards are continuous; the divergence is well below the
    bound where few outcomes are possible.

    Parameters
    ----------
    n : array_like of int
        Numbers of samples, each at least 1.
    base : float, optional
        Base of the logarithm: None for nats, 2 for bits.

    Returns
    -------
    float or ndarray
        Bounds, in the shape of ``n``.

    Raises
    ------
    ValueError
        If an entry of ``n`` is no positive integer.

    References
    ----------
    Beirami et al., "Theoretical Guarantees on the Best-of-n Alignment Policy", 2024.

    Examples
    --------
    >>> round(best_of_n_kl_bound(4), 4)
    0.6363
    """
    n = check.whole_numbers("n", n)
    if n.min() < 1:
        raise ValueError(f"n contains {n.min()}, expected at least 1")
    return check.plain((np.log(n) - (n - 1) / n) / check.log_base(base))


def dpo_loss(
    log_policy_chosen: ArrayLike,
    log_policy_rejected: ArrayLike,
    log_reference_chosen: ArrayLike,
    log_reference_rejected: ArrayLike,
    beta: float,
) -> float | NDArray[np.float64]:
    r"""Loss of direct preference optimization, per pair of answers.

    .. math:: \ell = -\log \sigma\left(
              \beta \log \frac{\pi(y_w)}{\pi_{\mathrm{ref}}(y_w)}
              - \beta \log \frac{\pi(y_l)}{\pi_{\mathrm{ref}}(y_l)} \right)

    with :math:`y_w` the answer that was chosen and :math:`y_l` the one rejected.
    Equal log-ratios cost :math:`\log 2`.

    Parameters
    ----------
    log_policy_chosen, log_policy_rejected : array_like
        Log-probabilities of whole answers under the policy that is trained.
    log_reference_chosen, log_reference_rejected : array_like
        The same under the reference.
    beta : float
        Price of a nat of divergence from the reference, in units of reward.

    Returns
    -------
    float or ndarray
        Losses in nats, one for each pair; their mean is what is minimised.
        Differentiable with autograd.

    Raises
    ------
    ValueError
        If a log-probability is not finite, shapes do not fit, or ``beta`` is not
        positive and finite.

    References
    ----------
    Rafailov et al., "Direct Preference Optimization: Your Language Model is Secretly
    a Reward Model", 2023.

    Examples
    --------
    >>> round(dpo_loss(-10, -10, -10, -10, beta=0.1), 6)
    0.693147
    >>> round(dpo_loss(-8, -12, -10, -10, beta=0.1), 6)
    0.513015
    """
    named = {
        "log_policy_chosen": log_policy_chosen,
        "log_policy_rejected": log_policy_rejected,
        "log_reference_chosen": log_reference_chosen,
        "log_reference_rejected": log_reference_rejected,
    }
    arrays = {name: check.finite(name, value) for name, value in named.items()}
    check.broadcast(**{name: getval(array) for name, array in arrays.items()})
    chosen, rejected, reference_chosen, reference_rejected = arrays.values()
    margin = (chosen - reference_chosen) - (rejected - reference_rejected)
    # -log sigma(m) = log(e^0 + e^-m)
    return check.plain(anp.logaddexp(0.0, -_positive("beta", beta) * margin))


@dataclass(frozen=True, eq=False)
class SoftValues:
    """What `soft_value_iteration` found.

    Attributes
    ----------
    values : ndarray
        V(s) for each state.
    policy : ndarray
        ``policy[s, a]`` is the probability of action a in state s.
    iterations : int
        Sweeps over the states.
    error : float
        Bound on the distance of any of the values from the true one.
    """

    values: NDArray[np.float64]
    policy: NDArray[np.float64]
    iterations: int
    error: float


def soft_value_iteration(
    transitions: ArrayLike,
    rewards: ArrayLike,
    *,
    discount: float,
    temperature: float,
    tol: float = 1e-9,
) -> SoftValues:
    r"""Values and policy of the most reward and entropy in a decision process.

    .. math:: Q(s, a) = r(s, a) + \gamma \sum_{s'} p(s' | s, a) V(s'), \qquad
              V(s) = \tau \log \sum_a e^{Q(s, a) / \tau}

    The policy :math:`\pi(a | s) = e^{(Q(s, a) - V(s)) / \tau}` maximises
    :math:`\mathbb{E} \sum_t \gamma^t \left(r_t + \tau H(\pi(\cdot | s_t))\right)`.
    At temperature 0 this is value iteration, V the maximum of Q, and the policy
    divides itself evenly among the best actions.

    Parameters
    ----------
    transitions : array_like
        ``transitions[s, a, s']`` is :math:`p(s' | s, a)`.
    rewards : array_like
        ``rewards[s, a]`` is r(s, a).
    discount : float
        :math:`\gamma`, from 0 to less than 1.
    temperature : float
        :math:`\tau`, the worth of a nat of entropy, in units of reward; 0 or more.
    tol : float
        Largest error that is accepted in a value. Where rounding forbids it, the
        iteration stops when it no longer gains digits; ``.error`` says what was
        reached.

    Returns
    -------
    SoftValues
        With ``.values``, ``.policy``, ``.iterations`` and ``.error``.

    Raises
    ------
    ValueError
        If ``transitions`` is no array of distributions over its last axis, shapes
        do not fit, or a number is out of its range.

    Notes
    -----
    A sweep brings the values nearer to the true ones by a factor of the discount,
    so that their error is at most :math:`\gamma / (1 - \gamma)` times the last
    change. Rounding is added to that.

    References
    ----------
    Haarnoja, Tang, Abbeel and Levine, "Reinforcement Learning with Deep Energy-Based
    Policies", 2017.

    Examples
    --------
    One state and two actions worth the same: a nat and a half of reward, and log 2
    nats of entropy, at every step.

    >>> found = soft_value_iteration(
    ...     [[[1], [1]]], [[1.5, 1.5]], discount=0.5, temperature=1
    ... )
    >>> found.values.round(6)
    array([4.386294])
    >>> found.policy
    array([[0.5, 0.5]])
    """
    transitions = check.distribution("transitions", transitions)
    rewards = check.axes("rewards", check.moderate("rewards", rewards), 2)
    if transitions.shape != (*rewards.shape, len(rewards)):
        raise ValueError(
            f"transitions has shape {transitions.shape}, expected "
            f"{(*rewards.shape, len(rewards))} to fit rewards"
        )
    discount = check.number("discount", discount, low=0, high=1)
    if discount == 1:
        raise ValueError("discount is 1, expected less than 1")
    largest = np.finfo(np.float64).max
    temperature = check.number("temperature", temperature, low=0, high=largest)
    tol = check.number("tol", tol, low=0)
    values, error, iterations = np.zeros(len(rewards)), np.inf, 0
    # As many sweeps shrink the first error by the precision of a float.
    enough = np.log(_EPSILON) / np.log(max(discount, 0.1))
    while error > tol and iterations < enough:
        previous = values
        values = _soft_maximum(rewards + discount * (transitions @ values), temperature)
        change = np.abs(values - previous).max()
        rounding = 4 * _EPSILON * np.abs(values).max()
        error = (discount * change + rounding) / (1 - discount)
        iterations += 1
    action_values = rewards + discount * (transitions @ values)
    return SoftValues(
        values, _soft_choice(action_values, temperature), iterations, float(error)
    )


def _soft_maximum(action_values, temperature):
    """Return the temperature's log-sum-exp over actions, the maximum at 0."""
    best = action_values.max(axis=-1)
    if temperature == 0:
        return best
    with np.errstate(over="ignore"):
        exponents = (action_values - best[..., None]) / temperature
    return best + temperature * scipy.special.logsumexp(exponents, axis=-1)


def _soft_choice(action_values, temperature):
    """Return the distributions over actions whose value is the soft maximum."""
    shortfalls = action_values - action_values.max(axis=-1, keepdims=True)
    if temperature == 0:
        ties = (shortfalls == 0).astype(np.float64)
        return ties / ties.sum(axis=-1, keepdims=True)
    with np.errstate(over="ignore"):
        return scipy.special.softmax(shortfalls / temperature, axis=-1)
