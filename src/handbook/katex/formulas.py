"""Find formulas in the HTML of a page and in the Markdown it was made from."""

import html as html_module
import re
from dataclasses import dataclass

MARK = 'class="arithmatex"'

_FORMULA = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\(?P<open>[(\[])(?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL
)
_LABEL = re.compile(r'(?P<before><span class="md-ellipsis">)(?P<text>[^<]*\\\([^<]*)(?=</?s)')
_IN_LABEL = re.compile(r"\\\((?P<tex>[^<]*?)\\\)")


@dataclass(frozen=True)
class Formula:
    """A formula as its author wrote it.

    Attributes:
        tex: The TeX between the delimiters, stripped.
        display: Whether it stands on lines of its own.
    """

    tex: str
    display: bool


@dataclass(frozen=True)
class Place:
    """A formula and the part of the page's HTML that it takes."""

    formula: Formula
    start: int
    end: int


def find_formulas(html: str) -> list[Place]:
    """Return the formulas that arithmatex marked, and those in labels of the table of contents, in order."""
    if MARK not in html:
        return []
    places = [
        Place(_formula(match["tex"], display=match["open"] == "["), match.start(), match.end())
        for match in _FORMULA.finditer(html)
    ]
    for label in _LABEL.finditer(html):
        places += [
            Place(
                _formula(match["tex"], display=False),
                label.start("text") + match.start(),
                label.start("text") + match.end(),
            )
            for match in _IN_LABEL.finditer(label["text"])
        ]
    return sorted(places, key=lambda place: place.start)


def _formula(escaped: str, *, display: bool) -> Formula:
    return Formula(html_module.unescape(escaped).strip(), display)


def line_of(tex: str, markdown: str, position: int = 0) -> int:
    """Return the line, counted from 1, of a formula's character in its Markdown source.

    Args:
        tex: The formula as found in the page.
        markdown: The whole source file, front matter included.
        position: Index of the character in the formula.

    Returns:
        The line in the first place where the formula occurs; 0 when it does not stand in this file.
    """
    words = tex.split()
    if not words:
        return 0
    match = re.search(r"[\s>]+".join(re.escape(word) for word in words), markdown)
    if match is None:
        return 0
    return 1 + markdown.count("\n", 0, match.start()) + tex.count("\n", 0, position)
