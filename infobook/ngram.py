r"""An n-gram model that learns as it reads, so that a decoder can follow it."""

import numpy as np

from infolib import _validate as check

__all__ = ["AdaptiveNgram"]


class AdaptiveNgram:
    r"""Model of the next symbol from the n - 1 before it, learning as it reads.

    With :math:`c(u x)` the number of times that symbol x has followed the context u,
    :math:`c(u) = \sum_x c(u x)`, and :math:`t(u)` the number of different symbols that
    have followed it, the model of each order is mixed with the next lower one, whose
    context :math:`u'` lacks the oldest symbol. Language modellers call it Witten and
    Bell's mixture; the weight is Moffat's method C:

    .. math:: p(x | u) = \frac{c(u x) + t(u) \, p(x | u')}{c(u) + t(u)}

    Below the empty context stands the uniform distribution, so that every symbol has
    a probability. A model remembers what it has read: a decoder needs a new one.

    Parameters
    ----------
    order : int
        The n of the n-grams: 1 looks at frequencies alone, 3 at two symbols before.
    n_symbols : int
        Size of the alphabet, 256 for bytes.

    Raises
    ------
    ValueError
        If ``order`` or ``n_symbols`` is no positive integer.

    References
    ----------
    Moffat, "Implementing the PPM Data Compression Scheme", 1990.
    Witten and Bell, "The Zero-Frequency Problem: Estimating the Probabilities of
    Novel Events in Adaptive Text Compression", 1991.

    Examples
    --------
    After "abracadabr" the letter a is likely:

    >>> model = AdaptiveNgram(3)
    >>> p = model(list(b"abracadabr"))
    >>> round(float(p[ord("a")]), 2)
    0.82
    """

    def __init__(self, order, n_symbols=256):
        self.order = check.positive_integer("order", order)
        self.n_symbols = check.positive_integer("n_symbols", n_symbols)
        self._read = 0
        # For each context, how often each symbol has followed it; and in all.
        self._followers = {}
        self._total = {}

    def __repr__(self):
        return f"AdaptiveNgram(order={self.order}, n_symbols={self.n_symbols})"

    def __call__(self, context):
        """Return the distribution of the next symbol, having read all of ``context``.

        Parameters
        ----------
        context : list of int
            The symbols so far. What was read before must stand at its beginning.

        Returns
        -------
        ndarray
            Probabilities of the ``n_symbols`` symbols.

        Raises
        ------
        ValueError
            If ``context`` is shorter than what was read already, or holds something
            else than symbols.
        """
        if len(context) < self._read:
            raise ValueError(
                f"context has {len(context)} symbols, but the model has read "
                f"{self._read}: begin with a new model"
            )
        while self._read < len(context):
            self._learn(context, self._read)
        p = np.full(self.n_symbols, 1 / self.n_symbols)
        for key in self._contexts(context, len(context)):
            followers = self._followers.get(key)
            if followers is None:
                break
            total = self._total[key] + len(followers)
            p *= len(followers) / total
            p[list(followers)] += np.array(list(followers.values())) / total
        return p

    def surprisals(self, message, *, base=None):
        r"""Return the surprisal of each symbol, given those before it, and learn them.

        .. math:: s_i = -\log p(x_i | x_1, \dots, x_{i - 1})

        Parameters
        ----------
        message : array_like of int, or bytes
            The symbols, which follow what was read before.
        base : float, optional
            Base of the logarithm: None for nats, 2 for bits.

        Returns
        -------
        ndarray
            Surprisals; their mean is the cross-entropy of the model on the message.

        Raises
        ------
        ValueError
            If ``message`` holds something else than symbols, or the model has read
            another message.
        """
        if self._read:
            raise ValueError(f"the model has read {self._read} symbols: take a new one")
        symbols = check.message("message", message).tolist()
        p = np.empty(len(symbols))
        for i in range(len(symbols)):
            p[i] = self._probability(symbols, i)
            self._learn(symbols, i)
        return 0.0 - np.log(p) / check.log_base(base)

    def _contexts(self, symbols, end):
        """Yield the contexts before position ``end``, the empty one first."""
        for length in range(min(self.order, end + 1)):
            yield tuple(symbols[end - length : end])

    def _probability(self, symbols, i):
        p = 1 / self.n_symbols
        for key in self._contexts(symbols, i):
            followers = self._followers.get(key)
            if followers is None:
                break
            kinds = len(followers)
            p = (followers.get(symbols[i], 0) + kinds * p) / (self._total[key] + kinds)
        return p

    def _learn(self, symbols, i):
        symbol = symbols[i]
        if not 0 <= symbol < self.n_symbols:
            raise ValueError(
                f"symbol {symbol} is none of the {self.n_symbols} from 0 on"
            )
        for key in self._contexts(symbols, i):
            followers = self._followers.setdefault(key, {})
            followers[symbol] = followers.get(symbol, 0) + 1
            self._total[key] = self._total.get(key, 0) + 1
        self._read = i + 1
