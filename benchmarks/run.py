"""infolib against its peers: the same work on the same data, in one run.

Usage: python benchmarks/run.py [PAGE]

Writes a table in Markdown to PAGE, or to the screen. A peer's ratio is its time over
infolib's: above 1, infolib is faster. Where both give a number, the table says by how
much they differ, as a share of the number.
"""

import os
import statistics
import sys
import time
import warnings
from pathlib import Path

# Before NumPy is loaded: one thread for everybody.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

import constriction
import dit
import ennemi
import infomeasure
import numpy as np
import scipy.stats
from dahuffman import HuffmanCodec
from pyitlib import discrete_random_variable as drv
from sklearn.feature_selection import mutual_info_regression
from sklearn.metrics import mutual_info_score

import infolib
from benchmarks import answers

REPEATS = 3

INTRODUCTION = """# infolib and its peers

Each row is one piece of work, done by infolib and by another package on the same data
in the same run, on one thread of a machine with {cores} cores. Times are medians of
{repeats}, or single ones above ten seconds. A ratio above 1 says that infolib is
faster. The last column says how far the two results are apart, as a share of the
result. `make bench` makes this page anew.

| work | infolib | peer | its time | ratio | difference |
|---|---:|---|---:|---:|---:|
"""


def timed(function):
    """Return the median time of a call, and its result; a slow one is done once."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        result = function()
        times.append(time.perf_counter() - start)
        if times[0] > 10:
            break
    return statistics.median(times), result


def difference(ours, theirs):
    """Return the largest relative difference of two results that are numbers."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    return float(np.max(np.abs(ours - theirs)) / np.max(np.abs(ours)))


def distributions():
    """Entropies and divergences of a batch of distributions."""
    p, q = np.random.default_rng(0).dirichlet(np.ones(1000), size=(2, 10_000))
    yield (
        "entropy, 10⁴ distributions over 10³ outcomes",
        lambda: infolib.entropy(p),
        {"scipy.stats.entropy": lambda: scipy.stats.entropy(p, axis=1)},
    )
    yield (
        "KL divergence, 10⁴ pairs over 10³ outcomes",
        lambda: infolib.kl_divergence(p, q),
        {"scipy.stats.entropy": lambda: scipy.stats.entropy(p, q, axis=1)},
    )
    small = p[0, :100] / p[0, :100].sum()
    as_dit = dit.Distribution([(i,) for i in range(100)], small)
    yield (
        "entropy of one distribution over 100 outcomes",
        lambda: infolib.entropy(small, base=2),
        {"dit.shannon.entropy": lambda: dit.shannon.entropy(as_dit)},
    )


def labels():
    """Mutual information of discrete labels."""
    rng = np.random.default_rng(0)
    for levels in (10, 100, 1000):
        x = rng.integers(levels, size=10**6)
        y = np.where(rng.random(x.size) < 0.5, x, rng.integers(levels, size=x.size))
        yield (
            f"mutual information, 10⁶ pairs, {levels} levels",
            lambda x=x, y=y: infolib.mutual_information_from_samples(x, y),
            {
                "sklearn mutual_info_score": lambda x=x, y=y: mutual_info_score(x, y),
                "infomeasure": lambda x=x, y=y: infomeasure.mutual_information(
                    x, y, approach="discrete"
                ),
            },
        )
    x, y = rng.integers(10, size=(2, 10**5))
    yield (
        "mutual information, 10⁵ pairs, 10 levels",
        lambda: infolib.mutual_information_from_samples(x, y, base=2),
        {"pyitlib": lambda: drv.information_mutual(x, y)},
    )
    table = rng.integers(5, size=(10**5, 100))
    columns = range(table.shape[1])
    yield (
        "all pairs of 100 columns, 10⁵ rows, 5 levels",
        lambda: infolib.pairwise_mutual_information(table),
        {
            "sklearn, in a loop": lambda: np.array(
                [
                    [mutual_info_score(table[:, i], table[:, j]) for j in columns]
                    for i in columns
                ]
            )
        },
    )


def neighbours():
    """Mutual information of continuous variables by nearest neighbours."""
    rng = np.random.default_rng(0)
    for size in (10**3, 10**4, 10**5):
        x = rng.normal(size=size)
        y = 0.8 * x + 0.6 * rng.normal(size=size)
        yield (
            f"KSG, k = 3, {size:,} pairs",
            lambda x=x, y=y: infolib.ksg_mutual_information(x, y, k=3),
            {
                "sklearn mutual_info_regression": lambda x=x, y=y: (
                    mutual_info_regression(x[:, None], y, random_state=0)[0]
                ),
                "ennemi": lambda x=x, y=y: ennemi.estimate_mi(y, x, k=3)[0, 0],
            },
        )


def channels():
    """Capacity of a random channel."""
    channel = np.random.default_rng(0).dirichlet(np.ones(64), size=64)
    yield (
        "capacity of a random 64 by 64 channel",
        lambda: infolib.channel_capacity(channel, base=2).capacity,
        {
            "dit channel_capacity": lambda: (
                dit.algorithms.channelcapacity.channel_capacity(channel)[0]
            )
        },
    )


def codes():
    """Coding a million symbols, in and out."""
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.ones(256))
    symbols = rng.choice(256, size=10**6, p=p)
    listed = symbols.tolist()
    code = infolib.huffman_code(p)
    codec = HuffmanCodec.from_frequencies(dict(enumerate(np.bincount(listed).tolist())))
    packed, theirs = code.encode(symbols), codec.encode(listed)
    yield (
        "Huffman encoding, 10⁶ symbols of 256",
        lambda: len(code.encode(symbols)),
        {"dahuffman": lambda: len(codec.encode(listed))},
    )
    yield (
        "Huffman decoding, 10⁶ symbols of 256",
        lambda: code.decode(packed),
        {"dahuffman": lambda: codec.decode(theirs)},
    )
    some = symbols[:100_000]
    model = constriction.stream.model.Categorical(p, perfect=False)

    def range_encode():
        encoder = constriction.stream.queue.RangeEncoder()
        encoder.encode(some.astype(np.int32), model)
        return 4 * len(encoder.get_compressed())

    yield (
        "arithmetic coding, 10⁵ symbols (constriction is compiled)",
        lambda: len(infolib.arithmetic_encode(some, lambda context: p)),
        {"constriction": range_encode},
    )


def rows():
    """Yield the table's rows."""
    for work in (distributions, labels, neighbours, channels, codes):
        for name, ours, peers in work():
            our_time, our_result = timed(ours)
            for peer, theirs in peers.items():
                their_time, their_result = timed(theirs)
                yield (
                    f"| {name} | {our_time:.2g} s | {peer} | {their_time:.2g} s "
                    f"| {their_time / our_time:.2g} "
                    f"| {difference(our_result, their_result):.0e} |"
                )


def main(paths):
    warnings.simplefilter("ignore")
    page = INTRODUCTION.format(cores=os.cpu_count(), repeats=REPEATS)
    for row in rows():
        print(row, flush=True)
        page += row + "\n"
    page += answers.section()
    if paths:
        Path(paths[0]).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
