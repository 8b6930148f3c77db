"""What n-gram counts say about the text they come from, and about one held out.

Each tenth of Shakespeare's plays is held out in turn. The plug-in entropy of a letter
given the n - 1 before it falls for ever; the cross-entropy of the same counts, mixed as
Witten and Bell do, on the held-out tenth does not. How far it rises again depends on
how much weight the mixture gives to the shorter blocks.
"""

import re

import numpy as np

from infobook.datasets import load_shakespeare
from infolib import entropy

SEEDS = range(10)
ORDERS = range(1, 11)
WEIGHTS = np.array([[1.0], [8.0]])  # of the shorter blocks; 1 is Witten and Bell's


def letters():
    """Return the plays as numbers: 0 for a space, then 1 to 26."""
    text = re.sub("[^a-z]+", " ", load_shakespeare().lower()).strip()
    codes = np.frombuffer(text.encode(), np.uint8).astype(np.int64)
    return np.where(codes == ord(" "), 0, codes - ord("a") + 1)


def ngrams(x, n):
    """Return the blocks of n letters, each as one number in base 27."""
    codes = np.zeros(len(x) - n + 1, dtype=np.int64)
    for i in range(n):
        codes = 27 * codes + x[i : len(x) - n + 1 + i]
    return codes


def look_up(keys, values, wanted):
    """Return the value of each wanted key, and 0 where there is none."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)


def refine(p, kinds, counts, seen):
    """Mix the lower order's p with the counts of this order (Witten and Bell)."""
    contexts, start, t = np.unique(
        kinds // 27,
        return_index=True,
        return_counts=True,
    )
    total = np.add.reduceat(counts, start)
    t, total = (
        look_up(contexts, t, seen // 27),
        look_up(contexts, total, seen // 27),
    )
    t = WEIGHTS * t
    mixed = (look_up(kinds, counts, seen) + t * p) / np.maximum(total + t, 1)
    return np.where(total > 0, mixed, p)


def share_certain(kinds, counts):
    """Return the share of places where what is before had one continuation only."""
    _, start, t = np.unique(kinds // 27, return_index=True, return_counts=True)
    return np.add.reduceat(counts, start)[t == 1].sum() / counts.sum()


def run(seed):
    """Hold out one tenth: the curves [bits per letter], and the certain places."""
    x = letters()
    start, end = len(x) * seed // 10, len(x) * (seed + 1) // 10
    train, test = np.append(x[:start], x[end:]), x[start:end]
    longest = max(ORDERS)
    blocks, held_out, p = [0.0], [], 1 / 27
    for n in ORDERS:
        kinds, counts = np.unique(ngrams(train, n), return_counts=True)
        blocks.append(entropy(counts / counts.sum(), base=2))
        p = refine(p, kinds, counts, ngrams(test, n)[longest - n :])
        held_out.append(-np.log2(p).mean(axis=1))
    witten_bell, heavier = np.transpose(held_out)
    return {
        "counted": np.diff(blocks),
        "held_out": witten_bell,
        "held_out_heavier": heavier,
        "certain": share_certain(kinds, counts),
    }
