"""The reading view: text and figures lead, and all code is one move away."""

import json

import pytest

from infobook.stored import compared
from tests.book.conftest import ROOT

CHAPTERS = sorted(ROOT.glob("chapters/*.ipynb"))
NAMES = [path.stem for path in CHAPTERS]
VISIBLE_CODE = """() => {
    const boxes = [...document.querySelectorAll(".cell_input")].filter(
        box => box.checkVisibility({contentVisibilityAuto: true}));
    const high = boxes.map(box => box.getBoundingClientRect().height);
    const page = document.querySelector(".bd-article").getBoundingClientRect().height;
    return high.reduce((sum, h) => sum + h, 0) / page;
}"""


@pytest.mark.parametrize("path", CHAPTERS, ids=NAMES)
def test_code_takes_little_of_a_chapter_until_asked_for(path, open_page):
    tab = open_page(f"chapters/{path.stem}.html")
    assert tab.evaluate(VISIBLE_CODE) <= 0.1


@pytest.mark.parametrize("path", CHAPTERS, ids=NAMES)
def test_all_code_and_every_comparison_is_there_without_javascript(path, open_page):
    tab = open_page(f"chapters/{path.stem}.html", javascript=False)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [c for c in notebook["cells"] if c["cell_type"] == "code" and c["source"]]
    assert tab.locator(".cell_input").count() == len(code)
    assert tab.locator(".tick .card > span").count() == len(compared(notebook))


def test_a_tick_shows_what_was_expected_on_hover_and_on_focus(open_page):
    tab = open_page("chapters/entropy.html")
    tick = tab.locator(".tick").first
    card = tick.locator(".card")
    assert not card.is_visible()
    tick.hover()
    assert "expected" in card.inner_text()
    tab.mouse.move(0, 0)
    assert not card.is_visible()
    tick.locator("button").focus()
    assert card.is_visible()


def test_one_switch_opens_all_code_and_is_remembered(open_page):
    tab = open_page("chapters/entropy.html")
    tab.get_by_role("button", name="Code", exact=True).click()
    closed = ".folded > details:not([open])"
    assert tab.locator(closed).count() == 0
    tab.goto(tab.url.replace("entropy", "coding"))
    assert tab.locator(closed).count() == 0
