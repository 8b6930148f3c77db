"""Pictures as SVG that fills any width: positions in percent, text in pixels.

A plane knows its ranges, and base.js reads them from it: a mark that moves is told
where in the units of the axes, here and there alike.
"""

import numpy as np

from infobook.explorables.base import escape


class Plane:
    """A rectangle with axes, on which marks are drawn.

    Parameters
    ----------
    x, y : (float, float)
        Ranges of the axes.
    """

    def __init__(self, x=(0, 1), y=(0, 1)):
        self.x, self.y = x, y

    def _percent(self, x, y, beyond=0):
        """Return the position of a point in percent from the top left.

        It is clipped to the plane, and to ``beyond`` percent more above and below.
        """
        left, right = self.x
        low, high = self.y
        across = 100 * (x - left) / (right - left)
        down = 100 * (high - y) / (high - low)
        return (
            float(np.clip(across, 0, 100)),
            float(np.clip(down, -beyond, 100 + beyond)),
        )

    def _holds(self, x, y):
        return min(self.x) <= x <= max(self.x) and min(self.y) <= y <= max(self.y)

    def _at(self, x, y):
        return tuple(f"{value:.2f}%" for value in self._percent(x, y))

    def circle(self, name, x, y, r=6, look="blue", **more):
        """Return a round mark, hidden outside; without a name it never moves."""
        if not self._holds(x, y):
            more["visibility"] = "hidden"
        cx, cy = self._at(x, y)
        return _mark("circle", name, look, cx=cx, cy=cy, r=r, **more)

    def line(self, name, x, y, x2, y2, look="grey", **more):
        """Return a line from (x, y) to (x2, y2)."""
        (x1, y1), (x2, y2) = self._at(x, y), self._at(x2, y2)
        return _mark("line", name, look, x1=x1, y1=y1, x2=x2, y2=y2, **more)

    def rect(self, name, x, y, x2, y2, look="blue", **more):
        """Return a rectangle with corners (x, y) and (x2, y2)."""
        (left, top), (right, bottom) = self._percent(x, y2), self._percent(x2, y)
        return _mark(
            "rect",
            name,
            look,
            x=f"{left:.2f}%",
            y=f"{top:.2f}%",
            width=f"{right - left:.2f}%",
            height=f"{bottom - top:.2f}%",
            **more,
        )

    def text(self, name, x, y, source, look="ink", anchor="start", **more):
        """Return text at a point; ``source`` is SVG, ``anchor`` the part at x."""
        x, y = self._at(x, y)
        if anchor != "start":
            more["text-anchor"] = anchor
        return _mark("text", name, look, source, x=x, y=y, **more)

    def words(self, name, x, x2, y, source, dy=0, whole=False, **more):
        """Return a line of text between x and x2, ``dy`` pixels below y.

        Where it has no room it ends in an ellipsis or, with ``whole``, is not shown.
        """
        (left, top), (right, _) = self._percent(x, y), self._percent(x2, y)
        # A flexible line breaks before what has no room, and the next is out of sight.
        style = (
            "display:flex;flex-wrap:wrap;justify-content:center"
            if whole
            else "text-align:center;text-overflow:ellipsis"
        )
        first = '<i style="height:20px"></i>' if whole else ""
        return _mark(
            "foreignObject",
            name,
            None,
            f'<div style="height:20px;line-height:20px;overflow:hidden;'
            f'white-space:nowrap;{style}">{first}{source}</div>',
            x=f"{left:.2f}%",
            y=f"{top:.2f}%",
            width=f"{right - left:.2f}%",
            height=20,
            transform=f"translate(0 {dy})",
            **more,
        )

    def beyond(self, name, x):
        """Return an arrow at the right end, hidden unless x lies beyond it."""
        right = self.x[1]
        hidden = {} if x > right else {"visibility": "hidden"}
        middle = sum(self.y) / 2
        return self.text(
            f"{name}-beyond", right, middle, "→", "paper", "end", dx=-4, dy=5, **hidden
        )

    def path(self, name, x, y, look="blue", closed=False, **more):
        """Return a curve through points, as wide as the plane."""
        return _mark(
            "path",
            name,
            look,
            d=self._route(x, y, closed),
            **{"vector-effect": "non-scaling-stroke", **more},
        )

    def _route(self, x, y, closed=False):
        points = [self._percent(*point, beyond=100) for point in zip(x, y, strict=True)]
        steps = "L".join(f"{across:.2f} {down:.2f}" for across, down in points)
        return f"M{steps}" + "Z" * closed

    def dots(self, name, x, y, look="blue", **more):
        """Return many small dots as one mark."""
        points = [self._percent(*point) for point in zip(x, y, strict=True)]
        return _mark(
            "path",
            name,
            look,
            d="".join(f"M{across:.2f} {down:.2f}h0" for across, down in points),
            **{
                "vector-effect": "non-scaling-stroke",
                "stroke-linecap": "round",
                **more,
            },
        )

    def x_ticks(self, ticks, label=""):
        """Return the horizontal axis: pairs of position and name."""
        low = self.y[0]
        marks = [
            self.text(None, at, low, name, "grey", dy=18, anchor="middle")
            for at, name in ticks
        ]
        if label:
            centre = (self.x[0] + self.x[1]) / 2
            marks.append(
                self.text(None, centre, low, label, "grey", dy=36, anchor="middle")
            )
        return "".join(
            [self.line(None, self.x[0], low, self.x[1], low, "grey"), *marks]
        )

    def y_ticks(self, ticks, label="", grid=True, margin=36):
        """Return the vertical axis: pairs of position and name, and rules."""
        left, right = self.x
        marks = []
        for at, name in ticks:
            if grid:
                marks.append(self.line(None, left, at, right, at, "rule"))
            marks.append(
                self.text(None, left, at, name, "grey", dx=-8, dy=4, anchor="end")
            )
        if label:
            marks.append(
                self.text(None, left, self.y[1], label, "grey", dx=4 - margin, dy=-14)
            )
        return "".join(marks)

    def svg(
        self,
        label,
        height,
        *marks,
        curves="",
        overflow="visible",
        margin=(28, 12, 24, 36),
        style="",
    ):
        """Return the picture.

        Parameters
        ----------
        label : str
            What the picture shows, for those who cannot see it.
        height : int
            Height of the plane in pixels.
        *marks : str
            Marks, the later above the earlier.
        curves : str
            Marks made by `path` and `dots`, above the first of ``marks``.
        overflow : str
            Whether ``curves`` are "visible" or "hidden" outside the plane.
        margin : (int, int, int, int)
            Pixels around the plane: above, right, below, left.
        style : str
            More of the picture's style.
        """
        above, right, below, left = margin
        ranges = " ".join(f"{end:g}" for end in (*self.x, *self.y))
        first, *others = marks
        return (
            f'<svg role="img" aria-label="{escape(label)}" data-plane="{ranges}" '
            'width="100%" style="flex:1 1 0;min-width:0;display:block;overflow:visible;'
            f"height:{height}px;margin:{above}px {right}px {below}px {left}px;"
            f'font:13px system-ui,sans-serif;{style}">{first}'
            '<svg viewBox="0 0 100 100" preserveAspectRatio="none" '
            f'style="overflow:{overflow}">{curves}</svg>{"".join(others)}</svg>'
        )


# How a mark is filled and stroked: by its look, or by the colour of that name.
_STROKED = "fill:none;stroke:var(--{});stroke-width:{}"
_FILLED = "fill:var(--{})"
_TINTED = "fill:var(--{0});fill-opacity:.16;stroke:var(--{0});stroke-width:1.5"
_HALO = "paint-order:stroke;stroke:Canvas;stroke-width:4px;stroke-linejoin:round"


def _style(tag, look):
    """Return the style of a mark; ``look`` is a colour and perhaps more words."""
    colour, *words = look.split()
    if tag == "text":
        plain = {"ink": "fill:currentColor", "paper": "fill:Canvas"}
        fill = plain.get(colour, _FILLED.format(colour))
        bold = ";font-weight:650" * ("bold" in words)
        return fill + bold + f";{_HALO}" * ("halo" in words)
    wide = next((word for word in words if word[0].isdigit()), None)
    if tag in ("path", "line") and "area" not in words:
        style = _STROKED.format(colour, wide or {"path": 2.5, "line": 1}[tag])
    elif "hollow" in words:
        style = _STROKED.format(colour, wide or 2)
    elif "tinted" in words:
        style = _TINTED.format(colour)
    elif tag == "circle":
        style = f"{_FILLED.format(colour)};stroke:Canvas;stroke-width:2"
    else:
        style = _FILLED.format(colour)
    if "dashed" in words:
        style += ";stroke-dasharray:6 4"
    if "dotted" in words:
        style += ";stroke-dasharray:1.5 3"
    if "faint" in words:
        style += ";opacity:.25"
    return style


def _mark(tag, name, look, source="", **attributes):
    named = f' data-m="{name}"' if name else ""
    listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
    style = f' style="{_style(tag, look)}"' if look else ""
    return f"<{tag}{named}{listed}{style}>{source}</{tag}>"
