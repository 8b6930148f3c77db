"""Why is Shannon's entropy of a letter after two others higher than the counted one?

His table of triples ended where words end, and he filled in the triples that bridge
two words from pairs and single letters. Here the same is done to each tenth of
Shakespeare's plays, whose true triples we know: with his pairs, with pairs that begin
or end a word, and with the words shuffled, so that they are independent.
"""

import re

import numpy as np

from infobook.datasets import load_shakespeare
from infolib import joint_entropy

SEEDS = range(10)  # which tenth


def frequencies(blocks):
    """Return how often each block of letters occurs, with an axis for each place."""
    letters = np.frombuffer("".join(blocks).encode(), np.uint8) - ord("a")
    letters = letters.reshape(len(blocks), -1).astype(int)
    table = np.zeros((26,) * letters.shape[1])
    np.add.at(table, tuple(letters.T), 1)
    return table / table.sum()


def windows(text, n):
    """Return every block of n letters of a text."""
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def f3(triples):
    """Return the entropy of a triple's last letter given the others, in bits."""
    return joint_entropy(triples, base=2) - joint_entropy(triples.sum(axis=2), base=2)


def run(tenth):
    """Return the counted entropy, and what each recipe makes of it."""
    words = re.findall("[a-z]+", load_shakespeare().lower())
    words = words[len(words) * tenth // 10 : len(words) * (tenth + 1) // 10]
    shuffled = np.random.default_rng(tenth).permutation(words).tolist()
    text = "".join(words)
    pairs = frequencies(windows(text, 2))
    counted = frequencies(windows(text, 3))

    inside = [block for word in words for block in windows(word, 3)]
    long = [word for word in words if len(word) > 1]
    first = frequencies([word[0] for word in words])
    last = frequencies([word[-1] for word in words])
    begin = frequencies([word[:2] for word in long])
    end = frequencies([word[-2:] for word in long])

    def recipe(before, after, share):
        bridging = last[:, None, None] * before + after[:, :, None] * first
        triples = share * frequencies(inside) + (1 - share) / 2 * bridging
        return joint_entropy(triples, base=2) - joint_entropy(pairs, base=2)

    ours = len(inside) / (len(text) - 2)
    return {
        "counted": f3(counted),
        "shuffled": f3(frequencies(windows("".join(shuffled), 3))),
        "his": recipe(pairs, pairs, 2.5 / 4.5),
        "his_our_share": recipe(pairs, pairs, ours),
        "edges": recipe(begin, end, 2.5 / 4.5),
        "edges_our_share": recipe(begin, end, ours),
        "share_inside": ours,
    }
