"""The checks of the chapter on what networks learn."""

import math

import numpy as np

from infobook.exercises._judges import agree, close
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


def _reads_as_much(answer):
    judged = [(answer(*case), _usable(*case)) for case in READERS]
    return all(abs(found - right) < 1e-6 for found, right in judged)


EXERCISES = {
    "cow-on-a-beach": (
        lambda answer: close(answer, 1 - binary_entropy(0.3, base=2)),
        "The umbrella of somebody who carries it out of spite tells as much.",
    ),
    "finest-bins": (
        lambda answer: close(answer, math.log2(1000)),
        "How many bins are in use, and how often is each?",
    ),
    "usable-bits": (
        _reads_as_much,
        "Entropy of the labels, less the average of minus the binary logarithm of "
        "what the reader gave to the label.",
    ),
    "given-the-label": (
        lambda answer: agree(
            answer, lambda p: conditional_mutual_information(p, base=2), JOINTS
        ),
        "infolib has it; mind the order of the axes and the base.",
    ),
}
