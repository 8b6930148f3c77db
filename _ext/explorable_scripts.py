"""A page with explorables loads their scripts, which are infobook's, and no other."""

import re
import shutil
from pathlib import Path

from infobook.explorables.base import FOLDER, scripts


def hold_scripts(app):
    """Put the scripts of all explorables on the site."""
    if app.builder.format != "html":
        return
    held = Path(app.outdir) / "_static" / "explorables"
    held.mkdir(parents=True, exist_ok=True)
    for script in FOLDER.glob("*.js"):
        shutil.copy(script, held)


def add_scripts(app, page, template, context, doctree):
    """Load what a page's explorables need, and nothing on a page without them."""
    tags = set(re.findall(r"<(explore-[a-z-]+)[ >]", context.get("body", "")))
    for script in scripts(*tags) if tags else []:
        app.add_js_file(f"explorables/{script.name}", loading_method="defer")


def setup(app):
    app.connect("builder-inited", hold_scripts)
    app.connect("html-page-context", add_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
