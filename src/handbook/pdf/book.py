"""Put the book together: cover, contents, parts with their chapters, answers, index."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from handbook.pdf.chapter import chapter_file, write_chapter
from handbook.pdf.figures import image_size
from handbook.pdf.layout import PdfOptions, layout_of
from handbook.pdf.markup import array, escape, label, string
from handbook.pdf.metrics import TextMetrics
from handbook.pdf.questions import answer_label
from handbook.pdf.settings import settings
from handbook.pdf.writer import BookFrame, WrittenChapter, WrittenQuestion, call
from handbook.problems import Problem, ProblemsError
from handbook.publication.model import Chapter, Part, Publication

LEVELS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
_NUMERALS = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True)
class BookSource:
    """Everything that Typst compiles, except the templates.

    Attributes:
        files: Typst files by their path in the folder of the book.
        origins: Repository path of what each file of a chapter was written from.
    """

    files: dict[str, str]
    origins: dict[str, str]


@dataclass(frozen=True)
class _WrittenPart:
    part: Part
    chapters: tuple[tuple[Chapter, WrittenChapter], ...]

    @property
    def questions(self) -> Iterator[WrittenQuestion]:
        for _, written in self.chapters:
            yield from written.questions


def write_book(publication: Publication, options: PdfOptions, metrics: TextMetrics) -> BookSource:
    """Write a publication as Typst files.

    Raises:
        ProblemsError: A chapter holds something that cannot be written, or a link leads nowhere.
    """
    layout = layout_of(options.paper)
    frame = BookFrame(
        options, layout, metrics, publication.anchors, _wanted(publication), _sizes(publication)
    )
    parts = _write_parts(publication, frame)
    files = {"settings.typ": settings(layout)}
    origins = {}
    for part in parts:
        for chapter, written in part.chapters:
            name = f"chapters/{written.number:03}.typ"
            files[name] = chapter_file(chapter, written, escape(chapter.title))
            origins[name] = chapter.source
    files["main.typ"] = _main(publication, options, parts)
    return BookSource(files, origins)


def _wanted(publication: Publication) -> frozenset[str]:
    return frozenset(
        str(href).removeprefix("book:")
        for chapter in publication.chapters
        for href in chapter.body.xpath(".//a[starts-with(@href, 'book:')]/@href")
    )


def _sizes(publication: Publication) -> dict[str, tuple[float, float]]:
    sizes = {}
    for name, content in publication.images.items():
        try:
            sizes[name] = image_size(name, content)
        except (ValueError, SyntaxError) as error:
            raise ProblemsError([Problem(name, 0, f"an image that cannot be read: {error}")]) from error
    return sizes


def _write_parts(publication: Publication, frame: BookFrame) -> list[_WrittenPart]:
    number = 0
    problems: list[Problem] = []
    parts = []
    for part in publication.parts:
        chapters = []
        for chapter in part.chapters:
            number += 1
            try:
                chapters.append((chapter, write_chapter(frame, chapter, number)))
            except ProblemsError as error:
                problems += error.problems
        parts.append(_WrittenPart(part, tuple(chapters)))
    if problems:
        raise ProblemsError(problems)
    return parts


def _main(publication: Publication, options: PdfOptions, parts: list[_WrittenPart]) -> str:
    title, description = string(publication.title), string(publication.description)
    lines = [
        '#import "/typst/book.typ": *',
        f"#show: whole-book.with(title: {title}, description: {description})",
        call(
            "front-cover",
            f"[{escape(publication.title)}]",
            f"[{escape(publication.description)}]",
            f"[{_edition(publication)}]",
        ),
        '#set page(numbering: "i", footer: page-foot("i"))',
        "#counter(page).update(1)",
        call(
            "front-colophon",
            f"[{escape(publication.title)}]",
            f"[{escape(publication.description)}]",
            f"[{_colophon(publication, options)}]",
        ),
        "#heading(level: 1, supplement: [Back], outlined: false)[Contents]",
        "#front-contents()",
        "#show: main-matter",
    ]
    for index, part in enumerate(parts, 1):
        lines += _part(part, index)
    questions = [question for part in parts for question in part.questions]
    if questions and options.answers == "end":
        lines.append(_back("Answers", "answers:", "\n\n".join(map(_answer, questions))))
    if questions:
        lines.append(_back("Index of questions", "index-of-questions:", call("q-index", _index(parts))))
    return "\n\n".join(lines) + "\n"


def _part(part: _WrittenPart, index: int) -> Iterator[str]:
    numeral = string(roman(index))
    name = label(f"part/{part.part.slug}#")
    heading = f"#heading(level: 1, numbering: (..) => {numeral})[{escape(part.part.title)}] <{name}>"
    chapters = array(
        f"({string(str(written.number))}, <{label(f'{chapter.uri}#')}>, [{written.title}])"
        for chapter, written in part.chapters
    )
    yield call("c-part", f"[{heading}]", chapters)
    for _, written in part.chapters:
        yield f'#include "chapters/{written.number:03}.typ"'


def _back(title: str, name: str, body: str) -> str:
    heading = f"#heading(level: 1, supplement: [Back])[{title}] <{name}>"
    return call("c-back", f"[{title}]", f"<{name}>", f"[{heading}]", f"[\n{body}\n]")


def _answer(question: WrittenQuestion) -> str:
    head = call(
        "q-answer",
        f"<{answer_label(question)}>",
        f"<{label(question.anchor)}>",
        string(question.number),
        f"[{question.title}]",
    )
    return f"{head}\n\n{question.answer}"


def _index(parts: list[_WrittenPart]) -> str:
    """Return the questions by part and level as nested arrays."""
    entries = []
    for part in parts:
        by_level: dict[str, list[str]] = {}
        for question in part.questions:
            entry = f"({string(question.number)}, <{label(question.anchor)}>, [{question.title}])"
            by_level.setdefault(question.level, []).append(entry)
        order = sorted(
            by_level, key=lambda level: list(LEVELS).index(level) if level in LEVELS else len(LEVELS)
        )
        levels = array(f"([{escape(LEVELS.get(level, level))}], {array(by_level[level])})" for level in order)
        if by_level:
            entries.append(f"([{escape(part.part.title)}], {levels})")
    return array(entries)


def _date(publication: Publication) -> str:
    day = datetime.fromtimestamp(publication.time, UTC)
    return f"{day.day} {day:%B %Y}"


def _edition(publication: Publication) -> str:
    return f"Edition of {_date(publication)}"


def _colophon(publication: Publication, options: PdfOptions) -> str:
    commit = f", made from commit {publication.commit}" if publication.commit else ""
    site = publication.site_url
    answers = (
        "Questions stand where they are taught, their answers at the end of the book; links lead both ways."
        if options.answers == "end"
        else "Each question is followed by its answer: cover it, say your own aloud, then compare."
    )
    paragraphs = [
        f"This is the edition of {_date(publication)}{commit}, written from the same sources as the web site"
        + (", where notebooks run and questions are practised:" if site else "."),
        f"How to read it. {answers} A link in blue tells the page it leads to; terms of the glossary are"
        " links without one. Questions are numbered by chapter and indexed at the end by part and level.",
        "Text and figures: Creative Commons Attribution 4.0 (CC BY 4.0). Code: MIT licence.",
        "Set in Source Serif 4, Inter and JetBrains Mono, formulas in New Computer Modern.",
    ]
    written = [escape(paragraph) for paragraph in paragraphs]
    if site:
        written[0] += " " + call("l-web", string(site), body=escape(site))
    return "\n\n".join(written)


def roman(number: int) -> str:
    """Return a Roman numeral.

    Raises:
        ValueError: The number is not positive.
    """
    if number < 1:
        raise ValueError(f"no Roman numeral for {number}")
    numeral = ""
    for value, letters in _NUMERALS:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
