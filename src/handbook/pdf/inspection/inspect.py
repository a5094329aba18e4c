"""Run all checks on one PDF."""

from io import BytesIO

import pikepdf

from handbook.pdf.inspection.document import check_document
from handbook.pdf.inspection.fonts import check_fonts
from handbook.pdf.inspection.geometry import check_geometry
from handbook.pdf.inspection.links import check_links
from handbook.pdf.inspection.structure import check_structure
from handbook.problems import Problem


def inspect_pdf(data: bytes, path: str) -> list[Problem]:
    """Return what is wrong with a PDF.

    It must identify itself as PDF/UA-1 with a language and a title and have bookmarks and page labels; its
    fonts must be embedded and have a glyph for each character; figures and formulas need alternative text;
    levels of headings must not skip, internal links must lead somewhere, and text must stay on the page.

    Args:
        data: The whole file.
        path: Its path, for problems.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        messages = [*check_document(pdf), *check_structure(pdf), *check_links(pdf), *check_fonts(pdf)]
    messages += check_geometry(data)
    return [Problem(path, 0, message) for message in messages]
