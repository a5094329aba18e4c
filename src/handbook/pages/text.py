"""Check Markdown for what readers could not use: images without text, repeated anchors."""

import re
from collections.abc import Iterator

from handbook.markdown.fences import split_fences
from handbook.problems import Problem

_IMAGE = re.compile(r"!\[\s*\](?:\(|\[)|<img\b(?![^>]*\balt=)[^>]*>")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_HEADING = re.compile(r"^#{1,6} +(?P<title>.+?)(?: *\{[^}]*#(?P<anchor>[\w-]+)[^}]*\})? *$")


def check_text(text: str, path: str, offset: int = 0) -> Iterator[Problem]:
    """Yield images without alternative text, repeated anchors of headings, and formulas inside a paragraph.

    Args:
        text: Markdown without front matter.
        path: Its file, for messages.
        offset: Number of lines of the file that stand before `text`.
    """
    anchors: dict[str, int] = {}
    yield from _check_display(text, path, offset)
    for number, line in _prose(text):
        place = offset + number
        if _IMAGE.search(_CODE.sub("", line)):
            yield Problem(
                path, place, "an image without alternative text", "say in the brackets what it shows"
            )
        heading = _HEADING.match(line)
        if heading:
            anchor = heading["anchor"] or heading["title"].casefold()
            if anchor in anchors:
                message = f"the heading anchor of `{heading['title']}` repeats line {anchors[anchor]}"
                yield Problem(path, place, message, "give it its own: `## Title { #another-anchor }`")
            anchors.setdefault(anchor, place)


def _check_display(text: str, path: str, offset: int) -> Iterator[Problem]:
    """Yield each ``$$`` line that a paragraph touches: Markdown then shows the dollars."""
    lines = dict(_prose(text))
    marks = [number for number, line in lines.items() if line.strip() == "$$"]
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        for mark, neighbour in ((opening, opening - 1), (closing, closing + 1)):
            if lines.get(neighbour, "").strip():
                message = "a formula on its own lines touches the paragraph beside it"
                yield Problem(path, offset + mark, message, "leave a blank line between them")


def _prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines outside of fences, with their numbers counted from 1."""
    for block in split_fences(text):
        if block.info is None:
            yield from enumerate(block.text.splitlines(), block.line + 1)
