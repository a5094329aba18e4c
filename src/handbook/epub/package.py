"""The package document: metadata, every file, and the reading order."""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from handbook.publication.model import Publication, Selection

PACKAGE = "book.opf"

_IDENTIFIER = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-handbook:machine-learning-interview")

_RIGHTS = "Text and figures: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Code: MIT."

_MEDIA_TYPES = {
    ".css": "text/css",
    ".ncx": "application/x-dtbncx+xml",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xhtml": "application/xhtml+xml",
}

_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "textual,visual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "ARIA"),
    ("accessibilityFeature", "describedMath"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "MathML"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "unlocked"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Formulas are MathML with a text alternative, figures have alternative text, and headings, tables,"
        " footnotes, questions and the glossary are marked as what they are. Nothing depends on colour alone."
        " No conformance to a level of WCAG has been certified.",
    ),
)
"""What is true of every edition, in the vocabulary of the W3C's Schema.org accessibility properties."""


@dataclass(frozen=True)
class Item:
    """A file of the EPUB.

    Attributes:
        properties: As the package document names them, such as ``mathml``.
        in_spine: Whether it is read in its place among the others.
    """

    file: str
    properties: str = ""
    in_spine: bool = False

    @property
    def identifier(self) -> str:
        """Return its identifier in the package document."""
        return "f-" + self.file.replace("/", "-")


def identifier(selection: Selection) -> str:
    """Return the identifier of all editions of a selection, so that a library replaces the older one."""
    chosen = "/".join((*selection.parts, *selection.chapters))
    return f"urn:uuid:{uuid.uuid5(_IDENTIFIER, chosen) if chosen else _IDENTIFIER}"


def package(publication: Publication, items: Iterable[Item]) -> bytes:
    """Return the package document of items, which are in reading order."""
    known = list(items)
    manifest = "".join(_manifest_item(item) for item in sorted(known, key=lambda item: item.file))
    spine = "".join(f'<itemref idref="{item.identifier}"/>\n' for item in known if item.in_spine)
    toc = next(item.identifier for item in known if item.file.endswith(".ncx"))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id"'
        ' xml:lang="en">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(publication)}</metadata>\n'
        f"<manifest>\n{manifest}</manifest>\n"
        f'<spine toc="{toc}">\n{spine}</spine>\n</package>\n'
    ).encode()


def _metadata(publication: Publication) -> str:
    moment = time.gmtime(publication.time)
    lines = [
        f'<dc:identifier id="book-id">{identifier(publication.selection)}</dc:identifier>',
        f"<dc:title>{escape(publication.title)}</dc:title>",
        f"<dc:creator>Contributors of {escape(publication.title)}</dc:creator>",
        f"<dc:description>{escape(publication.description)}</dc:description>",
        "<dc:language>en</dc:language>",
        "<dc:subject>Machine learning</dc:subject>",
        f"<dc:date>{time.strftime('%Y-%m-%d', moment)}</dc:date>",
        f"<dc:rights>{_RIGHTS}</dc:rights>",
        f'<meta property="dcterms:modified">{time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)}</meta>',
        *(f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in _ACCESSIBILITY),
    ]
    if publication.site_url:
        lines.append(f"<dc:source>{escape(publication.site_url)}</dc:source>")
    # EPUB 2 systems find the cover by this name.
    lines.append('<meta name="cover" content="f-images-cover.png"/>')
    return "".join(f"{line}\n" for line in lines)


def _manifest_item(item: Item) -> str:
    media_type = _MEDIA_TYPES["." + item.file.rpartition(".")[2]]
    properties = f' properties="{item.properties}"' if item.properties else ""
    return f'<item id="{item.identifier}" href="{item.file}" media-type="{media_type}"{properties}/>\n'
