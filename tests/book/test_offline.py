"""The book without a server: opened from disk, and its pages joined into one."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup

from tests.book.conftest import SITE, pages
from tools.offline import long_page


@pytest.fixture(scope="module")
def whole():
    return BeautifulSoup(long_page(), "html.parser")


def test_the_long_page_holds_every_page_once(whole):
    names = {article["id"] for article in whole.select("main > article")}
    built = {page.removesuffix(".html").replace("/", "-") for page in pages()}
    assert names == built - {"search"}


def test_no_name_on_the_long_page_is_used_twice(whole):
    names = Counter(element["id"] for element in whole.find_all(id=True))
    assert [name for name, count in names.items() if count > 1] == []


def test_links_on_the_long_page_lead_to_a_place_on_it_or_to_the_web(whole):
    names = {element["id"] for element in whole.find_all(id=True)}
    links = [link["href"] for link in whole.main.find_all("a", href=True)]
    inner = [link for link in links if link.startswith("#")]
    assert len(inner) > 300
    assert [link for link in inner if link[1:] not in names] == []
    assert all(link.startswith(("#", "http")) for link in links)


def test_images_of_the_long_page_are_there(whole):
    images = [image["src"] for image in whole.main.find_all("img")]
    assert len(images) > 50
    assert [image for image in images if not (SITE / image).exists()] == []


@pytest.mark.parametrize("page", ["index.html", "chapters/entropy.html"])
def test_a_page_opens_from_disk(browser, page):
    tab = browser.new_page()
    complaints = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("requestfailed", lambda request: complaints.append(request.url))
    tab.goto((SITE / page).as_uri(), wait_until="load")
    tab.wait_for_load_state("networkidle")
    assert complaints == []
    tab.close()


def test_search_works_from_disk(browser):
    tab = browser.new_page()
    tab.goto((SITE / "search.html").as_uri() + "?q=perplexity")
    tab.locator("#search-results li a").first.wait_for()
    assert "language_models" in tab.locator("#search-results").inner_html()
    tab.close()
