"""Only the page of results searches: it alone loads the search's scripts and index.

``search_results.js`` mends how that page shows what it finds.
"""

import re
import shutil
from pathlib import Path

from written_files import change_written

SCRIPT = Path(__file__).with_name("search_results.js")
SEARCH = r"\s*<script[^>]*(?:searchtools|language_data|searchindex)\.js[^>]*></script>"


def hold_script(app):
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        shutil.copy(SCRIPT, static)


def add_script(app, page, template, context, doctree):
    if page == "search":
        app.add_js_file(SCRIPT.name)


def without_search(html):
    return html if 'id="search-results"' in html else re.sub(SEARCH, "", html)


def setup(app):
    app.connect("builder-inited", hold_script)
    app.connect("html-page-context", add_script)
    change_written(app, "**/*.html", without_search)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
