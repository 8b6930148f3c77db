"""Every link within the book and its repository leads somewhere.

The web is not asked: the workflow does that once a week.
"""

import re
from functools import cache
from html import unescape
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from tests.book.conftest import ROOT, SITE, pages

PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("*/README.md")])
MARKDOWN_LINK = re.compile(r"\]\(([^)\s]+)\)")
PAGE_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
NAME = re.compile(r'\bid="([^"]+)"')


@cache
def source(page):
    return (SITE / page).read_text(encoding="utf-8")


@cache
def names(page):
    """Return the places on a page of the site that a link can lead to."""
    return set(NAME.findall(source(page)))


def inner(links):
    """Return the links that stay within the book."""
    return [link for link in links if not any(urlsplit(link)[:2]) and link != "#"]


def leads_nowhere(page, link):
    target, place = urldefrag(unquote(urljoin(page, unescape(link))))
    if not (SITE / target).is_file():
        return True
    return bool(place) and target.endswith(".html") and place not in names(target)


@pytest.mark.parametrize("page", pages())
def test_links_of_the_site_lead_to_a_page_and_a_place_on_it(page):
    links = inner(PAGE_LINK.findall(source(page)))
    assert [link for link in links if leads_nowhere(page, link)] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_the_papers_lead_to_a_file(path):
    links = inner(MARKDOWN_LINK.findall(path.read_text(encoding="utf-8")))
    targets = [path.parent / urldefrag(link)[0] for link in links]
    assert [target for target in targets if not target.exists()] == []
