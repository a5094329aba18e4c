"""Find characters that no font of the book has, before the book is compiled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import typst
from fontTools.ttLib import TTFont
from lxml import etree

from handbook.pdf.markup import array, string
from handbook.pdf.settings import FONTS
from handbook.problems import Problem
from handbook.publication.model import Chapter, Publication

_REFUSED = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed")
_SUFFIXES = (".md", ".py", ".yml")
_FOLDERS = ("questions", "docs", "notebooks", "drills", "scratch")


def missing_characters(publication: Publication, fonts: Path, root: Path) -> list[Problem]:
    """Report each character that no font has, with the place of its source.

    Args:
        publication: The book.
        fonts: Folder of the fonts.
        root: Repository root, for the sources.
    """
    used = {chapter: _characters(chapter, publication.images) for chapter in publication.chapters}
    known = covered(fonts)
    doubtful = frozenset[str]().union(*used.values()) - known
    refused = refused_characters(doubtful, fonts)
    return [
        _problem(chapter, character, root)
        for chapter, characters in used.items()
        for character in sorted(characters & refused)
    ]


def _characters(chapter: Chapter, images: Mapping[str, bytes]) -> frozenset[str]:
    """Return what a chapter prints: its text, and the lettering of its drawings."""
    names = {str(name) for name in chapter.body.xpath(".//img/@src") if str(name).endswith(".svg")}
    drawings = (
        etree.fromstring(images[name]) for name in sorted(names & images.keys()) if b"<text" in images[name]
    )
    lettering = (text for drawing in drawings for text in drawing.iter("{*}text"))
    return frozenset("".join(piece for part in (chapter.body, *lettering) for piece in part.itertext()))


def covered(fonts: Path) -> frozenset[str]:
    """Return the characters that the fonts in a folder have, and white space."""
    characters = set(" \t\r\n\f")
    for path in fonts.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            characters.update(map(chr, font.getBestCmap()))
    return frozenset(characters)


def refused_characters(characters: Iterable[str], fonts: Path) -> frozenset[str]:
    """Return those characters that the fonts carried by Typst lack, too: it is asked to set them."""
    wanted = sorted(characters)
    if not wanted:
        return frozenset()
    text = "\n\n".join(f"#{string(character)};" for character in wanted)
    document = (
        '#set document(title: "Characters")\n#set text(lang: "en", font: '
        f"{array(map(string, FONTS['f-serif']))})\n{text}\n"
    )
    try:
        typst.compile(
            document.encode(),
            font_paths=typst.Fonts(False, True, [str(fonts)]),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        refused = {match["text"] for match in _REFUSED.finditer(str(error.diagnostic or error.message))}
        return frozenset(sign for sign in wanted if refused & {sign, _shown(sign)})
    return frozenset()


def _shown(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"


def _problem(chapter: Chapter, character: str, root: Path) -> Problem:
    path, line = _place(chapter.source, character, root)
    message = f"no font of the PDF has the character {character} (U+{ord(character):04X})"
    return Problem(path, line, message, "write it in words, or as a formula")


def _place(source: str, character: str, root: Path) -> tuple[str, int]:
    """Return where a character stands: in the chapter's own source, or in what it shows of other files."""
    for path in (root / source, *_others(root)):
        line = _line(path, character)
        if line:
            return path.relative_to(root).as_posix(), line
    return source, 0


def _others(root: Path) -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in _SUFFIXES)


def _line(path: Path, character: str) -> int:
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        return 0
    position = text.find(character)
    return text.count("\n", 0, position) + 1 if position >= 0 else 0
