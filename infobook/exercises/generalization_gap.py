"""The checks of the chapter on what more data buys."""

import numpy as np

from infobook.exercises._judges import agree, close
from infolib.entropy import binary_entropy


def _pairs_agree(function, expected, points):
    """Return whether two functions give the same pairs at points."""
    return all(
        close(said, true, 1e-6)
        for x in points
        for said, true in zip(function(*x), expected(*x), strict=True)
    )


def _free_parameters(classes, inputs):
    return (classes - 1) * inputs


def _worth_adding(classes, samples):
    cost = (classes - 1) / (2 * samples)
    return -cost, cost


def _laplace_excess(c):
    return np.mean(binary_entropy((np.arange(c + 1) + 1) / (c + 2))) - 1 / 2


def _zipf_exponents(s):
    return 1 - 1 / s, s - 1


EXERCISES = {
    "free-parameters": (
        lambda answer: agree(answer, _free_parameters, [(2, 1), (3, 5), (10, 64)]),
        "Which changes of the weights and biases leave every probability as it is? "
        "There are more than one kind, because the inputs sum to one.",
    ),
    "worth-adding": (
        lambda answer: _pairs_agree(answer, _worth_adding, [(2, 100), (10, 898)]),
        "How many free parameters does one column bring? On which data does a fit "
        "look better than it is?",
    ),
    "laplace-excess": (
        lambda answer: agree(answer, _laplace_excess, [(0,), (1,), (10,), (1000,)]),
        "If what the rule says is the truth, its expected loss is an entropy. Subtract "
        "the average entropy of the coins themselves.",
    ),
    "zipf-exponents": (
        lambda answer: _pairs_agree(answer, _zipf_exponents, [(2,), (1.5,), (1.2,)]),
        "Up to which coin has each been seen at least once? Which share of all tosses "
        "falls to the coins beyond?",
    ),
}
