import pytest

from infolib.exercises import EXERCISES, check, is_right

WRONG = {
    "loaded-die": [1.498, 2.585, 0],
    "weighings": [2, 4, 24],
    "geometric": [lambda q: 2.0, lambda q: 1 / q],
    "noise-floor": [lambda rate, classes: 0.5, lambda rate, classes: rate],
    "temperature": [1.0, 0.1, 100, -0.7539],
}


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
    with pytest.raises(ValueError, match="name is 'die', expected one of loaded-die"):
        is_right("die", 1)
