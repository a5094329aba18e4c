"""Write tables, with columns as wide as their content needs and the page allows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from handbook.pdf.layout import Room
from handbook.pdf.markup import array, points
from handbook.pdf.metrics import MONO_ADVANCE, TextMetrics
from handbook.pdf.writer import Writer, call
from handbook.publication.html import has_class
from handbook.publication.vocabulary import MATHML

_GUTTER = 12.0
"""Space between two columns."""

_SMALLEST = 0.84
"""How much smaller than usual the text of a wide table may become."""

_SAFETY = 1.03
"""Widths are computed without kerning and with one weight."""

_CODE = 0.94
_FORMULA = 0.58
_PAGE = "\N{NO-BREAK SPACE}(p.\N{NO-BREAK SPACE}000)"
"""What a link into the book prints behind its text, without a break before it."""
_PAGE_SIZE = 0.8
_BREAK = re.compile(r"(?<=[/_.,=:-])(?=[^/_.,=:-])")


@dataclass(frozen=True)
class Extent:
    """What a column or cell needs, in points.

    Attributes:
        least: Width of its longest word.
        most: Width of its longest line.
    """

    least: float
    most: float


def write_table(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a table; its head is repeated on each page that it covers."""
    head, body = _rows(element)
    rows = head + body
    if not rows:
        return writer.fail(element, "a table without rows")
    n_columns = max(sum(map(_span, row)) for row in rows)
    size = writer.frame.layout.table_size * min(1.0, room.size / writer.frame.layout.text_size)
    extents = _extents(rows, n_columns, writer.frame.metrics, size)
    size, widths = plan(extents, size, room)
    caption = element.find("caption")
    arguments = [
        array(points(width) for width in widths),
        array(_alignment(rows, column) for column in range(n_columns)),
        f"size: {size:.2f}pt",
        f"caption: [{writer.inlines(caption).strip()}]" if caption is not None else "",
    ]
    cells = [_header(writer, head, n_columns, room)] if head else []
    for row in body:
        cells += _cells(writer, row, n_columns, widths, room)
    return writer.mark(element) + call("b-table", *arguments, *cells)


def _rows(table: HtmlElement) -> tuple[list[list[HtmlElement]], list[list[HtmlElement]]]:
    head: list[list[HtmlElement]] = []
    body: list[list[HtmlElement]] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells:
            (head if row.getparent().tag == "thead" else body).append(cells)
    return head, body


def _span(cell: HtmlElement) -> int:
    return max(int(cell.get("colspan") or 1), 1)


def _alignment(rows: Sequence[Sequence[HtmlElement]], column: int) -> str:
    for row in reversed(rows):
        if column < len(row) and row[column].get("align"):
            return str(row[column].get("align"))
    return "left"


def _header(writer: Writer, head: Sequence[Sequence[HtmlElement]], n_columns: int, room: Room) -> str:
    cells = [cell for row in head for cell in _cells(writer, row, n_columns, (), room)]
    return f"table.header({', '.join(cells)})"


def _cells(
    writer: Writer, row: Sequence[HtmlElement], n_columns: int, widths: Sequence[float], room: Room
) -> Iterator[str]:
    used = 0
    for cell in row:
        width = widths[used] if used < len(widths) else room.width / n_columns
        inner = replace(room.inside(0), width=width, size=room.size * 0.85)
        content = f"[{writer.mark(cell)}{writer.blocks(cell, inner)}]"
        span = _span(cell)
        used += span
        options = ", ".join(
            f"{side}span: {count}"
            for side, count in (("col", span), ("row", int(cell.get("rowspan") or 1)))
            if count > 1
        )
        yield f"table.cell({options}){content}" if options else content
    missing = 0 if any(int(cell.get("rowspan") or 1) > 1 for cell in row) else n_columns - used
    yield from ("[]" for _ in range(missing))


def _extents(
    rows: Sequence[Sequence[HtmlElement]], n_columns: int, metrics: TextMetrics, size: float
) -> list[Extent]:
    extents = [Extent(size, size)] * n_columns
    for row in rows:
        column = 0
        for cell in row:
            span = _span(cell)
            if span == 1 and column < n_columns:
                found, known = cell_extent(cell, metrics, size), extents[column]
                extents[column] = Extent(max(known.least, found.least), max(known.most, found.most))
            column += span
    return extents


def cell_extent(cell: HtmlElement, metrics: TextMetrics, size: float) -> Extent:
    """Return how wide the words and the lines of a cell are."""
    least = most = line = word = 0.0
    for text, width in _runs(cell, metrics, size):
        if text == "\n":
            most, line, word = max(most, line), 0.0, 0.0
        elif text == " ":
            line, word = line + width, 0.0
        else:
            line, word = line + width, word + width
            least = max(least, word)
    return Extent(least * _SAFETY, max(most, line) * _SAFETY)


def _runs(element: HtmlElement, metrics: TextMetrics, size: float) -> Iterator[tuple[str, float]]:
    """Yield words with their widths, a space between words, and a new line between blocks."""
    if element.tag == f"{MATHML}math":
        width = size * _FORMULA * len("".join("".join(element.itertext()).split()))
        yield "formula", width
        return
    if element.tag in ("br", "p", "li", "ul", "ol", "pre", "div"):
        yield "\n", 0.0
    yield from _words(element.text, element, metrics, size)
    for child in element:
        yield from _runs(child, metrics, size)
        yield from _words(child.tail, element, metrics, size)
    if (element.get("href") or "").startswith("book:") and not has_class(element, "term"):
        yield _PAGE, metrics.width(_PAGE, size * _PAGE_SIZE)


def _words(
    text: str | None, element: HtmlElement, metrics: TextMetrics, size: float
) -> Iterator[tuple[str, float]]:
    mono = element.tag == "code"
    for word in re.findall(r"\s+|[^\s]+", text or ""):
        if word.isspace():
            yield " ", metrics.width(" ", size)
            continue
        parts = _BREAK.split(word) if len(word) >= 25 else [word]
        for index, part in enumerate(parts):
            if index:
                yield " ", 0.0
            yield part, len(part) * MONO_ADVANCE * _CODE * size if mono else metrics.width(part, size)


def plan(extents: Sequence[Extent], size: float, room: Room) -> tuple[float, list[float]]:
    """Choose the size of a table's text and the widths of its columns.

    A table whose lines all fit is as wide as they are; any other fills the text, then the margin, and only
    then its letters become smaller. What is left after the longest words is shared out by what the columns
    lack.

    Args:
        extents: What each column needs at the usual size.
        size: The usual size.
        room: Where the table stands.

    Returns:
        The size, and the width of each column including the space between columns.
    """
    needed = [Extent(extent.least + _GUTTER, extent.most + _GUTTER) for extent in extents]
    least, most = sum(extent.least for extent in needed), sum(extent.most for extent in needed)
    if most <= room.width:
        return size, [extent.most for extent in needed]
    # Lines of two or three words are no lines: a column gets some room before the table stays in the text.
    comfortable = sum(min(extent.most, max(extent.least, 11 * size)) for extent in needed)
    width = room.width if comfortable <= room.width else room.width + room.reach
    if most <= width:
        return size, [extent.most for extent in needed]
    scale = max(_SMALLEST, min(1.0, width / max(least, comfortable * 0.8)))
    scaled = [Extent(extent.least * scale, extent.most * scale) for extent in needed]
    return size * scale, _share(scaled, width)


def _share(extents: Sequence[Extent], width: float) -> list[float]:
    least = [extent.least for extent in extents]
    spare = width - sum(least)
    if spare <= 0:
        return [width * part / sum(least) for part in least]
    widths = list(least)
    # A power below one keeps a column of long sentences from starving the others.
    wishes = [max(extent.most - extent.least, 0.0) ** 0.6 for extent in extents]
    for _ in range(len(extents)):
        open_columns = [i for i, extent in enumerate(extents) if widths[i] < extent.most - 0.01]
        total = sum(wishes[i] for i in open_columns)
        if spare < 0.01 or not total:
            break
        given = 0.0
        for i in open_columns:
            share = min(spare * wishes[i] / total, extents[i].most - widths[i])
            widths[i] += share
            given += share
        spare -= given
    return widths
