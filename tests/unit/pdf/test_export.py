"""The file is replaced when the new one is complete, and not before."""

import errno
from pathlib import Path

import pytest

from handbook.pdf.export import PdfOptions, export_pdf
from handbook.problems import ProblemsError
from tests.unit.pdf.books import chapter, publication

ROOT = Path(__file__).parents[3]
BOOK = publication(chapter("<p>Text.</p>"))


def test_export_tells_what_it_does_and_how_many_pages_there_are(tmp_path: Path) -> None:
    said: list[str] = []
    path = tmp_path / "dist" / "book.pdf"
    assert export_pdf(BOOK, ROOT, path, PdfOptions(), said.append) == 6
    assert path.read_bytes().startswith(b"%PDF-")
    assert said == ["preparing the fonts", "writing the chapters", "typesetting"]
    assert [found.name for found in path.parent.iterdir()] == ["book.pdf"]


def test_a_full_disk_leaves_the_file_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"before")

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ProblemsError, match="could not be written: No space left on device"):
        export_pdf(BOOK, ROOT, path, PdfOptions(), lambda text: None)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("book.pdf", b"before")]


def test_an_interruption_leaves_the_file_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"before")

    def interrupted(source: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_pdf(BOOK, ROOT, path, PdfOptions(), lambda text: None)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("book.pdf", b"before")]


def test_a_problem_leaves_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"before")
    with pytest.raises(ProblemsError):
        export_pdf(publication(chapter("<p>🦜</p>")), ROOT, path, PdfOptions(), lambda text: None)
    assert path.read_bytes() == b"before"
