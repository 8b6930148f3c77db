"""Keeps, of the theme's two thousand icons, those that the pages use.

The icon fonts are half of what a reader would load. They are cut down to the glyphs
that a page's markup or the theme's own style names, and so is the style sheet.
"""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme"
SHEET = Path("styles", "pydata-sphinx-theme.css")
FONTS = Path("vendor", "fontawesome", "webfonts")
RULE = re.compile(r'(?:\.fa-[\w-]+:before,?)+\{content:"\\([0-9a-f]+) ?"\}')
SOURCE = re.compile(r'url\(([^)]*)\.woff2\) format\("woff2"\),url\([^)]*\)[^)}]*\)')


def keep_used_icons(app, exception):
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = "".join(page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
    sheet = (THEME / "static" / SHEET).read_text(encoding="utf-8")
    sheet, glyphs = without_unused(sheet, set(re.findall(r"fa-[\w-]+", pages)))
    sheet = SOURCE.sub(r'url(\1.woff) format("woff")', sheet)
    (out / "_static" / SHEET).write_text(sheet, encoding="utf-8")
    for font in (THEME / "static" / FONTS).glob("*.ttf"):
        cut_font(font, glyphs, out / "_static" / FONTS)


def without_unused(sheet, used):
    """Return the style sheet with the rules of used icons, and the glyphs it shows."""
    glyphs = {ord(glyph) for glyph in re.findall(r'--pst-icon-[\w-]+:"(.)"', sheet)}

    def kept(rule):
        if not used.intersection(re.findall(r"fa-[\w-]+", rule[0])):
            return ""
        glyphs.add(int(rule[1], 16))
        return rule[0]

    return RULE.sub(kept, sheet), glyphs


def cut_font(font, glyphs, folder):
    """Write a font with only these glyphs, and remove the whole ones."""
    options = subset.Options(flavor="woff", notdef_outline=True)
    loaded = subset.load_font(font, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=glyphs)
    cutter.subset(loaded)
    subset.save_font(loaded, folder / f"{font.stem}.woff", options)
    for whole in (".ttf", ".woff2"):
        (folder / f"{font.stem}{whole}").unlink(missing_ok=True)


def setup(app):
    app.connect("build-finished", keep_used_icons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
