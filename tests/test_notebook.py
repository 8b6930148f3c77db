from infolib import notebook
from infolib.notebook import Glue


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
