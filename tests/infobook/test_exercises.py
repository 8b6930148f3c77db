from importlib import import_module

import pytest

from infobook.exercises import CHAPTERS, EXERCISES, check, is_right

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
def test_a_wrong_answer_gets_the_hint(name, capsys):
    check(name, WRONG[name][0])
    assert capsys.readouterr().out == f"Not yet. {EXERCISES[name][1]}\n"


def test_a_right_answer_is_told_so(capsys):
    check("weighings", 3)
    assert capsys.readouterr().out == "Right.\n"


def test_no_answer_is_not_judged(capsys):
    check("weighings", ...)
    assert capsys.readouterr().out.startswith("No answer yet")


def test_an_unknown_exercise_is_named():
    with pytest.raises(ValueError, match="name is 'die', expected one of questions"):
        is_right("die", 1)
