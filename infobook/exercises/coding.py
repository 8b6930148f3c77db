"""The checks of the chapter on codes."""

import numpy as np

from infobook.datasets import load_shakespeare
from infobook.exercises._judges import agree, close
from infobook.ngram import AdaptiveNgram
from infolib.coding import huffman_code, kraft_sum

PAIRS = [
    ([0.5, 0.25, 0.125, 0.125], [0.125, 0.125, 0.25, 0.5]),
    ([0.9, 0.1, 0.0], [0.2, 0.3, 0.5]),
    ([0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1]),
]


def _length_with_code_of(p, q):
    return float(np.dot(p, huffman_code(q).lengths))


def _beats_the_chapter(size):
    text = load_shakespeare().encode()[:20_000]
    return 10_000 < size(text) < AdaptiveNgram(4).surprisals(text, base=2).sum()


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
    "wrong-code": (
        lambda answer: agree(answer, _length_with_code_of, PAIRS),
        "The lengths belong to q, the symbols come from p.",
    ),
    "block-size": (
        lambda answer: answer == 8,
        "Build the blocks one toss at a time, and divide the length by the tosses.",
    ),
    "better-model": (
        _beats_the_chapter,
        "In bits, for all 20,000 bytes; averaging the distributions of models helps.",
    ),
}
