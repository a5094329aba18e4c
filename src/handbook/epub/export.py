"""Put the EPUB together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handbook.epub.archive import write_archive
from handbook.epub.contents import contents, has_page, part_file
from handbook.epub.convert import Converter
from handbook.epub.cover import draw_cover
from handbook.epub.front import TITLE_PAGE, part_page, title_page
from handbook.epub.images import prepare
from handbook.epub.navigation import NAVIGATION, NCX, navigation, ncx
from handbook.epub.package import PACKAGE, Item, identifier, package
from handbook.epub.places import Places, place
from handbook.epub.xhtml import Element, document
from handbook.problems import Problem, ProblemsError
from handbook.publication.model import Publication

_STYLES = "book.css"
_COVER = "images/cover.png"


@dataclass(frozen=True)
class _Written:
    """All chapters in XHTML.

    Attributes:
        documents: Content documents by file.
        headings: Second-level headings by file.
        math: Files that hold formulas.
        images: Names of the images shown.
    """

    documents: dict[str, bytes]
    headings: dict[str, list[Element]]
    math: frozenset[str]
    images: frozenset[str]


def export_epub(publication: Publication, destination: Path, report: Callable[[str], None]) -> str:
    """Write a publication as EPUB 3.3, the same bytes for the same publication.

    Args:
        publication: What is written.
        destination: File that is replaced once the new one is complete.
        report: Takes a line about what is being done.

    Returns:
        How much is in it, for readers.

    Raises:
        ProblemsError: A chapter holds what an EPUB cannot show, or a link that leads nowhere.
        OSError: The file cannot be written; the one that was there stays.
    """
    places = place(publication.chapters)
    report("writing the documents")
    written = _write_chapters(publication, places)
    files = _files(publication, places, written)
    write_archive(destination, files, publication.time)
    return f"{len(list(publication.chapters))} chapters"


def _write_chapters(publication: Publication, places: Places) -> _Written:
    documents: dict[str, bytes] = {}
    headings: dict[str, list[Element]] = {}
    math: set[str] = set()
    images: set[str] = set()
    problems: list[Problem] = []
    for chapter in publication.chapters:
        converter = Converter(places, publication.images)
        for section in places.of(chapter):
            element = converter.section(section)
            headings[section.file] = element.findall("{*}h2")
            if next(element.iter("{*}math"), None) is not None:
                math.add(section.file)
            documents[section.file] = document(chapter.title, element)
        problems += converter.problems
        images |= converter.used_images
    if problems:
        raise ProblemsError(problems)
    return _Written(documents, headings, frozenset(math), frozenset(images))


def _files(publication: Publication, places: Places, written: _Written) -> dict[str, bytes]:
    entries = contents(publication, places, written.headings)
    files = {**written.documents, **_images(publication, written.images)}
    files[_STYLES] = Path(__file__).with_name(_STYLES).read_bytes()
    files[_COVER] = draw_cover(publication.title, publication.description)
    files[TITLE_PAGE] = title_page(publication)
    files[NCX] = ncx(publication.title, identifier(publication.selection), entries)
    files[NAVIGATION] = navigation(entries, _landmarks(publication, places))
    items = [Item(_STYLES), Item(_COVER, "cover-image"), Item(NCX)]
    items += [Item(f"images/{name}") for name in sorted(written.images)]
    items += [Item(TITLE_PAGE, in_spine=True), Item(NAVIGATION, "nav", in_spine=True)]
    pages = {entry.address: entry for entry in entries}
    for part in publication.parts:
        if has_page(part):
            files[part_file(part)] = part_page(part, pages[part_file(part)])
            items.append(Item(part_file(part), in_spine=True))
        for chapter in part.chapters:
            for section in places.of(chapter):
                properties = "mathml" if section.file in written.math else ""
                items.append(Item(section.file, properties, in_spine=True))
    files[PACKAGE] = package(publication, items)
    return files


def _images(publication: Publication, names: frozenset[str]) -> dict[str, bytes]:
    files = {}
    problems = []
    for name in sorted(names):
        try:
            files[f"images/{name}"] = prepare(name, publication.images[name])
        except ValueError as error:
            problems.append(Problem(name, 0, f"the image {error}"))
    if problems:
        raise ProblemsError(problems)
    return files


def _landmarks(publication: Publication, places: Places) -> tuple[tuple[str, str, str], ...]:
    marks = [("titlepage", "Title page", TITLE_PAGE), ("toc", "Contents", f"{NAVIGATION}#toc")]
    first = next(iter(publication.parts))
    start = part_file(first) if has_page(first) else places.sections[0].file
    marks.append(("bodymatter", "Start of the text", start))
    for chapter in publication.chapters:
        if chapter.kind == "glossary":
            marks.append(("glossary", chapter.title, places.files[f"{chapter.uri}#"]))
    return tuple(marks)
