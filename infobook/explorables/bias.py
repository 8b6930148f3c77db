"""The entropy that a sample shows on average, and how a correction changes it."""

import numpy as np
from scipy import stats
from scipy.special import xlogy

from infobook.explorables.base import (
    Explorable,
    Numbers,
    axis_slider,
    buttons,
    digits,
    key,
    side_by_side,
    solid,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.entropy import entropy

__all__ = ["explore_bias"]

MOST_SOURCES = 4
FEWEST, MOST = 10, 10_000  # samples in the picture
SIZES = np.geomspace(FEWEST, MOST, 31).round()


def explore_bias(sources, *, start=0, n=100):
    r"""A picture of what entropy n samples show on average; the reader moves n.

    Each count is binomial, so the averages of the plug-in estimate and of Miller and
    Madow's correction, which adds one less than the number of values seen over 2n,
    need no simulation:

    .. math::
        \mathbb E \hat H = -\sum_x \sum_{c=1}^n \binom n c p_x^c (1 - p_x)^{n - c}
        \, \frac c n \log \frac c n, \qquad
        \mathbb E \hat H_{\mathrm{MM}} = \mathbb E \hat H
        + \frac{\sum_x [1 - (1 - p_x)^n] - 1}{2 n}

    Parameters
    ----------
    sources : dict
        One to four distributions by name.
    start : int
        Which of them is shown first.
    n : int
        How many samples to start from; the nearest size in the picture is taken.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``sources`` holds no distributions, or more than four; if ``start`` is not
        the number of one; or if ``n`` is no number from 10 to 10,000.

    References
    ----------
    Miller, "Note on the bias of information estimates", 1955.

    Examples
    --------
    >>> explore_bias({"coin": [0.5, 0.5]}, n=10)
    coin, n = 10: plug-in 0.923, corrected 0.995, truth 1.000 bits
    """
    if not 1 <= len(sources) <= MOST_SOURCES:
        raise ValueError(f"sources has {len(sources)} entries, expected 1 to 4")
    if start not in range(len(sources)):
        raise ValueError(f"start is {start}, expected one of 0 to {len(sources) - 1}")
    n = check.number("n", n, low=FEWEST, high=MOST)
    names = [str(name) for name in sources]
    found = [averages(check.distribution(name, p)) for name, p in sources.items()]
    step = int(np.abs(np.log(SIZES / n)).argmin())
    shown = found[start]
    v = Numbers(
        name=names[start],
        size=f"{SIZES[step]:,.0f}",
        plugin=shown["plugin"][step],
        corrected=shown["corrected"][step],
        truth=shown["truth"],
    )
    return Explorable(
        "explore-bias",
        f"{names[start]}, n = {SIZES[step]:.0f}: plug-in {digits(v['plugin'])}, "
        f"corrected {digits(v['corrected'])}, truth {digits(v['truth'])} bits",
        [
            status(f"<b>{v('plugin')} of {v('truth')} bits</b>, {v('name')}"),
            side_by_side(_picture(found, shown, step), height=244),
            axis_slider(f"{v('size')} samples", "step", right=24),
            key(
                (solid("blue"), f"plug-in {v('plugin')}"),
                (solid("green"), f"Miller-Madow {v('corrected')}"),
                (solid("grey"), "truth"),
            ),
            buttons(),
        ],
        start={"source": start, "step": step},
        names=names,
        sizes=SIZES.tolist(),
        found=found,
    )


def averages(p):
    """Return the entropy and the mean of each estimate at all sizes, in bits."""
    values, repeats = np.unique(p[p > 0], return_counts=True)
    plugin = [repeats @ [_mean_term(x, n) for x in values] for n in SIZES]
    seen = [repeats @ (1 - (1 - values) ** n) for n in SIZES]
    corrected = plugin + (np.array(seen) - 1) / (2 * SIZES)
    return {
        "plugin": np.round(plugin / np.log(2), 5).tolist(),
        "corrected": np.round(corrected / np.log(2), 5).tolist(),
        "truth": round(entropy(p, base=2), 5),
    }


def _mean_term(p, n):
    """Return the mean of -(c / n) ln(c / n) over the binomial counts c."""
    far = 40 + 12 * np.sqrt(n * p)  # beyond that nothing shows in a float
    c = np.arange(max(1, n * p - far), min(n, n * p + far) + 1).round()
    return -stats.binom.pmf(c, n, p) @ xlogy(c / n, c / n)


def _picture(found, shown, step):
    top = max(max(f["truth"], *f["corrected"]) for f in found)
    plane = Plane(tuple(np.log10([FEWEST, MOST])), (0, float(np.ceil(1.04 * top))))
    x = np.log10(SIZES)
    marks = [
        plane.circle(name, x[step], shown[name][step], 6, look)
        for name, look in (("corrected", "green"), ("plugin", "blue"))
    ]
    ends = plane.x[0], shown["truth"], plane.x[1], shown["truth"]
    ticks = [(i, f"{10**i:,}") for i in range(1, 5)]
    return plane.svg(
        "The average of the plug-in estimate and of Miller and Madow's, against the "
        "number of samples on a logarithmic axis. Both rise towards the entropy of "
        "the source, a dashed line.",
        192,
        plane.y_ticks([(y, y) for y in range(int(plane.y[1]) + 1)], "[bits]")
        + plane.x_ticks(ticks)
        + plane.line("truth", *ends, "grey 2 dashed")
        + plane.line("now", x[step], 0, x[step], plane.y[1], "grey"),
        *marks,
        curves=plane.path("corrected-curve", x, shown["corrected"], "green 2 dashed")
        + plane.path("plugin-curve", x, shown["plugin"], "blue"),
        margin=(28, 24, 24, 36),
    )
