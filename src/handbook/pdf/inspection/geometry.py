"""Check that all text of a PDF is where it is printed and read."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from handbook.pdf.layout import PAPERS, layout_of

_TOLERANCE = 0.5  # points; an italic letter may lean over the edge of its own box
_MARGIN = min(layout_of(paper).right - layout_of(paper).reach for paper in PAPERS)
"""Points at the right that stay empty; what is wider than its line, such as a long formula, gets there."""

_EXCERPT = 40
_MAX_PER_PAGE = 3


def check_geometry(data: bytes) -> Iterator[str]:
    """Yield text outside of its page or in its right margin, at most three pieces of one page."""
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = pdfium.FPDF_LoadPage(document.raw, index)
            try:
                outside = list(_outside(page))
            finally:
                pdfium.FPDF_ClosePage(page)
            for text in outside[:_MAX_PER_PAGE]:
                yield f"page {index + 1}: the text “{text}” stands in the margin or outside of the page"
            if len(outside) > _MAX_PER_PAGE:
                yield f"page {index + 1}: {len(outside) - _MAX_PER_PAGE} more texts stand there"
    finally:
        document.close()


def _outside(page: pdfium.FPDF_PAGE) -> Iterator[str]:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        piece = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(piece) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        pdfium.FPDFPageObj_GetBounds(piece, left, bottom, right, top)
        if (
            left.value < -_TOLERANCE
            or bottom.value < -_TOLERANCE
            or right.value > width - _MARGIN + _TOLERANCE
            or top.value > height + _TOLERANCE
        ) and (text := _text(page, piece)):
            yield text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _text(page: pdfium.FPDF_PAGE, piece: pdfium.FPDF_PAGEOBJECT) -> str:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        size = pdfium.FPDFTextObj_GetText(piece, text_page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(
            piece, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
