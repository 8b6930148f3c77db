"""The book's figures: one style, and the few drawings that several chapters share.

Nothing here computes. Colours are Okabe and Ito's, which the colour-blind can tell
apart; the site swaps each for its partner in ``DARK`` on a dark page.
"""

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib_inline.backend_inline import set_matplotlib_formats

__all__ = ["BLUE", "DARK", "GREEN", "GREY", "ORANGE", "PURPLE", "SKY", "use_book_style"]

BLUE = "#0072b2"
ORANGE = "#d55e00"
GREEN = "#009e73"
PURPLE = "#aa4499"
SKY = "#56b4e9"
GREY = "#6e7781"

INK = "#24292f"
RULE = "#d0d7de"
PAPER = "#ffffff"

# What stands on a dark page in place of each colour.
DARK = {
    BLUE: "#4fa8e0",
    ORANGE: "#f08a3c",
    GREEN: "#2fc79a",
    PURPLE: "#d68fc9",
    SKY: "#8ccff5",
    GREY: "#9ba5b0",
    INK: "#e6edf3",
    RULE: "#3d444d",
    PAPER: "#121212",
}


def use_book_style():
    """Draw as the book does from here on: its style sheet, and crisp SVG."""
    plt.style.use(Path(__file__).with_name("book.mplstyle"))
    set_matplotlib_formats(
        "svg", metadata={"Date": None, "Creator": None}, bbox_inches=None
    )
