"""What the book adds to the theme, and what it takes away.

One setting (``book_repository_url``) turns on every button that leads to the
repository. A page with explorables loads their scripts, which are infolib's. When the
pages are written, the theme's unused weight goes, its accessibility faults are mended,
and figures get the colours that follow the page into dark mode.
"""

import re
import shutil
from pathlib import Path

from infobook.explorables.base import FOLDER, scripts
from infobook.style import DARK

# Icons come from the theme's web font; the script that draws them as SVG, half of
# a page's weight, does the same work again.
UNUSED = ["_static/scripts/fontawesome.js*", "_static/**/*.map", "_static/locales"]

FIGURE_STYLE = "<style>:root{%s}@media (prefers-color-scheme:dark){:root{%s}}</style>"


def set_repository_buttons(app, config):
    """Offer launch, source and issue buttons once the repository's address is known."""
    url = config.book_repository_url
    if not url:
        return
    config.html_theme_options |= {
        "repository_url": url,
        "repository_branch": config.book_repository_branch,
        "use_repository_button": True,
        "use_issues_button": True,
        "use_source_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
        },
    }


def hold_scripts(app):
    """Put the scripts of the explorables and of the search page on the site."""
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    held = static / "explorables"
    held.mkdir(parents=True, exist_ok=True)
    for script in FOLDER.glob("*.js"):
        shutil.copy(script, held)
    shutil.copy(Path(__file__).with_name("search_results.js"), static)


def add_scripts(app, page, template, context, doctree):
    """Load what a page's explorables need, and nothing on a page without them."""
    if page == "search":
        app.add_js_file("search_results.js")
    tags = set(re.findall(r"<(explore-[a-z-]+)[ >]", context.get("body", "")))
    for script in scripts(*tags) if tags else []:
        app.add_js_file(f"explorables/{script.name}", loading_method="defer")


def finish(app, exception):
    """Mend the written site; a second run over the same page changes nothing."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for pattern in UNUSED:
        remove(out.glob(pattern))
    for page in out.rglob("*.html"):
        rewrite(page, mend_page)
        if page.name != "search.html":
            rewrite(page, without_search)
    for figure in (out / "_images").glob("*.svg"):
        rewrite(figure, follow_colour_scheme)


def remove(paths):
    for path in sorted(paths, reverse=True):
        if path.is_dir():
            remove(path.rglob("*"))
            path.rmdir()
        else:
            path.unlink()


def rewrite(path, change):
    before = path.read_text(encoding="utf-8")
    after = change(before)
    if after != before:
        path.write_text(after, encoding="utf-8")


def mend_page(html):
    """Drop the unused script's tag and mend what screen readers stumble over."""
    html = re.sub(r"\s*<script[^>]*fontawesome\.js[^>]*></script>", "", html)
    # Without JavaScript, nothing would turn "auto" into a colour scheme.
    html = html.replace('data-theme="auto"', 'data-theme="light"')
    # The button says more than its label.
    html = re.sub(
        r'(<button class="[^"]*search-button-field[^>]*) aria-label="[^"]*"',
        r"\1",
        html,
    )
    # The logo lies outside of all landmarks.
    html = re.sub(
        r'<div class="sidebar-primary-item">(\s*<a class="navbar-brand.*?</a>)</div>',
        r'<nav class="sidebar-primary-item" aria-label="Home">\1</nav>',
        html,
        flags=re.DOTALL,
    )
    # A list may hold list items only, and an entry's role is out of date.
    html = html.replace('<div role="list" class="citation-list">', "<div>")
    html = html.replace(' role="doc-biblioentry"', "")
    # Every exercise of a page would have the same name.
    return re.sub(r' id="(?:exercise|solution)-content"', "", html)


def without_search(html):
    """Drop the search's scripts and index: only the page of results needs them."""
    scripts = (
        r"\s*<script[^>]*(?:searchtools|language_data|searchindex)\.js[^>]*></script>"
    )
    return re.sub(scripts, "", html)


def follow_colour_scheme(svg):
    """Turn the book's colours into variables that a dark page redefines."""
    if "prefers-color-scheme" in svg:
        return svg
    names = {light: f"--c{light[1:]}" for light in DARK}
    light = ";".join(f"{name}:{colour}" for colour, name in names.items())
    dark = ";".join(f"{name}:{DARK[colour]}" for colour, name in names.items())
    for colour, name in names.items():
        svg = svg.replace(f": {colour}", f": var({name})")
    return svg.replace("<defs>", FIGURE_STYLE % (light, dark) + "\n <defs>", 1)


def setup(app):
    app.add_config_value("book_repository_url", "", "html")
    app.add_config_value("book_repository_branch", "main", "html")
    # Jupyter Book sets it for an extension that this book does not load.
    app.add_config_value("comments_config", {}, "")
    app.connect("config-inited", set_repository_buttons)
    app.connect("builder-inited", hold_scripts)
    app.connect("html-page-context", add_scripts)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
