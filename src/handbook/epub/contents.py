"""The tree of contents, from which the navigation document, the NCX and the pages of parts are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.epub.places import Places
from handbook.epub.xhtml import Element, plain_text
from handbook.publication.model import Chapter, Part, Publication


@dataclass(frozen=True)
class Entry:
    """A line of the contents and the lines below it."""

    title: str
    address: str
    children: tuple["Entry", ...] = ()


def contents(
    publication: Publication, places: Places, headings: Mapping[str, list[Element]]
) -> tuple[Entry, ...]:
    """Return parts, chapters and second-level headings, the latter given as written, by file."""
    entries = []
    for part in publication.parts:
        chapters = tuple(_chapter(chapter, places, headings) for chapter in part.chapters)
        entries += [Entry(part.title, part_file(part), chapters)] if has_page(part) else list(chapters)
    return tuple(entries)


def has_page(part: Part) -> bool:
    """Tell whether a part has a page of its own; one that is a single chapter of the same title has not."""
    return [chapter.title for chapter in part.chapters] != [part.title]


def part_file(part: Part) -> str:
    """Return the file of a part's page."""
    return f"part.{part.slug}.xhtml"


def depth(entries: tuple[Entry, ...]) -> int:
    """Return the number of levels."""
    return 1 + max((depth(entry.children) for entry in entries), default=0) if entries else 0


def _chapter(chapter: Chapter, places: Places, headings: Mapping[str, list[Element]]) -> Entry:
    sections = tuple(
        Entry(plain_text(heading), f"{section.file}#{heading.get('id')}")
        for section in places.of(chapter)
        for heading in headings[section.file]
        if heading.get("id")
    )
    return Entry(chapter.title, places.files[f"{chapter.uri}#"], sections)


def walk(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield all entries in the order of the contents."""
    for entry in entries:
        yield entry
        yield from walk(entry.children)
