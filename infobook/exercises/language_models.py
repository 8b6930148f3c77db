"""The checks of the chapter on language models."""

import math
import operator

from infobook.exercises._judges import IN_NATS, Function, Number
from infobook.language_model import load_language_model


def _guesses(begun, rest):
    """Return whether the model would have guessed each token of a continuation."""
    model = load_language_model()
    tokens = [model.start, *model.encode(begun)]
    following = model.encode(rest)
    logits = model.logits(tokens + following)[len(tokens) - 1 : -1]
    return logits.argmax(axis=1) == following


def _recited(begun, rest):
    right = [*_guesses(begun, rest), False]
    return right.index(False)


EXERCISES = {
    "bits-per-byte": Number(
        2.5 / math.log(2) * 0.23,
        "Turn nats into bits, multiply by the tokens, divide by the bytes.",
        mistakes=((2.5 * 0.23, IN_NATS),),
    ),
    "break-even": Number(
        2 / 0.15,
        "Each gigabyte of books saves 0.25 - 0.1 gigabytes; the model takes two.",
        within=0.1,
        mistakes=(
            (8.0, "xz compresses too: ask what the model saves beside it."),
            (
                (1e9 * 16) / 1e9 / 0.15,
                "A weight has 16 bits, and these are two bytes.",
            ),
        ),
    ),
    "any-model-pays": Number(
        math.log2(math.factorial(8) / (math.factorial(3) * math.factorial(2))),
        "Count the orders that look different, and take the logarithm.",
        mistakes=(
            (
                math.log2(math.factorial(8)),
                "Two orders that differ only in which 'the' is which look the same.",
            ),
        ),
    ),
    "recited": Function(
        _recited,
        [
            ("a b c d e f g h i", " j k l m n o p q r s t u v w x y z"),
            ("In the beginning God created", " the heaven and the earth."),
            ("The capital of France is", " Paris"),
        ],
        "The row of logits after a token predicts the next token. Stop at the first "
        "that is not the likeliest.",
        agrees=operator.eq,
        mistakes=(
            (
                lambda begun, rest: int(_guesses(begun, rest).sum()),
                "That counts all right guesses. After the first wrong one, the model "
                "reads its own words and no longer the text.",
            ),
        ),
    ),
}
