"""The book as a whole: order, numbers, outline, page labels, answers at the end, the same bytes each time."""

import io
from pathlib import Path

import pikepdf
import pytest

from handbook.pdf.book import roman
from handbook.pdf.inspection import inspect_pdf
from handbook.pdf.layout import PdfOptions, layout_of
from handbook.pdf.metrics import TextMetrics
from handbook.publication.model import Publication
from tests.unit.pdf.books import chapter, compiled, pages, publication

FIXTURES = Path(__file__).parent / "fixtures"
QUESTION = (FIXTURES / "question.html").read_text("utf-8")
HEADINGS = (FIXTURES / "headings.html").read_text("utf-8")


@pytest.fixture(scope="module")
def book() -> Publication:
    return publication(chapter(QUESTION), chapter(HEADINGS, "demo/second/", title="Second"))


@pytest.fixture(scope="module")
def pdf(book: Publication, metrics: TextMetrics, fonts: Path) -> bytes:
    return compiled(book, metrics, fonts)


def outline(pdf: bytes) -> list[tuple[int, str]]:
    entries: list[tuple[int, str]] = []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as bookmarks:
        stack = [(1, item) for item in reversed(bookmarks.root)]
        while stack:
            level, item = stack.pop()
            entries.append((level, str(item.title)))
            stack += [(level + 1, child) for child in reversed(item.children)]
    return entries


def test_order_of_the_book(pdf: bytes) -> None:
    text = pages(pdf)
    openings = [
        "Test book For tests. Edition of",
        "Test book For tests.",
        "Contents",
        "PART I Demonstration",
        "CHAPTER 1",
    ]
    assert [page[: len(start)] for page, start in zip(text, openings, strict=False)] == openings
    assert text[-1].startswith("Index of questions")
    assert "made from commit abc1234" in text[1]
    assert "Creative Commons Attribution 4.0" in text[1]


def test_contents_tell_the_pages(pdf: bytes) -> None:
    contents = pages(pdf)[2]
    assert (
        "1 Fixture 2 1.1 Questions 2 2 Second 3 2.1 First section 3 2.2 Second section 3 3 Other 4"
        in contents
    )
    assert "Deeper" not in contents


def test_outline_has_four_levels(pdf: bytes) -> None:
    entries = outline(pdf)
    assert (1, "I Demonstration") in [(level, title.replace("\xa0", " ")) for level, title in entries]
    assert max(level for level, _ in entries) == 4
    assert not [title for _, title in entries if "Deep" in title]


def test_page_labels_are_roman_and_then_arabic(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        labels = [page.label for page in document.pages]
    assert labels[1:5] == ["i", "ii", "1", "2"]


def test_running_head_tells_chapter_and_section(metrics: TextMetrics, fonts: Path) -> None:
    html = f'<h2 id="a">Alpha</h2>{"<p>Text.</p>" * 90}<h2 id="b">Beta</h2>{"<p>Text.</p>" * 60}'
    text = pages(compiled(publication(chapter(html)), metrics, fonts))
    heads = [page.split(" Text.")[0] for page in text[5:9]]
    assert heads[0] == "1 Fixture Alpha"
    assert "1 Fixture Beta" in heads


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("answers", ["inline", "end"])
def test_every_edition_is_accessible_and_complete(
    paper: str, answers: str, book: Publication, metrics: TextMetrics, fonts: Path
) -> None:
    options = PdfOptions(paper=paper, answers=answers)  # type: ignore[arg-type]
    pdf = compiled(book, metrics, fonts, options)
    assert inspect_pdf(pdf, "book.pdf") == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(number) for number in document.pages[0].mediabox]
    layout = layout_of(options.paper)
    assert box[2:] == pytest.approx([layout.page_width, layout.page_height], abs=0.1)
    text = " ".join(pages(pdf))
    assert text.count("At length.") == 1


def test_answers_at_the_end_are_linked_both_ways(
    book: Publication, metrics: TextMetrics, fonts: Path
) -> None:
    text = pages(compiled(book, metrics, fonts, PdfOptions(answers="end")))
    (question,) = [page for page in text if page.startswith("CHAPTER 1")]
    (answer,) = [page for page in text if page.startswith("Answers")]
    assert "At length." not in question
    assert "Because it is." in answer
    assert f"Answer, page {answer.split()[-1]}" in question
    assert f"Question, page {question.split()[-1]}" in answer


def test_the_same_publication_makes_the_same_file(
    pdf: bytes, book: Publication, metrics: TextMetrics, fonts: Path
) -> None:
    assert compiled(book, metrics, fonts) == pdf


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX")])
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_roman_numerals_begin_with_one() -> None:
    with pytest.raises(ValueError, match="no Roman numeral for 0"):
        roman(0)
