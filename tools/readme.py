"""Put computed numbers and a computed figure into the README.

Usage: python -m tools.readme. Between <!-- entropy.coin --> and <!-- / --> stands what
chapters/entropy.ipynb glued as `coin`; .github/floor.svg is that chapter's figure.
`make execute` runs this after the notebooks, and the tests see that nothing is stale.
"""

import re
import sys
from pathlib import Path

import nbformat

from infobook.stored import glued

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "_ext"))

from dark_figures import follow_colour_scheme  # noqa: E402

README = ROOT / "README.md"
FIGURE = ROOT / ".github" / "floor.svg"
NUMBER = re.compile(r"(<!-- (\w+)\.(\w+) -->).*?(<!-- / -->)")


def chapter(name):
    return nbformat.read(ROOT / "chapters" / f"{name}.ipynb", as_version=4)


def with_numbers(text):
    """Return the text with every marked number renewed."""

    def renewed(match):
        start, name, key, end = match.groups()
        return f"{start}{glued(chapter(name))[key]}{end}"

    return NUMBER.sub(renewed, text)


def figure(name, label):
    """Return a chapter's figure, made to follow the page into dark mode."""
    for cell in chapter(name).cells:
        if cell.metadata.get("mystnb", {}).get("figure", {}).get("name") == label:
            [svg] = [o.data["image/svg+xml"] for o in cell.outputs if "data" in o]
            return follow_colour_scheme("".join(svg))
    raise ValueError(f"{name} has no figure {label}")


def main():
    README.write_text(with_numbers(README.read_text("utf-8")), encoding="utf-8")
    FIGURE.write_text(figure("entropy", "fig-floor"), encoding="utf-8")


if __name__ == "__main__":
    main()
