"""The latent plane of a decoder, as a grid of what it decodes."""

import base64
import struct
import zlib

import numpy as np

from infobook.explorables.base import (
    Explorable,
    Numbers,
    buttons,
    digits,
    side_by_side,
    slider_row,
    status,
)
from infobook.explorables.picture import Plane
from infolib import _validate as check

__all__ = ["explore_latent"]

MOST_PIXELS = 40_000
INK = (42, 138, 203)  # legible on white and on black
LEVELS = 16


def explore_latent(images, *, z1=None, z2=None):
    r"""A picture of a decoder's latent plane, through which the reader moves.

    Each tile is the decoder's image of a point :math:`(z_1, z_2)`. Beside the plane,
    the tile at the cursor stands enlarged among its neighbours.

    Parameters
    ----------
    images : array_like of int
        ``images[row, column]`` is an image of whole numbers from 0, no ink, to 255;
        the shape is (rows, columns, height, width), with 2 to 40 rows and columns and
        at most 40,000 pixels in all. They are shown in 16 shades. The first row is
        the top of the plane.
    z1 : array_like, optional
        Coordinates of the columns; evenly from -2 to 2 if None.
    z2 : array_like, optional
        Coordinates of the rows; evenly from 2 to -2 if None.

    Returns
    -------
    Explorable
        The figure; a notebook shows it as the value of a cell. It starts from the
        middle.

    Raises
    ------
    ValueError
        If ``images`` has another shape or other values, or ``z1`` and ``z2`` do not
        fit it.

    References
    ----------
    Kingma and Welling, "Auto-Encoding Variational Bayes", 2014, figure 4.

    Examples
    --------
    >>> explore_latent(np.zeros((3, 5, 8, 8), dtype=np.uint8))
    z = (0.000, 0.000)
    """
    images = check.axes("images", check.whole_numbers("images", images), 4)
    rows, columns, *_ = images.shape
    if not (2 <= rows <= 40 and 2 <= columns <= 40):
        raise ValueError(
            f"images has {rows} rows and {columns} columns, expected 2 to 40"
        )
    if images.size > MOST_PIXELS:
        raise ValueError(
            f"images has {images.size} pixels, expected at most {MOST_PIXELS}"
        )
    if images.max() > 255:
        raise ValueError(f"images contains {images.max()}, expected at most 255")
    z1 = _coordinates("z1", z1, np.linspace(-2, 2, columns))
    z2 = _coordinates("z2", z2, np.linspace(2, -2, rows))
    row, column = rows // 2, columns // 2
    n = Numbers(z1=z1[column], z2=z2[row])
    return Explorable(
        "explore-latent",
        f"z = ({digits(z1[column])}, {digits(z2[row])})",
        [
            status(f"<b>z = ({n('z1')}, {n('z2')})</b>, decoded"),
            side_by_side(*_pictures(images, row, column), height=246),
            slider_row("z₁, across", "column", n("z1")),
            slider_row("z₂, up", "row", n("z2")),
            buttons(),
        ],
        start={"row": row, "column": column},
        z1=z1.tolist(),
        z2=z2.tolist(),
    )


def _coordinates(name, values, default):
    if values is None:
        return default
    values = check.finite(name, values)
    if values.shape != default.shape:
        raise ValueError(f"{name} has shape {values.shape}, expected {default.shape}")
    return values


def _pictures(images, row, column):
    """Return the whole plane, and the tiles around the cursor."""
    rows, columns, *_ = images.shape
    plane = Plane((-0.5, columns - 0.5), (rows - 0.5, -0.5))
    square = (
        "flex:0 1 auto;align-self:flex-start;width:min(220px,50% - 20px);height:auto;"
        "aspect-ratio:1"
    )
    whole = plane.svg(
        "The latent plane: a grid of decoded images.",
        0,
        f'<image data-m="plane" href="{_png(images)}" width="100%" height="100%" '
        'preserveAspectRatio="none"/>'
        + plane.rect(None, -0.5, rows - 0.5, columns - 0.5, -0.5, "rule hollow 1"),
        plane.rect(
            "cursor", column - 0.5, row + 0.5, column + 0.5, row - 0.5, "orange hollow"
        ),
        margin=(6, 8, 0, 12),
        style=square,
    )
    near = np.pad(images, ((1, 1), (1, 1), (0, 0), (0, 0)))
    near = near[row : row + 3, column : column + 3]
    window = Plane((-1.5, 1.5), (-1.5, 1.5))
    enlarged = window.svg(
        "The image at the cursor, enlarged, among its neighbours.",
        0,
        f'<svg data-m="window" viewBox="{column - 1} {row - 1} 3 3" '
        f'preserveAspectRatio="none"><image data-m="near" href="{_png(near)}" '
        f'x="{column - 1}" y="{row - 1}" width="3" height="3" '
        'preserveAspectRatio="none"/></svg>'
        + window.rect(None, -1.5, -1.5, 1.5, 1.5, "rule hollow 1"),
        window.rect(None, -0.5, -0.5, 0.5, 0.5, "orange hollow 3"),
        margin=(6, 8, 0, 12),
        style=square,
    )
    return whole, enlarged


def _png(images):
    """Return a grid of images as one picture, ink of 16 shades on nothing.

    It is stored without compression, so that its bytes are the same everywhere.
    """
    # A blank pixel below and to the right keeps neighbours apart.
    images = np.pad(images, ((0, 0), (0, 0), (0, 1), (0, 1)))
    rows, columns, height, width = images.shape
    pixels = images.transpose(0, 2, 1, 3).reshape(rows * height, columns * width)
    shades = np.round(pixels / 255 * (LEVELS - 1)).astype(np.uint8)
    if shades.shape[1] % 2:
        shades = np.pad(shades, ((0, 0), (0, 1)))
    # Two pixels a byte; a line begins with the number of its filter, none.
    lines = np.pad((shades[:, ::2] << 4) | shades[:, 1::2], ((0, 0), (1, 0)))
    data = lines.tobytes()
    stored = (
        b"\x78\x01\x01"
        + struct.pack("<HH", len(data), len(data) ^ 0xFFFF)
        + data
        + struct.pack(">I", zlib.adler32(data))
    )
    header = struct.pack(">IIBBBBB", columns * width, rows * height, 4, 3, 0, 0, 0)
    alpha = bytes(round(255 * level / (LEVELS - 1)) for level in range(LEVELS))
    chunks = [
        (b"IHDR", header),
        (b"PLTE", bytes(INK) * LEVELS),
        (b"tRNS", alpha),
        (b"IDAT", stored),
        (b"IEND", b""),
    ]
    source = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )  # fmt: skip
    return "data:image/png;base64," + base64.b64encode(source).decode()
