"""Write a whole chapter with its heading."""

from lxml.html import HtmlElement

from handbook.pdf.blocks import block_forms
from handbook.pdf.inline import inline_forms
from handbook.pdf.markup import array, label, string
from handbook.pdf.writer import BookFrame, Writer, WrittenChapter
from handbook.problems import Problem, ProblemsError
from handbook.publication.html import by_class
from handbook.publication.model import Chapter


def write_chapter(frame: BookFrame, chapter: Chapter, number: int) -> WrittenChapter:
    """Write a chapter.

    Raises:
        ProblemsError: It holds something that the PDF has no form for, or a link that leads nowhere; each is
            named with the chapter's source.
    """
    writer = Writer(frame, chapter, number, block_forms(), inline_forms())
    writer.notes = {
        note.get("id"): note
        for notes in by_class(chapter.body, "footnotes", "div")
        for note in notes.iter("li")
    }
    headings = chapter.body.findall("h1")
    if len(headings) != 1:
        message = f"{len(headings)} titles where a chapter has one"
        raise ProblemsError([Problem(chapter.source, 0, message)])
    writer.linking = False
    title = writer.inlines(headings[0]).strip()
    writer.linking = True
    markup = _below(writer, chapter.body, headings[0])
    if writer.problems:
        raise ProblemsError(writer.problems)
    return WrittenChapter(number, title, markup, tuple(writer.sections), tuple(writer.questions))


def _below(writer: Writer, body: HtmlElement, title: HtmlElement) -> str:
    start = body.index(title) + 1
    parts = [writer.block(child, writer.room) for child in body[start:]]
    return "\n\n".join(filter(None, parts))


def chapter_file(chapter: Chapter, written: WrittenChapter, running_title: str) -> str:
    """Return the Typst file of a chapter."""
    number, start = str(written.number), label(f"{chapter.uri}#")
    sections = array(f"<{name}>" for name in written.sections)
    body = written.markup
    if chapter.kind == "glossary":
        body = f"#c-glossary[\n{body}\n]"
    return (
        '#import "/typst/book.typ": *\n'
        f"#show: c-chapter.with({string(number)}, [{running_title}], <{start}>, {sections})\n"
        f"#heading(level: 2, numbering: (..) => {string(number)})[{written.title}] <{start}>\n\n"
        f"{body}\n"
    )
