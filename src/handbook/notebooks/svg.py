"""Make matplotlib's SVG small, the same way each time, without changing what it shows."""

import re
from dataclasses import dataclass

_DROPPED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_COORDINATES = re.compile(r'(?<= d=")[^"]*')
_ATTRIBUTES = re.compile(r'(?<=[ "])(x|y|width|height|cx|cy|r|x1|x2|y1|y2|points)="([^"]*)"')
_TRANSFORM = re.compile(r'(?<= transform=")[^"]*')
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_STYLE = re.compile(r'(?<= style=")[^"]*')
_SIZE = re.compile(
    r'<svg [^>]*?\bheight="([\d.]+)pt"[^>]*?\bwidth="([\d.]+)pt"|<svg [^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"'
)
_PIXELS_PER_POINT = 96 / 72


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in CSS pixels."""

    width: int
    height: int


def minify(svg: str) -> str:
    """Drop comments, metadata and white space, and round coordinates to two decimals.

    Numbers in glyph outlines (`defs`) are rounded too: they are in units of a 64th of the font's em or smaller.
    """
    svg = _DROPPED.sub("", svg)
    svg = _COORDINATES.sub(lambda found: _path(found[0]), svg)
    svg = _ATTRIBUTES.sub(lambda found: f'{found[1]}="{_rounded(found[2], 2)}"', svg)
    svg = _TRANSFORM.sub(lambda found: _rounded(found[0], 4), svg)
    svg = _STYLE.sub(lambda found: found[0].replace(": ", ":").replace("; ", ";"), svg)
    svg = re.sub(r"\s*\n\s*", " ", svg)
    return re.sub(r">\s+<", "><", svg).replace(" />", "/>").replace(" >", ">").strip()


def size(svg: str) -> Size:
    """Return the size at which an SVG in points is shown.

    Raises:
        ValueError: The root element states no width and height in points.
    """
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("the SVG states no width and height in points")
    height, width = (found[1], found[2]) if found[1] else (found[4], found[3])
    return Size(round(float(width) * _PIXELS_PER_POINT), round(float(height) * _PIXELS_PER_POINT))


def _path(data: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", "", _rounded(data, 2))).strip()


def _rounded(text: str, digits: int) -> str:
    return _NUMBER.sub(lambda found: _short(float(found[0]), digits), text)


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
