"""The role that quotes a number which a notebook's cell has glued.

In a notebook, {eval}`glue.rate` is what the notebook's own cell glued as `rate`;
on any other page, {eval}`entropy.rate` is what chapters/entropy.ipynb glued.
"""

import json
from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from infobook import stored

logger = logging.getLogger(__name__)


@lru_cache
def glued(notebook):
    """Return all that a notebook's file has glued, by name."""
    return stored.glued(json.loads(notebook.read_text(encoding="utf-8")))


def eval_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    env = inliner.document.settings.env
    source, _, key = text.partition(".")
    if source == "glue":
        notebook = Path(env.doc2path(env.docname))
    else:
        notebook = Path(env.srcdir, "chapters", f"{source}.ipynb")
        env.note_dependency(str(notebook))
    if notebook.suffix == ".ipynb" and notebook.exists() and key in glued(notebook):
        return [nodes.inline(rawtext, glued(notebook)[key], classes=["glued"])], []
    logger.warning(
        "no cell glues %r", text, location=(env.docname, lineno), type="glue"
    )
    return [nodes.inline(rawtext, text)], []


def use_stored_outputs(app):
    app.add_role("eval", eval_role, override=True)


def setup(app):
    glued.cache_clear()
    app.connect("builder-inited", use_stored_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
