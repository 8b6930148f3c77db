"""Every page as its reader meets it: at home, on a phone, without JavaScript."""

import re
from collections import Counter

import pytest
from fontTools.ttLib import TTFont

from infobook.explorables import scripts
from tests.book.conftest import ROOT, SITE, pages

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

HEIGHTS = "formulas => formulas.map(f => f.getBoundingClientRect().height)"

# The tests that only look at a page share it, opened once for each kind of reader.


@pytest.fixture(scope="module", params=pages())
def page(request):
    return request.param


@pytest.fixture(scope="module")
def at_home(visit, page):
    with visit(page) as tab:
        yield tab


@pytest.fixture(scope="module")
def in_the_dark(visit, page):
    with visit(page, scheme="dark") as tab:
        yield tab


@pytest.fixture(scope="module")
def on_a_phone(visit, page):
    with visit(page, width=390) as tab:
        yield tab


@pytest.fixture(scope="module")
def without_javascript(visit, page):
    with visit(page, javascript=False) as tab:
        yield tab


def test_page_asks_nobody_but_its_own_server(at_home, address):
    own = (address, "data:")
    assert [u for u in at_home.requested if not u.startswith(own)] == []


def test_page_loads_the_scripts_of_its_explorables_and_no_other(page):
    source = (SITE / page).read_text(encoding="utf-8")
    tags = re.findall(r"<(explore-[a-z-]+) ", source)
    loaded = re.findall(r'src="[^"]*/explorables/(\w+\.js)', source)
    assert loaded == [path.name for path in scripts(*tags) if tags]


def test_page_causes_no_console_error(at_home):
    assert at_home.complaints == []


def test_page_is_accessible(at_home):
    assert violations(at_home) == []


def test_page_is_accessible_in_the_dark(in_the_dark):
    assert violations(in_the_dark) == []


def violations(tab):
    tab.evaluate(AXE)
    return [
        f"{violation['impact']} {violation['id']}: {node['html'][:200]}"
        for violation in tab.evaluate("axe.run()")["violations"]
        for node in violation["nodes"]
    ]


def test_no_name_on_a_page_is_used_twice(at_home):
    names = at_home.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_page_does_not_scroll_sideways_on_a_phone(on_a_phone):
    assert on_a_phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_formulas_are_there_without_javascript(without_javascript):
    tab = without_javascript
    formulas = tab.locator("article .math").count()
    assert tab.locator("article .math .katex-html").count() == formulas
    tab.locator("details").evaluate_all("all => all.forEach(d => (d.open = true))")
    heights = tab.locator("article .math").evaluate_all(HEIGHTS)
    assert len(heights) == formulas
    assert min(heights, default=1) > 0


def test_images_say_what_they_show(at_home):
    for image in at_home.locator("main img").all():
        assert len(image.get_attribute("alt") or "") > 20, image.get_attribute("src")


def test_definitions_are_shown_once_a_page_and_in_words(at_home):
    terms = at_home.locator("a.glossary-term").all()
    links = [term.get_attribute("href") for term in terms]
    assert len(links) == len(set(links))
    shown = " ".join(term.get_attribute("title") for term in terms)
    assert not re.search(r"[\\`{}]|eq-|See \.", shown)


# The others open their own.


def test_a_chapter_has_formulas(open_page):
    assert open_page("chapters/entropy.html").locator(".katex-html").count() > 20


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("surprisal", "reference/glossary"),
        ("KL", "chapters/kl_divergence"),
        ("cross entropy", "chapters/cross_entropy"),
        ("sum or mean", "chapters/rate_distortion"),
        ("perplexity", "chapters/language_models"),
    ],
)
def test_search_finds_a_chapter_by_its_subject(open_page, query, page):
    tab = open_page(f"search.html?q={query}")
    tab.locator("#search-results li a").first.wait_for()
    links = tab.locator("#search-results li a").all()[:5]
    assert any(page in link.get_attribute("href") for link in links)


def test_icons_of_the_pages_are_in_the_cut_fonts():
    static = SITE / "_static"
    sheet = (static / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    font = TTFont(static / "vendor/fontawesome/webfonts/fa-solid-900.woff")
    markup = "".join((SITE / page).read_text(encoding="utf-8") for page in pages())
    used = set(re.findall(r'"fa-solid (fa-[a-z-]+)', markup))
    assert len(used) > 5
    for icon in used:
        glyph = re.search(rf'\.{icon}:before[^{{]*{{content:"\\([0-9a-f]+)', sheet)
        assert int(glyph[1], 16) in font.getBestCmap(), icon


def test_figures_follow_the_page_into_dark_mode(open_page):
    tab = open_page("chapters/entropy.html", scheme="dark")
    image = tab.locator("main img").first
    image.scroll_into_view_if_needed()
    darkest = tab.evaluate(
        """async () => {
             const response = await fetch(document.querySelector("main img").src);
             return (await response.text()).includes("prefers-color-scheme:dark");
           }"""
    )
    assert darkest


def test_first_mention_of_a_term_shows_its_definition(open_page):
    tab = open_page("chapters/vae.html")
    term = tab.locator("a.glossary-term", has_text="latent").first
    assert "nobody sees" in term.get_attribute("title")
    assert term.get_attribute("href").endswith("glossary.html#term-latent")


def test_the_cheat_sheet_prints_on_one_page(open_page):
    printed = open_page("reference/cheat_sheet.html").pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_the_keyboard_leads_straight_into_the_chapter(open_page):
    tab = open_page("chapters/entropy.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.innerText") == "Skip to main content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    "page", ["index.html", "chapters/entropy.html", "reference/glossary.html"]
)
def test_what_has_the_focus_can_be_seen(open_page, page):
    tab = open_page(page)
    for _ in range(12):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            """() => {
                 const style = getComputedStyle(document.activeElement);
                 return style.outlineStyle !== "none" || style.boxShadow !== "none";
               }"""
        )
        assert seen, tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
