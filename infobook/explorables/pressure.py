"""A policy pressed towards a proxy, and what it earns in gold."""

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
from infolib.policy import gibbs_policy

__all__ = ["explore_pressure"]

MOST_OUTCOMES = 6
BETAS = np.logspace(-2, 2, 81)


def explore_pressure(reference, proxy, gold, *, beta=1.0, labels=None):
    r"""A picture of a policy that is trained on a proxy; the reader moves the price.

    .. math:: \pi_\beta(x) \propto \pi_{\mathrm{ref}}(x) \, e^{p(x) / \beta}

    Below, what the policy earns in the proxy p, which it is trained on, and in gold
    g, which is what we want, against its divergence from the reference.

    Parameters
    ----------
    reference : array_like
        Reference policy over 2 to 6 outcomes, each with a positive probability.
    proxy, gold : array_like
        The two rewards of each outcome. The proxy tells the outcomes apart.
    beta : float
        Price of a nat to start from, in [0.01, 100], in the unit of the proxy.
    labels : sequence of str, optional
        Names of the outcomes; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``reference`` is no distribution of 2 to 6 outcomes or has zeros, the
        rewards do not fit it, ``proxy`` is the same everywhere, ``beta`` is outside
        [0.01, 100], or ``labels`` are not as many different strings.

    Examples
    --------
    >>> explore_pressure([0.6, 0.4], [0, 1], [0, -1], beta=1)
    beta = 1.000: proxy 0.644, gold -0.644, 0.121 nats
    """
    reference = outcomes("reference", reference, MOST_OUTCOMES)
    if reference.min() == 0:
        raise ValueError("reference contains 0, expected positive probabilities")
    proxy, gold = check.finite("proxy", proxy), check.finite("gold", gold)
    for name, reward in (("proxy", proxy), ("gold", gold)):
        if reward.shape != reference.shape:
            raise ValueError(
                f"{name} has shape {reward.shape}, expected {reference.shape}"
            )
    if proxy.min() == proxy.max():
        raise ValueError("proxy is the same for all outcomes")
    beta = check.number("beta", beta, low=0.01, high=100)
    labels = names(labels, len(reference))
    policy = gibbs_policy(reference, proxy, beta)
    n = Numbers(
        beta=beta,
        proxy=float(policy @ proxy),
        gold=float(policy @ gold),
        kl=kl_divergence(policy, reference),
    )
    n.update({f"p{i}": p for i, p in enumerate(policy)})
    return Explorable(
        "explore-pressure",
        f"beta = {digits(beta)}: proxy {digits(n['proxy'])}, gold {digits(n['gold'])}, "
        f"{digits(n['kl'])} nats",
        [
            status(f"<b>gold {n('gold')}</b>, proxy {n('proxy')}, at {n('kl')} nats"),
            side_by_side(_bars(reference, proxy, gold, policy, labels, n), height=214),
            key((hollow("grey"), "reference"), (solid("blue"), "policy")),
            side_by_side(_curves(reference, proxy, gold, n), height=196),
            key((solid("orange"), "proxy"), (solid("blue"), "gold")),
            slider_row("price β", "beta", n("beta")),
            buttons(),
        ],
        start={"beta": beta},
        reference=reference.tolist(),
        proxy=proxy.tolist(),
        gold=gold.tolist(),
    )


def _bars(reference, proxy, gold, policy, labels, n):
    plane = Plane(x=(0, len(labels)))
    marks = []
    for i, name in enumerate(labels):
        top = max(policy[i], reference[i])
        below = [
            (18, "ink", escape(short(name, 37 // len(labels)))),
            (36, "orange", f"{proxy[i]:.3g}"),
            (54, "blue", f"{gold[i]:.3g}"),
        ]
        marks += [
            plane.rect(f"bar{i}", i + 0.2, 0, i + 0.8, policy[i], "blue"),
            plane.rect(None, i + 0.12, 0, i + 0.88, reference[i], "grey hollow"),
            plane.text(
                f"at{i}",
                i + 0.5,
                top,
                n(f"p{i}", "tspan"),
                "ink halo",
                dy=-7,
                anchor="middle",
            ),
        ]
        marks += [
            plane.text(None, i + 0.5, 0, words, look, dy=dy, anchor="middle")
            for dy, look, words in below
        ]
    return plane.svg(
        "Two bars for each outcome: its probability under the reference and under the "
        "policy; below, its proxy and its gold reward.",
        132,
        plane.y_ticks([(0, "0"), (0.5, "0.5"), (1, "1")]),
        plane.x_ticks([]),
        plane.text(None, 0, 0, "p", "orange", anchor="end", dx=-8, dy=36),
        plane.text(None, 0, 0, "g", "blue", anchor="end", dx=-8, dy=54),
        *marks,
        margin=(22, 12, 60, 36),
    )


def _curves(reference, proxy, gold, n):
    policies = np.array([gibbs_policy(reference, proxy, b) for b in BETAS])
    nats = kl_divergence(policies, reference)
    earned = {"proxy": policies @ proxy, "gold": policies @ gold}
    both = np.concatenate([*earned.values()])
    room = 0.08 * (both.max() - both.min())
    most = 1.04 * nats.max()
    plane = Plane((0, most), (both.min() - room, both.max() + room))
    step = 10 ** np.floor(np.log10(most / 2))
    ticks = np.arange(0, most, step * np.ceil(most / step / 5))
    levels = {round(float(x), 2) for x in (both.min(), both.max())}
    return plane.svg(
        "Expected proxy and expected gold against divergence from the reference, for "
        "all prices.",
        128,
        plane.y_ticks([(x, f"{x:.2g}") for x in sorted(levels)], "reward")
        + plane.x_ticks([(x, f"{x:g}") for x in ticks], "D(π‖ref) [nats]"),
        plane.circle("proxy", n["kl"], n["proxy"], look="orange"),
        plane.circle("gold", n["kl"], n["gold"], look="blue"),
        curves=plane.path(None, nats, earned["proxy"], "orange 2 dashed")
        + plane.path(None, nats, earned["gold"], "blue 2"),
        margin=(28, 12, 40, 36),
    )
