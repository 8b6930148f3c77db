"""The checks behind the exercises: run one on your answer as often as you like.

Each chapter has a module here, whose ``EXERCISES`` hold for every exercise how an
answer is judged, and what to say of a wrong one.
"""

from infobook.exercises import (
    calibration,
    coding,
    cross_entropy,
    entropy,
    entropy_rate,
    estimating_entropy,
    estimating_mutual_information,
    information_bottleneck,
    kl_divergence,
    language_models,
    maximum_entropy,
    maximum_entropy_rl,
    mutual_information,
    representations,
    rlhf,
    vae,
)

__all__ = ["check", "is_right"]

CHAPTERS = [
    entropy,
    coding,
    entropy_rate,
    estimating_entropy,
    maximum_entropy,
    cross_entropy,
    calibration,
    language_models,
    kl_divergence,
    vae,
    rlhf,
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
