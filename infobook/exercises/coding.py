"""The checks of the chapter on codes."""

from infobook.datasets import load_shakespeare
from infobook.exercises._judges import close
from infolib.coding import huffman_code, kraft_sum

# Bits; the mixture of experiments/compressors.py needs 59,584 with a caution of 4.5.
TARGET = 59_570


def _beats_the_chapter(size):
    text = load_shakespeare().encode()[:20_000]
    return 40_000 < size(text) < TARGET


EXERCISES = {
    "kraft-budget": (
        lambda answer: answer == (1 - kraft_sum([1, 3, 3, 4])) * 2**4,
        "How much of the budget do the four spend, and what does one of length 4 cost?",
    ),
    "huffman-by-hand": (
        lambda answer: close(
            answer, huffman_code([0.4, 0.3, 0.2, 0.1]).expected_length
        ),
        "Merge the two least probable, again and again, and add up the merged weights.",
    ),
    "read-the-number": (
        lambda answer: list(answer) == ["banana", "cherry", "apple"],
        "Find the part that holds the number, stretch it to the whole width, go on.",
    ),
    "block-size": (
        lambda answer: answer == 8,
        "Build the blocks one toss at a time, and divide the length by the tosses.",
    ),
    "better-model": (
        _beats_the_chapter,
        "In bits, for all 20,000 bytes; let models vote, and weigh them by their past.",
    ),
}
