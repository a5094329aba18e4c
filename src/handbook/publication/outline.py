"""Choose the pages of the book and arrange them in parts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.problems import Problem, ProblemsError
from handbook.publication.model import Selection
from handbook.publication.record import BuildRecord, RecordedPage

_ONLINE = ("list", "app")
"""Kinds of pages that a book has no use for: it has contents in place of lists, and no scripts."""


@dataclass(frozen=True)
class PartOutline:
    """A part and its pages, before they are read."""

    slug: str
    title: str
    pages: tuple[RecordedPage, ...]


def arrange(record: BuildRecord, selection: Selection) -> tuple[PartOutline, ...]:
    """Return the parts of the book in the order that `book` in mkdocs.yml gives.

    A section of the navigation that has sections of its own makes a part of each of them.

    Raises:
        ProblemsError: The configuration or the selection names something that isn't there.
    """
    problems = [
        Problem("mkdocs.yml", 0, f"extra.book names '{name}', which is no section of nav")
        for name in record.book
        if not any(page.sections[:1] == (name,) or page.title == name for page in record.pages)
    ]
    parts: dict[str, list[RecordedPage]] = {}
    for name in record.book:
        for page in record.pages:
            # A page outside of all sections is a part by itself.
            sections = page.sections or (page.title,)
            if sections[0] == name and page.kind not in _ONLINE:
                parts.setdefault(sections[:2][-1], []).append(page)
    outline = tuple(PartOutline(slugify(title), title, tuple(pages)) for title, pages in parts.items())
    problems += _unknown(outline, selection)
    if problems:
        raise ProblemsError(problems)
    return _selected(outline, selection) if selection else outline


def slugify(title: str) -> str:
    """Return a title as lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def _unknown(outline: Iterable[PartOutline], selection: Selection) -> list[Problem]:
    slugs = {part.slug for part in outline}
    uris = {page.uri.strip("/") for part in outline for page in part.pages}
    problems = [
        Problem("--part", 0, f"there is no part '{name}'", f"one of: {', '.join(sorted(slugs))}")
        for name in selection.parts
        if name not in slugs
    ]
    problems += [
        Problem(
            "--chapter", 0, f"there is no chapter '{name}'", "its address, such as foundations/generalisation"
        )
        for name in selection.chapters
        if name.strip("/") not in uris
    ]
    return problems


def _selected(outline: Iterable[PartOutline], selection: Selection) -> tuple[PartOutline, ...]:
    chapters = {name.strip("/") for name in selection.chapters}
    chosen = []
    for part in outline:
        pages = tuple(
            page for page in part.pages if part.slug in selection.parts or page.uri.strip("/") in chapters
        )
        if pages:
            chosen.append(PartOutline(part.slug, part.title, pages))
    return tuple(chosen)
