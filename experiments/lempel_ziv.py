"""How fast does Lempel and Ziv's code of 1978 reach the entropy rate?

It is told nothing about a chain of sunny and rainy days, whose rate is known, and codes
longer and longer records of it. Two controls: the same days shuffled, whose rate is the
entropy of a day; and zlib, which has the code of 1977 inside and looks back no further
than its window.
"""

import zlib
from math import ceil, log2

import numpy as np

SEEDS = range(10)
CHANGE = np.array([0.1, 0.3])  # the chance that sun, that rain ends tomorrow
RAINY = CHANGE[0] / CHANGE.sum()
LENGTHS = [10**3, 10**4, 10**5, 10**6]


def weather(days, rng):
    """Return a record of days, 0 for sun and 1 for rain, from its spells."""
    first = int(rng.random() < RAINY)
    pair = np.array([first, 1 - first])
    # A spell lasts a geometric number of days. Far more than are needed.
    spells = np.tile(pair, days)
    return np.repeat(spells, rng.geometric(CHANGE[spells]))[:days]


def parse(symbols):
    """Cut into new phrases: each is an earlier phrase and one symbol more."""
    known, phrases, number = {}, [], 0
    for symbol in symbols:
        if (number, symbol) in known:
            number = known[number, symbol]
        else:
            phrases.append((number, symbol))
            known[number, symbol] = len(phrases)
            number = 0
    return phrases + [(number, None)] * (number > 0)


def unparse(phrases):
    """Return the symbols that the phrases were cut from."""
    texts = [()]
    for number, symbol in phrases:
        texts.append((*texts[number], symbol))
    return [s for text in texts for s in text if s is not None]


def bits(phrases):
    """Count what phrases cost: which of those before, and one bit for the symbol."""
    return sum(ceil(log2(before + 1)) + 1 for before in range(len(phrases)))


def deflated(record):
    """Return the bits that zlib needs for a record."""
    return 8 * len(zlib.compress(record.astype(np.uint8), 9))


def run(seed):
    """Return the bits for each day, by length, also shuffled, and with zlib."""
    rng = np.random.default_rng(seed)
    record = weather(LENGTHS[-1], rng)
    shuffled = rng.permutation(record).tolist()
    return {
        "bits": [bits(parse(record[:n].tolist())) / n for n in LENGTHS],
        "shuffled": [bits(parse(shuffled[:n])) / n for n in LENGTHS],
        "zlib": [deflated(record[:n]) / n for n in LENGTHS],
    }
