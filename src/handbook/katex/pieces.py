"""Put the parts of a formula in plain text beside one another."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "operand",
    "fraction",
    "function",
    "phrase",
    "prefix",
    "binary",
    "relation",
    "comma",
    "open",
    "close",
    "tight",
    "bar",
]


@dataclass(frozen=True)
class Piece:
    """A part of a formula as text.

    Attributes:
        text: The text itself.
        kind: What it is to its neighbours: ``function`` is the name of one, ``phrase`` words that end in
            "of", ``prefix`` stands close to what follows, ``tight`` close to both sides, ``bar`` opens or
            closes, ``fraction`` needs parentheses beside a factor.
    """

    text: str
    kind: Kind = "operand"


_BINARY = frozenset("+−±∓×·⋅÷∗*∪∩∖⊕⊖⊗⊙⊘∘∙⋆∧∨⊎⊓⊔†‡")
_COMMAS = frozenset(",;")
_TIGHT = frozenset("/\\:@_")
_CLOSING = frozenset("!%°′″?.")
_PREFIXES = frozenset("∂∇Δ¬∀∃√∠#$£")
_BARS = frozenset("|‖")
_NOT_RELATIONS = frozenset("⋯⋮⋱∞⊤°")
_WORD = re.compile(r"[^\W_]+′*|[+−∗*†⊤∞…%°]|[+−]?[^\W_]+")
_FACTOR = re.compile(r"[∂∇−]?[^\W_][\w′^.,%°-]*(?:\([^()]*\))?|[∞…]")
_LETTERS = re.compile(r"\w(?: \w){1,3}")
_OPERANDS: frozenset[Kind | None] = frozenset(
    {"operand", "fraction", "function", "phrase", "open", "bar", "prefix"}
)
_SIGNED_AFTER: frozenset[Kind | None] = frozenset(
    {None, "binary", "relation", "comma", "open", "prefix", "phrase", "function"}
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}


def symbol(character: str) -> Piece:
    """Return an operator or another character that is no letter."""
    kinds: Sequence[tuple[frozenset[str], Kind]] = (
        (_BINARY, "binary"),
        (_COMMAS, "comma"),
        (_TIGHT, "tight"),
        (_CLOSING, "close"),
        (_PREFIXES, "prefix"),
        (_BARS, "bar"),
    )
    for characters, kind in kinds:
        if character in characters:
            return Piece(character, kind)
    category = unicodedata.category(character)
    if category in ("Ps", "Pe"):
        return Piece(character, "open" if category == "Ps" else "close")
    if category in ("Sm", "So") and character not in _NOT_RELATIONS:
        return Piece(character, "relation")
    return Piece(character)


def join(pieces: Iterable[Piece]) -> str:
    """Return pieces as text with the spaces that make it readable."""
    row = _with_bars_paired([piece for piece in pieces if piece.text])
    text = ""
    before: Kind | None = None
    for position, piece in enumerate(row):
        kind, shown = piece.kind, piece.text
        if kind == "binary" and before in _SIGNED_AFTER:
            kind = "prefix"  # a sign rather than an operator
        if kind == "fraction":
            kind = "operand"
            following = row[position + 1].kind if position + 1 < len(row) else None
            if before in ("operand", "close", "function") or following in _OPERANDS:
                shown = f"({shown})"
        if text and _stands_apart(before, kind):
            text += " "
        text += shown
        before = kind
    return " ".join(text.split())


def _stands_apart(before: Kind | None, kind: Kind) -> bool:
    if before in ("open", "tight") or kind in ("close", "comma", "tight"):
        return False
    if before == "prefix":
        return kind == "relation"
    if kind == "open":
        return before not in ("operand", "function", "close")
    return True


def _with_bars_paired(pieces: list[Piece]) -> list[Piece]:
    """Tell opening bars from closing ones; one without a partner in its brackets separates."""
    paired = list(pieces)
    open_groups: list[list[int]] = [[]]
    groups = [open_groups[0]]
    for position, piece in enumerate(pieces):
        if piece.kind == "open":
            open_groups.append([])
            groups.append(open_groups[-1])
        elif piece.kind == "close" and len(open_groups) > 1:
            open_groups.pop()
        elif piece.kind == "bar":
            open_groups[-1].append(position)
    for group in groups:
        for bar in _BARS:
            places = [place for place in group if pieces[place].text[0] == bar]
            for number, place in enumerate(places, 1):
                kind: Kind = "open" if number % 2 else "close"
                if number == len(places) and kind == "open":
                    kind = "relation" if len(pieces[place].text) == 1 else "close"
                paired[place] = replace(pieces[place], kind=kind)
    return paired


def as_index(text: str) -> str:
    """Return the text of a subscript, in parentheses unless it is one thing or a few letters in a row."""
    return text.replace(" ", "") if _LETTERS.fullmatch(text) else as_power(text)


def as_power(text: str) -> str:
    """Return the text of a superscript, in parentheses unless it is one thing."""
    return text if _WORD.fullmatch(text) or _is_enclosed(text) else f"({text})"


def as_base(text: str, *, power: bool) -> str:
    """Return text that scripts may follow, in parentheses unless it is one thing."""
    if _is_enclosed(text) or not (" " in text or "/" in text or (power and "^" in text)):
        return text
    return f"({text})"


def as_factor(text: str) -> str:
    """Return text that a slash may follow, in parentheses unless it is one thing with or without scripts."""
    return text if _FACTOR.fullmatch(text) or _is_enclosed(text) else f"({text})"


def _is_enclosed(text: str) -> bool:
    """Tell whether one pair of brackets encloses the whole text."""
    if len(text) < 2 or _PAIRS.get(text[0]) != text[-1]:
        return False
    if text[0] == text[-1]:
        return text.count(text[0]) == 2
    depth = 0
    for position, character in enumerate(text):
        depth += (character == text[0]) - (character == text[-1])
        if not depth:
            return position == len(text) - 1
    return False
