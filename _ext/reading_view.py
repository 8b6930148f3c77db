"""The reading view: figures and sentences lead, and the code behind them is one line.

Cells that stand together are folded into one line of their own, which opens them; what
they show to a reader (figures, explorables, tables) stands before it. A cell whose
code teaches stays: one that shows a value, or defines what "In code" is about. Each
comparison is a tick beside the line. Nothing needs a script, but the switch that opens
all folds of all pages; in JupyterLab nothing is hidden.
"""

import html
import json
import shutil
from itertools import groupby
from pathlib import Path

from docutils import nodes

from infobook.notebook import KINDS
from infobook.stored import glued

PICTURES = {"image/svg+xml", "image/png", "text/html"}
SWITCH = Path(__file__).with_suffix(".js")
CHECKED = "../reference/checked_numbers.html"
IDENTITY, PREDICTION = KINDS


class Folded(nodes.General, nodes.Element):
    """Cells behind a line that opens them, with the ticks of what they compare."""


def is_cell(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def is_for_the_page(output, unquoted):
    """Return whether every reader sees an output: a picture, a table, a lone number."""
    types = {node.get("mime_type") for node in output.findall(nodes.container)} - {None}
    lone = output.astext().partition(" = ")[0] in unquoted
    return not types or bool(PICTURES & types) or lone


def teaches(cell, about_code):
    """Return whether a cell's code is there to be read, and not to serve the page."""
    source = "".join(cell["source"])
    if source.startswith(("import ", "from ")) or "check(" in source:
        return False
    if not cell["outputs"]:
        return about_code and "def " in source
    return all(
        output["output_type"] == "execute_result"
        and "text/plain" in output["data"]
        and not {"text/html", "text/markdown", "image/svg+xml"} & set(output["data"])
        for output in cell["outputs"]
    )


def fold(app, doctree):
    if not app.env.docname.startswith("chapters/"):
        return
    text = Path(app.env.doc2path(app.env.docname)).read_text("utf-8")
    stored = json.loads(text)
    unquoted = {name for name in glued(stored) if f"`glue.{name}`" not in text}
    for section in list(doctree.findall(nodes.section)):
        children = [
            child for run in runs(section, stored["cells"], unquoted) for child in run
        ]
        section.clear()
        section.extend(children)


def runs(section, cells, unquoted):
    """Yield a section's children, with each run of cells to be folded as one."""
    about_code = "In code" in titles(section)

    def machinery(node):
        return is_cell(node) and not teaches(cells[node["cell_index"]], about_code)

    for serves, run in groupby(section.children, key=machinery):
        run = list(run)
        yield folded_run(run, cells, unquoted) if serves else run


def titles(section):
    """Yield the titles of a section and of those that it is in."""
    while isinstance(section, nodes.section):
        yield section[0].astext()
        section = section.parent


def folded_run(run, cells, unquoted):
    """Return what the cells of a run show, and then the cells behind one line."""
    shown, outputs = [], []
    for node in run:
        outputs += cells[node["cell_index"]]["outputs"]
        shown += take_out(node, unquoted)
    records = [o["metadata"]["compare"] for o in outputs if compares(o)]
    sources = ["".join(cells[node["cell_index"]]["source"]) for node in run]
    return [*shown, Folded("", *run, records=records, label=label(sources, shown))]


def compares(output):
    return "compare" in output.get("metadata", {})


def take_out(node, unquoted):
    """Take the outputs that every reader sees out of a cell, and return them."""
    held = node.children[-1]
    if held.get("nb_element") != "cell_code_output" or "check(" in node.astext():
        return []
    shown = [child for child in held.children if is_for_the_page(child, unquoted)]
    for child in shown:
        held.remove(child)
    if not held.children:
        node.remove(held)
    outside = nodes.container("", *shown, classes=["cell_output"])
    return [nodes.container("", outside, classes=["cell"])] if shown else []


def label(sources, shown):
    if all(source.startswith(("import ", "from ")) for source in sources):
        return "Imports"
    if any("check(" in source for source in sources):
        return "The cell to answer in"
    return "Code of what is shown" if shown else "Code of the numbers"


def tick(records, node_id):
    """Return the button that says how results compare, and the card behind it."""
    if not records:
        return ""
    rows = "".join(map(row, records))
    return (
        f'<span class="tick"><button type="button" aria-describedby="{node_id}">'
        f"{verdict(records)}</button>"
        f'<span class="card" id="{node_id}" role="tooltip">{rows}'
        f'<a href="{CHECKED}">All checked numbers</a></span></span>'
    )


def verdict(records):
    """Return in a few words what came out."""
    differ = sum("differs" in record for record in records)
    agree = [record["kind"] for record in records if "differs" not in record]
    counts = [
        f"{agree.count(kind)} {word}"
        for kind, word in ((PREDICTION, "predicted"), (IDENTITY, "checked"))
        if kind in agree
    ]
    words = ["✓ " + ", ".join(counts)] if counts else []
    return ", ".join(words + [f"≠ {differ} apart"] * bool(differ))


def row(record):
    """Return a comparison in words and numbers."""
    text = (
        "<b>{claim}</b> {measured}; expected {expected} ({source}), "
        "allowed ±{within}".format(**{k: html.escape(v) for k, v in record.items()})
    )
    if "differs" in record:
        text += f". Differs: {html.escape(record['differs'])}"
    return f"<span>{text}</span>"


def open_fold(translator, node):
    name = f"compared-{len(translator.body)}"
    translator.body.append(
        f'<div class="folded">{tick(node["records"], name)}'
        f"<details><summary>{node['label']}</summary>\n"
    )


def close_fold(translator, node):
    translator.body.append("</details></div>\n")


def hold_switch(app):
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        shutil.copy(SWITCH, static)


def add_switch(app, page, template, context, doctree):
    """Load the switch where there is something to open."""
    if 'class="folded"' in context.get("body", ""):
        app.add_js_file(SWITCH.name, loading_method="defer")


def setup(app):
    app.add_node(Folded, html=(open_fold, close_fold))
    app.connect("builder-inited", hold_switch)
    app.connect("doctree-read", fold)
    app.connect("html-page-context", add_switch)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
