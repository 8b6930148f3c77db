import inspect
import math
from importlib import import_module

import numpy as np
import pytest

from infobook.exercises import CHAPTERS, EXERCISES, check, is_right
from infobook.exercises._judges import Function, Number, Numbers, Structure

FUNCTIONS = [name for name, e in EXERCISES.items() if isinstance(e, Function)]

ONE_TWO = [1, 2]
# What is neither a number nor a function.
NEITHER = [None, "3", "", b"3", ONE_TWO, [3.0], (3,), [[1], [2, 3]], {}, {"answer": 3}]
NEITHER += [{3}, 3j, np.array(3j), np.complex128(3), np.ones(1), np.ones((2, 3))]
NEITHER += [np.array("3"), np.datetime64("2020-01-01"), object()]

WRONG = {}
for chapter in CHAPTERS:
    name = chapter.__name__.rpartition(".")[2]
    WRONG |= import_module(f"tests.infobook.wrong_answers.{name}").WRONG


def test_no_two_chapters_share_the_name_of_an_exercise():
    assert sum(len(chapter.EXERCISES) for chapter in CHAPTERS) == len(EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_wrong_answers_are_not_right(name):
    assert not any(is_right(name, answer) for answer in WRONG[name])


@pytest.mark.parametrize("name", EXERCISES)
def test_a_wrong_answer_is_told_the_hint_or_what_went_wrong(name, capsys):
    exercise = EXERCISES[name]
    for answer in WRONG[name]:
        check(name, answer)
        said = capsys.readouterr().out.removeprefix("Not yet. ").removesuffix("\n")
        if isinstance(exercise, Structure) and not exercise.has_form(answer):
            assert said == f"This exercise asks for {exercise.asks}."
        else:
            assert said in [exercise.hint, *(text for _, text in exercise.mistakes)]


@pytest.mark.parametrize("name", EXERCISES)
def test_a_known_mistake_is_told_apart(name):
    exercise = EXERCISES[name]
    for wrong, text in exercise.mistakes:
        if isinstance(exercise, Function) or not callable(wrong):
            assert exercise.fault(wrong) == text


def test_nats_are_told_from_bits(capsys):
    check("three-tosses", 0.4774)
    assert capsys.readouterr().out.startswith("Not yet. That is in nats")


@pytest.mark.parametrize("name", EXERCISES)
def test_an_answer_of_the_wrong_kind_is_told_what_is_asked(name):
    exercise = EXERCISES[name]
    kind, wrong = {
        Number: ("a number", [lambda: 1.0, max]),
        Numbers: (f"{np.size(exercise.right)} numbers", [0.5, max, [1.0], ["1", None]]),
        Structure: (getattr(exercise, "asks", ""), [0.5, max, [], ["a", 1]]),
        Function: ("a function of ", [0.5, lambda: 1.0]),
    }[type(exercise)]
    if isinstance(exercise, Structure):
        wrong = [
            answer for answer in [*NEITHER, *wrong] if not exercise.has_form(answer)
        ]
    else:
        wrong += [
            answer for answer in NEITHER if kind != "2 numbers" or answer is not ONE_TWO
        ]
    for answer in wrong:
        fault = exercise.fault(answer)
        assert fault.startswith(f"This exercise asks for {kind}")
        assert len(fault) < 130


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_raises_or_returns_nonsense_is_told_where(name):
    def faulty(*arguments):
        return 1 / 0

    place = f" at {next(iter(inspect.signature(EXERCISES[name].right).parameters))} = "
    assert "raised ZeroDivisionError" + place in EXERCISES[name].fault(faulty)
    for nonsense in [None, {}, {1}, 1j, [[1.0], [2.0, 3.0]], np.ones((7, 7, 7)), len]:
        fault = EXERCISES[name].fault(lambda *arguments, value=nonsense: value)
        assert fault.startswith("Your function returned ")
        assert place in fault


@pytest.mark.parametrize("name", EXERCISES)
def test_odd_numbers_are_wrong_and_never_raise(name):
    for number in [math.nan, math.inf, -math.inf, -1e300, 5e-324, 10**400]:
        assert EXERCISES[name].fault(number)
        assert EXERCISES[name].fault(lambda *arguments, value=number: value)


def test_the_fault_of_a_function_is_said_in_the_exercises_words():
    def inverse(q):
        return 1 / (q - 0.1)

    fault = EXERCISES["geometric"].fault(inverse)
    assert fault.endswith("raised ZeroDivisionError at q = 0.1: float division by zero")
    fault = EXERCISES["geometric"].fault(lambda: 2)
    assert fault.startswith("This exercise asks for a function of q: yours takes")
    fault = EXERCISES["noise-floor"].fault(None)
    assert fault == "This exercise asks for a function of rate and classes."
    fault = EXERCISES["new-prior"].fault(lambda q, old, new: 0.5)
    assert fault.endswith("new = [0.9, 0.1], not an array of shape (2,).")
    fault = Function(str.upper, [("a",)], "Louder.").fault(lambda text: 0.5)
    assert fault.endswith("not a string.")


def test_an_answer_cannot_change_what_the_next_is_asked():
    def greedy(counts):
        counts.sort()
        return counts.clear()

    assert EXERCISES["leave-one-out"].fault(greedy)
    assert EXERCISES["leave-one-out"].points[0][0] == [3, 2, 2, 1]


def test_a_right_answer_is_told_so(capsys):
    check("weighings", 3)
    assert capsys.readouterr().out == "Right.\n"


def test_no_answer_is_not_judged(capsys):
    check("weighings", ...)
    assert capsys.readouterr().out.startswith("No answer yet")


@pytest.mark.parametrize("judge", [check, is_right])
def test_a_misspelt_name_gets_the_closest_ones(judge):
    with pytest.raises(ValueError, match="did you mean weighings or plan-weighing"):
        judge("wieghings", 1)
    for name in ["?", 3, []]:
        with pytest.raises(ValueError, match=r"which no exercise has$"):
            judge(name, 1)
