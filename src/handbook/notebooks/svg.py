"""Make matplotlib's SVG small, the same way each time, without changing what it shows."""

import re
from dataclasses import dataclass

_DROPPED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_COORDINATES = re.compile(r'(?<= d=")[^"]*')
_ATTRIBUTES = re.compile(r'(?<=[ "])(x|y|width|height|cx|cy|r|x1|x2|y1|y2|points)="([^"]*)"')
_TRANSFORM = re.compile(r'(?<= transform=")[^"]*')
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_STYLE = re.compile(r'(?<= style=")[^"]*')
_ROOT = re.compile(r"<svg [^>]*>")
_MANY_POINTS = 40
_PIXELS_PER_POINT = 96 / 72


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in CSS pixels."""

    width: int
    height: int


def minify(svg: str) -> str:
    """Drop comments, metadata and white space, and round coordinates: to two decimals, in long curves to one.

    Glyph outlines are rounded too: their unit is a small part of the font's em.
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
    root = _ROOT.search(svg)
    lengths = {
        name: float(value) * _PIXELS_PER_POINT
        for name, value in re.findall(r' (width|height)="([\d.]+)pt"', root[0] if root else "")
    }
    if len(lengths) < 2:
        raise ValueError("the SVG states no width and height in points")
    return Size(round(lengths["width"]), round(lengths["height"]))


def _path(data: str) -> str:
    # In a curve of many points a twentieth of a point more or less is not seen, and half of the bytes are.
    digits = 1 if data.count("L") > _MANY_POINTS else 2
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*", "", _rounded(data, digits))).strip()


def _rounded(text: str, digits: int) -> str:
    return _NUMBER.sub(lambda found: _short(float(found[0]), digits), text)


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
