"""Figures follow the page into dark mode: their colours give way to the partners.

A figure is an image of its own, which knows what the reader prefers and nothing of the
page.
"""

from written_files import change_written

from infobook.style import DARK

STYLE = "<style>:root{%s}@media (prefers-color-scheme:dark){:root{%s}}</style>"


def follow_colour_scheme(svg):
    """Turn the book's colours into variables that a dark page redefines."""
    if "prefers-color-scheme" in svg:
        return svg
    names = {light: f"--c{light[1:]}" for light in DARK if f": {light}" in svg}
    light = ";".join(f"{name}:{colour}" for colour, name in names.items())
    dark = ";".join(f"{name}:{DARK[colour]}" for colour, name in names.items())
    for colour, name in names.items():
        svg = svg.replace(f": {colour}", f": var({name})")
    return svg.replace("<defs>", STYLE % (light, dark) + "\n <defs>", 1)


def setup(app):
    change_written(app, "_images/*.svg", follow_colour_scheme)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
