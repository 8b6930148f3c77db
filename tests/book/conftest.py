"""The built site, served locally and opened in headless Chromium."""

import threading
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import launch

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def pages():
    """Return the book's own pages, as addresses below the site's root."""
    found = sorted(SITE.glob("*.html")) + sorted(SITE.glob("[!_]*/**/*.html"))
    assert found, "the site is not built: run make book"
    return [str(page.relative_to(SITE)) for page in found]


@pytest.fixture(scope="session")
def address():
    """Serve the site and return its address."""
    handler = partial(QuietHandler, directory=SITE)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def visit(browser, address):
    """Return a function that opens a page of the site as a reader would meet it."""

    @contextmanager
    def visit(page, width=1280, scheme="light", javascript=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
        )
        tab = context.new_page()
        tab.requested, tab.complaints = [], []
        tab.on("request", lambda request: tab.requested.append(request.url))
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.on(
            "console",
            lambda message: (
                tab.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        tab.goto(f"{address}/{page}", wait_until="networkidle")
        yield tab
        context.close()

    return visit


@pytest.fixture
def open_page(visit):
    """Return a function that opens a page for one test alone, to act on it."""
    with ExitStack() as opened:
        yield lambda page, **how: opened.enter_context(visit(page, **how))
