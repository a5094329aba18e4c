"""Cut a page into the sections that the search finds.

Material's own parser is written in Python and takes as long as the template of a page; this one leaves the
parsing to libxml2 and keeps only what a small index needs.
"""

import html as html_module
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml.etree import ParserError

from handbook.katex import search_text

LONGEST = 400
"""Characters of text that are indexed of a section: enough to find it and to show what it is about."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset(
    {"pre", "script", "style", "object", "svg", "math", "template", "audio", "video", "canvas"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"}
    | {"span", "strong", "sub", "sup", "u", "var", "wbr"}
)


@dataclass
class Section:
    """A heading and the text below it, in the form that Material's index takes.

    Attributes:
        id: Anchor of the heading; None for what stands before the second heading.
        title: Pieces of the heading, escaped.
        text: Pieces of the text, escaped.
        excluded: Whether the heading asks to be left out.
    """

    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    excluded: bool = False

    def is_excluded(self) -> bool:
        """Whether the section is left out."""
        return self.excluded


def sections(content: str) -> list[Section]:
    """Return the sections of a page with readable formulas, without code and pictures, and with short texts.

    Args:
        content: HTML of the page without its frame, formulas as arithmatex leaves them.
    """
    try:
        root = lxml.html.fragment_fromstring(content, create_parent="div")
    except ParserError:
        return []
    found: list[Section] = []
    _collect(root, None, found)
    for section in found:
        section.title = [_readable(section.title)]
        section.text = [_shortened(_readable(section.text))]
    return found


def _collect(element: lxml.html.HtmlElement, section: Section | None, found: list[Section]) -> None:
    """Add the text of an element's children; a heading among them ends with its container."""
    section = _add(element.text, section, found)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and not _is_left_out(child):
            if tag in _HEADINGS and child.get("id"):
                section = Section(child.get("id") if found else None)
                section.excluded = child.get("data-search-exclude") is not None
                section.title += _heading_text(child)
                if not found and tag != "h1":
                    found.append(Section())
                    section.id = child.get("id")
                found.append(section)
            else:
                apart = tag not in _INLINE
                section = _add(" ", section, found) if apart else section
                _collect(child, section, found)
                section = section or (found[0] if found else None)
                section = _add(" ", section, found) if apart else section
        section = _add(child.tail, section, found)


def _is_left_out(element: lxml.html.HtmlElement) -> bool:
    if element.tag in _LEFT_OUT:
        return True
    if element.get("data-search-exclude") is not None and element.tag not in _HEADINGS:
        return True
    return element.tag == "div" and element.get("class") in ("arithmatex", "linenodiv")


def _add(text: str | None, section: Section | None, found: list[Section]) -> Section | None:
    if not text or (section is None and text.isspace()):
        return section
    if section is None:
        section = Section()
        found.append(section)
    section.text.append(text)
    return section


def _heading_text(heading: lxml.html.HtmlElement) -> Iterator[str]:
    if heading.get("class") != "headerlink":
        yield heading.text or ""
        for child in heading:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from _heading_text(child)
            yield child.tail or ""


def _readable(pieces: list[str]) -> str:
    """Join and escape pieces of text, with formulas as plain text."""
    text = " ".join("".join(pieces).split())
    return search_text(html_module.escape(text, quote=False))


def _shortened(text: str) -> str:
    """Cut a text at a word: a cut word would be indexed, a cut entity shown."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition(" ")[0]
