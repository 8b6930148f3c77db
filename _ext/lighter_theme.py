"""Takes away what the theme and Jupyter Book bring and no page of this book uses.

Icons come from the theme's web font; the script that draws them as SVG, half of a
page's weight, does the same work again.
"""

import re
from pathlib import Path

from written_files import change_written

UNUSED = ["_static/scripts/fontawesome.js*", "_static/**/*.map", "_static/locales"]


def remove_unused(app, exception):
    if exception or app.builder.format != "html":
        return
    for pattern in UNUSED:
        remove(Path(app.outdir).glob(pattern))


def remove(paths):
    for path in sorted(paths, reverse=True):
        if path.is_dir():
            remove(path.rglob("*"))
            path.rmdir()
        else:
            path.unlink()


def without_icon_script(html):
    return re.sub(r"\s*<script[^>]*fontawesome\.js[^>]*></script>", "", html)


def setup(app):
    # Jupyter Book sets it for an extension that this book does not load.
    app.add_config_value("comments_config", {}, "")
    app.connect("build-finished", remove_unused)
    change_written(app, "**/*.html", without_icon_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
