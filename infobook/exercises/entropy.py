"""The checks of the chapter on entropy."""

import math

import numpy as np

from infobook.exercises._judges import agree, close
from infolib.entropy import binary_entropy, entropy

FRUITS = np.array([0.4, 0.3, 0.2, 0.1])
ALL, SUSPECTS = set(range(1, 13)), range(1, 9)
LOGITS = np.array([2.0, 1.0, 0.0])


def _geometric_entropy(q):
    return binary_entropy(q, base=2) / q


def _noise_floor(rate, classes):
    return binary_entropy(rate) + rate * math.log(classes - 1)


def _softmax_entropy(temperature):
    weights = np.exp((LOGITS - LOGITS.max()) / temperature)
    return entropy(weights / weights.sum(), base=2)


def _is_plan(answer):
    """Return whether these numbers of questions are possible, and fewer than 1.9."""
    questions = np.array(answer, dtype=float)
    whole = (questions >= 1).all() and (questions == questions.round()).all()
    if questions.shape != (4, 4) or not whole:
        return False
    average = (np.outer(FRUITS, FRUITS) * questions).sum() / 2
    return (2.0**-questions).sum() <= 1 and average < 1.9 - 1e-9


def _is_weighing(answer):
    """Return whether no result leaves more than three of the eight cases."""
    left, right = (set(side) for side in answer)
    on_pans = left | right
    balls = sum(len(side) for side in answer)
    if len(left) != len(right) or len(on_pans) != balls or not on_pans <= ALL:
        return False
    left_down = sum(ball in (left if ball <= 4 else right) for ball in SUSPECTS)
    right_down = sum(ball in (right if ball <= 4 else left) for ball in SUSPECTS)
    return max(left_down, right_down, 8 - left_down - right_down) <= 3


EXERCISES = {
    "questions": (
        _is_plan,
        "A pair with n questions takes 2^-n of the yes/no tree: do yours sum to at "
        "most 1? Give unlikely pairs more questions than 4, and likely ones 3.",
    ),
    "weighings": (
        lambda answer: answer == math.ceil(entropy([1 / 24] * 24) / math.log(3)),
        "How many answers are possible, and how many does one weighing tell apart?",
    ),
    "plan-weighing": (
        _is_weighing,
        "As many balls left as right. For each of the eight cases, write down what the "
        "balance shows: no result may have more than three.",
    ),
    "geometric": (
        lambda answer: agree(answer, _geometric_entropy, [(0.1,), (0.5,), (0.9,)]),
        "For q = 0.5 the number of tosses has an entropy of 2 bits.",
    ),
    "noise-floor": (
        lambda answer: agree(answer, _noise_floor, [(0.05, 10), (0.2, 3), (0.4, 2)]),
        "Two things are uncertain: whether the label flips, and where to. In nats.",
    ),
    "temperature": (
        lambda answer: answer > 0 and close(_softmax_entropy(answer), 1.0),
        "Entropy grows with the temperature: try a value, then halve the interval.",
    ),
}
