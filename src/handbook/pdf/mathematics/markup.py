"""Pieces of Typst's math markup."""

import re
import unicodedata
from collections.abc import Iterable

EMPTY = '""'
"""Takes no room, but separates operators like an operand, as an empty group does in TeX."""

# The roots are operators of Typst's syntax.
_SPECIAL = frozenset("#$\\\"_^&/*'`~@|,;:<>!=-+.√∛∜")
_BRACKETS = ("Ps", "Pe")
_STARTS_WITH_TEXT = re.compile(
    r'(?:(?:upright|bold|italic|bb|sans|mono|display|inline|s?script)\(|text\([^"]*(?:"#\w+"\), )?)*"'
)
_ENDS_WITH_TEXT = re.compile(r'"\)*$')


def is_bracket(character: str) -> bool:
    """Tell whether Unicode has the character as an opening or closing bracket."""
    return len(character) == 1 and unicodedata.category(character) in _BRACKETS


def quoted(text: str) -> str:
    """Return text that is set upright and as it stands."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def literal(character: str) -> str:
    """Return the markup of one character as a symbol."""
    if character.isspace():
        return "space"
    return f"\\{character}" if character in _SPECIAL or is_bracket(character) else character


def call(name: str, *arguments: str, **options: str) -> str:
    """Return a call of a function.

    Args:
        name: Name of the function.
        arguments: Its positional arguments as markup; an empty one becomes an empty group.
        options: Its named arguments.
    """
    given = [argument or EMPTY for argument in arguments]
    return f"{name}({', '.join([*given, *(f'{key}: {value}' for key, value in options.items())])})"


def listed(rows: Iterable[Iterable[str]]) -> str:
    """Return cells of a matrix, where an empty one becomes an empty group."""
    return "; ".join(", ".join(cell or EMPTY for cell in row) for row in rows)


def join(parts: Iterable[str]) -> str:
    """Return the parts in a row.

    Typst prints a space of the source when text stands beside it, so that none may be written there.
    """
    row = ""
    for part in parts:
        if not (row and part):
            row += part
        elif not (_ENDS_WITH_TEXT.search(row) or _STARTS_WITH_TEXT.match(part)):
            row += f" {part}"
        elif row[-1].isalnum() and part[0].isalnum():
            row += f"/**/{part}"
        else:
            row += part
    return row
