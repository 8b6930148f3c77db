"""The checks of the chapter on codes."""

import numpy as np

from infobook.datasets import load_shakespeare
from infobook.exercises._judges import Function, Number
from infobook.ngram import AdaptiveNgram
from infolib.coding import huffman_code, kraft_sum

PAIRS = [
    ([0.5, 0.25, 0.125, 0.125], [0.125, 0.125, 0.25, 0.5]),
    ([0.9, 0.1, 0.0], [0.2, 0.3, 0.5]),
    ([0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1]),
]


def _length_with_code_of(p, q):
    return float(np.dot(p, huffman_code(q).lengths))


def _size_in_the_chapter(data):
    return AdaptiveNgram(4).surprisals(data, base=2).sum()


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
    "wrong-code": Function(
        _length_with_code_of,
        PAIRS,
        "The lengths belong to q, the symbols come from p.",
    ),
    "block-size": Number(
        8,
        "Build the blocks one toss at a time, and divide the length by the tosses.",
        within=0,
    ),
    "better-model": Function(
        _size_in_the_chapter,
        [(load_shakespeare().encode()[:20_000],)],
        "In bits, for all 20,000 bytes; averaging the distributions of models helps.",
        agrees=lambda size, beaten: 10_000 < size < beaten,
    ),
}
