"""The checks behind the exercises: run one on your answer as often as you like."""

import math

import numpy as np

from infolib.entropy import binary_entropy, entropy

__all__ = ["check", "is_right"]

LOADED_DIE = [0.1, 0.1, 0.1, 0.1, 0.1, 0.5]
LOGITS = np.array([2.0, 1.0, 0.0])


def _close(answer, expected, tolerance=1e-3):
    return abs(float(answer) - expected) <= tolerance


def _agree(function, expected, points):
    return all(math.isclose(function(*x), expected(*x), rel_tol=1e-6) for x in points)


def _geometric_entropy(q):
    return binary_entropy(q, base=2) / q


def _noise_floor(rate, classes):
    return binary_entropy(rate) + rate * math.log(classes - 1)


def _softmax_entropy(temperature):
    weights = np.exp((LOGITS - LOGITS.max()) / temperature)
    return entropy(weights / weights.sum(), base=2)


# Each exercise: how an answer is judged, and what to say of a wrong one.
EXERCISES = {
    "loaded-die": (
        lambda answer: _close(answer, entropy(LOADED_DIE, base=2)),
        "Is the sum over all six faces, and in bits?",
    ),
    "weighings": (
        lambda answer: answer == math.ceil(entropy([1 / 24] * 24) / math.log(3)),
        "How many answers are possible, and how many does one weighing tell apart?",
    ),
    "geometric": (
        lambda answer: _agree(answer, _geometric_entropy, [(0.1,), (0.5,), (0.9,)]),
        "For q = 0.5 the number of tosses has an entropy of 2 bits.",
    ),
    "noise-floor": (
        lambda answer: _agree(answer, _noise_floor, [(0.05, 10), (0.2, 3), (0.4, 2)]),
        "Two things are uncertain: whether the label flips, and where to. In nats.",
    ),
    "temperature": (
        lambda answer: answer > 0 and _close(_softmax_entropy(answer), 1.0),
        "Entropy grows with the temperature: try a value, then halve the interval.",
    ),
}


def is_right(name, answer):
    """Return whether an answer to the named exercise is right.

    Parameters
    ----------
    name : str
        The exercise, as the chapter names it.
    answer
        A number or a function, as the exercise asks.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> is_right("weighings", 3)
    True
    """
    if name not in EXERCISES:
        raise ValueError(f"name is {name!r}, expected one of {', '.join(EXERCISES)}")
    judge, _ = EXERCISES[name]
    return bool(judge(answer))


def check(name, answer):
    """Say whether an answer is right, and give a hint where it is not.

    Parameters
    ----------
    name : str
        The exercise, as the chapter names it.
    answer
        A number or a function, as the exercise asks; ``...`` for none yet.

    Examples
    --------
    >>> check("weighings", 24)
    Not yet. How many answers are possible, and how many does one weighing tell apart?
    """
    if answer is ...:
        print("No answer yet: put yours in place of the dots.")
    elif is_right(name, answer):
        print("Right.")
    else:
        print(f"Not yet. {EXERCISES[name][1]}")
