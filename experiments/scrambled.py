"""Does a higher perplexity per token mean more bits per byte?

Each seed is a random order of the words of a speech, and a string of random letters
and spaces. They are cut into tokens of different length, so no.
"""

from string import ascii_lowercase

import numpy as np

from infobook.datasets import load_shakespeare
from infobook.language_model import load_language_model

SEEDS = range(10)
# Sums of float32, in the order that a processor likes.
TOLERANCE = 1e-3


def texts(seed):
    """Return the words of Hamlet's speech in random order, and random letters."""
    plays, rng = load_shakespeare(), np.random.default_rng(seed)
    start = plays.index("To be, or not to be")
    words = plays[start : start + 1000].split()
    letters = rng.choice(list(f"{ascii_lowercase} "), 600)
    return {"shuffled": " ".join(rng.permutation(words)), "letters": "".join(letters)}


def run(seed):
    """Return the bits per byte and the perplexity per token of both texts."""
    model, found = load_language_model(), {}
    for name, text in texts(seed).items():
        bits = model.surprisals(model.encode(text), base=2)
        found[f"{name}_rate"] = bits.sum() / len(text.encode())
        found[f"{name}_perplexity"] = 2 ** bits.mean()
    return found
