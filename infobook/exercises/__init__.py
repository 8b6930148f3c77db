"""The checks behind the exercises: run one on your answer as often as you like.

Each chapter has a module here, whose ``EXERCISES`` hold for every exercise what it
asks for, a number or a function, and what to say of a wrong answer.
"""

import difflib

from infobook.exercises import (
    betting,
    calibration,
    coding,
    cross_entropy,
    entropy,
    entropy_rate,
    estimating_entropy,
    estimating_mutual_information,
    generalization_gap,
    information_bottleneck,
    kl_divergence,
    kl_estimation,
    language_models,
    loss_variants,
    maximum_entropy,
    maximum_entropy_rl,
    mutual_information,
    overoptimization,
    rate_distortion,
    representations,
    rlhf,
    tokenization,
    vae,
)

__all__ = ["check", "is_right"]

CHAPTERS = [
    entropy,
    coding,
    entropy_rate,
    betting,
    estimating_entropy,
    maximum_entropy,
    cross_entropy,
    generalization_gap,
    calibration,
    loss_variants,
    tokenization,
    language_models,
    kl_divergence,
    kl_estimation,
    vae,
    rate_distortion,
    rlhf,
    overoptimization,
    maximum_entropy_rl,
    mutual_information,
    estimating_mutual_information,
    information_bottleneck,
    representations,
]
EXERCISES = {name: e for chapter in CHAPTERS for name, e in chapter.EXERCISES.items()}


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
    return _exercise(name).fault(answer) is None


def check(name, answer):
    """Say whether an answer is right, and give a hint where it is not.

    Parameters
    ----------
    name : str
        The exercise, as the chapter names it.
    answer
        A number or a function, as the exercise asks; ``...`` for none yet.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> check("weighings", 24)
    Not yet. How many answers are possible, and how many does one weighing tell apart?
    >>> check("weighings", "three")
    Not yet. This exercise asks for a number.
    """
    exercise = _exercise(name)
    if answer is ...:
        print("No answer yet: put yours in place of the dots.")
    elif fault := exercise.fault(answer):
        print(f"Not yet. {fault}")
    else:
        print("Right.")


def _exercise(name):
    if isinstance(name, str) and name in EXERCISES:
        return EXERCISES[name]
    near = difflib.get_close_matches(str(name), EXERCISES)
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    raise ValueError(f"name is {name!r}, which no exercise has{meant}")
