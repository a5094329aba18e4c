"""Write one chapter as Typst markup."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from handbook.pdf.layout import Layout, PdfOptions, Room, page_room
from handbook.pdf.markup import escape, label, string
from handbook.pdf.metrics import TextMetrics
from handbook.problems import Problem
from handbook.publication.model import Chapter


@dataclass(frozen=True)
class BookFrame:
    """What all chapters of one book share.

    Attributes:
        options: What the reader chose.
        layout: The measures of the page.
        metrics: Widths of the text in tables.
        anchors: Every ``<uri>#<id>`` that the book has.
        wanted: Those that something links to; only these get a label.
        image_sizes: Width and height of each image, in points at its natural size.
    """

    options: PdfOptions
    layout: Layout
    metrics: TextMetrics
    anchors: frozenset[str]
    wanted: frozenset[str]
    image_sizes: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class WrittenQuestion:
    """A question as the appendices need it.

    Attributes:
        number: Number in the book, such as ``7.12``.
        anchor: Where it stands, as ``<uri>#q-<id>``.
        level: Its level, such as ``beginner``.
        title: Title as markup.
        answer: Answer as markup.
    """

    number: str
    anchor: str
    level: str
    title: str
    answer: str


@dataclass(frozen=True)
class WrittenChapter:
    """A chapter as markup.

    Attributes:
        number: Its number in the book.
        title: Title as markup.
        markup: Everything below the title.
        sections: Labels of its sections, for the running heads.
        questions: Its questions in their order.
    """

    number: int
    title: str
    markup: str
    sections: tuple[str, ...]
    questions: tuple[WrittenQuestion, ...]


Write = Callable[["Writer", HtmlElement, Room], str]
WriteInline = Callable[["Writer", HtmlElement], str]


@dataclass
class Writer:
    """Markup of one chapter in the making.

    Attributes:
        frame: What the book's chapters share.
        chapter: The chapter.
        number: Its number.
        block_forms: How to write each block element.
        inline_forms: How to write each inline element.
        problems: What could not be written.
        notes: Footnotes that are not written yet, by their id.
        questions: Questions met so far.
        sections: Labels of the sections met so far.
        figures: Number of numbered figures met so far.
    """

    frame: BookFrame
    chapter: Chapter
    number: int
    block_forms: dict[str, Write]
    inline_forms: dict[str, WriteInline]
    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, HtmlElement] = field(default_factory=dict)
    questions: list[WrittenQuestion] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    figures: int = 0
    noted: set[str] = field(default_factory=set)
    linking: bool = True

    @property
    def room(self) -> Room:
        """The space of a block that stands directly on the page."""
        return page_room(self.frame.layout)

    def fail(self, element: HtmlElement, message: str) -> str:
        """Remember that an element can't be written; return empty markup, so that all problems are found."""
        text = " ".join(element.text_content().split())[:60]
        self.problems.append(Problem(self.chapter.source, 0, message, f"near '{text}'" if text else ""))
        return ""

    def anchor(self, name: str | None) -> str:
        """Return ``<uri>#<id>`` of an id of this chapter."""
        return f"{self.chapter.uri}#{name or ''}"

    def mark(self, element: HtmlElement) -> str:
        """Return an invisible target for links to the element, if there are any."""
        anchor = self.anchor(element.get("id"))
        if not element.get("id") or anchor not in self.frame.wanted:
            return ""
        return f"#metadata(none)<{label(anchor)}>"

    def blocks(self, element: HtmlElement, room: Room) -> str:
        """Write what an element holds: blocks, and runs of text between them as paragraphs."""
        parts: list[str] = []
        run = [escape(element.text or "")]

        def end_run() -> None:
            paragraph = "".join(run).strip()
            run.clear()
            if paragraph:
                parts.append(paragraph)

        for child in element:
            if child.tag in self.inline_forms:
                run.append(self.inline(child))
            else:
                end_run()
                parts.append(self.block(child, room))
            run.append(escape(child.tail or ""))
        end_run()
        return "\n\n".join(filter(None, parts))

    def block(self, element: HtmlElement, room: Room) -> str:
        """Write one block."""
        form = self.block_forms.get(str(element.tag))
        if form is None:
            return self.fail(element, f"the PDF has no form for <{element.tag}>")
        return form(self, element, room)

    def inlines(self, element: HtmlElement) -> str:
        """Write what an element holds as running text."""
        parts = [escape(element.text or "")]
        for child in element:
            parts += (self.inline(child), escape(child.tail or ""))
        return "".join(parts)

    def inline(self, element: HtmlElement) -> str:
        """Write one inline element."""
        form = self.inline_forms.get(str(element.tag))
        if form is None:
            return self.fail(element, f"the PDF has no form for <{element.tag}> within text")
        return form(self, element)


def call(name: str, *arguments: str, body: str | None = None) -> str:
    """Return a call in markup; the semicolon ends it, whatever follows."""
    content = "" if body is None else f"[{body}]"
    inside = f"({', '.join(filter(None, arguments))})" if any(arguments) or body is None else ""
    return f"#{name}{inside}{content};"


def named(name: str, text: str | None) -> str:
    """Return a named string argument, nothing for None."""
    return "" if text is None else f"{name}: {string(text)}"
