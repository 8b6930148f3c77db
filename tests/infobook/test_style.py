import io
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from infobook import style
from infobook.style import DARK, use_book_style

STYLE = Path(style.__file__).with_name("book.mplstyle").read_text(encoding="utf-8")


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


def test_every_colour_of_the_style_sheet_has_a_partner_for_dark_pages():
    colours = {f"#{colour}" for colour in re.findall(r"\b[0-9a-f]{6}\b", STYLE)}
    assert colours <= set(DARK)


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
