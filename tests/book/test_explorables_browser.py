"""explorables.js in a browser: its numbers are infolib's, and all can use it."""

import math

import numpy as np
import pytest

from infolib import entropy, surprisal
from infolib.explorables import SCRIPT, explore_entropy
from tests.book.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGE = """\
<!doctype html>
<html lang="en" style="color-scheme: {scheme}; background: Canvas">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Explorables</title>
<script defer src="{script}"></script>
<main>{figures}</main>
</html>
"""
INFO = "customElements.get('explore-entropy').info"
ROWS = """figure => [...figure.shadowRoot.querySelectorAll("tbody tr")].map(
    row => [...row.querySelectorAll("td + td")].map(cell => cell.textContent))"""
BLOCKS = """figure => [...figure.shadowRoot.querySelectorAll(".block")].map(
    block => [block.offsetWidth, block.offsetHeight])"""


@pytest.fixture
def open_figures(browser, tmp_path):
    """Return a function that opens a page with the given figures and nothing else."""
    contexts = []

    def open_figures(*figures, scheme="light", width=800, javascript=True):
        page = tmp_path / "page.html"
        sources = "\n".join(figure._repr_html_() for figure in figures)
        page.write_text(
            PAGE.format(scheme=scheme, script=SCRIPT.as_uri(), figures=sources),
            encoding="utf-8",
        )
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        contexts.append(context)
        tab = context.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on("console", lambda message: tab.complaints.append(message.text))
        tab.goto(page.as_uri())
        return tab

    yield open_figures
    for context in contexts:
        context.close()


def number(text):
    return math.inf if text == "∞" else float(text)


def assert_shows(figure, p):
    """Assert that the figure shows the distribution p, as infolib sees it."""
    h, s = entropy(p, base=2), surprisal(p, base=2)
    shares = p * np.where(np.asarray(p) > 0, s, 0)
    shown = np.array([[number(t) for t in row] for row in figure.evaluate(ROWS)])
    np.testing.assert_allclose(shown, np.stack([p, s, shares], axis=1), atol=5.01e-4)
    status = figure.get_by_role("status").text_content()
    assert number(status.split()[2]) == pytest.approx(h, abs=5.01e-4)
    assert status.endswith(f"of at most {np.log2(len(p)):.3f}")


def test_arithmetic_is_infolibs(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    p = np.random.default_rng(0).dirichlet([0.3] * 6, size=200)
    p[0], p[1] = np.eye(6)[0], 1 / 6
    h = tab.evaluate(f"p => p.map({INFO}.entropy)", p.tolist())
    np.testing.assert_allclose(h, entropy(p, base=2), rtol=0, atol=1e-12)
    s = tab.evaluate(f"p => p.map({INFO}.surprisal)", p[2].tolist())
    np.testing.assert_allclose(s, surprisal(p[2], base=2), rtol=1e-12)


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_moving_one_probability_keeps_the_ratio_of_the_others(open_figures, moved):
    p = np.array([0.5, 0.3, 0.2])
    figure = open_figures(explore_entropy(p)).locator("explore-entropy")
    slider = figure.get_by_role("slider").nth(moved)
    # Passing through 0 and 1 loses nothing.
    for value in (0.01, 0, 0.1, 0.37, 0.99, 1, 0.6, 1, 0.25):
        slider.fill(str(value))
        expected = p * (1 - value) / (1 - p[moved])
        expected[moved] = value
        assert_shows(figure, expected)


def test_certain_outcome_gives_way_to_all_others_alike(open_figures):
    figure = open_figures(explore_entropy([0, 1, 0])).locator("explore-entropy")
    figure.get_by_role("slider").nth(1).fill("0.5")
    assert_shows(figure, [0.25, 0.5, 0.25])


def test_buttons_lead_to_the_extremes_and_back(open_figures):
    p = [0.5, 0.25, 0.125, 0.125]
    figure = open_figures(explore_entropy(p)).locator("explore-entropy")
    for name, expected in [
        ("Uniform", [0.25] * 4),
        ("Certain", [1, 0, 0, 0]),
        ("Reset", p),
    ]:
        figure.get_by_role("button", name=name).click()
        assert_shows(figure, expected)


def test_keyboard_alone_moves_a_probability(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5], labels=["heads", "tails"]))
    figure = tab.locator("explore-entropy")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    assert_shows(figure, [0.51, 0.49])
    slider = figure.get_by_role("slider", name="Probability of heads")
    assert slider.get_attribute("aria-valuetext") == "0.510, surprisal 0.971 bits"
    assert slider.evaluate("slider => getComputedStyle(slider).outlineWidth") == "2px"
    tab.keyboard.press("End")
    assert_shows(figure, [1, 0])
    for _ in range(4):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert_shows(figure, [0.5, 0.5])


def test_page_does_not_hear_the_keys_that_move_a_slider(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    tab.evaluate("() => {heard = []; onkeydown = event => heard.push(event.key)}")
    tab.locator("explore-entropy").get_by_role("slider").first.focus()
    for key in ("ArrowRight", "PageDown", "Home", "End", "k"):
        tab.keyboard.press(key)
    assert tab.evaluate("heard") == ["k"]


def test_area_of_the_blocks_is_the_entropy(open_figures):
    p = [0.4, 0.3, 0.2, 0.1]
    figure = open_figures(explore_entropy(p)).locator("explore-entropy")
    sizes = np.array(figure.evaluate(BLOCKS), dtype=float)
    width, bit = sizes[:, 0].sum(), sizes[3, 1] / surprisal(0.1, base=2)
    area = (sizes[:, 0] / width) @ (sizes[:, 1] / bit)
    assert area == pytest.approx(entropy(p, base=2), abs=0.02)


def test_script_and_static_table_show_the_same_numbers(open_figures):
    figure = explore_entropy([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 32])
    shown = open_figures(figure).locator("explore-entropy")
    static = open_figures(figure, javascript=False).locator("explore-entropy")
    rows = [row.all_text_contents() for row in rows_of(static)]
    assert shown.evaluate(ROWS) == rows[:-1]
    assert static.locator("p").first.text_content() == repr(figure)
    assert shown.get_by_role("status").text_content() == repr(figure)


def rows_of(static):
    return [row.locator("td") for row in static.locator("tbody tr").all()]


def test_static_picture_and_table_show_without_a_script(open_figures):
    tab = open_figures(explore_entropy([0.9, 0.1]), javascript=False)
    assert tab.get_by_role("img").bounding_box()["height"] > 100
    assert tab.get_by_role("cell", name="3.322").is_visible()


@pytest.mark.parametrize("width", [390, 800])
@pytest.mark.parametrize("outcomes", [2, 6])
def test_page_does_not_jump_when_the_script_takes_over(open_figures, width, outcomes):
    figure = explore_entropy(np.full(outcomes, 1 / outcomes))
    heights = [
        open_figures(figure, width=width, javascript=javascript)
        .locator("explore-entropy")
        .bounding_box()["height"]
        for javascript in (False, True)
    ]
    assert heights == [figure.height, figure.height]


def test_figure_fits_a_phone_and_a_finger(open_figures):
    tab = open_figures(explore_entropy(np.full(6, 1 / 6)), width=390)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    for control in tab.locator("input, button").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figure_is_accessible_and_quiet(open_figures, scheme):
    figures = explore_entropy([0.9, 0.1]), explore_entropy([0.6, 0.4, 0])
    tab = open_figures(*figures, scheme=scheme)
    assert tab.complaints == []
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    violations = tab.evaluate("axe.run('explore-entropy')")["violations"]
    assert [violation["id"] for violation in violations] == []


def test_a_second_copy_of_the_script_changes_nothing(open_figures):
    tab = open_figures(explore_entropy([0.5, 0.5]))
    tab.locator("explore-entropy").get_by_role("slider").first.fill("0.9")
    tab.evaluate(SCRIPT.read_text(encoding="utf-8"))
    assert_shows(tab.locator("explore-entropy"), [0.9, 0.1])
    assert tab.complaints == []
