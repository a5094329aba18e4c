"""Run Typst on the written book, and say what went wrong in terms of the sources."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import typst

from handbook.pdf.book import BookSource
from handbook.problems import Problem, ProblemsError

TEMPLATES = Path(__file__).parent / "typst"
_PLACE = re.compile(r"┌─ (?:\\\\\?\\)?(?P<file>[^\s:]+):(?P<line>\d+):\d+")
_OVERFULL = re.compile(r"panicked with: overfull (?P<items>.*)", re.DOTALL)
_SEPARATOR = "\x1e"


def compile_book(source: BookSource, images: Mapping[str, bytes], fonts: Path, time: int) -> bytes:
    """Return the book as a PDF file that conforms to PDF/UA-1.

    Args:
        source: The written book.
        images: Content of the images by their names.
        fonts: Folder of the fonts; besides these only Typst's own are used.
        time: Stamp of the file, in seconds since 1970; the same source and stamp make the same file.

    Raises:
        ProblemsError: Typst refuses it, or a formula is wider than the page.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-pdf-") as name:
        folder = Path(name).resolve()
        shutil.copytree(TEMPLATES, folder / "typst")
        for path, text in source.files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        (folder / "images").mkdir()
        for path, content in images.items():
            (folder / "images" / path).write_bytes(content)
        try:
            return bytes(
                typst.compile(
                    str(folder / "main.typ"),
                    root=str(folder),
                    font_paths=typst.Fonts(False, True, [str(fonts)]),
                    ignore_system_fonts=True,
                    format="pdf",
                    pdf_standards=["ua-1"],
                    timestamp=time,
                )
            )
        except typst.TypstError as error:
            raise ProblemsError(_problems(error, source)) from error


def _problems(error: typst.TypstError, source: BookSource) -> Iterator[Problem]:
    overfull = _OVERFULL.search(str(error.message))
    if overfull:
        for item in overfull["items"].split(_SEPARATOR):
            yield _overfull(json.loads(item))
        return
    for block in re.split(r"\n(?=error: )", str(error.diagnostic or error.message)):
        message = block.strip().splitlines()[0].removeprefix("error: ")
        place = _PLACE.search(block)
        shown = place["file"].replace("\\", "/") if place else ""
        # Typst shows the path of its temporary copy.
        file = next((name for name in source.files if shown.endswith(f"/{name}")), shown.rpartition("/")[2])
        origin = source.origins.get(file, f"src/handbook/pdf ({file})")
        text = _quoted(source.files.get(file, ""), int(place["line"]) if place else 0)
        yield Problem(origin, 0, f"Typst: {message}", f"near {text}" if text else "")


def _overfull(found: dict[str, str | float]) -> Problem:
    message = (
        f"a formula is {found['excess']:.0f} pt wider than text and margin of page {found['page']} of the PDF"
    )
    return Problem(str(found["source"]), 0, message, f"break it into lines: {str(found['text'])[:80]}")


def _quoted(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1].strip()[:120] if 0 < line <= len(lines) else ""
