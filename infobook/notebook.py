"""How a number gets from a cell into the prose, and how it is held to account.

A cell calls ``glue(rate=f"{rate:.2f}")``. Its output shows the number, nbval
compares it, and the sentence quotes it as ``{eval}`glue.rate```: on the site from
the stored output, in JupyterLab from the running kernel.

A cell that calls ``compare`` holds a result against theory or a published value. The
site's page of checked numbers lists every such comparison.
"""

import html
import math

from IPython.display import display

from infobook.evidence import Mean
from infobook.style import ORANGE

__all__ = ["compare", "glue", "shade"]


class _Text(str):
    """A string that shows without quotation marks."""

    __slots__ = ()

    def __repr__(self):
        return str(self)


class _Shown:
    """Glued values as an output: text for the reader, metadata for the site."""

    def __init__(self, texts):
        self.texts = texts

    def __repr__(self):
        return "\n".join(f"{name} = {text}" for name, text in self.texts.items())

    def _repr_mimebundle_(self, include=None, exclude=None):
        glued = {name: str(text) for name, text in self.texts.items()}
        return {"text/plain": repr(self)}, {"glue": glued}


class Glue:
    """Shows values under names, and keeps them as attributes."""

    def __call__(self, **values):
        """Show each value under its name and keep it for the prose to quote.

        Parameters
        ----------
        **values
            What to keep. A value is quoted as ``str(value)``: pass a string where
            the number of digits matters.

        Examples
        --------
        >>> glue(rate=f"{0.12345:.2f}", draws=100)
        rate = 0.12
        draws = 100
        >>> glue.rate
        0.12
        """
        texts = {name: _Text(value) for name, value in values.items()}
        vars(self).update(texts)
        display(_Shown(texts))


class _Comparison:
    """A comparison as an output: a line for the reader, metadata for the site."""

    def __init__(self, record):
        self.record = record

    def __repr__(self):
        verdict = "differs" if "differs" in self.record else "agrees"
        if self.record["kind"] == "prediction":
            verdict = f"predicted, {verdict}"
        return (
            "{claim}: {measured}, expected {expected} ({source}); "
            "{verdict}, allowed ±{within}"
        ).format(verdict=verdict, **self.record)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self)}, {"compare": self.record}


KINDS = ("identity", "prediction")


def compare(claim, measured, expected, *, kind, source, within=None, differs=None):
    """Hold a result against what theory or a published table says.

    Parameters
    ----------
    claim : str
        What was measured, with its unit: ``"Entropy of a letter [bits]"``.
    measured : float or Mean
        The book's number; a `Mean` brings its standard error.
    expected : float
        What it should be.
    kind : str
        ``"identity"`` for what must hold if the code is right, ``"prediction"`` for
        what could have failed: something trained, sampled, or measured.
    source : str
        Who expects it: ``"theory"``, ``"Shannon, 1951"``, ``"scikit-learn"``.
    within : float, optional
        How far apart the two may be; three standard errors of a `Mean` if not given.
    differs : str, optional
        Why the two are further apart, where they are known to be.

    Raises
    ------
    ValueError
        If the two are further apart than ``within``; or are not, with ``differs``;
        if ``kind`` is neither of the two.

    Examples
    --------
    >>> compare("A coin's entropy [bits]", 0.9998, 1, within=0.001,
    ...         kind="identity", source="theory")
    A coin's entropy [bits]: 0.9998, expected 1.0000 (theory); agrees, allowed ±0.001
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}, expected one of {', '.join(KINDS)}")
    if isinstance(measured, Mean):
        within = 3 * measured.error if within is None else within
        measured = measured.value
    if within is None or not within > 0:
        raise ValueError(f"within is {within}, expected a positive number")
    agrees = abs(measured - expected) <= within
    if not agrees and differs is None:
        raise ValueError(
            f"{claim}: {measured:.10g} is further than {within:g} from {expected:.10g}"
        )
    if agrees and differs is not None:
        raise ValueError(f"{claim} does not differ any more: drop `differs`")
    # One digit more than the tolerance shows, so no rounding noise is stored.
    decimals = max(0, 1 - math.floor(math.log10(within)))
    record = {
        "claim": claim,
        "kind": kind,
        "measured": f"{measured:.{decimals}f}",
        "expected": f"{expected:.{decimals}f}",
        "within": f"{within:.2g}",
        "source": source,
    }
    display(_Comparison(record | ({} if differs is None else {"differs": differs})))


class _Shaded:
    """Pieces of text, each with a number above it and a shade behind it."""

    def __init__(self, pieces, numbers, darkest):
        self.pairs = list(zip(pieces, numbers, strict=True))
        self.darkest = darkest

    def __repr__(self):
        return " ".join(f"{piece!r}:{number}" for piece, number in self.pairs)

    def _repr_html_(self):
        spans = "".join(self._ruby(*pair) for pair in self.pairs)
        return f'<p class="shaded" style="line-height:2.6">{spans}</p>'

    def _ruby(self, piece, number):
        # Ruby text says the number to those who do not see the shade.
        opacity = 0.45 * min(number / self.darkest, 1)
        shade = f"{ORANGE}{round(255 * opacity):02x}"
        word = piece.lstrip(" ")
        text = html.escape(word).replace("\n", "↵")
        return " " * (len(piece) - len(word)) + (
            f'<ruby style="background:{shade};white-space:nowrap">'
            f"{text}<rt>{number}</rt></ruby>"
        )


def shade(pieces, numbers, *, darkest):
    """Show a text with a number above each piece, and the larger the darker behind it.

    Parameters
    ----------
    pieces : sequence of str
        The text in pieces, such as tokens.
    numbers : sequence of int
        A number from 0 for each piece, such as its surprisal in whole bits.
    darkest : int
        The number from which on the shade is full.

    Returns
    -------
    object
        What a notebook shows as text with shades, and a terminal as a list.

    Raises
    ------
    ValueError
        If there are not as many numbers as pieces.

    Examples
    --------
    >>> shade(["To", " be"], [9, 1], darkest=10)
    'To':9 ' be':1
    """
    if len(pieces) != len(numbers):
        raise ValueError(f"there are {len(pieces)} pieces and {len(numbers)} numbers")
    return _Shaded(pieces, [int(number) for number in numbers], darkest)


glue = Glue()
