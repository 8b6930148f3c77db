"""What every explorable has: a tag, a static figure inside it, and a script.

Python lays the figure out and draws it once, as HTML that needs no script and no
stylesheet. ``base.js`` takes that layout and moves what moves in it. Three attributes
tie the two together: ``data-n`` is where a number stands, ``data-m`` is a mark of the
picture, ``data-slider`` is the place of a slider.
"""

import html
import json
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
from IPython import get_ipython
from IPython.display import display

from infobook.style import BLUE, GREEN, MUTED, ORANGE, PALE, light_dark
from infolib import _validate as check

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "base.js"

# The colours by the names that a figure's parts know them by.
COLOURS = {
    "blue": BLUE,
    "orange": ORANGE,
    "green": GREEN,
    "grey": MUTED,
    "rule": PALE,
}
PALETTE = ";".join(f"--{name}:{light_dark(c)}" for name, c in COLOURS.items())


def scripts(*tags):
    """Return the paths of the scripts that figures of these tags need, in order.

    Parameters
    ----------
    *tags : str
        Names of elements, such as "explore-entropy".

    Returns
    -------
    list of Path
        The base, then one definition for each tag.
    """
    names = sorted({tag.removeprefix("explore-").replace("-", "_") for tag in tags})
    return [SCRIPT, *(FOLDER / f"{name}.js" for name in names)]


class Explorable:
    """A figure that the reader operates, with a static one for where no script runs.

    Parameters
    ----------
    tag : str
        Name of the HTML element that a script of the same name defines.
    text : str
        What the figure says at the start, in one line.
    parts : list of (str, int)
        The HTML of each part and its height in pixels, one part below the other.
    **data
        What the script is given: ``start``, the state that sliders and buttons
        change, and whatever else it computes with.
    """

    def __init__(self, tag, text, parts, **data):
        self.tag = tag
        self.text = text
        self.static = "\n".join(source for source, _ in parts)
        # Kept free, so that the page does not jump when the script takes over.
        self.height = sum(height for _, height in parts)
        self.data = data

    def __repr__(self):
        return self.text

    @property
    def script(self):
        """The script that brings this figure to life, wherever it is run."""
        return "\n".join(path.read_text(encoding="utf-8") for path in scripts(self.tag))

    @property
    def style(self):
        """What the element looks like; its colours are handed over here alone."""
        return (
            f"display:block;min-height:{self.height}px;"
            f"font:14px/20px system-ui,sans-serif;{PALETTE}"
        )

    def _repr_html_(self):
        data = escape(json.dumps(self.data, ensure_ascii=False))
        return (
            f'<{self.tag} class="explorable" data=\'{data}\' style="{self.style}">\n'
            f"{self.static}\n</{self.tag}>"
        )

    def _ipython_display_(self):
        # A notebook gets the script as an update that the next one takes back: the
        # page has run it, and the stored output holds no copy of it.
        shown = {"text/plain": repr(self), "text/html": self._repr_html_()}
        output = display(shown, raw=True, display_id=True)
        if hasattr(get_ipython(), "kernel"):
            output.update({"application/javascript": self.script}, raw=True)
            output.update(shown, raw=True)


def escape(text):
    """Return text that can stand in HTML and, with its double quotes, between ''."""
    return html.escape(text, quote=False).replace("'", "&#39;")


def digits(x, places=3):
    """Return x with so many decimals, rounded as base.js does: halves up."""
    if np.isinf(x):
        return "∞"
    rounded = Decimal(round(float(x), 9))
    return str(rounded.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def names(labels, count):
    """Return the labels as a list of ``count`` different strings."""
    if labels is None:
        return list("abcdefghijkl"[:count])
    listed = isinstance(labels, (list, tuple))
    if not listed or not all(isinstance(name, str) for name in labels):
        raise ValueError(f"labels is {labels!r}, expected a list of strings")
    if len(labels) != count:
        raise ValueError(f"labels names {len(labels)} outcomes, expected {count}")
    if len(set(labels)) != count:
        raise ValueError(f"labels is {labels!r}, expected different names")
    return list(labels)


def products(p, bits):
    """Return p times the bits, and 0 where p is 0 and the bits are infinite."""
    return p * np.where(p > 0, bits, 0)


def outcomes(name, p, most, least=2):
    """Return p as probabilities of ``least`` to ``most`` outcomes, along one axis."""
    # A sum may exceed 1 by a rounding error, a probability may not.
    p = np.minimum(check.distribution(name, p), 1)
    if p.ndim != 1:
        raise ValueError(f"{name} has {p.ndim} axes, expected 1")
    if not least <= len(p) <= most:
        raise ValueError(f"{name} has {len(p)} outcomes, expected {least} to {most}")
    return p


# The parts of a figure. Each returns its HTML and its height.


class Numbers(dict):
    """The numbers that a figure shows, by name; ``numbers("h")`` is one in HTML."""

    def __call__(self, name, tag="span"):
        value = self[name]
        shown = escape(value) if isinstance(value, str) else digits(value)
        return f'<{tag} data-n="{name}">{shown}</{tag}>'


def status(source, lines=1):
    """Return a line that says what the figure shows, and is spoken when it changes."""
    height = 4 + 24 * lines
    return (
        f'<p class="status" style="margin:0;height:{height}px;'
        f'font-size:16px;line-height:24px">{source}</p>',
        height,
    )


def side_by_side(*pictures, height):
    """Return pictures beside each other."""
    return (
        f'<div style="display:flex;justify-content:center;height:{height}px">'
        + "".join(pictures)
        + "</div>",
        height,
    )


def slider_row(label, name, value):
    """Return a row: what the slider moves, the slider, its value."""
    return (
        '<div style="display:grid;grid-template-columns:minmax(96px,22%) 1fr 60px;'
        f'gap:8px;height:36px;align-items:center;white-space:nowrap"><span>{label}</span>'
        f'<span data-slider="{name}"></span>'
        f'<span style="text-align:right">{value}</span></div>',
        36,
    )


def bar_row(label, bar, value):
    """Return a row like that of a slider, with a bar in its place."""
    return (
        '<div style="display:grid;grid-template-columns:minmax(96px,22%) 1fr 60px;'
        f'gap:8px;height:32px;align-items:center;white-space:nowrap"><span>{label}</span>'
        f'<div style="display:flex">{bar}</div>'
        f'<span style="text-align:right">{value}</span></div>',
        32,
    )


def axis_slider(label, name, left=36, right=12):
    """Return a slider whose thumb lies under the point that it moves, and its label."""
    return (
        f'<div style="margin:0 {right - 10}px 0 {left - 10}px;height:28px" '
        f'data-slider="{name}"></div>'
        '<div style="height:24px;text-align:center">' + label + "</div>",
        52,
    )


def table(head, rows, foot=None, columns=(), row=36):
    """Return a table; a cell is HTML, the first of a row names it.

    Parameters
    ----------
    head : list
        The columns' names, or pairs of a name and what stands below it; None where
        the name before it reaches over this column too.
    rows : list of list of str
        The cells.
    foot : list of str, optional
        The last row.
    columns : sequence of str
        Widths of the first columns.
    row : int
        Height of a row in pixels; a slider needs 36.
    """
    widths = "".join(f'<col style="width:{width}">' for width in columns)
    names = ""
    for cell, following in pairwise([*head, ""]):
        if cell is not None:
            name, *below = [cell] if isinstance(cell, str) else cell
            span = ' colspan="2"' if following is None else ""
            words = " ".join([f"<small>{name}</small>", *below])
            names += f'<th scope="col"{span}>{words}</th>'

    def line(cells):
        first, *others = cells
        return f'<tr><th scope="row">{first}</th>' + "".join(
            cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in others
        ) + "</tr>"  # fmt: skip

    body = "\n".join(line(row) for row in rows)
    last = f"<tfoot>{line(foot)}</tfoot>" if foot else ""
    return (
        f'<table style="width:100%;--row:{row}px"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{names}</tr></thead>\n<tbody>\n{body}\n</tbody>{last}</table>",
        40 + row * (len(rows) + bool(foot)),
    )


def key(*entries):
    """Return a line that says what the colours mean: pairs of colour and words."""
    swatches = "".join(
        '<span style="white-space:nowrap"><span style="display:inline-block;'
        "width:12px;height:12px;margin-right:6px;border-radius:2px;"
        f'{look}" data-key=""></span>{words}</span>'
        for look, words in entries
    )
    return (
        '<div style="display:flex;gap:4px 16px;height:28px;align-items:center;'
        f'font-size:13px">{swatches}</div>',
        28,
    )


def solid(colour):
    """Return the look of a filled swatch."""
    return f"background:var(--{colour})"


def hollow(colour):
    """Return the look of an outlined swatch."""
    return f"border:2px solid var(--{colour});box-sizing:border-box"


def buttons():
    """Return the place of the buttons."""
    return (
        '<div data-buttons="" style="height:44px">With JavaScript on, this figure '
        "can be moved.</div>",
        44,
    )


def short(name, most):
    """Return the name, cut where it is longer than ``most`` letters."""
    return name if len(name) <= most else name[: most - 1] + "…"
