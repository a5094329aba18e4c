"""Typeset elements in a row: names of functions, upright words, text, and delimiters that stretch."""

from collections.abc import Sequence

from handbook.katex.elements import (
    APPLICATION,
    Element,
    accented_letter,
    children,
    is_middle,
    is_operator,
    is_stretching_fence,
    name_of,
    text_of,
)
from handbook.pdf.mathematics.fractions import binomial
from handbook.pdf.mathematics.markup import EMPTY, call, is_bracket, join, literal, quoted
from handbook.pdf.mathematics.model import Style, Typeset
from handbook.pdf.mathematics.tokens import BARS, classed, is_space, operator_name, styled_text

_WORD_VARIANTS = frozenset({"normal", "bold", "sans-serif", "monospace"})
_ANGLES = {"<": "⟨", ">": "⟩"}


def row(element: Element, style: Style, typeset: Typeset) -> str:
    r"""Typeset ``<mrow>``; a delimiter of ``\left`` or ``\right`` at its ends is stretched."""
    parts = children(element)
    if not parts:
        return EMPTY
    if found := binomial(parts, style, typeset) or _operator(parts):
        return found
    left = parts[0] if is_stretching_fence(parts[0]) else None
    right = parts[-1] if is_stretching_fence(parts[-1]) and parts[-1] is not left else None
    if left is None and right is None:
        return typeset_all(parts, style, typeset)
    inner = parts[left is not None : len(parts) - (right is not None)]
    return call(
        "lr",
        join(
            [
                _delimiter(left, "opening") if left is not None else "",
                _between_middles(inner, style, typeset),
                _delimiter(right, "closing") if right is not None else "",
            ]
        ),
    )


def typeset_all(parts: Sequence[Element], style: Style, typeset: Typeset) -> str:
    """Typeset siblings."""
    pieces: list[str] = []
    position = 0
    while position < len(parts):
        end, piece = (
            _function(parts, position)
            or _word(parts, position)
            or _text(parts, position)
            or _spaces(parts, position, style, typeset)
            or (position + 1, typeset(parts[position], style))
        )
        pieces.append(piece)
        position = end
    return join(pieces)


def _operator(parts: Sequence[Element]) -> str | None:
    r"""Return the name that ``\mathop`` makes of an upright word: all of a row in a row; None for others."""
    if len(parts) != 1 or name_of(parts[0]) != "mrow":
        return None
    letters = children(parts[0])
    word = text_of(parts[0])
    if len(letters) < 2 or any(letter.get("mathvariant") != "normal" for letter in letters):
        return None
    if not (word.isascii() and word.isalnum()):
        return None
    # The row of \bmod looks the same, but it is a binary operator between spaces.
    return join([EMPTY, classed("binary", quoted(word)), EMPTY]) if word == "mod" else operator_name(word)


def _spaces(parts: Sequence[Element], start: int, style: Style, typeset: Typeset) -> tuple[int, str] | None:
    """Return spaces, with an empty group where they separate an operator from an operand.

    TeX finds the spacing of operators as if there were no space between; Typst leaves that spacing away.
    """
    end = start
    while end < len(parts) and is_space(parts[end]):
        end += 1
    if end == start:
        return None
    before = start > 0 and _is_spaced_operator(parts[start - 1])
    after = end < len(parts) and _is_spaced_operator(parts[end])
    pieces = [typeset(part, style) for part in parts[start:end]]
    return end, join([EMPTY if before and not after else "", *pieces, EMPTY if after and not before else ""])


def _is_spaced_operator(element: Element) -> bool:
    return name_of(element) == "mo" and not is_bracket(text_of(element)) and text_of(element) not in "!?"


def _function(parts: Sequence[Element], start: int) -> tuple[int, str] | None:
    """Return the name of a function with the invisible operator behind it."""
    following = parts[start + 1 : start + 2]
    if name_of(parts[start]) != "mi" or not following or not is_operator(following[0], APPLICATION):
        return None
    return start + 2, operator_name(text_of(parts[start]))


def _word(parts: Sequence[Element], start: int) -> tuple[int, str] | None:
    r"""Return letters and digits of one upright alphabet as a word, which ``\mathrm`` takes apart."""
    variant = parts[start].get("mathvariant")
    if name_of(parts[start]) != "mi" or variant not in _WORD_VARIANTS:
        return None
    end = start
    while (
        end < len(parts)
        and name_of(parts[end]) in ("mi", "mn")
        and parts[end].get("mathvariant") == variant
        and (text := text_of(parts[end])).isascii()
        and text.isalnum()
    ):
        end += 1
    if end - start < 2:
        return None
    return end, styled_text("".join(text_of(part) for part in parts[start:end]), variant)


def _text(parts: Sequence[Element], start: int) -> tuple[int, str] | None:
    """Return text with the accented letters in it."""
    end, words = start, ""
    while end < len(parts):
        part = parts[end]
        letter = accented_letter(part)
        if letter is not None:
            words += letter
        elif name_of(part) == "mtext" and part.get("mathvariant") is None and not is_space(part):
            words += text_of(part)
        else:
            break
        end += 1
    return (end, quoted(words.replace("\u00a0", " "))) if words else None


def _between_middles(parts: Sequence[Element], style: Style, typeset: Typeset) -> str:
    pieces: list[str] = []
    start = 0
    for position, part in enumerate(parts):
        if is_middle(part):
            pieces += [
                typeset_all(parts[start:position], style, typeset),
                classed("normal", call("mid", _symbol(part))),
            ]
            start = position + 1
    return join([*pieces, typeset_all(parts[start:], style, typeset)])


def _delimiter(element: Element, kind: str) -> str:
    symbol = _symbol(element)
    return symbol if is_bracket(symbol[-1]) else classed(kind, symbol)


def _symbol(element: Element) -> str:
    text = text_of(element)
    return literal(_ANGLES.get(text) or BARS.get(text, text))
