"""The book's looks: every colour that it uses, and the style of its figures.

Each colour stands here once, beside its partner for a dark page. The curves' are Okabe
and Ito's, which the colour-blind can tell apart.
"""

from pathlib import Path

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib_inline.backend_inline import set_matplotlib_formats

__all__ = [
    "BLUE",
    "DARK",
    "GREEN",
    "GREY",
    "HOVER",
    "INK",
    "LINK",
    "MUTED",
    "ORANGE",
    "PALE",
    "PAPER",
    "PURPLE",
    "SKY",
    "light_dark",
    "use_book_style",
]

BLUE = "#0072b2"
ORANGE = "#d55e00"
GREEN = "#009e73"
PURPLE = "#aa4499"
SKY = "#56b4e9"

INK = "#24292f"  # words
MUTED = "#57606a"  # words that stand back
GREY = "#6e7781"  # axes, and lines to compare with
PALE = "#d0d7de"  # rules, and areas behind the curves
PAPER = "#ffffff"

LINK = "#005a8f"
HOVER = "#a34700"

# What stands on a dark page in place of each colour.
DARK = {
    BLUE: "#4fa8e0",
    ORANGE: "#f08a3c",
    GREEN: "#2fc79a",
    PURPLE: "#d68fc9",
    SKY: "#8ccff5",
    INK: "#e6edf3",
    MUTED: "#9ba5b0",
    GREY: "#9ba5b0",
    PALE: "#3d444d",
    PAPER: "#121212",
    LINK: "#6bb8ea",
    HOVER: "#f0a367",
}

# Line style tells the curves apart as well as colour does.
CURVES = cycler(color=[BLUE, ORANGE, GREEN, PURPLE], linestyle=["-", "--", "-.", ":"])
PARTS = {
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "text.color": INK,
    "axes.facecolor": PAPER,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.prop_cycle": CURVES,
    "grid.color": PALE,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "patch.edgecolor": PAPER,
}


def light_dark(colour):
    """Return a colour and its partner as CSS, of which the page's scheme picks one."""
    return f"light-dark({colour},{DARK[colour]})"


def use_book_style():
    """Draw as the book does from here on: its style sheet, and crisp SVG."""
    plt.style.use([Path(__file__).with_name("book.mplstyle"), PARTS])
    set_matplotlib_formats(
        "svg", metadata={"Date": None, "Creator": None}, bbox_inches=None
    )
