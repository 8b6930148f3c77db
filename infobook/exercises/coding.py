"""The checks of the chapter on codes."""

from infobook.datasets import load_bible, load_shakespeare
from infobook.exercises._judges import Function, Number, Structure
from infolib.coding import huffman_code, kraft_sum

PLAYS = load_shakespeare().encode()[:20_000]
BIBLE = load_bible().encode()[:10_000]
# Bits; with the best caution for each, 4.7 and 5.6, the mixture of
# experiments/compressors.py needs 59,580 and 20,474.
TARGETS = {PLAYS: 59_570, BIBLE: 20_450}


def _size_to_beat(data):
    return TARGETS[data]


EXERCISES = {
    "kraft-budget": Number(
        (1 - kraft_sum([1, 3, 3, 4])) * 2**4,
        "How much of the budget do the four spend, and what does one of length 4 cost?",
        within=0,
        mistakes=(
            (0.1875, "That is what is left of the budget: how many does it pay?"),
        ),
    ),
    "huffman-by-hand": Number(
        huffman_code([0.4, 0.3, 0.2, 0.1]).expected_length,
        "Merge the two least probable, again and again, and add up the merged weights.",
    ),
    "read-the-number": Structure(
        "a list of three strings",
        lambda answer: len(answer) == 3 and all(isinstance(a, str) for a in answer),
        lambda answer: list(answer) == ["banana", "cherry", "apple"],
        "Find the part that holds the number, stretch it to the whole width, go on.",
    ),
    "block-size": Number(
        8,
        "Build the blocks one toss at a time, and divide the length by the tosses.",
        within=0,
    ),
    "better-model": Function(
        _size_to_beat,
        [(PLAYS,), (BIBLE,)],
        "In bits, for all bytes; let models vote, and weigh them by their past.",
        agrees=lambda size, target: 0.85 * target < size < target,
    ),
}
