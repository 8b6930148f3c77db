"""The checks of the chapter on language models."""

import math

from infobook.exercises._judges import agree, close
from infobook.language_model import load_language_model

SENTENCES = ["The capital of France is", "To be, or not to"]


def _bits_per_byte(perplexity, bytes_per_token):
    return math.log2(perplexity) / bytes_per_token


def _guesses(function):
    model = load_language_model()
    likeliest = [
        model.decode([int(model.logits([0, *model.encode(text)])[-1].argmax())])
        for text in SENTENCES
    ]
    return [function(text) for text in SENTENCES] == likeliest


EXERCISES = {
    "bits-per-byte": (
        lambda answer: close(answer, 2.5 / math.log(2) * 0.23),
        "Turn nats into bits, multiply by the tokens, divide by the bytes.",
    ),
    "from-perplexity": (
        lambda answer: agree(answer, _bits_per_byte, [(20, 4), (3, 1), (1, 2)]),
        "The base-2 logarithm of a perplexity is the surprisal of a token in bits.",
    ),
    "file-size": (
        lambda answer: close(answer, 3.0),
        "Add the text, at 0.8 bits per byte, and the weights, at two bytes each.",
    ),
    "next-word": (
        _guesses,
        "Begin with model.start, and take the last row of the logits.",
    ),
}
