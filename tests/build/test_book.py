"""The PDF of the real handbook: whole, sound, and the same twice."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handbook.pdf.export import export_pdf
from handbook.pdf.inspection import inspect_pdf
from handbook.pdf.layout import PdfOptions
from handbook.publication.model import Publication

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def path(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    export_pdf(publication, ROOT, path, PdfOptions(), lambda line: None)
    return path


@pytest.fixture(scope="module")
def text(path: Path) -> str:
    """All text in lower case, without hyphens and white space, which depend on where lines break."""
    pages = pypdfium2.PdfDocument(path)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def test_its_structure_has_no_fault(path: Path) -> None:
    assert inspect_pdf(path.read_bytes(), "book.pdf") == []


def test_two_exports_are_the_same_bytes(publication: Publication, path: Path, tmp_path: Path) -> None:
    export_pdf(publication, ROOT, tmp_path / "again.pdf", PdfOptions(), lambda line: None)
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()


def test_its_outline_names_every_chapter_in_order(publication: Publication, path: Path) -> None:
    titles: list[str] = []
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf, pdf.open_outline() as outline:
        entries = list(outline.root)
        while entries:
            entry = entries.pop(0)
            titles.append(squeezed(entry.title))
            entries = [*entry.children, *entries]
    remaining = iter(titles)
    for chapter in publication.chapters:
        heading = squeezed(chapter.body.find("h1").text_content())
        assert any(heading in title for title in remaining), chapter.title


def test_every_paragraph_of_prose_is_printed(publication: Publication, text: str) -> None:
    missing = []
    for chapter in publication.chapters:
        for paragraph in chapter.body.xpath(".//p[not(descendant::*)] | .//td[not(descendant::*)]"):
            words = squeezed(paragraph.text_content())
            # A paragraph that goes on overleaf has the running head in its middle.
            ends = (words[:12], words[-12:])
            missing += [(chapter.uri, end) for end in ends if end not in text]
    assert missing == []


def test_every_question_is_printed_once_and_listed_in_the_index(publication: Publication, text: str) -> None:
    titles = [
        squeezed(section.get("data-title"))
        for chapter in publication.chapters
        for section in chapter.body.xpath(".//section[@data-question]")
    ]
    plain = [title for title in titles if title.isascii()]
    assert len(plain) > 50
    assert [title for title in plain if text.count(title[:30]) < 2] == []
