"""How much does a letter of Shakespeare hold, given the letters before it?

A model that counts is made from nine tenths of the plays and judged on the tenth that
is left: what is its cross-entropy when it sees N - 1 letters before the one that comes?
The best of these models then plays Shannon's guessing game, and its ranks give his two
bounds. A short passage in the middle of each tenth is kept for a reader to play.
"""

import re
import zlib

import numpy as np

from infobook.datasets import load_shakespeare

SEEDS = range(10)  # which tenth is left out
ALPHABET = " abcdefghijklmnopqrstuvwxyz"
ORDERS = range(1, 9)
PLAYED = 6  # the order of the model that plays
GUESSED = 5000  # letters that it guesses
PASSAGE = 60  # letters that a reader may guess, after as many that are shown


def load_letters():
    """Return the plays as numbers: 0 for the space, 1 to 26 for the letters."""
    text = re.sub("[^a-z]+", " ", load_shakespeare().lower()).strip()
    codes = np.frombuffer(text.encode(), dtype=np.uint8).astype(np.int64)
    return np.where(codes == ord(" "), 0, codes - ord("a") + 1)


def blocks(letters, n):
    """Return every block of n letters as one number in base 27."""
    ends = len(letters) - n + 1
    return sum(27 ** (n - 1 - k) * letters[k : k + ends] for k in range(n))


def predict(train, wanted):
    """Yield, for each order, the probability of each wanted block's last letter.

    What the block says before that letter is the context. The counts of an order are
    mixed with the next lower order, as Witten and Bell do.
    """
    p = np.full(len(wanted), 1 / 27)
    for n in ORDERS:
        seen, counts = np.unique(blocks(train, n), return_counts=True)
        contexts, first, kinds = np.unique(
            seen // 27, return_index=True, return_counts=True
        )
        total = np.add.reduceat(counts, first)
        block = wanted % 27**n
        t, c = look_up(contexts, kinds, block // 27), look_up(seen, counts, block)
        c_context = look_up(contexts, total, block // 27)
        p = np.where(t > 0, (c + t * p) / np.maximum(c_context + t, 1), p)
        yield p


def look_up(keys, values, wanted):
    """Return the value of each wanted key, 0 where it is not among the sorted keys."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)


def ranks(p, letters):
    """Return the number of guesses for each letter, the likeliest letter first."""
    own = p[np.arange(len(letters)), letters]
    return (p > own[:, None]).sum(axis=1) + 1


def gzip_bits(before, passage):
    """Return how many bits zlib adds for a passage, having read what comes before."""
    sizes = [len(zlib.compress(bytes(x.tolist()), 9)) for x in (before, passage)]
    return 8 * (sizes[1] - sizes[0])


def run(tenth):
    """Return held-out cross-entropies by order, guesses by rank, and a passage."""
    letters = load_letters()
    edges = np.linspace(0, len(letters), 11).astype(int)
    test = letters[edges[tenth] : edges[tenth + 1]]
    train = np.delete(letters, np.arange(edges[tenth], edges[tenth + 1]))
    middle = len(test) // 2
    middle += int(np.flatnonzero(test[middle:] == 0)[0]) + 1
    guessed = np.arange(middle, middle + GUESSED)

    n = ORDERS[-1]
    judged = blocks(test, n)
    asked = blocks(test, n)[guessed - n + 1] // 27 * 27
    wanted = np.concatenate([judged, (asked[:, None] + np.arange(27)).ravel()])
    held_out = []
    for order, p in zip(ORDERS, predict(train, wanted), strict=True):
        held_out.append(-np.log2(p[: len(judged)]).mean())
        if order == PLAYED:
            q = p[len(judged) :].reshape(-1, 27)
    rank = ranks(q, test[guessed])
    bits = -np.log2(q[np.arange(GUESSED), test[guessed]])
    start, end = middle - PASSAGE, middle + PASSAGE
    return {
        "held_out": held_out,
        "guesses": np.bincount(rank, minlength=28)[1:],
        "model": bits.mean(),
        "gzip": gzip_bits(test[:middle], test[: middle + GUESSED]) / GUESSED,
        "passage": test[start:end],
        "passage_ranks": rank[:PASSAGE],
        "passage_bits": bits[:PASSAGE],
        "passage_gzip": gzip_bits(
            test[middle - 30000 : middle], test[middle - 30000 : end]
        )
        / PASSAGE,
    }
