"""The entropy as an area: a block for each outcome, p wide and log 1/p high."""

import numpy as np

from infobook.explorables.base import Explorable, digits, escape, names, outcomes
from infolib.entropy import entropy, surprisal

__all__ = ["explore_entropy"]

MOST_OUTCOMES = 6
TOP = 5  # bits at the top of the picture; a higher block is cut


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
    p = outcomes("p", p, MOST_OUTCOMES)
    labels = names(labels, len(p))
    h = entropy(p, base=2)
    text = f"H = {digits(h)} bits of at most {digits(np.log2(len(p)))}"
    return Explorable(
        "explore-entropy",
        text,
        _static_entropy(p, labels, h, text),
        height=384 + 36 * len(p),
        p=p.tolist(),
        labels=labels,
    )


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
        f"<tr><th>{escape(name)}</th>"
        + "".join(f"<td>{digits(x)}</td>" for x in numbers)
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
<tr><th>sum</th><td>{digits(p.sum())}</td><td></td><td>{digits(h)}</td></tr>
</tbody>
</table>
<p>Each block is as wide as its probability and as high as its surprisal, so the areas
add up to H. Where a script runs, the probabilities can be moved.</p>"""
