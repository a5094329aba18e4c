"""Write formulas: the mathematics itself comes from `handbook.pdf.mathematics`."""

from lxml.html import HtmlElement

from handbook.pdf.layout import Room
from handbook.pdf.markup import points, string
from handbook.pdf.mathematics import Formula, UnsupportedMathError, typst_math
from handbook.pdf.writer import Writer, call


def write_line_formula(writer: Writer, element: HtmlElement) -> str:
    """Write a formula within a line of text."""
    return call("m-line", string(alternative(element)), f"${_convert(writer, element).markup}$")


def write_block_formula(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a formula on a line of its own; it may reach into the margin, and is reported if that is too little."""
    formula = _convert(writer, element)
    return call(
        "m-block",
        string(alternative(element)),
        f"${formula.markup}$",
        f"reach: {points(room.reach)}" if room.reach else "",
        f"tag: [{formula.tag}]" if formula.tag else "",
        f"source: {string(writer.chapter.source)}",
    )


def _convert(writer: Writer, element: HtmlElement) -> Formula:
    try:
        return typst_math(element)
    except UnsupportedMathError as error:
        writer.fail(element, f"a formula that the PDF cannot show: {error}")
        return Formula("")


def alternative(element: HtmlElement) -> str:
    """Return the formula in words and letters, for those who cannot see it."""
    return (element.get("alttext") or " ".join(element.itertext())).strip() or "formula"
