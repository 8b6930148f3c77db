"""How much does a tokeniser compress, by itself?

Each seed is one stretch of Shakespeare's plays to learn from and another to try. A
code for single tokens, whose frequencies are those of the first stretch, writes the
second: bits per byte, for vocabularies of growing size. Beside it stand models of
letters; a tokeniser that learned its pairs from the Bible, for the same code; and
bytes in random order, where no pair is worth joining.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise, permutations

import numpy as np

from infobook.datasets import load_bible, load_shakespeare
from infobook.ngram import AdaptiveNgram

SEEDS = range(12)
SIZES = (256, 320, 450, 700, 1100)
LEARN, TRY, FIRST = 40_000, 10_000, 12


def words_of(text):
    """Return the words of a text, each with the space before it, as single bytes."""
    words = re.findall(rb"\s?\S+|\s+", text)
    return [tuple(bytes([byte]) for byte in word) for word in words]


def join(word, pair):
    """Write each occurrence of a pair in a word as one token."""
    joined = []
    for token in word:
        if joined and (joined[-1], token) == pair:
            joined[-1] += token
        else:
            joined.append(token)
    return tuple(joined)


def learn_pairs(text, n_pairs):
    """Return the pairs that byte-pair encoding joins, the first one first."""
    words, found, homes = Counter(words_of(text)), Counter(), defaultdict(set)

    def count(word, times):
        for pair in pairwise(word):
            found[pair] += times
            homes[pair].add(word)

    for word, times in words.items():
        count(word, times)
    pairs = []
    for _ in range(n_pairs):
        # Of pairs that are equally common, the last in the alphabet.
        pair = max(found, key=lambda pair: (found[pair], pair))
        pairs.append(pair)
        for word in [word for word in homes[pair] if word in words]:
            times = words.pop(word)
            for old in pairwise(word):
                found[old] -= times
            words[join(word, pair)] = times
            count(join(word, pair), times)
    return pairs


def cut(text, pairs):
    """Return a text as tokens: in each word, the pair learned first is joined first."""
    rank = {pair: i for i, pair in enumerate(pairs)}
    words, tokens = words_of(text), {}
    for word in set(words):
        now = word
        while known := [pair for pair in pairwise(now) if pair in rank]:
            now = join(now, min(known, key=rank.get))
        tokens[word] = now
    return [token for word in words for token in tokens[word]]


def bits(tried, learned, n_tokens):
    """Return the bits of tokens in a code for the frequencies of others."""
    counts = Counter(learned)
    total = len(learned) + n_tokens / 2
    return -sum(np.log2((counts[token] + 0.5) / total) for token in tried)


def try_tokens(learned, tried, pairs, n_tokens):
    """Return tokens per byte and bits per byte of a text, with some of the pairs."""
    known = pairs[: n_tokens - 256]
    tokens = cut(tried, known)
    size = len(tried)
    return len(tokens) / size, bits(tokens, cut(learned, known), n_tokens) / size


def stretch(text, part, size):
    """Return the stretch of a text that begins at this part of it."""
    start = int(part * len(text))
    return text[start : start + size]


def shuffled(text, rng):
    """Return the bytes of a text in random order."""
    return rng.permutation(np.frombuffer(text, np.uint8)).tobytes()


def room(x):
    """Return -(1 - x) / x ln(1 - x): it falls from 1 to 0 as x goes from 0 to 1."""
    return -(1 - x) / x * np.log(1 - x) if x < 1 else 0.0


def price(used_a, used_b, used):
    """Return the bits that a join costs, for the shares of a, b and all it uses up."""
    return (room(used_a) + room(used_b) - room(used)) / np.log(2)


def first_pairs(learned, tried, pairs):
    """Return what each of the first pairs saves per byte, and what the rule says."""
    saved, rule = [], []
    for n in range(FIRST):
        before, after = (cut(learned, pairs[:i]) for i in (n, n + 1))
        joins, counts = len(before) - len(after), Counter(before)
        size, (a, b) = len(before), (counts[token] for token in pairs[n])
        lost = price(joins / a, joins / b, joins / size)
        rule.append(joins / len(learned) * (np.log2(joins * size / (a * b)) - lost))
        rates = [try_tokens(learned, tried, pairs, 256 + i)[1] for i in (n, n + 1)]
        saved.append(rates[0] - rates[1])
    return saved, rule


def joins_in_noise(learned, tried, rng):
    """Return the bits that a join costs where bytes are independent, and theory's.

    Means over pairs of two different common letters, each joined alone. (Of a letter
    with itself, neighbouring pairs overlap.)
    """
    learned, tried = shuffled(learned, rng), shuffled(tried, rng)
    plain, costs, theory = try_tokens(learned, tried, [], 256), [], []
    for pair in permutations((b"e", b"t", b"o", b"a"), 2):
        joined = try_tokens(learned, tried, [pair], 257)
        costs.append((joined[1] - plain[1]) / (plain[0] - joined[0]))
        a, b = (learned.count(byte) / len(learned) for byte in pair)
        theory.append(price(b, a, a * b))
    return {"noise_cost": np.mean(costs), "noise_theory": np.mean(theory)}


def run(seed):
    """Return tokens per byte and bits per byte for each size of the vocabulary."""
    plays, part = load_shakespeare().encode(), seed / len(SEEDS)
    learned = stretch(plays, part, LEARN)
    # Half the plays away: another play.
    tried = stretch(plays, (part + 0.5) % 1, TRY)
    most = max(SIZES) - 256
    pairs = learn_pairs(learned, most)
    own = [try_tokens(learned, tried, pairs, size) for size in SIZES]
    saved, rule = first_pairs(learned, tried, pairs)

    bible = stretch(load_bible().encode(), part, LEARN)
    foreign = try_tokens(learned, tried, learn_pairs(bible, most), max(SIZES))

    letters = [AdaptiveNgram(n).surprisals(learned + tried, base=2) for n in (2, 3)]
    return {
        "tokens": [tokens for tokens, _ in own],
        "bits": [rate for _, rate in own],
        "saved": saved,
        "rule": rule,
        "foreign_tokens": foreign[0],
        "foreign_bits": foreign[1],
        **joins_in_noise(learned, tried, np.random.default_rng(seed)),
        "letter_bits": [model[-TRY:].mean() for model in letters],
    }
