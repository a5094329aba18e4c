"""Sections of chapters as they stand in the sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from handbook.finder.words import plain_text
from handbook.pages import PageSource

LONGEST = 300
"""Characters of a section that are indexed: its opening says what it is about."""

_HEADING = re.compile(r"^(#{1,3}) +(.+?)\s*$", re.MULTILINE)
_FENCED = re.compile(r"^( *)(`{3,}|~{3,}).*?(?:^\1\2`*~* *$|\Z)", re.MULTILINE | re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_ID = re.compile(r"#([\w-]+)")
_MARKUP = re.compile(r"[*`]")
_EMPHASIS = re.compile(r"(?<!\w)_(\S(?:.*?\S)?)_(?!\w)")
_NO_PROSE = ("|", "!!!", "???", "===", "///", ":", "[^")


@dataclass(frozen=True)
class Section:
    """A section of a page, or the page itself.

    Attributes:
        title: Its heading without markup; the title of the page for the page itself.
        anchor: Fragment of its address, empty for the page itself.
        text: Its first sentences, plain.
    """

    title: str
    anchor: str
    text: str


def page_sections(page: PageSource) -> tuple[Section, ...]:
    """Return the page itself and its sections of two levels, with the anchors that the site gives them."""
    body = _FENCED.sub("", page.document.body)
    title = str(page.meta.get("title", page.name))
    found = [Section(title, "", str(page.meta.get("description", "")))]
    used: set[str] = set()
    headings = list(_HEADING.finditer(body))
    ends = [*(heading.start() for heading in headings[1:]), len(body)]
    for heading, end in zip(headings, ends, strict=False):
        anchor = _anchor(heading[2], used)
        if len(heading[1]) > 1:
            found.append(Section(_plain(heading[2]), anchor, _opening(body[heading.end() : end])))
    return tuple(found)


def shared_titles(pages: Iterable[tuple[Section, ...]]) -> set[str]:
    """Return the headings that several pages have, which say nothing about any of them."""
    seen: set[str] = set()
    shared: set[str] = set()
    for page in pages:
        titles = {section.title for section in page}
        shared |= seen & titles
        seen |= titles
    return shared


def _anchor(heading: str, used: set[str]) -> str:
    attributes = _ATTRIBUTES.search(heading)
    named = _ID.search(attributes[0]) if attributes else None
    if named:
        used.add(named[1])
        return named[1]
    return str(unique(slugify(_plain(heading), "-"), used))


def _plain(heading: str) -> str:
    text = _EMPHASIS.sub(r"\1", plain_text(_ATTRIBUTES.sub("", heading)))
    return _MARKUP.sub("", text).strip()


def _opening(markdown: str) -> str:
    text = " ".join(_prose(plain_text(markdown)))
    return text[: LONGEST + 1].rpartition(" ")[0] if len(text) > LONGEST else text


def _prose(text: str) -> Iterator[str]:
    """Yield the lines of paragraphs and lists."""
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if not line.startswith(_NO_PROSE))
