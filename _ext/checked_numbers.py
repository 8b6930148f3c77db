"""The directive that lists every result which a chapter holds against theory.

A cell calls infobook.notebook.compare; its stored output names the result, what it
should be, how far it may be off, and whether it could have failed. {checked-numbers}
with the argument "prediction" or "identity" makes one table a chapter of that kind. A
result out of its tolerance is a warning, which fails the build.
"""

import json
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from infobook.stored import apart, compared, holds

logger = logging.getLogger(__name__)

HEAD = [
    "| Result | Book | Expected | Apart | Allowed |",
    "|---|---:|---:|---:|---:|",
]


def short(number):
    """Return a number without digits that nobody reads."""
    return number if len(number) < 9 else f"{float(number):.8g}"


def row(record):
    """Return a line of the table."""
    result = f"{record['claim']}, *{record['source']}*"
    if "differs" in record:
        result += f". **Differs:** {record['differs']}"
    distance = f"{apart(record):.2g}" if apart(record) else f"< {record['within']}"
    numbers = short(record["measured"]), short(record["expected"]), distance
    return f"| {result} | {' | '.join(numbers)} | {record['within']} |"


class CheckedNumbers(SphinxDirective):
    """List the results of one kind, in the order of the table of contents."""

    required_arguments = 1

    def run(self):
        [kind] = self.arguments
        container = nodes.container(classes=["checked-numbers"])
        text = []
        for docname in chapters(self.config):
            notebook = Path(self.env.srcdir, f"{docname}.ipynb")
            self.env.note_dependency(str(notebook))
            stored = json.loads(notebook.read_text(encoding="utf-8"))
            records = [r for r in compared(stored) if r["kind"] == kind]
            for record in records:
                self.warn_if_out(docname, record)
            if records:
                text += [f"**[](/{docname}.ipynb)**", "", *HEAD, *map(row, records), ""]
        self.state.nested_parse(StringList(text, ""), 0, container)
        return [container]

    def warn_if_out(self, docname, record):
        if not holds(record):
            logger.warning("out of tolerance: %s", record["claim"], location=docname)


def chapters(config):
    """Return the chapters in the order of the table of contents."""
    parts = config["external_site_map"].as_json()["documents"]
    root = config["external_site_map"].root.docname
    tree = [item for subtree in parts[root]["subtrees"] for item in subtree["items"]]
    return [name for name in tree if name.startswith("chapters/")]


def setup(app):
    app.add_directive("checked-numbers", CheckedNumbers)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
