"""Read MathML elements."""

import unicodedata

from lxml import etree

Element = etree._Element

APPLICATION = "\u2061"
"""The invisible operator that KaTeX writes behind the name of a function."""

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_WRAPPERS = frozenset({"mrow", "mstyle"})
_COMBINING = {
    "ˊ": "\u0301", "ˋ": "\u0300", "¨": "\u0308", "~": "\u0303", "ˉ": "\u0304", "˘": "\u0306",
    "ˇ": "\u030c", "^": "\u0302", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¸": "\u0327",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).removeprefix(_NAMESPACE)


def children(element: Element) -> list[Element]:
    """Return the child elements; comments and the like are none."""
    return [child for child in element if isinstance(child.tag, str)]


def text_of(element: Element) -> str:
    """Return all text in an element."""
    return "".join(str(piece) for piece in element.itertext())


def core(element: Element) -> Element:
    """Return what is left of an element without the rows and styles around it that hold nothing else."""
    while name_of(element) in _WRAPPERS and len(inner := children(element)) == 1:
        element = inner[0]
    return element


def is_operator(element: Element, text: str) -> bool:
    """Tell whether the element is this operator."""
    return name_of(element) == "mo" and text_of(element) == text


def is_stretching_fence(element: Element) -> bool:
    r"""Tell whether the element is a delimiter of ``\left``, ``\middle`` or ``\right``."""
    return name_of(element) == "mo" and element.get("fence") == "true" and element.get("minsize") is None


def is_middle(element: Element) -> bool:
    r"""Tell whether the element is a delimiter of ``\middle``."""
    return is_stretching_fence(element) and element.get("lspace") is not None


def accented_letter(element: Element) -> str | None:
    """Return the one character for a letter of text that KaTeX takes apart, like é; None for others."""
    if name_of(element) != "mover" or element.get("accent") != "true":
        return None
    base, accent = children(element)
    letter, mark = text_of(base), _COMBINING.get(text_of(accent))
    if name_of(base) != "mtext" or mark is None:
        return None
    composed = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + mark)
    return composed if len(composed) == 1 else None


def tagged(element: Element) -> tuple[Element, Element] | None:
    r"""Return the formula and the label of a table that stands for a formula with ``\tag``."""
    rows = children(element)
    if name_of(element) != "mtable" or len(rows) != 1:
        return None
    cells = children(rows[0])
    if len(cells) != 4 or children(cells[0]) or children(cells[2]):
        return None
    return cells[1], cells[3]
