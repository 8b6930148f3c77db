import pytest

from infolib import notebook
from infolib.notebook import Glue


@pytest.fixture
def shown(monkeypatch):
    """What was displayed, as (data, metadata)."""
    outputs = []

    def display(data, metadata, raw):
        assert raw
        outputs.append((data, metadata))

    monkeypatch.setattr(notebook, "display", display)
    return outputs


def test_glue_shows_its_values_under_their_names(shown):
    Glue()(rate=0.5, name="x")
    data, metadata = shown[0]
    assert data == {"text/plain": "rate = 0.5\nname = x"}
    assert metadata == {"glue": {"rate": "0.5", "name": "x"}}


def test_glued_values_can_be_quoted_from_the_kernel(shown):
    glue = Glue()
    glue(rate="0.50")
    assert repr(glue.rate) == "0.50"
    assert glue.rate == "0.50"
