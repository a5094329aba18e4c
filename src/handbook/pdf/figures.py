"""Write figures and tell how large images are."""

import re
import struct

from lxml import etree
from lxml.html import HtmlElement

from handbook.pdf.layout import Room
from handbook.pdf.markup import points, string
from handbook.pdf.writer import Writer, call

_PIXEL = 0.75
"""Points of a CSS pixel."""

_SCREEN_TO_PAPER = 0.87
"""Figures are drawn for a wider column; at full size their letters would be larger than the text's."""

_LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|in|mm|cm)?\s*$")
_UNITS = {"px": 0.75, "pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}


def write_figure(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a figure with its caption; it is as wide as it is drawn, and at most as wide as the text."""
    image = element.find(".//img")
    if image is None:
        return writer.fail(element, "a figure without an image")
    name = image.get("src") or ""
    if name not in writer.frame.image_sizes:
        return writer.fail(element, f"an image that is missing: {name}")
    alternative = (image.get("alt") or "").strip()
    if not alternative:
        return writer.fail(element, f"an image without alternative text: {name}")
    width = min(_natural_width(image, writer.frame.image_sizes[name][0]), room.width)
    caption = element.find(".//figcaption")
    number, text = "", ""
    if caption is not None:
        writer.figures += 1
        number = f"{writer.number}.{writer.figures}"
        text = writer.inlines(caption).strip()
    return call(
        "b-figure",
        string(f"/images/{name}"),
        string(alternative),
        points(width),
        string(number),
        body=writer.mark(element) + text,
    )


def _natural_width(image: HtmlElement, drawn: float) -> float:
    width = image.get("width") or ""
    pixels = float(width) * _PIXEL if re.fullmatch(r"[0-9.]+", width) else drawn
    return pixels * _SCREEN_TO_PAPER


def image_size(name: str, content: bytes) -> tuple[float, float]:
    """Return the width and height of an SVG or PNG image in points.

    Raises:
        ValueError: It is neither, or tells no size.
    """
    if name.endswith(".png"):
        if content[:8] != b"\x89PNG\r\n\x1a\n":
            raise ValueError("no PNG image")
        width, height = struct.unpack(">II", content[16:24])
        return width * _PIXEL, height * _PIXEL
    root = etree.fromstring(content)
    lengths = [_LENGTH.match(root.get(side) or "") for side in ("width", "height")]
    if lengths[0] and lengths[1]:
        width, height = (float(found[1]) * _UNITS[found[2] or "px"] for found in lengths if found)
        return width, height
    box = [float(number) for number in re.split(r"[\s,]+", (root.get("viewBox") or "").strip()) if number]
    if len(box) != 4:
        raise ValueError("an SVG image without a size")
    return box[2] * _PIXEL, box[3] * _PIXEL
