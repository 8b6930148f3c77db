"""The checks of the chapter on what networks learn."""

import math

import numpy as np

from infobook.exercises._judges import IN_NATS, Function, Number
from infolib.entropy import binary_entropy
from infolib.estimation.samples import entropy_from_samples
from infolib.mutual_information import conditional_mutual_information

READERS = [
    (np.array([[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]]), np.array([0, 1, 0])),
    (np.full((4, 2), 0.5), np.array([0, 1, 1, 0])),
]
_rng = np.random.default_rng(0)
JOINTS = [
    (_rng.dirichlet(np.ones(12)).reshape(2, 3, 2),),
    (_rng.dirichlet(np.ones(8)).reshape(2, 2, 2),),
]


def _usable(probs, labels):
    read = probs[np.arange(len(labels)), labels]
    return entropy_from_samples(labels, base=2) + np.log2(read).mean()


def _given_the_label(p_tsy):
    return conditional_mutual_information(p_tsy, base=2)


EXERCISES = {
    "cow-on-a-beach": Number(
        1 - binary_entropy(0.3, base=2),
        "The umbrella of somebody who carries it out of spite tells as much.",
        mistakes=((math.log(2) - binary_entropy(0.3), IN_NATS),),
    ),
    "copied-unit": Number(
        math.log2(256) - math.log2(16),
        "How many cells are in use at first and at the end, and how often is each?",
        mistakes=(
            (math.log(16), IN_NATS),
            (0, "Each unit fills its bins as before, but the layer is both together."),
            (8, "That is what it was at first."),
        ),
    ),
    "usable-bits": Function(
        _usable,
        READERS,
        "Entropy of the labels, less the average of minus the binary logarithm of "
        "what the reader gave to the label.",
        agrees=lambda found, usable: abs(found - usable) < 1e-6,
    ),
    "given-the-label": Function(
        _given_the_label,
        JOINTS,
        "infolib has it; mind the order of the axes and the base.",
        mistakes=((conditional_mutual_information, IN_NATS),),
    ),
}
