"""Which file of the EPUB each chapter, section and anchor stands in."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from handbook.epub.xhtml import Element
from handbook.publication.model import Chapter

SPLIT_AT = 240_000
"""Bytes of a chapter's body from which it is split; the document made of them stays below 300 kB,
which is what slow readers open without a pause."""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class Section:
    """A chapter, or a stretch of it that begins with a second-level heading, in a file of its own.

    Attributes:
        elements: Children of the chapter's body, in order.
    """

    chapter: Chapter
    file: str
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Places:
    """Where everything stands.

    Attributes:
        sections: Sections of all chapters in reading order.
        files: File of each anchor, by ``<uri>#<id>``, and of each chapter, by ``<uri>#``.
        names: What each anchor is called in its file, by the same keys; empty for chapters.
    """

    sections: tuple[Section, ...]
    files: Mapping[str, str]
    names: Mapping[str, str]

    def link(self, anchor: str) -> str | None:
        """Return the relative address of ``<uri>#<id>``, None when there is no such place."""
        file, name = self.files.get(anchor), self.names.get(anchor)
        return file and (f"{file}#{name}" if name else file)

    def of(self, chapter: Chapter) -> list[Section]:
        """Return the sections of a chapter, in order."""
        return [section for section in self.sections if section.chapter.uri == chapter.uri]


def place(chapters: Iterable[Chapter]) -> Places:
    """Distribute chapters to files and give each anchor a name that XML allows."""
    sections: list[Section] = []
    files: dict[str, str] = {}
    names: dict[str, str] = {}
    for chapter in chapters:
        taken: set[str] = set()
        for index, elements in enumerate(_split(chapter.body)):
            file = file_name(chapter.uri, index)
            sections.append(Section(chapter, file, elements))
            for element in elements:
                for identifier in filter(None, (each.get("id") for each in element.iter())):
                    anchor = f"{chapter.uri}#{identifier}"
                    files[anchor] = file
                    names[anchor] = xml_name(identifier, taken)
                    taken.add(names[anchor])
        files[f"{chapter.uri}#"] = file_name(chapter.uri)
        names[f"{chapter.uri}#"] = ""
    return Places(tuple(sections), files, names)


def file_name(uri: str, index: int = 0) -> str:
    """Return the file of a chapter, or of its stretch with this index."""
    name = _NOT_IN_NAMES.sub("-", uri.strip("/").replace("/", "."))
    return f"{name}-{index + 1}.xhtml" if index else f"{name}.xhtml"


def xml_name(identifier: str, taken: Container[str] = ()) -> str:
    """Return an identifier as an XML name that is not taken; most stay as they are."""
    name = _NOT_IN_NAMES.sub("-", identifier)
    if not re.match(r"[A-Za-z_]", name):
        name = f"_{name}"
    unique, count = name, 1
    while unique in taken:
        count += 1
        unique = f"{name}-{count}"
    return unique


def _split(body: Element) -> list[tuple[Element, ...]]:
    """Cut before second-level headings where a file would become too large."""
    stretches: list[list[Element]] = [[]]
    for element in body:
        if element.tag == "h2" and stretches[-1]:
            stretches.append([])
        stretches[-1].append(element)
    files: list[list[Element]] = []
    filled = SPLIT_AT
    for stretch in stretches:
        size = sum(len(etree.tostring(element)) for element in stretch)
        if filled + size > SPLIT_AT:
            files.append([])
            filled = 0
        files[-1] += stretch
        filled += size
    return [tuple(elements) for elements in files]
