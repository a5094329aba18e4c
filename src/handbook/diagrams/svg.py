"""Write a laid-out diagram as SVG with real text."""

import hashlib
import html
import itertools
import re
from collections.abc import Iterator

from handbook.diagrams.labels import TextBlock
from handbook.diagrams.layout import (
    CAP,
    LABEL_SIZE,
    LINE_HEIGHT,
    NODE_SIZE,
    Arrow,
    Box,
    Layout,
    Zone,
    lay_out,
    pill_radius,
)
from handbook.diagrams.model import Diagram, parse

COLORS: dict[str, str] = {
    "ink": "#1c2733",
    "edge": "#5a6675",
    "indigo": "#2a56a6",
    "indigo-fill": "#e3ecfa",
    "indigo-zone": "#f5f8fd",
    "indigo-line": "#c3d4ee",
    "teal": "#17695a",
    "teal-fill": "#def1ec",
    "teal-zone": "#f3faf8",
    "teal-line": "#b4dcd2",
    "orange": "#a84413",
    "orange-fill": "#fdeadd",
    "orange-zone": "#fef8f3",
    "orange-line": "#f2ccb2",
    "purple": "#843c92",
    "purple-fill": "#f4e5f7",
    "purple-zone": "#fbf6fc",
    "purple-line": "#e0c4e6",
    "green": "#3c6a1c",
    "green-fill": "#e6f2db",
    "green-zone": "#f7fbf3",
    "green-line": "#c8dfb3",
    "grey": "#526072",
    "grey-fill": "#eef1f5",
    "grey-zone": "#f8f9fb",
    "grey-line": "#d3dae3",
}
"""Colours of the light scheme and of print; docs/assets/stylesheets/diagram.css sets both schemes."""

_VARIABLE = re.compile(r"var\(--dg-[a-z-]+, (#[0-9a-f]{6})\)")
_RADIUS = 7.0
_HEAD = 8.0
_FONT = "Inter, &quot;Inter Variable&quot;, &quot;DejaVu Sans&quot;, sans-serif"


def render(source: str, *, print: bool = False) -> str:
    """Draw the body of a diagram fence.

    Args:
        source: YAML of the diagram.
        print: Literal colours, for where no style sheet is read, instead of CSS variables.

    Raises:
        ProblemsError: The diagram is not valid.
    """
    svg = draw(parse(source))
    return literal(svg) if print else svg


def literal(svg: str) -> str:
    """Replace the CSS variables of drawn diagrams, alone or inside a page, by the colours of print."""
    return _VARIABLE.sub(r"\1", svg)


def identifier(diagram: Diagram) -> str:
    """Return an id that depends on the content alone, so that builds agree and pages can hold several."""
    return f"dg-{hashlib.sha256(repr(diagram).encode()).hexdigest()[:10]}"


def draw(diagram: Diagram) -> str:
    """Draw a diagram with CSS variables that fall back to the light colours."""
    layout = lay_out(diagram)
    ident = identifier(diagram)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width:g} {layout.height:g}"'
        f' width="{layout.width:g}" height="{layout.height:g}" role="img"'
        f' aria-labelledby="{ident}-title {ident}-desc" font-family="{_FONT}">',
        f'<title id="{ident}-title">{html.escape(diagram.title)}</title>',
        f'<desc id="{ident}-desc">{html.escape(diagram.alt)}</desc>',
        *_body(layout),
        "</svg>",
    ]
    return "".join(parts)


def _body(layout: Layout) -> Iterator[str]:
    yield from map(_zone, layout.zones)
    yield from map(_arrow, layout.arrows)
    yield from map(_box, layout.boxes)
    for arrow in layout.arrows:
        if arrow.label:
            yield _label(arrow.label)


def _color(name: str) -> str:
    return f"var(--dg-{name}, {COLORS[name]})"


def _zone(zone: Zone) -> str:
    rect = zone.rect
    return (
        f'<rect x="{_n(rect.left)}" y="{_n(rect.top)}" width="{_n(rect.right - rect.left)}"'
        f' height="{_n(rect.bottom - rect.top)}" rx="10" fill="{_color(zone.hue + "-zone")}"'
        f' stroke="{_color(zone.hue + "-line")}"/>'
        f'<text x="{_n(zone.heading.left)}" y="{_n(rect.top + 19.5)}" font-size="{LABEL_SIZE:g}"'
        f' font-weight="600" fill="{_color(zone.hue)}">{html.escape(zone.label)}</text>'
    )


def _box(box: Box) -> str:
    rect = box.rect
    paint = f'fill="{_color(box.hue + "-fill")}" stroke="{_color(box.hue)}" stroke-width="1.3"'
    lines = _lines(box.lines, box.x, box.y + (CAP / 2 if box.node.kind == "store" else 0), NODE_SIZE)
    style = f'text-anchor="middle" font-size="{NODE_SIZE:g}" font-weight="600" fill="{_color("ink")}"'
    text = f"<g {style}>{lines}</g>"
    if box.node.kind == "store":
        half = _n(box.width / 2)
        start = f"M{_n(rect.left)} {_n(rect.top + CAP)}"
        side = _n(box.height - 2 * CAP)
        body = (
            f'<path d="{start}a{half} {CAP:g} 0 0 1 {_n(box.width)} 0v{side}'
            f'a{half} {CAP:g} 0 0 1 -{_n(box.width)} 0Z" {paint}/>'
            f'<path d="{start}a{half} {CAP:g} 0 0 0 {_n(box.width)} 0" fill="none"'
            f' stroke="{_color(box.hue)}" stroke-width="1.3"/>'
        )
        return body + text
    radius = pill_radius(box) if box.node.kind == "pill" else 6.0
    return (
        f'<rect x="{_n(rect.left)}" y="{_n(rect.top)}" width="{_n(box.width)}" height="{_n(box.height)}"'
        f' rx="{_n(radius)}" {paint}/>{text}'
    )


def _label(block: TextBlock) -> str:
    middle = (block.rect.top + block.rect.bottom) / 2
    lines = _lines(block.lines, block.x, middle, LABEL_SIZE)
    return f'<g text-anchor="{block.anchor}" font-size="{LABEL_SIZE:g}" fill="{_color("edge")}">{lines}</g>'


def _lines(lines: tuple[str, ...], x: float, middle: float, size: float) -> str:
    """Write lines of text around a height; a capital letter of Inter is 0.73 of its size high."""
    first = middle + 0.36 * size - (len(lines) - 1) * size * LINE_HEIGHT / 2
    return "".join(
        f'<text x="{_n(x)}" y="{_n(first + index * size * LINE_HEIGHT)}">{html.escape(line)}</text>'
        for index, line in enumerate(lines)
    )


def _arrow(arrow: Arrow) -> str:
    (xa, ya), (xb, yb) = arrow.points[-2:]
    length = abs(xb - xa) + abs(yb - ya)
    ux, uy = (xb - xa) / length, (yb - ya) / length
    back = (xb - _HEAD * ux, yb - _HEAD * uy)
    head = (
        f"M{_n(xb - ux)} {_n(yb - uy)}L{_n(back[0] - 4 * uy)} {_n(back[1] + 4 * ux)}"
        f"L{_n(back[0] + 4 * uy)} {_n(back[1] - 4 * ux)}Z"
    )
    line = _rounded((*arrow.points[:-1], (xb - (_HEAD - 1) * ux, yb - (_HEAD - 1) * uy)))
    return (
        f'<path d="{line}" fill="none" stroke="{_color("edge")}" stroke-width="1.5"/>'
        f'<path d="{head}" fill="{_color("edge")}"/>'
    )


def _rounded(points: tuple[tuple[float, float], ...]) -> str:
    """Join points by lines with rounded corners."""
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        before = abs(x1 - x0) + abs(y1 - y0)
        after = abs(x2 - x1) + abs(y2 - y1)
        radius = min(_RADIUS, before / 2, after / 2)
        if radius < 0.1:
            path += f"L{_n(x1)} {_n(y1)}"
            continue
        enter = (x1 - (x1 - x0) / before * radius, y1 - (y1 - y0) / before * radius)
        leave = (x1 + (x2 - x1) / after * radius, y1 + (y2 - y1) / after * radius)
        path += f"L{_n(enter[0])} {_n(enter[1])}Q{_n(x1)} {_n(y1)} {_n(leave[0])} {_n(leave[1])}"
    return path + "".join(f"L{_n(x)} {_n(y)}" for x, y in itertools.islice(points, len(points) - 1, None))


def _n(value: float) -> str:
    """Write a number with one decimal at most; adding zero turns a negative zero into zero."""
    return f"{round(value, 1) + 0.0:g}"
