"""Write code: coloured as on the site, wrapped where a line is too long, with numbers, marks and highlights.

The colours are those of the Pygments spans, so that Typst highlights nothing itself. Lines are wrapped here,
where the width of a character is known; what continues a line is marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from handbook.pdf.layout import Layout, Room
from handbook.pdf.markup import array, string
from handbook.pdf.metrics import MONO_ADVANCE, columns
from handbook.pdf.writer import Writer, call, named
from handbook.publication.html import has_class

_INSET = 12.0
_NUMBER_COLUMNS = 4
_MARK_COLUMNS = 3
_HANG = 4
"""Columns by which what continues a line is moved to the right, the mark included."""

_COLORS: dict[str, tuple[str, ...]] = {
    "keyword": ("k", "kc", "kd", "kn", "kp", "kr", "kt", "ow"),
    "function": ("nf", "fm", "nb", "bp", "nn", "nd", "nc", "nx", "nt", "na"),
    "string": ("s", "sa", "sb", "sc", "dl", "s2", "se", "sh", "si", "sx", "sr", "s1", "ss"),
    "number": ("m", "mb", "mf", "mh", "mi", "il", "mo", "no", "nl", "ne", "gd"),
    "comment": ("c", "ch", "cm", "cp", "cpf", "c1", "cs", "sd", "gp", "go", "o", "p", "gh", "gu"),
    "inserted": ("gi",),
}
_COLOR_OF = {name: color for color, names in _COLORS.items() for name in names}


@dataclass(frozen=True)
class Piece:
    """Characters of one colour, or the number of an annotation.

    Attributes:
        text: The characters.
        color: Name of the colour in the templates; empty for that of the text, ``mark`` for an annotation.
    """

    text: str
    color: str = ""

    @property
    def columns(self) -> int:
        """Places that it takes in a line."""
        return _MARK_COLUMNS if self.color == "mark" else columns(self.text)


Line = tuple[Piece, ...]


def write_code(writer: Writer, element: HtmlElement, room: Room) -> str:
    """Write a code block, or what a notebook's cell printed."""
    code = element.find("code")
    lines = read_lines(element if code is None else code)
    numbered = element.get("data-lines") == "1"
    spare = _NUMBER_COLUMNS if numbered else 0
    longest = max((sum(piece.columns for piece in line) for line in lines), default=0) + spare
    # Code that bleeds is in line with the text around it: it has an inset on the right only.
    width = room.width + room.reach - (_INSET if room.bleed else 2 * _INSET)
    size = _size(longest, width, room, writer.frame.layout)
    limit = int(width / (size * MONO_ADVANCE)) - spare
    wrapped = [wrap(line, limit) for line in lines]
    arguments = [
        string("\n".join("".join(p.text for p in line if p.color != "mark") for line in lines)),
        array(f"[{'#b-turn();'.join(map(_line_markup, parts))}]" for parts in wrapped),
        f"size: {size}pt" if size != writer.frame.layout.code_size else "",
        "nested: true" if not room.bleed else "",
    ]
    if has_class(element, "output"):
        return writer.mark(element) + call("b-output", *arguments)
    highlighted = [number for number in (element.get("data-highlight") or "").split() if number.isdigit()]
    arguments += [
        named("title", element.get("data-title")),
        "numbered: true" if numbered else "",
        f"marked: {array(highlighted)}" if highlighted else "",
    ]
    return writer.mark(element) + call("b-code", *arguments)


def _size(longest: int, width: float, room: Room, layout: Layout) -> float:
    """Return the size at which the longest line fits, but no smaller than can be read."""
    scale = min(1.0, room.size / layout.text_size)
    sizes = (layout.code_size * scale, layout.small_code_size * scale)
    return next((size for size in sizes if longest * size * MONO_ADVANCE <= width), sizes[1])


def read_lines(code: HtmlElement) -> list[Line]:
    """Return the lines of a code element with the colours of its spans, without empty lines at the end."""
    lines: list[list[Piece]] = [[]]
    for text, color in _runs(code, ""):
        if color == "mark":
            lines[-1].append(Piece(text, color))
            continue
        for index, part in enumerate(text.replace("\t", "    ").split("\n")):
            if index:
                lines.append([])
            if part:
                _append(lines[-1], part, color)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [tuple(line) for line in lines]


def _append(line: list[Piece], text: str, color: str) -> None:
    """Add characters to a line; white space joins what it follows, so that there are few pieces."""
    last = line[-1] if line else None
    if last and last.color != "mark" and (last.color == color or text.isspace()):
        line[-1] = Piece(last.text + text, last.color)
    elif last and last.color != "mark" and last.text.isspace():
        line[-1] = Piece(last.text + text, color)
    else:
        line.append(Piece(text, color))


def _runs(element: HtmlElement, color: str) -> Iterator[tuple[str, str]]:
    name = element.get("class") or ""
    if name == "annotation":
        yield element.text_content(), "mark"
        return
    if name:
        color = next((_COLOR_OF[part] for part in name.split() if part in _COLOR_OF), color)
    if element.text:
        yield element.text, color
    for child in element:
        yield from _runs(child, color)
        if child.tail:
            yield child.tail, color


def wrap(line: Line, limit: int) -> list[Line]:
    """Break a line into parts that fit.

    Parts after the first are indented like the line itself, and more; they are broken after a space or a sign
    where there is one in their last third.

    Args:
        line: The line.
        limit: Columns that a part may take.
    """
    if sum(piece.columns for piece in line) <= limit:
        return [line]
    indent = _indent(line, limit)
    parts: list[Line] = []
    rest, first = line, True
    while sum(piece.columns for piece in rest) > (room := limit if first else limit - indent - _HANG):
        head, rest = _split(rest, max(room, 8))
        parts.append(head if first else (Piece(" " * indent), *head))
        first = False
    return [*parts, (Piece(" " * indent), *rest)] if rest else parts


def _indent(line: Line, limit: int) -> int:
    text = "".join(piece.text for piece in line)
    return min(len(text) - len(text.lstrip(" ")), limit // 3)


def _split(line: Line, limit: int) -> tuple[Line, Line]:
    """Return what fits and the rest, without the space at which the line is broken."""
    text, used = "", 0
    for piece in line:
        for character in piece.text if piece.color != "mark" else ("\x00",):
            used += _MARK_COLUMNS if character == "\x00" else columns(character)
            if used > limit:
                break
            text += character
        if used > limit:
            break
    breaks = [index + 1 for index, character in enumerate(text) if character in " ,;([{|/=+"]
    late = [index for index in breaks if index > len(text) * 2 // 3]
    return _cut(line, late[-1] if late else max(len(text), 1))


def _cut(line: Sequence[Piece], length: int) -> tuple[Line, Line]:
    head: list[Piece] = []
    rest: list[Piece] = []
    for piece in line:
        size = 1 if piece.color == "mark" else len(piece.text)
        if length >= size:
            head.append(piece)
        elif length <= 0:
            rest.append(piece)
        else:
            head.append(Piece(piece.text[:length], piece.color))
            rest.append(Piece(piece.text[length:], piece.color))
        length -= size
    return tuple(head), tuple(rest)


def _line_markup(line: Line) -> str:
    return "".join(map(_piece_markup, line))


def _piece_markup(piece: Piece) -> str:
    if piece.color == "mark":
        return call("k-mark", string(piece.text))
    if not piece.color:
        return f"#{string(piece.text)};"
    return call(f"k-{piece.color}", string(piece.text))
