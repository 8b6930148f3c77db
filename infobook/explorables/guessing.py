"""Shannon's guessing game: the reader says which letter comes next."""

import re

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    digits,
    escape,
    side_by_side,
    slider_row,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check
from infolib.entropy import entropy

__all__ = ["explore_guessing"]

TOP = 5  # bits at the right end of the picture


def explore_guessing(passage, *, before, ranks, bits, gzip):
    r"""Shannon's guessing game, first as a model plays it, then the reader.

    A letter that is found at the r-th guess has rank r. With :math:`q_r` the share of
    letters of rank r, the largest share first, Shannon's bounds on the entropy of a
    letter given those before it are

    .. math::
        \sum_r r (q_r - q_{r + 1}) \log_2 r \le H \le \sum_r q_r \log_2 \frac{1}{q_r} .

    Parameters
    ----------
    passage : str
        The letters to guess, a to z and spaces.
    before : str
        What stands before them and is shown.
    ranks : list of int
        At which guess a model found each letter.
    bits : list of float
        The model's surprisals at the letters.
    gzip : float
        How many bits gzip needs for a letter of the passage.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``passage`` holds something else than letters and spaces, or does not have
        one rank from 1 to 27 and one surprisal for each.

    References
    ----------
    Shannon, "Prediction and Entropy of Printed English", 1951, equation 17.

    Examples
    --------
    >>> explore_guessing("cat", before="the ", ranks=[4, 1, 1], bits=[3, 1, 2], gzip=4)
    3 letters: between 0.67 and 0.92 bits a letter
    """
    if not re.fullmatch("[a-z ]+", passage):
        raise ValueError(f"passage is {passage!r}, expected letters a to z and spaces")
    ranks = [check.positive_integer("ranks", int(rank)) for rank in ranks]
    bits = [check.number("bits", bit, low=0) for bit in bits]
    gzip = check.number("gzip", gzip, low=0)
    if not len(passage) == len(ranks) == len(bits) or max(ranks) > 27:
        raise ValueError(
            f"passage has {len(passage)} letters, ranks has {len(ranks)} entries up to "
            f"{max(ranks)} and bits {len(bits)}, expected one from 1 to 27 for each"
        )
    lower, upper = _bounds(ranks)
    model = float(np.mean(bits))
    n = Numbers(
        k=str(len(passage)),
        lower=digits(lower, 2),
        upper=digits(upper, 2),
        seen=passage,
        tried="",
        model=digits(model, 2),
    )
    plane = Plane(x=(0, TOP), y=(0, 3))
    picture = plane.svg(
        "The player's two bounds as a bar, and what the model and gzip need, in bits a "
        "letter.",
        126,
        plane.x_ticks([(x, str(x)) for x in range(TOP + 1)], "bits a letter"),
        plane.rect("player", lower, 2.1, upper, 2.5, "blue"),
        plane.circle("model", model, 1.3, 6, "orange"),
        plane.circle(None, gzip, 0.5, 6, "green"),
        plane.text(None, 0, 2.65, "the player, between the two bounds", "blue halo"),
        plane.text(None, 0, 1.6, f"the model: {n('model', 'tspan')}", "orange halo"),
        plane.text(None, 0, 0.75, f"gzip: {digits(gzip, 2)}", "green halo"),
        margin=(8, 14, 44, 14),
    )
    said = f"{n('k')} letters: between {n('lower')} and {n('upper')} bits a letter"
    return Explorable(
        "explore-guessing",
        f"{len(passage)} letters: between {digits(lower, 2)} and {digits(upper, 2)} "
        "bits a letter",
        [
            _text(before, n("seen")),
            status(f"<b>{said}</b> {n('tried')}", lines=2),
            slider_row("letters found", "k", f"{n('k')} of {len(passage)}"),
            side_by_side(picture, height=178),
            _keyboard(),
        ],
        start={"k": len(passage), "ranks": ranks, "tried": ""},
        passage=passage,
        bits=[round(bit, 4) for bit in bits],
    )


def _bounds(ranks):
    """Return Shannon's lower and upper bound, in bits."""
    # In the long run a lower rank is commoner; in a short game, sorting makes it so.
    q = np.sort(np.bincount(ranks, minlength=29))[:0:-1] / len(ranks)
    r = np.arange(1, 28)
    return float(np.sum(r * (q[:-1] - q[1:]) * np.log2(r))), entropy(q, base=2)


def _text(before, seen):
    """Return the passage as far as it is known."""
    return (
        '<p style="margin:0;height:104px;overflow-wrap:anywhere;'
        'font:15px/26px ui-monospace,monospace">'
        f'<span style="color:var(--grey)">{escape(before)}</span><b>{seen}</b></p>',
        104,
    )


def _keyboard():
    """Return the place of a button for each letter."""
    return (
        '<div data-buttons="" style="height:140px;flex-wrap:wrap;gap:4px;'
        'align-content:end">With JavaScript on, the passage can be guessed letter by '
        "letter. Here a model has guessed it.</div>",
        140,
    )
