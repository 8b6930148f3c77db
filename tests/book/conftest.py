"""The built site, served locally and opened in headless Chromium."""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
)
NO_BROWSER = (
    "No Chromium was found, so the built pages were NOT checked. Install it "
    "(Debian: apt-get install chromium) and run make test again."
)


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
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, address):
    """Return a function that opens a page of the site under given conditions."""
    contexts = []

    def open_page(page, width=1280, scheme="light", javascript=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
        )
        contexts.append(context)
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
        return tab

    yield open_page
    for context in contexts:
        context.close()


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", "the site was not checked", red=True, bold=True)
        terminalreporter.write_line(NO_BROWSER, red=True, bold=True)
