"""Glue: how a number gets from a cell into the prose.

A cell calls ``glue(rate=f"{rate:.2f}")``. Its output shows the number, nbval
compares it, and the sentence quotes it as ``{eval}`glue.rate```: on the site from
the stored output, in JupyterLab from the running kernel.
"""

from IPython.display import display

__all__ = ["glue"]


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


glue = Glue()
