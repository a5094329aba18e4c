"""Write a publication as a PDF file."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from handbook.pdf.book import write_book
from handbook.pdf.compiling import compile_book
from handbook.pdf.coverage import missing_characters
from handbook.pdf.fonts import ensure_fonts
from handbook.pdf.layout import PAPERS, PdfOptions
from handbook.pdf.metrics import read_metrics
from handbook.problems import Problem, ProblemsError
from handbook.publication.model import Publication

__all__ = ["PAPERS", "PdfOptions", "export_pdf"]

_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")


def export_pdf(
    publication: Publication,
    root: Path,
    destination: Path,
    options: PdfOptions,
    report: Callable[[str], None],
) -> int:
    """Write the PDF; what was there before stays until the new file is complete.

    Args:
        publication: The book.
        root: Repository root; the fonts made for the PDF are kept in its cache.
        destination: The file.
        options: What the reader chose.
        report: Called with a line before anything that takes time.

    Returns:
        The number of pages.

    Raises:
        ProblemsError: The book holds something that cannot be set, or the file cannot be written.
    """
    report("preparing the fonts")
    fonts = ensure_fonts(root)
    problems = missing_characters(publication, fonts, root)
    if problems:
        raise ProblemsError(problems)
    report("writing the chapters")
    source = write_book(publication, options, read_metrics(fonts))
    report("typesetting")
    try:
        content = compile_book(source, publication.images, fonts, publication.time)
        _replace(destination, content)
    except OSError as error:
        message = f"the PDF could not be written: {error.strerror}"
        raise ProblemsError(
            [Problem(destination.name, 0, message, "the file before it is untouched")]
        ) from error
    return page_count(content)


def page_count(content: bytes) -> int:
    """Return the number of pages of a PDF file that Typst wrote."""
    return max((int(first or second) for first, second in _PAGE_COUNT.findall(content)), default=0)


def _replace(destination: Path, content: bytes) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{destination.name}-", dir=destination.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        fresh.chmod(0o644)
        fresh.replace(destination)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
