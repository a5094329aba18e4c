"""Check the structure tree, which is what a screen reader follows."""

import re
from collections.abc import Iterator

import pikepdf

from handbook.pdf.inspection.pages import PageNumbers, items, page_numbers

_NEEDS_TEXT = {"/Figure": "figure", "/Formula": "formula"}
_HEADING = re.compile(r"/H([1-9]\d*)")


def check_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield figures and formulas without alternative text, and headings that skip a level."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    numbers = page_numbers(pdf)
    level = 0
    # Nearly all of the time is spent here: one element takes 10 microseconds, and a book has 100,000.
    pending = items(root.get("/K"))[::-1]
    while pending:
        element = pending.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        kind = str(element.get("/S", ""))
        if kind in _NEEDS_TEXT and not _has_text(element):
            yield f"page {_page(element, numbers)}: a {_NEEDS_TEXT[kind]} has no alternative text"
        elif match := _HEADING.fullmatch(kind):
            found = int(match[1])
            if found > level + 1:
                before = f"one of level {level}" if level else "the beginning"
                yield f"page {_page(element, numbers)}: a heading of level {found} follows {before}"
            level = found
        pending += items(element.get("/K"))[::-1]


def _has_text(element: pikepdf.Object) -> bool:
    return any(str(element.get(key, "")).strip() for key in ("/Alt", "/ActualText"))


def _page(element: pikepdf.Object, numbers: PageNumbers) -> str:
    """Return the number of the page where an element begins."""
    pending = [element]
    while pending:
        inner = pending.pop()
        if isinstance(inner, pikepdf.Dictionary):
            if "/Pg" in inner:
                return str(numbers.get(inner["/Pg"].objgen, "?"))
            pending += items(inner.get("/K"))[::-1]
    return "?"
