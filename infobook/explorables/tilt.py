"""A policy tilted towards reward, and the price of leaving the reference."""

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    escape,
    hollow,
    key,
    names,
    outcomes,
    short,
    side_by_side,
    slider_row,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.divergence import kl_divergence
from infolib.policy import gibbs_policy, gibbs_value

__all__ = ["explore_tilt"]

MOST_OUTCOMES = 6
BETAS = np.logspace(-2, 2, 81)


def explore_tilt(reference, reward, *, beta=1.0, labels=None):
    r"""A picture of the policy that a KL penalty allows; the reader moves its price.

    Of all policies, the tilted reference earns most reward net of the penalty:

    .. math:: \pi_\beta(x) \propto \pi_{\mathrm{ref}}(x) \, e^{r(x) / \beta}, \qquad
              \mathbb{E}_{\pi_\beta} r - \beta D(\pi_\beta \,\|\, \pi_{\mathrm{ref}})
              = \beta \log \sum_x \pi_{\mathrm{ref}}(x) \, e^{r(x) / \beta} = J

    Below, the reward that a divergence buys. The tangent has slope :math:`\beta` and
    starts at J.

    Parameters
    ----------
    reference : array_like
        Reference policy over 2 to 6 outcomes.
    reward : array_like
        Reward of each outcome. They differ where the reference is positive.
    beta : float
        Price of a nat to start from, in [0.01, 100], in the unit of the reward.
    labels : sequence of str, optional
        Names of the outcomes; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``reference`` is no distribution of 2 to 6 outcomes, ``reward`` does not
        fit it or does not tell its outcomes apart, ``beta`` is outside [0.01, 100],
        or ``labels`` are not as many different strings.

    References
    ----------
    Rafailov et al., "Direct Preference Optimization: Your Language Model is Secretly
    a Reward Model", 2023.

    Examples
    --------
    >>> explore_tilt([0.5, 0.5], [1, 0], beta=1)
    beta = 1.000: reward 0.731 - beta * KL 0.111 = 0.620
    """
    reference = outcomes("reference", reference, MOST_OUTCOMES)
    reward = check.finite("reward", reward)
    if reward.shape != reference.shape:
        raise ValueError(f"reward has shape {reward.shape}, expected {reference.shape}")
    possible = reward[reference > 0]
    if possible.min() == possible.max():
        raise ValueError("reward is the same for all that the reference does")
    beta = check.number("beta", beta, low=0.01, high=100)
    labels = names(labels, len(reference))
    policy = gibbs_policy(reference, reward, beta)
    value = gibbs_value(reference, reward, beta)
    mean, kl = float(policy @ reward), kl_divergence(policy, reference)
    n = Numbers(beta=beta, mean=mean, kl=kl, value=value)
    n.update({f"p{i}": p for i, p in enumerate(policy)})
    return Explorable(
        "explore-tilt",
        f"beta = {digits(beta)}: reward {digits(mean)} - beta * KL {digits(kl)} "
        f"= {digits(value)}",
        [
            status(f"<b>reward {n('mean')}</b> for {n('kl')} nats"),
            side_by_side(_bars(reference, reward, policy, labels, n), height=196),
            key((hollow("grey"), "reference"), (solid("blue"), "policy")),
            side_by_side(
                _frontier(reference, reward, beta, mean, kl, value), height=196
            ),
            key(
                (solid("blue"), f"reward {n('mean')}"),
                (solid("orange"), f"net of its price, J {n('value')}"),
            ),
            slider_row("price β", "beta", n("beta")),
            buttons(),
        ],
        start={"beta": beta},
        reference=reference.tolist(),
        reward=reward.tolist(),
    )


def _bars(reference, reward, policy, labels, n):
    plane = Plane(x=(0, len(labels)))
    marks = []
    for i, name in enumerate(labels):
        marks += [
            plane.rect(f"bar{i}", i + 0.2, 0, i + 0.8, policy[i], "blue"),
            plane.rect(None, i + 0.12, 0, i + 0.88, reference[i], "grey hollow"),
            plane.text(
                f"at{i}",
                i + 0.5,
                max(policy[i], reference[i]),
                n(f"p{i}", "tspan"),
                "ink halo",
                dy=-7,
                anchor="middle",
            ),
            plane.text(
                None,
                i + 0.5,
                0,
                escape(short(name, 37 // len(labels))),
                dy=18,
                anchor="middle",
            ),
            plane.text(
                None, i + 0.5, 0, f"{reward[i]:.3g}", "grey", dy=36, anchor="middle"
            ),
        ]
    return plane.svg(
        "Two bars for each outcome: its probability under the reference and under the "
        "tilted policy; below, its reward.",
        132,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")]),
        plane.x_ticks([]),
        plane.text(None, 0, 0, "r", "grey", anchor="end", dx=-8, dy=36),
        *marks,
        margin=(22, 12, 42, 36),
    )


def _frontier(reference, reward, beta, mean, kl, value):
    possible = reward[reference > 0]
    low, best = float(reference @ reward), possible.max()
    most = kl_divergence(
        np.where(reward == best, reference, 0) / reference[reward == best].sum(),
        reference,
    )
    policies = [gibbs_policy(reference, reward, b) for b in BETAS]
    room = 0.08 * (best - low)
    plane = Plane((0, 1.04 * most), (low - room, best + room))
    step = 10 ** np.floor(np.log10(most / 2))
    ticks = np.arange(0, 1.04 * most, step * np.ceil(most / step / 5))
    return plane.svg(
        "Expected reward against divergence from the reference, for all prices. The "
        "tangent at the point begins at the value J.",
        128,
        plane.y_ticks([(low, f"{low:.2g}"), (best, f"{best:.2g}")], "reward")
        + plane.x_ticks([(x, f"{x:g}") for x in ticks], "D(π‖ref) [nats]"),
        plane.line("tangent", 0, value, kl, mean, "orange 2.5"),
        plane.circle("value", 0, value, 5, "orange"),
        plane.circle("point", kl, mean),
        curves=plane.path(
            None,
            kl_divergence(np.array(policies), reference),
            [policy @ reward for policy in policies],
            "blue 2",
        ),
        margin=(28, 12, 40, 36),
    )
