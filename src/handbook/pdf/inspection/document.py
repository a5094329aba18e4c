"""Check what a PDF says about itself as a whole."""

import re
from collections.abc import Iterator

import pikepdf

_UA_PART = re.compile(r"<pdfuaid:part>\s*1\s*<|pdfuaid:part\s*=\s*[\"']1[\"']")
_TITLE = re.compile(r"<dc:title>.*?<rdf:li\b[^>]*>\s*[^<\s]", re.DOTALL)


def check_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what is missing of identification, language, title, bookmarks and page labels."""
    root = pdf.Root
    metadata = root.get("/Metadata")
    xmp = metadata.read_bytes().decode("utf-8", "replace") if isinstance(metadata, pikepdf.Stream) else ""
    if not _UA_PART.search(xmp):
        yield "the file does not identify itself as PDF/UA-1"
    mark = root.get("/MarkInfo")
    if mark is None or not mark.get("/Marked", False) or "/StructTreeRoot" not in root:
        yield "the file is not tagged"
    if not str(root.get("/Lang", "")):
        yield "the language is missing"
    preferences = root.get("/ViewerPreferences")
    if not _TITLE.search(xmp) or preferences is None or not preferences.get("/DisplayDocTitle", False):
        yield "the title is missing, or readers are not told to show it"
    outlines = root.get("/Outlines")
    if outlines is None or "/First" not in outlines:
        yield "there are no bookmarks"
    if "/PageLabels" not in root:
        yield "there are no page labels"
