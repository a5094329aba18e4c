"""Split Markdown at its fences, because what stands in code is shown and never expanded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(frozen=True)
class Block:
    """A run of whole lines that is either one fence or no fence at all.

    Attributes:
        text: The lines, line ends included.
        line: Index of the first line, counted from 0.
        info: What follows the opening mark of a fence; None outside of fences.
        closed: Whether the closing mark was found; true outside of fences.
    """

    text: str
    line: int
    info: str | None = None
    closed: bool = True

    @property
    def language(self) -> str:
        """Name the language of a fence, empty outside of fences and for fences that name none."""
        words = (self.info or "").replace("{", " ").replace("}", " ").split()
        return words[0].lstrip(".") if words else ""

    @property
    def body(self) -> str:
        """Return the lines between the marks of a fence, without the indentation that all of them share."""
        lines = self.text.splitlines()[1 : -1 if self.closed else None]
        indent = len(self.text) - len(self.text.lstrip(" \t"))
        return "\n".join(line[indent:] if not line[:indent].strip() else line for line in lines)


def split_fences(text: str) -> Iterator[Block]:
    """Yield the blocks of a page in order; joined, their texts are the page again."""
    if text and "```" not in text and "~~~" not in text:
        yield Block(text, 0)
        return
    lines = text.splitlines(keepends=True)
    start = index = 0
    while index < len(lines):
        opening = _opens(lines[index])
        if opening is None:
            index += 1
            continue
        if index > start:
            yield Block("".join(lines[start:index]), start)
        end = _closing(lines, index, opening["mark"])
        closed = end is not None
        stop = len(lines) if end is None else end + 1
        yield Block("".join(lines[index:stop]), index, opening["info"].strip(), closed)
        start = index = stop
    if start < len(lines):
        yield Block("".join(lines[start:]), start)


def _opens(line: str) -> re.Match[str] | None:
    """Match an opening mark; a line such as ```` ```code``` ```` is inline code."""
    match = _OPENING.match(line.rstrip("\r\n"))
    return match if match and match["mark"][0] not in match["info"] else None


def _closing(lines: list[str], start: int, mark: str) -> int | None:
    """Find the line of the closing mark, at least as long as the opening one and alone on its line."""
    pattern = re.compile(rf"[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
    return next((i for i in range(start + 1, len(lines)) if pattern.match(lines[i])), None)
