r"""Codes: entropy turned into bytes, and back.

Lengths are in bits. Encoded bytes are complete in themselves: a CRC-32 of all that
follows, the number of symbols (seven bits a byte, the low ones first), and the
codewords or the number that stand for the symbols. Damaged bytes fail the CRC.
"""

from __future__ import annotations

import heapq
import math
import zlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from infolib import _validate as check

__all__ = [
    "HuffmanCode",
    "arithmetic_decode",
    "arithmetic_encode",
    "huffman_code",
    "kraft_sum",
    "shannon_code_lengths",
]

# Huffman decoding looks up this many bits at a time; longer codewords are searched.
_TABLE_BITS = 16

# The arithmetic coder's interval is this many bits wide, and sheds a word as soon as
# it is narrower than _NARROW: the 2**48 parts that a distribution is cut into are
# then at least 2**48 wide each, so that rounding them costs nothing.
_INTERVAL_BITS = 128
_WORD_BITS = 32
_NARROW_BITS = _INTERVAL_BITS - _WORD_BITS
_NARROW = 1 << _NARROW_BITS
_COUNT_BITS = 48

# Distributions whose counts are remembered. A model of first order over the letters
# and the space has 27.
_REMEMBERED = 32


def kraft_sum(lengths: ArrayLike) -> float | NDArray[np.float64]:
    r"""Kraft sum of the lengths of a binary code's codewords.

    .. math:: K = \sum_i 2^{-l_i}

    A code in which no codeword begins another, or any other that can be decoded
    without ambiguity, has :math:`K \le 1`; and wherever :math:`K \le 1` there is a
    prefix code with these lengths.

    Parameters
    ----------
    lengths : array_like of int
        Lengths in bits along the last axis, one for each codeword; every other axis
        is a batch.

    Returns
    -------
    float or ndarray
        Kraft sums, in the shape of ``lengths`` without the last axis.

    Raises
    ------
    ValueError
        If a length is negative or no integer.

    References
    ----------
    Cover and Thomas, *Elements of Information Theory*, 2nd ed., 2006.

    Examples
    --------
    >>> kraft_sum([1, 2, 3, 3])
    1.0
    >>> kraft_sum([1, 1, 2])
    1.25
    """
    lengths = check.whole_numbers("lengths", lengths)
    if lengths.ndim == 0:
        raise ValueError("lengths is a single number, expected an array along an axis")
    return check.plain(np.exp2(-lengths.astype(np.float64)).sum(axis=-1))


def shannon_code_lengths(p: ArrayLike) -> NDArray[np.int64]:
    r"""Shannon's codeword lengths, the surprisals rounded up to whole bits.

    .. math:: l(x) = \lceil -\log_2 p(x) \rceil

    They satisfy Kraft's inequality and :math:`H \le \sum_x p(x) l(x) < H + 1`.

    Parameters
    ----------
    p : array_like
        Distributions along the last axis; every other axis is a batch.

    Returns
    -------
    ndarray of int
        Lengths in bits, in the shape of ``p``. A symbol of probability 0 has no
        codeword; its length is given as 0, and has no place in a Kraft sum.

    Raises
    ------
    ValueError
        If ``p`` is no distribution along its last axis.

    References
    ----------
    Shannon, "A Mathematical Theory of Communication", 1948.

    Examples
    --------
    >>> shannon_code_lengths([0.5, 0.3, 0.2])
    array([1, 2, 3])
    """
    p = check.distribution("p", p)
    # p = m 2^e with 1/2 <= m < 1, so the surprisal is above -e and at most 1 - e:
    # exact, where a rounded logarithm of 1/8 might be a hair above 3.
    _, exponent = np.frexp(p)
    return np.where(p > 0, 1 - exponent.astype(np.int64), 0)


@dataclass(frozen=True, eq=False)
class HuffmanCode:
    """A Huffman code, made by `huffman_code`.

    Attributes
    ----------
    codewords : list of str
        A string of 0 and 1 for each symbol, in the order of ``p``. It is empty for
        a symbol of probability 0, which cannot be encoded, and for the only symbol
        of a code, which needs no bits: the bytes say how many symbols there are.
    lengths : ndarray of int
        The codewords' lengths in bits.
    expected_length : float
        Mean length of a codeword under ``p``, in bits.
    p : ndarray
        The distribution that the code was made for.
    """

    codewords: list[str]
    lengths: NDArray[np.int64]
    expected_length: float
    p: NDArray[np.float64] = field(repr=False)

    def encode(self, symbols: ArrayLike) -> bytes:
        """Return the symbols as bytes.

        Parameters
        ----------
        symbols : array_like of int, or bytes
            Symbols as indices into ``codewords``.

        Returns
        -------
        bytes
            5 to 7 bytes for a checksum and the number of symbols (up to two
            million), then the codewords, filled up with zeros to a whole byte.

        Raises
        ------
        ValueError
            If a symbol has no codeword.

        Examples
        --------
        >>> len(huffman_code([0.5, 0.25, 0.25]).encode([0] * 800))
        106
        """
        symbols = check.message("symbols", symbols)
        impossible = ~np.isin(symbols, np.flatnonzero(self.p))
        if impossible.any():
            symbol = symbols[impossible][0]
            raise ValueError(f"symbols contains {symbol}, which has no codeword")
        bits = "".join(map(self.codewords.__getitem__, symbols.tolist()))
        bits += "0" * (-len(bits) % 8)
        payload = int(bits or "0", 2).to_bytes(len(bits) // 8, "big")
        return _pack(symbols.size, payload)

    def decode(self, data: bytes) -> list[int]:
        """Return the symbols that `encode` turned into these bytes.

        Parameters
        ----------
        data : bytes
            What `encode` returned.

        Returns
        -------
        list of int
            The symbols.

        Raises
        ------
        ValueError
            If ``data`` is truncated, corrupt, or visibly of another code.

        Examples
        --------
        >>> code = huffman_code([0.5, 0.25, 0.25])
        >>> code.decode(code.encode([2, 0, 0, 1]))
        [2, 0, 0, 1]
        """
        count, payload = _unpack(data)
        try:
            symbols, size = self._read(payload, count)
        except IndexError:
            raise ValueError(f"data ends before its {count} symbols do") from None
        if len(payload) != -(-size // 8):
            raise ValueError("data was not written by this code")
        return symbols

    def _read(self, payload, count):
        """Return ``count`` symbols and their size in bits.

        Beyond the payload's end, bits are zero for a while.
        """
        lengths = self.lengths.tolist()
        longest = max(lengths)
        width = min(longest, _TABLE_BITS)
        symbol_of = self._table(width)
        payload += bytes(longest // 8 + 4)
        octets = np.frombuffer(payload, np.uint8).astype(np.uint32)
        # The 24 bits from each byte on hold any 16 that begin in that byte.
        words = ((octets[:-2] << 16) | (octets[1:-1] << 8) | octets[2:]).data
        shift, mask = 24 - width, (1 << width) - 1
        search = self._search(payload, longest)
        position, symbols = 0, []
        for _ in range(count):
            window = (words[position >> 3] >> (shift - (position & 7))) & mask
            symbol = symbol_of[window]
            if symbol < 0:
                symbol = search(position)
            symbols.append(symbol)
            position += lengths[symbol]
        return symbols, position

    def _canonical(self):
        """Return the symbols that have a codeword in the order of their codewords."""
        possible = np.flatnonzero(self.p)
        return possible[np.argsort(self.lengths[possible], kind="stable")]

    def _table(self, width):
        """Return the symbol for each string of ``width`` bits; -1 where more decide."""
        order = self._canonical()
        short = order[self.lengths[order] <= width]
        table = np.full(1 << width, -1)
        filled = np.repeat(short, 1 << (width - self.lengths[short]))
        table[: filled.size] = filled
        return table.tolist()

    def _search(self, payload, longest):
        """Return a function that finds the symbol at a bit position by bisection."""
        order = self._canonical()
        order = order[self.lengths[order] > _TABLE_BITS].tolist()
        # Read as fractions, canonical codewords ascend.
        codewords = [self.codewords[symbol] for symbol in order]
        starts = [int(codeword.ljust(longest, "0"), 2) for codeword in codewords]

        def search(position):
            stop = (position + longest + 7) >> 3
            bits = int.from_bytes(payload[position >> 3 : stop], "big")
            bits = (bits >> (8 * stop - position - longest)) & ((1 << longest) - 1)
            return order[bisect_right(starts, bits) - 1]

        return search


def huffman_code(p: ArrayLike) -> HuffmanCode:
    r"""Huffman code, a prefix code of least expected length.

    The two least probable symbols are merged into one, until one is left; a
    symbol's length is the number of merges it took part in. No code that can be
    decoded symbol by symbol has a smaller :math:`L = \sum_x p(x) l(x)`, and
    :math:`H \le L < H + 1`.

    The code depends on ``p`` alone. Among equal probabilities the earlier symbol is
    merged first, then the older merger. The codewords are canonical: in the order of
    their lengths, and of the symbols where lengths are equal, each is the least that
    no earlier codeword begins.

    Parameters
    ----------
    p : array_like
        Distribution of the symbols, one axis.

    Returns
    -------
    HuffmanCode
        With ``.codewords``, ``.lengths``, ``.expected_length`` and the methods
        ``.encode(symbols)`` and ``.decode(data)``. A symbol of probability 0 has no
        codeword; a code of one symbol spends no bits on it.

    Raises
    ------
    ValueError
        If ``p`` is no distribution, or has more than one axis.

    References
    ----------
    Huffman, "A Method for the Construction of Minimum-Redundancy Codes", 1952.

    Examples
    --------
    >>> code = huffman_code([0.5, 0.25, 0.25])
    >>> code.codewords
    ['0', '10', '11']
    >>> code.expected_length
    1.5
    """
    p = check.axes("p", check.distribution("p", p), 1)
    possible = np.flatnonzero(p)
    lengths = np.zeros(p.size, dtype=np.int64)
    lengths[possible] = _merge_counts(p[possible].tolist())
    order = possible[np.argsort(lengths[possible], kind="stable")]
    codewords = [""] * p.size
    codeword, previous = -1, 0
    for symbol, length in zip(order.tolist(), lengths[order].tolist(), strict=True):
        codeword = (codeword + 1) << (length - previous)
        # The slice makes a codeword of no bits empty; format would write one 0.
        codewords[symbol] = f"{codeword:0{length}b}"[:length]
        previous = length
    return HuffmanCode(codewords, lengths, float(p @ lengths), p)


def _merge_counts(weights):
    """Return how many of Huffman's mergers each weight takes part in."""
    leaves = len(weights)
    heap = [(weight, node) for node, weight in enumerate(weights)]
    heapq.heapify(heap)
    parent = {}
    for node in range(leaves, 2 * leaves - 1):
        (weight_a, a), (weight_b, b) = heapq.heappop(heap), heapq.heappop(heap)
        parent[a] = parent[b] = node
        heapq.heappush(heap, (weight_a + weight_b, node))
    depth = [0] * (2 * leaves - 1)
    for node in reversed(range(2 * leaves - 2)):
        depth[node] = depth[parent[node]] + 1
    return depth[:leaves]


def arithmetic_encode(
    symbols: ArrayLike, model: Callable[[list[int]], ArrayLike]
) -> bytes:
    r"""Arithmetic code of a message, as long as the model is surprised by it.

    Each symbol narrows an interval, which begins as [0, 1), to the part that the
    model gives it. The bytes are those of the roundest number in the last interval,
    whose width is the message's probability, so that they hold

    .. math:: -\sum_t \log_2 p(x_t | x_1, \dots, x_{t-1})

    bits, one more at most, and zeros up to a whole byte; and 5 to 7 bytes for a
    checksum and the number of symbols (up to two million).

    Probabilities are rounded to multiples of :math:`2^{-48}`, no positive one to 0.
    The rounding uses no function whose last digit depends on the machine, so that
    decoding works wherever the model gives the same numbers.

    Parameters
    ----------
    symbols : array_like of int, or bytes
        The message.
    model : callable
        ``model(context)`` returns the distribution of the next symbol. ``context``
        is the list of the symbols before it, which it may read but not change.

    Returns
    -------
    bytes
        The encoded message.

    Raises
    ------
    ValueError
        If the model gives a symbol of the message probability 0 or returns no
        distribution.

    References
    ----------
    Witten, Neal and Cleary, "Arithmetic Coding for Data Compression", 1987.

    Examples
    --------
    A thousand symbols of 0.08 bits each:

    >>> message = [0] * 990 + [1] * 10
    >>> len(arithmetic_encode(message, lambda context: [0.99, 0.01]))
    16
    """
    cumulative_after = _remembering(model)
    low, width = 0, 1 << _INTERVAL_BITS
    context: list[int] = []
    words: list[int] = []
    for symbol in check.message("symbols", symbols).tolist():
        cumulative = cumulative_after(context)
        known = symbol < len(cumulative) - 1
        if not known or cumulative[symbol] == cumulative[symbol + 1]:
            raise ValueError(
                f"symbols contains {symbol} at position {len(context)}, "
                "where the model gives it no probability"
            )
        start, stop = cumulative[symbol], cumulative[symbol + 1]
        part = width >> _COUNT_BITS
        low += part * start
        width = part * (stop - start)
        while width < _NARROW:
            words.append(low >> _NARROW_BITS)
            low = (low & (_NARROW - 1)) << _WORD_BITS
            width <<= _WORD_BITS
        context.append(symbol)
    return _pack(len(context), _roundest_number(words, low, width))


def _roundest_number(words, low, width):
    """Return the bytes of the number with most trailing zeros from low, below width."""
    zeros = width.bit_length() - 1
    last = -(-low >> zeros) << zeros
    # A word has 32 bits and perhaps a carry, which belongs to the word before it.
    words = np.array(words, dtype=np.uint64)
    digits, carries = words & np.uint64(0xFFFFFFFF), words >> np.uint64(_WORD_BITS)
    number = _big_integer(digits) + (_big_integer(carries) << _WORD_BITS)
    number = (number << _INTERVAL_BITS) + last
    return number.to_bytes(4 * words.size + 16, "big").rstrip(b"\0")


def _big_integer(words):
    return int.from_bytes(words.astype(">u4").tobytes(), "big")


def arithmetic_decode(
    data: bytes, model: Callable[[list[int]], ArrayLike]
) -> list[int]:
    """Return the message that `arithmetic_encode` turned into these bytes.

    Parameters
    ----------
    data : bytes
        What `arithmetic_encode` returned.
    model : callable
        The model that it was given; it sees the same contexts again.

    Returns
    -------
    list of int
        The message.

    Raises
    ------
    ValueError
        If ``data`` is truncated, corrupt, or visibly of another model, or if the
        model returns no distribution.

    References
    ----------
    Witten, Neal and Cleary, "Arithmetic Coding for Data Compression", 1987.

    Examples
    --------
    A model that learns: each symbol is as likely as it was frequent so far.

    >>> def model(context):
    ...     counts = np.bincount(context, minlength=3) + 1
    ...     return counts / counts.sum()
    >>> arithmetic_decode(arithmetic_encode([2, 0, 0, 2], model), model)
    [2, 0, 0, 2]
    """
    count, payload = _unpack(data)
    cumulative_after = _remembering(model)
    width, read = 1 << _INTERVAL_BITS, _INTERVAL_BITS // 8
    # What the encoder calls low is always subtracted here.
    offset = int.from_bytes(payload[:read].ljust(read, b"\0"), "big")
    context: list[int] = []
    for _ in range(count):
        cumulative = cumulative_after(context)
        part = width >> _COUNT_BITS
        target = offset // part
        if target >> _COUNT_BITS:
            raise ValueError("data was not written with this model")
        symbol = bisect_right(cumulative, target) - 1
        start, stop = cumulative[symbol : symbol + 2]
        offset -= part * start
        width = part * (stop - start)
        while width < _NARROW:
            word = int.from_bytes(payload[read : read + 4].ljust(4, b"\0"), "big")
            offset = offset << _WORD_BITS | word
            width <<= _WORD_BITS
            read += 4
        context.append(symbol)
    if read < len(payload):
        raise ValueError("data was not written with this model")
    return context


def _remembering(model):
    """Return the model as a function from contexts to cumulative counts."""
    if not callable(model):
        raise ValueError(f"model is {model!r}, expected a function of the context")

    # Keyed by the numbers, not by the array: a model may reuse its array.
    @lru_cache(maxsize=_REMEMBERED)
    def cumulative(dtype, numbers):
        return _cumulative_counts(np.frombuffer(numbers, dtype))

    def cumulative_after(context):
        p = check.axes("model(context)", np.asarray(model(context)), 1)
        if p.dtype.kind != "f":
            p = check.distribution("model(context)", p)
        return cumulative(p.dtype, p.tobytes())

    return cumulative_after


def _cumulative_counts(p):
    """Return [0, ..., 2**48]: p as whole numbers, positive where p is positive."""
    p = check.distribution("model(context)", p)
    possible = p > 0
    total = 1 << _COUNT_BITS
    # fsum is exact, so that the counts are the same on every machine.
    scale = (total - np.count_nonzero(possible)) / math.fsum(p.tolist())
    counts = np.floor(p * scale).astype(np.int64) + possible
    counts[np.argmax(p)] += total - counts.sum()
    return [0, *np.cumsum(counts).tolist()]


def _pack(count, payload):
    """Return the payload behind a checksum and the number of symbols."""
    header = bytearray()
    while count > 127:
        header.append(128 | (count & 127))
        count >>= 7
    header.append(count)
    body = bytes(header) + payload
    return zlib.crc32(body).to_bytes(4, "big") + body


def _unpack(data):
    """Return the number of symbols and the payload of packed data."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise ValueError(f"data is {type(data).__name__}, expected bytes")
    checksum, body = bytes(data[:4]), bytes(data[4:])
    if zlib.crc32(body).to_bytes(4, "big") != checksum:
        raise ValueError("data fails its checksum: it is truncated or corrupt")
    count = 0
    for size, byte in enumerate(body[:9]):
        count |= (byte & 127) << (7 * size)
        if byte < 128:
            return count, body[size + 1 :]
    raise ValueError("data does not say how many symbols it holds")
