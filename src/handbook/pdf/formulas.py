"""Write formulas: the mathematics itself comes from `handbook.pdf.mathematics`."""

from lxml.html import HtmlElement

from handbook.pdf.layout import Room
from handbook.pdf.markup import points, string
from handbook.pdf.mathematics import Formula, UnsupportedMathError, typst_math
from handbook.pdf.writer import Writer, call

_WIDEST_SIGN = 1.1
"""Width of a sign with the space around it, in sizes; few relations and operators are as wide."""


def write_line_formula(writer: Writer, element: HtmlElement) -> str:
    """Write a formula within a line of text."""
    return call("texinline", string(alternative(element)), f"${_convert(writer, element).markup}$")


def write_block_formula(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a formula on a line of its own; one that is wider than text and margin is reported by Typst."""
    formula = _convert(writer, element)
    arguments = [string(alternative(element)), f"${formula.markup}$"]
    tag = f"tag: [{formula.tag}]" if formula.tag else ""
    if _may_be_wide(element, room):
        return call("m-wide", *arguments, points(room.reach), string(writer.chapter.source), tag)
    return call("texdisplay", *arguments, tag)


def _may_be_wide(element: HtmlElement, room: Room) -> bool:
    """Tell whether a formula must be measured, which takes as long as setting it.

    It need not be where all its signs in one row would fit, each as wide as the widest letters.
    """
    signs = sum(len(text.strip()) for text in element.itertext())
    return signs * room.size * _WIDEST_SIGN > room.width or element.find(".//{*}mspace") is not None


def _convert(writer: Writer, element: HtmlElement) -> Formula:
    try:
        return typst_math(element)
    except UnsupportedMathError as error:
        writer.fail(element, f"a formula that the PDF cannot show: {error}")
        return Formula("")


def alternative(element: HtmlElement) -> str:
    """Return the formula in words and letters, for those who cannot see it."""
    return (element.get("alttext") or " ".join(element.itertext())).strip() or "formula"
