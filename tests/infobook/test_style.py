"""infobook.style: the one home of all colours, each with a partner for dark pages."""

import io
import re
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest

from infobook import style
from infobook.style import DARK, use_book_style

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(ROOT.glob("chapters/*.ipynb"))
SOURCES = [
    path
    for pattern in ("infobook/**/*", "_ext/*", "_static/*.css", "tools/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path.suffix in (".py", ".js", ".css", ".mplstyle") and path.name != "style.py"
]
HEX = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
FUNCTION = re.compile(r"\b(?:rgb|hsl)a?\(")
# In a cell, matplotlib's own names of colours: a grey, a letter, a word.
NAMED = re.compile(r"""colors?"?\s*[=:]\s*\[?["'](?!C\d|none)[^"']*["']""")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def svg():
    fig, ax = plt.subplots()
    ax.plot([0, 1], [0, 1])
    with io.BytesIO() as file:
        fig.savefig(file, format="svg", metadata={"Date": None})
        plt.close(fig)
        return file.getvalue()


@pytest.fixture
def book_style():
    with plt.rc_context():
        use_book_style()
        yield


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_colour_is_named_outside_the_style(path):
    source = path.read_text(encoding="utf-8")
    assert HEX.findall(source) + FUNCTION.findall(source) == []
    if path.suffix == ".mplstyle":
        assert "color: " not in source


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_cell_names_a_colour_of_its_own(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert HEX.findall(cell.source) + NAMED.findall(cell.source) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_colour_of_a_stored_figure_has_a_partner(path):
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            figure = output.get("data", {}).get("image/svg+xml", "")
            assert set(re.findall(r": (#[0-9a-f]{6})\b", figure)) <= set(DARK)


@pytest.mark.parametrize("name", ["BLUE", "ORANGE", "GREEN", "PURPLE", "GREY"])
def test_lines_stand_out_from_the_page_in_both_schemes(name):
    colour = getattr(style, name)
    assert contrast(colour, style.PAPER) >= 3
    assert contrast(DARK[colour], DARK[style.PAPER]) >= 3


def test_text_is_legible_in_both_schemes():
    assert contrast(style.INK, style.PAPER) >= 7
    assert contrast(DARK[style.INK], DARK[style.PAPER]) >= 7


@pytest.mark.usefixtures("book_style")
def test_the_same_drawing_gives_the_same_bytes():
    assert svg() == svg()
