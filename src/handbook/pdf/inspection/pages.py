"""Tell pages of a PDF by their objects."""

from collections.abc import Mapping

import pikepdf

PageNumbers = Mapping[tuple[int, int], int]
"""Number of each page, counted from 1, by the number and generation of its object."""


def page_numbers(pdf: pikepdf.Pdf) -> PageNumbers:
    """Return the number of each page of the file."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def items(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """Return the members of an array, or the value itself where a PDF allows one in place of an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
