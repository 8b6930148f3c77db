"""Gives book.css the colours of ``infobook.style``, as variables."""

from pathlib import Path

from infobook.style import DARK, HOVER, LINK, MUTED

NAMES = {"link": LINK, "link-hover": HOVER, "muted": MUTED}
SHEET = "colours.css"


def rule(scheme, colours):
    listed = "".join(f"--book-{name}:{colour};" for name, colour in colours.items())
    return f'html[data-theme="{scheme}"]{{{listed}}}\n'


def write_sheet(app):
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    dark = {name: DARK[colour] for name, colour in NAMES.items()}
    sheet = rule("light", NAMES) + rule("dark", dark)
    (static / SHEET).write_text(sheet, encoding="utf-8")


def setup(app):
    app.add_css_file(SHEET)
    app.connect("builder-inited", write_sheet)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
