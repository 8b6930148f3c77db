"""What is context worth? The same tokens, with more and more text before them.

Each seed is a passage of Shakespeare's plays. Its last tokens are predicted from the
start of a document, as a model does that reads in short windows, and with 16, 64 and
256 tokens of the speech before them.
"""

from infobook.datasets import load_shakespeare
from infobook.language_model import load_language_model

SEEDS = range(16)
# Sums of float32, in the order that a processor likes.
TOLERANCE = 1e-3
CONTEXTS = (0, 16, 64, 256)
TARGET = 48


def passage(seed):
    """Return the tokens of one passage, evenly spaced over the plays."""
    plays = load_shakespeare()
    start = len(plays) * (2 * seed + 1) // (2 * len(SEEDS))
    tokens = load_language_model().encode(plays[start : start + 3000])
    return tokens[1 : 1 + max(CONTEXTS) + TARGET]


def run(seed):
    """Return the bits per token of the last tokens, for each length of context."""
    tokens, model = passage(seed), load_language_model()
    found = {}
    for size in CONTEXTS:
        read = tokens[-TARGET - size :]
        bits = model.surprisals(read, window=len(read), base=2)[-TARGET:]
        found |= {f"after_{size}": bits.mean(), f"first_{size}": bits[:8].mean()}
    return found
