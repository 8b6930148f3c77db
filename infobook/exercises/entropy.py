"""The checks of the chapter on entropy."""

import math

import numpy as np

from infobook.exercises._judges import IN_BITS, IN_NATS, Function, Number, Structure
from infolib.entropy import binary_entropy, entropy

FRUITS = np.array([0.4, 0.3, 0.2, 0.1])
ALL, SUSPECTS = set(range(1, 13)), range(1, 9)
LOGITS = np.array([2.0, 1.0, 0.0])


def _geometric_entropy(q):
    return binary_entropy(q, base=2) / q


def _noise_floor(rate, classes):
    return binary_entropy(rate) + rate * math.log(classes - 1)


def _softmax_entropy(temperature):
    with np.errstate(over="ignore"):
        weights = np.exp((LOGITS - LOGITS.max()) / temperature)
    return entropy(weights / weights.sum(), base=2)


def _is_table(answer):
    """Return whether this is a table of 4 by 4 whole numbers from 1."""
    table = np.array(answer)
    whole = table.dtype.kind in "iu" or (table == table.round()).all()
    return table.shape == (4, 4) and whole and bool((table >= 1).all())


def _is_plan(answer):
    """Return whether these numbers of questions are possible, and fewer than 1.9."""
    questions = np.array(answer, dtype=float)
    average = (np.outer(FRUITS, FRUITS) * questions).sum() / 2
    return (2.0**-questions).sum() <= 1 and average < 1.9 - 1e-9


def _are_pans(answer):
    """Return whether these are two groups of different balls."""
    left, right = map(list, answer)
    return len({*left, *right}) == len(left + right) and {*left, *right} <= ALL


def _is_weighing(answer):
    """Return whether no result leaves more than three of the eight cases."""
    left, right = map(set, answer)
    left_down = sum(ball in (left if ball <= 4 else right) for ball in SUSPECTS)
    right_down = sum(ball in (right if ball <= 4 else left) for ball in SUSPECTS)
    worst = max(left_down, right_down, 8 - left_down - right_down)
    return len(left) == len(right) and worst <= 3


EXERCISES = {
    "questions": Structure(
        "four rows of four whole numbers from 1",
        _is_table,
        _is_plan,
        "A pair with n questions takes 2^-n of the yes/no tree: do yours sum to at "
        "most 1? Give unlikely pairs more questions than 4, and likely ones 3.",
        mistakes=(
            (
                lambda answer: (2.0 ** -np.array(answer, dtype=float)).sum() > 1,
                "No tree is that short: a pair with n questions takes 2^-n of it, and "
                "yours take more than all.",
            ),
        ),
    ),
    "weighings": Number(
        math.ceil(entropy([1 / 24] * 24) / math.log(3)),
        "How many answers are possible, and how many does one weighing tell apart?",
        within=0,
    ),
    "plan-weighing": Structure(
        "two groups of balls, each of 1 to 12 and none in both",
        _are_pans,
        _is_weighing,
        "For each of the eight cases, write down what the balance shows: no result may "
        "have more than three.",
        mistakes=(
            (
                lambda answer: len(answer[0]) != len(answer[1]),
                "With more balls on one pan than on the other, a balance says nothing.",
            ),
        ),
    ),
    "geometric": Function(
        _geometric_entropy,
        [(0.1,), (0.5,), (0.9,)],
        "For q = 0.5 the number of tosses has an entropy of 2 bits.",
        mistakes=((lambda q: binary_entropy(q) / q, IN_NATS),),
    ),
    "noise-floor": Function(
        _noise_floor,
        [(0.05, 10), (0.2, 3), (0.4, 2)],
        "Two things are uncertain: whether the label flips, and where to. In nats.",
        mistakes=(
            (lambda rate, classes: _noise_floor(rate, classes) / math.log(2), IN_BITS),
        ),
    ),
    "temperature": Number(
        lambda answer: answer > 0 and abs(_softmax_entropy(answer) - 1.0) <= 1e-3,
        "Entropy grows with the temperature: try a value, then halve the interval.",
        mistakes=((lambda answer: answer <= 0, "A temperature is above 0."),),
    ),
}
