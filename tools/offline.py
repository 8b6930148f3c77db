"""Make the book to take along: an archive of the site, and the whole as one PDF.

The PDF is printed by Chromium from one long page, joined from the pages of the built
site: each keeps its numbers and figures, and its links lead to places in the PDF.
"""

import posixpath
import shutil
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from infobook.style import MUTED
from tools.browser import launch

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
NAME = "information-theory-for-machine-learning"
FOOTER = (
    f'<div style="width: 100%; text-align: center; font-size: 8pt; color: {MUTED}">'
    '<span class="pageNumber"></span></div>'
)
# Of a page's furniture, what makes no sense on paper.
FURNITURE = "a.headerlink, script, button, .prev-next-footer, .toctree-wrapper"


def table_of_contents():
    """Return the parts of the book in order: a title, and its pages."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    parts = [
        (
            f"Part {number}: {part['caption']}",
            [entry["file"] for entry in part["chapters"]],
        )
        for number, part in enumerate(toc["parts"], 1)
    ]
    return [(None, [toc["root"]]), *parts]


def anchor(page, fragment=""):
    """Return the name, within the one long page, of a place on a page of the site."""
    return "--".join([page.replace("/", "-"), *filter(None, [fragment])])


def joined(article, page, pages):
    """Return a page's article with its names and links made fit for the long page."""
    for element in article.select(FURNITURE):
        element.decompose()
    for element in article.find_all(id=True):
        element["id"] = anchor(page, element["id"])
    for element in article.find_all(src=True):
        element["src"] = from_root(page, element["src"])
    for link in article.find_all("a", href=True):
        if not urlsplit(link["href"]).scheme:
            target, fragment = urldefrag(from_root(page, link["href"]))
            target = target.removesuffix(".html") or page
            if target in pages:
                link["href"] = "#" + anchor(target, fragment)
            else:
                del link["href"]
    for folded in article.select(".folded"):
        folded.decompose()
    for details in article.find_all("details"):
        details["open"] = ""
    article["id"] = anchor(page)
    return article


def from_root(page, address):
    """Return an address on a page as one from the site's root."""
    if address.startswith(("#", "data:")):
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), address))


def long_page():
    """Return the whole book as one page, to be written at the site's root."""
    parts = table_of_contents()
    pages = {page for _, chapters in parts for page in chapters}
    whole = read("index")
    body = whole.new_tag("main", attrs={"class": "whole-book bd-content"})
    for title, chapters in parts:
        if title:
            heading = whole.new_tag("p", attrs={"class": "part-title"})
            heading.string = title
            body.append(heading)
        for page in chapters:
            article = read(page).select_one("article.bd-article")
            body.append(joined(article, page, pages))
    whole.body.clear()
    whole.body.append(body)
    return str(whole)


def read(page):
    text = (SITE / f"{page}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def print_pdf(page, target):
    """Print a page that lies on disk."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        # Without scripts, each explorable shows its picture and every answer is open.
        tab = chromium.new_page(color_scheme="light", java_script_enabled=False)
        tab.goto(page.as_uri(), wait_until="load")
        tab.pdf(
            path=target,
            format="A4",
            margin={"top": "20mm", "bottom": "20mm", "left": "22mm", "right": "22mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
            outline=True,
            tagged=True,
            print_background=True,
        )
        chromium.close()


def main():
    target = ROOT / "_build" / "offline"
    shutil.rmtree(target, ignore_errors=True)
    folder = target / NAME
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns(".built", ".buildinfo"))
    whole = folder / "whole-book.html"
    whole.write_text(long_page(), encoding="utf-8")
    print_pdf(whole, target / f"{NAME}.pdf")
    whole.unlink()
    archive = shutil.make_archive(target / NAME, "zip", target, NAME)
    shutil.rmtree(folder)
    for made in (Path(archive), target / f"{NAME}.pdf"):
        size = made.stat().st_size / 1e6
        print(f"{made.relative_to(ROOT)}: {size:.1f} MB")


if __name__ == "__main__":
    main()
