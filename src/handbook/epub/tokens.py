"""The text of code with the marks of the highlighter, line by line."""

from collections.abc import Iterator

from handbook.epub.xhtml import Element

_STYLED = frozenset(
    [
        *("k", "kc", "kd", "kn", "kp", "kr", "kt", "ow"),
        *("s", "sa", "sb", "sc", "dl", "sd", "s2", "se", "sh", "si", "sx", "sr", "s1", "ss"),
        *("m", "mb", "mf", "mh", "mi", "mo", "il"),
        *("c", "ch", "cm", "cp", "c1", "cs", "gp", "go"),
        *("nb", "nc", "nd", "nf", "fm"),
        "annotation",
    ]
)
"""Classes of Pygments that book.css styles; all others would only add weight."""

Token = tuple[str, str]
"""Class, empty for plain text, and text without line breaks."""


def code_lines(block: Element) -> list[list[Token]]:
    """Return the lines of a block of code; the break at its end makes no line of its own."""
    lines: list[list[Token]] = [[]]
    for name, text in _tokens(block, ""):
        for index, piece in enumerate(text.split("\n")):
            if index:
                lines.append([])
            if piece:
                lines[-1].append((name, piece))
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def _tokens(element: Element, outer: str) -> Iterator[Token]:
    """Yield tokens in order; a token within another keeps its own class if it has a styled one."""
    name = next((each for each in element.get("class", "").split() if each in _STYLED), outer)
    if name == "annotation":
        # In brackets, because without style sheets a bare number would be part of the code.
        yield name, f"({''.join(str(text) for text in element.itertext())})"
        return
    if element.text:
        yield name, element.text
    for child in element:
        yield from _tokens(child, name)
        if child.tail:
            yield name, child.tail
