"""The checks of the chapter on language models."""

import math
import operator

from infobook.exercises._judges import IN_NATS, Function, Number
from infobook.language_model import load_language_model

SENTENCES = [("The capital of France is",), ("To be, or not to",)]


def _bits_per_byte(perplexity, bytes_per_token):
    return math.log2(perplexity) / bytes_per_token


def _next_word(text):
    model = load_language_model()
    return model.decode([int(model.logits([0, *model.encode(text)])[-1].argmax())])


EXERCISES = {
    "bits-per-byte": Number(
        2.5 / math.log(2) * 0.23,
        "Turn nats into bits, multiply by the tokens, divide by the bytes.",
        mistakes=((2.5 * 0.23, IN_NATS),),
    ),
    "from-perplexity": Function(
        _bits_per_byte,
        [(20, 4), (3, 1), (1, 2)],
        "The base-2 logarithm of a perplexity is the surprisal of a token in bits.",
    ),
    "file-size": Number(
        3.0,
        "Add the text, at 0.8 bits per byte, and the weights, at two bytes each.",
    ),
    "next-word": Function(
        _next_word,
        SENTENCES,
        "Begin with model.start, and take the last row of the logits.",
        agrees=operator.eq,
    ),
}
