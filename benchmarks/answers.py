"""What infolib and its peers answer where an answer is hard, beside the truth."""

import mpmath
import scipy.stats
from sklearn.metrics import log_loss

import infolib

INTRODUCTION = """
## Where the answers differ

What each returns for the same question, and what fifty digits or mathematics say.

| question | truth | infolib | peer | its answer |
|---|---:|---:|---|---:|
"""


def exact_divergence(p, q):
    """Return the KL divergence of the numbers as they are stored, to fifty digits."""
    with mpmath.workdps(50):
        pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
        return float(sum(a * mpmath.log(a / b) - a + b for a, b in pairs))


def refusal(function, *arguments):
    """Return the message with which a function refuses what it is given."""
    try:
        return f"{function(*arguments):.3g}"
    except ValueError as error:
        return f"ValueError: {error}"


def rows():
    """Yield the table's rows."""
    p, q = [0.25 + 1e-9, 0.75 - 1e-9], [0.25, 0.75]
    yield (
        "divergence of two distributions that nearly agree",
        f"{exact_divergence(p, q):.3g}",
        f"{infolib.kl_divergence(p, q):.3g}",
        "scipy.stats.entropy",
        f"{scipy.stats.entropy(p, q):.2g}",
    )
    yield (
        "loss of a label that the model rules out",
        "inf",
        f"{infolib.cross_entropy([0, 1], [1, 0])}",
        "sklearn.metrics.log_loss",
        f"{log_loss([1], [[1.0, 0.0]], labels=[0, 1]):.0f}",
    )
    yield (
        "entropy of 0.5 and 0.6",
        "no distribution",
        refusal(infolib.entropy, [0.5, 0.6]),
        "scipy.stats.entropy",
        f"{scipy.stats.entropy([0.5, 0.6]):.3f}",
    )


def section():
    """Return the table as Markdown."""
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows())
    return f"{INTRODUCTION}{lines}\n"
