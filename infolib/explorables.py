r"""Explorables: figures that the reader operates, on the site and in a notebook.

An explorable is an HTML element around a static picture and table whose numbers
infolib computes. ``explorables.js`` turns the element into a figure with sliders;
where no script runs, the static picture stays.
"""

import html
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
from IPython import get_ipython
from IPython.display import display

from infolib import _validate as check
from infolib.entropy import entropy, surprisal

__all__ = ["Explorable", "explore_entropy"]

SCRIPT = Path(__file__).with_name("explorables.js")

MOST_OUTCOMES = 6
TOP = 5  # bits at the top of the picture; a higher block is cut


class Explorable:
    """A figure that the reader operates, with a static one for where no script runs.

    Parameters
    ----------
    tag : str
        Name of the HTML element that ``explorables.js`` defines.
    text : str
        What the figure says at the start, in one line.
    static : str
        HTML that shows the same without a script.
    height : int
        Height of the figure in pixels, kept free so that the page does not jump.
    **attributes
        What the element is given, as JSON.
    """

    def __init__(self, tag, text, static, height, **attributes):
        self.tag = tag
        self.text = text
        self.static = static
        self.height = height
        self.attributes = attributes

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        attributes = "".join(
            f" {name}='{_escape(json.dumps(value, ensure_ascii=False))}'"
            for name, value in self.attributes.items()
        )
        return (
            f'<{self.tag} class="explorable"{attributes}'
            f' style="display:block;min-height:{self.height}px">\n'
            f"{self.static}\n</{self.tag}>"
        )

    def _ipython_display_(self):
        # A notebook gets the script as an update that the next one takes back: the
        # page has run it, and the stored output holds no copy of it.
        shown = {"text/plain": repr(self), "text/html": self._repr_html_()}
        output = display(shown, raw=True, display_id=True)
        if hasattr(get_ipython(), "kernel"):
            script = SCRIPT.read_text(encoding="utf-8")
            output.update({"application/javascript": script}, raw=True)
            output.update(shown, raw=True)


def _escape(text):
    """Return text that can stand in HTML and, with its double quotes, between ''."""
    return html.escape(text, quote=False).replace("'", "&#39;")


def explore_entropy(p, *, labels=None):
    r"""A picture of the entropy whose probabilities the reader moves.

    Each outcome is a block of width p and height :math:`\log_2 1/p`, so its area is
    its share of the entropy:

    .. math:: H(X) = \sum_x p(x) \log_2 \frac{1}{p(x)}

    Parameters
    ----------
    p : array_like
        The distribution to start from, of 2 to 6 outcomes.
    labels : sequence of str, optional
        Names of the outcomes; a, b, c and so on if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell.

    Raises
    ------
    ValueError
        If ``p`` is no distribution of 2 to 6 outcomes, or ``labels`` are not as many
        different strings.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., section 2.1.

    Examples
    --------
    >>> explore_entropy([0.5, 0.25, 0.125, 0.125])
    H = 1.750 bits of at most 2.000
    """
    # A sum may exceed 1 by a rounding error, a probability may not.
    p = np.minimum(check.distribution("p", p), 1)
    if p.ndim != 1:
        raise ValueError(f"p has {p.ndim} axes, expected 1")
    if not 2 <= len(p) <= MOST_OUTCOMES:
        raise ValueError(f"p has {len(p)} outcomes, expected 2 to {MOST_OUTCOMES}")
    labels = _labels(labels, len(p))
    h = entropy(p, base=2)
    text = f"H = {_digits(h)} bits of at most {_digits(np.log2(len(p)))}"
    return Explorable(
        "explore-entropy",
        text,
        _static_entropy(p, labels, h, text),
        height=384 + 36 * len(p),
        p=p.tolist(),
        labels=labels,
    )


def _labels(labels, count):
    """Return the labels as a list of ``count`` different strings."""
    if labels is None:
        return list("abcdef"[:count])
    listed = isinstance(labels, (list, tuple))
    if not listed or not all(isinstance(name, str) for name in labels):
        raise ValueError(f"labels is {labels!r}, expected a list of strings")
    if len(labels) != count:
        raise ValueError(f"labels names {len(labels)} outcomes, expected {count}")
    if len(set(labels)) != count:
        raise ValueError(f"labels is {labels!r}, expected different names")
    return list(labels)


def _digits(x):
    """Return x with three decimals, rounded as explorables.js does: halves up."""
    if np.isinf(x):
        return "∞"
    rounded = Decimal(round(float(x), 9))
    return str(rounded.quantize(Decimal("0.001"), ROUND_HALF_UP))


def _static_entropy(p, labels, h, text):
    """Return the picture and the table that stand where no script runs."""
    s = surprisal(p, base=2)
    area = p * np.where(p > 0, s, 0)
    left = np.cumsum(p) - p
    blocks = "".join(
        f'<div style="position:absolute;bottom:0;left:{100 * x:.4g}%;'
        f"width:calc({100 * w:.4g}% - 2px);height:{100 * min(y / TOP, 1):.4g}%;"
        'background:#0072b2"></div>'
        for x, w, y in zip(left, p, s, strict=True)
        if w > 0
    )
    rows = "\n".join(
        f"<tr><th>{_escape(name)}</th>"
        + "".join(f"<td>{_digits(x)}</td>" for x in numbers)
        + "</tr>"
        for name, *numbers in zip(labels, p, s, area, strict=True)
    )
    return f"""\
<p><b>{text}</b></p>
<div role="img" aria-label="One block for each outcome" \
style="position:relative;height:160px;border-bottom:1px solid">{blocks}</div>
<table style="width:100%">
<thead><tr><th>outcome</th><th>probability</th><th>surprisal</th><th>product</th></tr>
</thead>
<tbody>
{rows}
<tr><th>sum</th><td>{_digits(p.sum())}</td><td></td><td>{_digits(h)}</td></tr>
</tbody>
</table>
<p>Each block is as wide as its probability and as high as its surprisal, so the areas
add up to H. Where a script runs, the probabilities can be moved.</p>"""
