"""Which estimator of entropy is best? It depends on the source.

Seven sources, 100 or 1,000 samples, seven estimators on the same samples. Each source
suits somebody: the chapter on entropy from samples shows that none wins everywhere, and
what James-Stein and NSB lose when the number of values that they are told is wrong.
"""

import re

import numpy as np

from infobook.datasets import load_shakespeare
from infolib import entropy, entropy_from_counts

SEEDS = range(20)
REPEATS = 10
SIZES = {"few": 100, "many": 1000}
METHODS = ["plugin", "miller-madow", "jackknife", "grassberger"]
METHODS += ["chao-shen", "james-stein", "nsb"]
TOLD = [300, 1000, 3000, 10_000, 30_000]


def sources():
    """Return the sources by name, each with all values that it is said to have."""
    ranks = np.arange(1, 1001)
    text = re.sub("[^a-z]+", " ", load_shakespeare().lower())
    _, words = np.unique(text.split(), return_counts=True)
    weights = {
        "uniform": np.ones(1000),
        "zipf": 1 / ranks,
        "words": words,
        "geometric": 0.9**ranks,
        "fifty": np.repeat([1.0, 0.0], [50, 950]),
        "one": np.repeat([0.9 * 999, 0.1], [1, 999]),
        "halves": np.repeat([99.0, 1.0], [10, 990]),
    }
    return {name: w / w.sum() for name, w in weights.items()}


def errors(counts, truth, method, **told):
    """Return by how many bits a method misses the truth, sample by sample."""
    return entropy_from_counts(counts, method=method, base=2, **told) - truth


def run(seed):
    """Return mean errors and mean squared errors of ten samples [bits]."""
    rng = np.random.default_rng(seed)
    found = {}
    for name, p in sources().items():
        truth = entropy(p, base=2)
        for size, n in SIZES.items():
            counts = rng.multinomial(n, p, size=REPEATS)
            off = np.array([errors(counts, truth, method) for method in METHODS])
            found[f"{name}_{size}"] = off.mean(axis=1)
            found[f"{name}_{size}_squared"] = (off**2).mean(axis=1)
            if (name, size) in {("uniform", "few"), ("zipf", "few")}:
                for method in METHODS[-2:]:
                    told = [errors(counts, truth, method, n_classes=k) for k in TOLD]
                    key = f"{name}_{method}_told".replace("-", "_")
                    found[key] = (np.array(told) ** 2).mean(axis=1)
    return found
