"""How well do counts compress, beside programs in common use, and why do long
contexts not help?

Windows of 60,000 bytes from all over Shakespeare's plays and the Bible are read by
Witten and Bell's mixture of n-grams, with contexts of up to seven bytes. Its one rule,
how much weight a shorter context keeps, is varied, for all lengths alike and growing
with the length; what a longer context costs is split by how often it was seen before.
A control leaves the rule and passes over each context that holds the shorter one's
sample once more; another passes over as many at random. Beside it: gzip, bz2, xz, and
PPMd, which counts contexts too.
"""

import bz2
import gzip
import lzma

import numpy as np
import pyppmd

from infobook.datasets import load_bible, load_shakespeare

SEEDS = range(12)
# zlib and liblzma are built in several ways, whose files differ by some bytes.
TOLERANCE = 2e-3
SIZE = 60_000
EARLY = 6_000  # bytes of a window: what is best when a tenth has been read?
LONGEST = 7  # bytes of context
CAUTIONS = [1, 2, 4, 8, 16]
STARTS, GROWTHS = [2, 3, 4, 6, 8], [1, 1.2, 1.4, 1.6]  # of cautions that grow


def window(text, seed):
    """Return 60,000 bytes; the seeds spread them over the text."""
    start = seed * (len(text) // len(SEEDS))
    return text[start : start + SIZE]


def read(data):
    """Count, at each byte and for contexts of 0 to 7 bytes, what was seen before.

    Returns how often this byte had followed the context, how often the context had
    been seen, and how many different bytes had followed it.
    """
    hits, seen, kinds = np.zeros((3, LONGEST + 1, len(data)))
    followers, total = {}, {}
    for i, byte in enumerate(data):
        for length in range(min(LONGEST, i) + 1):
            context = data[i - length : i]
            counts = followers.setdefault(context, {})
            hits[length, i] = counts.get(byte, 0)
            seen[length, i] = total.get(context, 0)
            kinds[length, i] = len(counts)
            counts[byte] = counts.get(byte, 0) + 1
            total[context] = total.get(context, 0) + 1
    return hits, seen, kinds


def repeated(seen):
    """Return where a context holds the shorter one's sample once more.

    It was seen just as often as the next shorter context, so in the same places.
    """
    return (seen > 0) & (np.diff(seen, axis=0, prepend=-1) == 0)


def as_many(skip, seen, rng):
    """Return as many of the contexts seen, for each length, drawn at random."""
    share = skip.sum(axis=1) / np.maximum((seen > 0).sum(axis=1), 1)
    return (seen > 0) & (rng.random(seen.shape) < share[:, None])


def mix(hits, seen, kinds, caution, skip=False):
    """Return the surprisal of each byte, in bits, for each longest context.

    A caution of 1 is Witten and Bell's rule: a shorter context weighs as much as the
    longer one has known different followers. A caution of 2 doubles that weight.
    There may be one for each length. Contexts to ``skip`` are passed over, as new ones
    are.
    """
    p, bits = 1 / 256, []
    counts = (seen > 0) & ~np.asarray(skip)
    for h, c, t, counted in zip(hits, seen, caution * kinds, counts, strict=True):
        p = np.where(counted, (h + t * p) / np.maximum(c + t, 1), p)
        bits.append(-np.log2(p))
    return np.array(bits)


def growing_caution(counts):
    """Return bits per byte for each start and growth of the caution, and each length.

    A caution of start x growth ** length is the same for all lengths if growth is 1.
    """
    lengths = np.arange(LONGEST + 1)[:, None]
    return [
        [mix(*counts, start * growth**lengths).mean(axis=1) for growth in GROWTHS]
        for start in STARTS
    ]


def steps(bits, seen):
    """Return what each step to a longer context adds, in bits per byte.

    The bytes are split by how often the longer context had been seen: never, one to
    three times, more often.
    """
    step, times = np.diff(bits, axis=0), seen[1:]
    groups = [times == 0, (times > 0) & (times < 4), times >= 4]
    return [(step * group).sum(axis=1) / SIZE for group in groups]


def packed(data):
    """Return the bits per byte that other programs need."""
    files = {
        "gzip": gzip.compress(data, mtime=0),
        "bz2": bz2.compress(data),
        "xz": lzma.compress(data),
    }
    sizes = {name: 8 * len(file) / len(data) for name, file in files.items()}
    sizes["ppmd"] = [
        8 * len(pyppmd.compress(data, max_order=order, variant="H")) / len(data)
        for order in range(2, LONGEST + 1)
    ]
    return sizes


def run(seed):
    """Return bits per byte of both texts' windows."""
    found = {}
    for name, load in {"plays": load_shakespeare, "bible": load_bible}.items():
        data = window(load().encode(), seed)
        counts = read(data)
        rates = {c: mix(*counts, caution=c) for c in CAUTIONS}
        found[f"{name}_mixed"] = [rates[c].mean(axis=1) for c in CAUTIONS]
        found[f"{name}_growing"] = growing_caution(counts)
        twice = repeated(counts[1])
        placebo = as_many(twice, counts[1], np.random.default_rng(seed))
        found[f"{name}_once"] = mix(*counts, 1, skip=twice).mean(axis=1)
        found[f"{name}_placebo"] = mix(*counts, 1, skip=placebo).mean(axis=1)
        found[f"{name}_early"] = rates[1][:, :EARLY].mean(axis=1)
        found[f"{name}_new"] = (counts[1] == 0).mean(axis=1)
        found[f"{name}_steps"] = steps(rates[1], counts[1])
        found |= {f"{name}_{key}": bits for key, bits in packed(data).items()}
    return found
