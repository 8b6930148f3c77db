"""The page of checked numbers lists what every chapter has compared."""

import nbformat
import pytest

from infobook.notebook import KINDS
from infobook.stored import compared, holds
from tests.book.conftest import ROOT

CHAPTERS = sorted(path.stem for path in ROOT.glob("chapters/*.ipynb"))
SECTIONS = {"identity": "identities", "prediction": "predictions"}


def records():
    for path in sorted(ROOT.glob("chapters/*.ipynb")):
        for record in compared(nbformat.read(path, as_version=4)):
            yield path.stem, record


def test_page_lists_every_comparison(open_page):
    tab = open_page("reference/checked_numbers.html")
    for kind in KINDS:
        listed = sum(record["kind"] == kind for _, record in records())
        rows = tab.locator(f"section#{SECTIONS[kind]} tbody tr")
        assert rows.count() == listed > 0


def test_every_chapter_holds_results_to_account():
    listed = [chapter for chapter, _ in records()]
    assert min(listed.count(chapter) for chapter in CHAPTERS) >= 3


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_makes_two_predictions_that_could_have_failed(chapter):
    kinds = [record["kind"] for name, record in records() if name == chapter]
    assert kinds.count("prediction") >= 2


def test_results_are_within_their_tolerance_or_say_why_not():
    for _, record in records():
        assert holds(record), record["claim"]
