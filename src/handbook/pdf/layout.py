"""The measures of the book, in points, shared by the writer and the Typst templates."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal

PaperName = Literal["a4", "us-letter"]
Answers = Literal["inline", "end"]


@dataclass(frozen=True)
class PdfOptions:
    """What a reader may choose.

    Attributes:
        paper: Size of the page.
        answers: Answers below their questions, or in an appendix with links both ways.
    """

    paper: PaperName = "a4"
    answers: Answers = "inline"


@dataclass(frozen=True)
class Layout:
    """Where things stand on a page.

    The text is a column of about 80 letters. Code and tables that need more reach into the margin on the
    right; the numbers of sections hang in the margin on the left.

    Attributes:
        page_width: Width of the paper.
        page_height: Height of the paper.
        left: Margin left of the column.
        top: Margin above it.
        bottom: Margin below it.
        column: Width of the text.
        bleed: How far code and wide blocks reach to the left of the column.
        reach: How far they reach to the right of it.
        text_size: Size of running text.
        table_size: Size of text in tables.
        code_size: Size of code.
        small_code_size: Size of code whose lines need it.
    """

    page_width: float = 595.28
    page_height: float = 841.89
    left: float = 86.0
    top: float = 84.0
    bottom: float = 80.0
    column: float = 402.0
    bleed: float = 12.0
    reach: float = 58.0
    text_size: float = 10.3
    table_size: float = 8.5
    code_size: float = 7.9
    small_code_size: float = 7.25

    @property
    def right(self) -> float:
        """Margin right of the column."""
        return self.page_width - self.left - self.column

    def lengths(self) -> Iterator[tuple[str, float]]:
        """Yield every measure with its name."""
        yield from ((field.name, getattr(self, field.name)) for field in fields(self))
        yield "right", self.right


_LAYOUTS: dict[str, Layout] = {
    "a4": Layout(),
    "us-letter": Layout(page_width=612.0, page_height=792.0, left=92.0, top=76.0, bottom=70.0),
}


PAPERS: tuple[PaperName, ...] = ("a4", "us-letter")


def layout_of(paper: PaperName) -> Layout:
    """Return the measures for a size of paper."""
    return _LAYOUTS[paper]


@dataclass(frozen=True)
class Room:
    """The space that a block may take.

    Attributes:
        width: Width of the text around it.
        bleed: How far it may reach to the left of that.
        reach: How far it may reach to the right of that.
        size: Size of the text around it.
    """

    width: float
    bleed: float
    reach: float
    size: float

    @property
    def widest(self) -> float:
        """Width that must not be exceeded."""
        return self.width + self.bleed + self.reach

    def inside(self, inset: float) -> "Room":
        """Return the space within a block whose frame takes some of the width."""
        return replace(self, width=self.width - inset, bleed=0.0, reach=0.0)


def page_room(layout: Layout) -> Room:
    """Return the space of a block that stands directly on the page."""
    return Room(layout.column, layout.bleed, layout.reach, layout.text_size)
