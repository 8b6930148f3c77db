"""The checks of the chapter on what more data buys."""

import numpy as np

from infobook.exercises._judges import Function
from infolib.entropy import binary_entropy


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
    "free-parameters": Function(
        _free_parameters,
        [(2, 1), (3, 5), (10, 64)],
        "Which changes of the weights and biases leave every probability as it is? "
        "There are more than one kind, because the inputs sum to one.",
        mistakes=(
            (
                lambda classes, inputs: (classes - 1) * (inputs + 1),
                "That is right for inputs that are free. Here they sum to one.",
            ),
        ),
    ),
    "worth-adding": Function(
        _worth_adding,
        [(2, 100), (10, 898)],
        "How many free parameters does one column bring? On which data does a fit "
        "look better than it is?",
        mistakes=(
            (
                lambda classes, samples: tuple(
                    -x for x in _worth_adding(classes, samples)
                ),
                "The right sizes. Which of the two losses falls?",
            ),
        ),
    ),
    "laplace-excess": Function(
        _laplace_excess,
        [(0,), (1,), (10,), (1000,)],
        "If what the rule says is the truth, its expected loss is an entropy. Subtract "
        "the average entropy of the coins themselves.",
    ),
    "zipf-exponents": Function(
        _zipf_exponents,
        [(2,), (1.5,), (1.2,)],
        "Up to which coin has each been seen at least once? Which share of all tosses "
        "falls to the coins beyond?",
    ),
}
