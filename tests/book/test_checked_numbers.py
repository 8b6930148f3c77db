"""The page of checked numbers lists what every chapter has compared."""

import nbformat

from infobook.stored import compared, holds
from tests.book.conftest import ROOT


def records():
    for path in sorted(ROOT.glob("chapters/*.ipynb")):
        for record in compared(nbformat.read(path, as_version=4)):
            yield path.stem, record


def test_page_lists_every_comparison(open_page):
    rows = open_page("reference/checked_numbers.html").locator("main tbody tr")
    assert rows.count() == len(list(records()))


def test_every_chapter_holds_results_to_account():
    chapters = [path.stem for path in ROOT.glob("chapters/*.ipynb")]
    listed = [chapter for chapter, _ in records()]
    assert min(listed.count(chapter) for chapter in chapters) >= 3


def test_results_are_within_their_tolerance_or_say_why_not():
    for _, record in records():
        assert holds(record), record["claim"]
