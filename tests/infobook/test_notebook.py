import pytest

from infobook import notebook
from infobook.evidence import Mean
from infobook.notebook import Glue, compare, shade
from infobook.style import ORANGE


def test_glue_shows_its_values_under_their_names(monkeypatch):
    shown = []
    monkeypatch.setattr(notebook, "display", shown.append)
    Glue()(rate=0.5, name="x")
    data, metadata = shown[0]._repr_mimebundle_()
    assert data == {"text/plain": "rate = 0.5\nname = x"}
    assert metadata == {"glue": {"rate": "0.5", "name": "x"}}


def test_outside_a_notebook_glue_prints(capsys):
    Glue()(rate=0.5, name="x")
    assert capsys.readouterr().out == "rate = 0.5\nname = x\n"


def test_glued_values_can_be_quoted_from_the_kernel():
    glue = Glue()
    glue(rate="0.50")
    assert repr(glue.rate) == "0.50"
    assert glue.rate == "0.50"


def test_comparison_keeps_one_digit_more_than_its_tolerance(monkeypatch):
    shown = []
    monkeypatch.setattr(notebook, "display", shown.append)
    compare("F [bits]", 4.1234567, 4.1, within=0.05, kind="identity", source="theory")
    text, metadata = shown[0]._repr_mimebundle_()
    assert text["text/plain"] == (
        "F [bits]: 4.123, expected 4.100 (theory); agrees, allowed ±0.05"
    )
    assert metadata["compare"] == {
        "claim": "F [bits]",
        "kind": "identity",
        "measured": "4.123",
        "expected": "4.100",
        "within": "0.05",
        "source": "theory",
    }


def test_a_prediction_is_told_from_an_identity(capsys):
    compare("F", 1, 1, within=0.5, kind="prediction", source="theory")
    assert "(theory); predicted, agrees" in capsys.readouterr().out
    with pytest.raises(ValueError, match="kind is 'guess', expected one of identity"):
        compare("F", 1, 1, within=0.5, kind="guess", source="theory")


def test_a_mean_may_be_three_standard_errors_off(capsys):
    measured = Mean(1.2, 0.1, 10)
    compare("F", measured, 1, kind="prediction", source="theory")
    assert "F: 1.20, expected 1.00 (theory)" in capsys.readouterr().out
    with pytest.raises(ValueError, match=r"further than 0\.3 from 0"):
        compare("F", measured, 0, kind="prediction", source="theory")


def test_comparison_out_of_tolerance_stops_the_notebook():
    with pytest.raises(ValueError, match=r"F: 2 is further than 0\.5 from 1"):
        compare("F", 2, 1, within=0.5, kind="identity", source="theory")
    with pytest.raises(ValueError, match="F: nan is further"):
        compare("F", float("nan"), 1, within=0.5, kind="identity", source="theory")


def test_known_difference_is_told_with_its_reason(capsys):
    compare(
        "F",
        2,
        1,
        within=0.5,
        kind="identity",
        source="theory",
        differs="a small sample",
    )
    assert "2.00, expected 1.00 (theory); differs" in capsys.readouterr().out


def test_known_difference_must_differ():
    with pytest.raises(ValueError, match="does not differ any more"):
        compare(
            "F",
            1,
            1,
            within=0.5,
            kind="identity",
            source="theory",
            differs="a small sample",
        )


@pytest.mark.parametrize("within", [0, -1, float("nan")])
def test_comparison_needs_a_tolerance(within):
    with pytest.raises(ValueError, match=r"within is .*, expected a positive number"):
        compare("F", 1, 1, within=within, kind="identity", source="theory")


def test_shaded_text_carries_its_numbers_and_no_markup_of_the_text():
    shown = shade(["a<b", "\n"], [0, 20], darkest=10)._repr_html_()
    assert f"background:{ORANGE}00;" in shown
    assert f"background:{ORANGE}73;" in shown
    assert "a&lt;b<rt>0</rt>" in shown
    assert "↵<rt>20</rt>" in shown
    assert repr(shade(["a"], [3.0], darkest=10)) == "'a':3"


def test_shades_need_a_number_for_each_piece():
    with pytest.raises(ValueError, match="there are 2 pieces and 1 numbers"):
        shade(["a", "b"], [1], darkest=10)
