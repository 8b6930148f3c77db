"""The role that quotes a number which a notebook's cell has glued.

In a notebook, {eval}`glue.rate` is what the notebook's own cell glued as `rate`;
on any other page, {eval}`entropy.rate` is what chapters/entropy.ipynb glued. A
picture's alt text quotes in the same way.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from infobook import stored

logger = logging.getLogger(__name__)

QUOTATION = re.compile(r"\{eval\}`([\w.]+)`")


@lru_cache
def glued(notebook):
    """Return all that a notebook's file has glued, by name."""
    return stored.glued(json.loads(notebook.read_text(encoding="utf-8")))


def number(env, text, location):
    """Return the glued number that a quotation names, or None after a warning."""
    source, _, key = text.partition(".")
    if source == "glue":
        notebook = Path(env.doc2path(env.docname))
    else:
        notebook = Path(env.srcdir, "chapters", f"{source}.ipynb")
        env.note_dependency(str(notebook))
    if notebook.suffix == ".ipynb" and notebook.exists() and key in glued(notebook):
        return glued(notebook)[key]
    logger.warning("no cell glues %r", text, location=location, type="glue")
    return None


def eval_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    env = inliner.document.settings.env
    found = number(env, text, (env.docname, lineno))
    if found is None:
        return [nodes.inline(rawtext, text)], []
    return [nodes.inline(rawtext, found, classes=["glued"])], []


def quote_in_alt_texts(app, doctree):
    """Put the numbers into the alt texts, which are no markup to the parser.

    There as in the prose, a number that is given stands between dollars.
    """

    def quoted(match):
        return number(app.env, match[1], app.env.docname) or match[1]

    for image in doctree.findall(nodes.image):
        if "alt" in image:
            image["alt"] = QUOTATION.sub(quoted, image["alt"]).replace("$", "")


def use_stored_outputs(app):
    app.add_role("eval", eval_role, override=True)


def setup(app):
    glued.cache_clear()
    app.connect("builder-inited", use_stored_outputs)
    app.connect("doctree-read", quote_in_alt_texts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
