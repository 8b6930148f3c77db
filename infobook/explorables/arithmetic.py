"""Arithmetic coding: each symbol narrows an interval, and a number spells a text."""

from itertools import accumulate

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    axis_slider,
    buttons,
    digits,
    escape,
    names,
    side_by_side,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check

__all__ = ["explore_arithmetic"]

MOST_SYMBOLS = 27
LONGEST_TEXT = 60
# Heights in the picture: the interval now, and above it the one before.
NOW, BEFORE, TOP = 1.4, 2.2, 3.0
NARROWEST = 0.035  # of the picture, for a name to stand in


def explore_arithmetic(counts, *, labels=None, text=(), x=0.5):
    r"""A picture of the interval of a text, into which the reader zooms.

    The interval is cut in proportion to the probabilities of the next symbol, and the
    symbol that is chosen becomes the interval. A text is as wide as it is probable, so
    that its number takes

    .. math::
        \log_2 \frac{1}{p(x_1, \dots, x_n)} = \sum_t \log_2 \frac{1}{p(x_t | x_{t-1})}

    bits. Backwards, digits drawn at random spell a text of the model.

    Parameters
    ----------
    counts : array_like of int
        ``counts[a, b]``: how often symbol b has followed symbol a, for 2 to 27
        symbols; a text begins as if after symbol 0. With one axis, the symbols are
        independent.
    labels : sequence of str, optional
        Names of the symbols; a, b, c and so on if None.
    text : sequence of int, optional
        The symbols to start with, at most 60.
    x : float, optional
        The place in the interval to start with, from 0 to 1.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``counts`` are no whole numbers, of 2 to 27 symbols, with some in each row;
        ``labels`` are not as many different strings; or ``text`` holds something else
        than symbols that may follow.

    References
    ----------
    Witten, Neal and Cleary, "Arithmetic Coding for Data Compression", 1987.
    Ward, Blackwell and MacKay, "Dasher", 2000.

    Examples
    --------
    >>> explore_arithmetic([4, 2, 1, 1], text=[1, 0, 0, 3])
    baad: 7.000 bits, 0.1000111
    """
    rows = _rows(counts)
    labels = names(labels, rows.shape[1])
    x = check.number("x", x, low=0, high=1)
    text = [int(symbol) for symbol in text]
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"text has {len(text)} symbols, expected at most 60")
    state = _state(rows, text)
    widths = state["widths"]
    here = _pick(widths, x)
    glue = "" if all(len(name) == 1 for name in labels) else " "
    n = Numbers(
        text=glue.join(labels[symbol] for symbol in text) + "|",
        bits=state["bits"],
        digits=_last_digits(state["digits"]),
        here=_seen(labels[here]),
        share=widths[here],
        last=_seen(labels[text[-1]]) if text else "",
    )
    return Explorable(
        "explore-arithmetic",
        f"{n['text'][:-1]}: {digits(state['bits'])} bits, {n['digits']}",
        [
            status(f"<b>{n('text')}</b>{n('here')}", lines=2),
            (
                '<p style="margin:0;height:44px">'
                f"{n('bits')} bits: the number begins {n('digits')} in binary.</p>",
                44,
            ),
            side_by_side(_picture(labels, state, here, x, n), height=176),
            axis_slider(
                f"this place is in {n('here')}, of probability {n('share')}",
                "x",
                left=12,
            ),
            buttons(),
        ],
        start={"text": text, "x": x},
        counts=rows.tolist(),
        labels=labels,
        glue=glue,
    )


def _rows(counts):
    """Return the counts as a table of whole numbers, a row for each symbol before."""
    rows = check.whole_numbers("counts", counts)
    if rows.ndim > 2 or rows.ndim == 0:
        raise ValueError(f"counts has {rows.ndim} axes, expected 1 or 2")
    size = rows.shape[-1]
    if not 2 <= size <= MOST_SYMBOLS:
        raise ValueError(f"counts has {size} symbols, expected 2 to {MOST_SYMBOLS}")
    rows = np.atleast_2d(rows)
    if len(rows) not in (1, size):
        raise ValueError(f"counts has shape {rows.shape}, expected ({size}, {size})")
    if not rows.sum(axis=1).all():
        raise ValueError("counts has a row without any")
    return rows.astype(int)


def _widths(rows, text):
    """Return the probabilities of the next symbol."""
    row = rows[text[-1] if text and len(rows) > 1 else 0].tolist()
    return [count / sum(row) for count in row]


def _starts(widths):
    """Return where each symbol's part begins."""
    return [0, *accumulate(widths)][:-1]


def _pick(widths, x):
    """Return the symbol whose part holds x."""
    starts = _starts(widths)
    held = [i for i, width in enumerate(widths) if width and starts[i] <= x]
    return held[-1]


def _state(rows, text):
    """Return what a text leads to: bits, settled digits, parts, the step before.

    A binary digit is settled once the interval lies in one half; the interval is then
    doubled, so that it never becomes too narrow for a float.
    """
    low, width, bits, settled = 0.0, 1.0, 0.0, ""
    last = (0, 1)
    for i, symbol in enumerate(text):
        widths = _widths(rows, text[:i])
        if symbol not in range(len(widths)) or not widths[symbol]:
            raise ValueError(f"text contains {symbol}, which cannot follow")
        last = (_starts(widths)[symbol], widths[symbol])
        low, width = low + width * last[0], width * last[1]
        bits += np.log2(1 / last[1])
        while low >= 0.5 or low + width <= 0.5:
            digit = int(low >= 0.5)
            settled += str(digit)
            low, width = 2 * low - digit, 2 * width
    return {
        "bits": bits,
        "digits": settled,
        "last": last,
        "widths": _widths(rows, text),
        "any": bool(text),
    }


def _last_digits(settled):
    return "0." + settled if len(settled) <= 16 else "0.…" + settled[-16:]


def _seen(label):
    """Return a label that can be seen: a space is a mark."""
    return "␣" if label == " " else label


def _hidden(wide):
    return {} if wide else {"visibility": "hidden"}


def _picture(labels, state, here, x, n):
    plane = Plane(y=(0, TOP))
    widths, starts = state["widths"], _starts(state["widths"])
    a, size = state["last"]
    zoomed = _hidden(state["any"])
    marks = [
        plane.rect("part", starts[here], 0, starts[here] + widths[here], NOW, "rule"),
        plane.rect("chosen", a, BEFORE, a + size, TOP, "blue", **zoomed),
        plane.line("from", a, BEFORE, 0, NOW, "blue", **zoomed),
        plane.line("to", a + size, BEFORE, 1, NOW, "blue", **zoomed),
        plane.text(
            "last",
            a + size / 2,
            TOP,
            n("last", "tspan"),
            "ink halo",
            "middle",
            dy=-6,
            **zoomed,
        ),
    ]
    for y, y2 in ((0, NOW), (BEFORE, TOP)):
        marks += [plane.line(None, 0, at, 1, at) for at in (y, y2)]
        marks += [plane.line(None, at, y, at, y2) for at in (0, 1)]
    for i, (label, width, start) in enumerate(zip(labels, widths, starts, strict=True)):
        marks += [
            plane.line(f"cut{i}", start, 0, start, NOW, "grey"),
            plane.text(
                f"name{i}",
                start + width / 2,
                NOW / 2,
                escape(_seen(label)),
                "ink",
                "middle",
                dy=5,
                **_hidden(width >= NARROWEST * max(1, len(label))),
            ),
        ]
    marks.append(plane.line("x", x, 0, x, NOW, "orange 3"))
    return plane.svg(
        "Two bars from 0 to 1. The lower one is the interval of the text, cut into a "
        "part for each next symbol; the upper one is the interval before the last "
        "symbol, whose part is the lower bar.",
        144,
        *marks,
        margin=(24, 12, 8, 12),
    )
