r"""Write formulas for the MathJax that Anki carries.

KaTeX, which typesets the site, knows commands that MathJax does not, and MathJax shows an unknown command as
red letters on the card. ``mathjax.yml`` lists them, as found by giving every command of KaTeX to Anki's copy.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_COMMAND = re.compile(r"\\(?:(?P<name>[A-Za-z]+)(?P<space>\s*)|[^A-Za-z])")
_ENVIRONMENT = re.compile(r"\\begin\s*\{(?P<name>[A-Za-z*]+)\}")
_TEXT = re.compile(r"\\(?:text|textbf|textit|textnormal|textrm|textsf|texttt|textup|mbox)\s*\{")
_ESCAPED_IN_TEXT = re.compile(r"\\([%&#_ ])")


class UnknownCommandError(ValueError):
    """Raised for a formula that Anki's MathJax cannot show.

    Attributes:
        command: What it does not know, as written.
    """

    def __init__(self, command: str) -> None:
        self.command = command
        super().__init__(f"Anki's MathJax cannot show {command}")


@dataclass(frozen=True)
class _Dialect:
    instead: dict[str, str]
    missing: frozenset[str]
    environments: frozenset[str]


@cache
def _dialect() -> _Dialect:
    data = yaml.safe_load(files("handbook.anki").joinpath("mathjax.yml").read_text("utf-8"))
    return _Dialect(
        data["instead"], frozenset(data["missing"].split()), frozenset(data["environments"].split())
    )


def to_mathjax(tex: str) -> str:
    r"""Return a formula of the site in the words of Anki's MathJax.

    Args:
        tex: TeX that KaTeX accepts, without its delimiters.

    Raises:
        UnknownCommandError: A command or environment has no counterpart, or stands inside of ``\text``,
            where this MathJax shows every backslash.
    """
    dialect = _dialect()
    for environment in _ENVIRONMENT.finditer(tex):
        if environment["name"] in dialect.environments:
            raise UnknownCommandError(f"\\begin{{{environment['name']}}}")

    def translate(match: re.Match[str]) -> str:
        name = match["name"]
        if name in dialect.missing:
            raise UnknownCommandError(f"\\{name}")
        if name not in dialect.instead:
            return match[0]
        other = dialect.instead[name]
        # A space keeps a command that ends in a letter apart from a letter that follows.
        return other + (" " if match["space"] or other[-1:].isalpha() else "")

    pieces: list[str] = []
    end = 0
    while text := _TEXT.search(tex, end):
        close = _closing_brace(tex, text.end())
        pieces += [_COMMAND.sub(translate, tex[end : text.start()]), text[0]]
        pieces += [_plain(tex[text.end() : close])]
        end = close
    pieces.append(_COMMAND.sub(translate, tex[end:]))
    return "".join(pieces)


def _plain(text: str) -> str:
    r"""Return the argument of ``\text`` without the backslashes that Anki's MathJax would show."""
    outside = re.sub(r"\$[^$]*\$", "", text)
    command = re.search(r"\\([A-Za-z]+|[^%&#_ ${}])", outside)
    if command:
        raise UnknownCommandError(f"{command[0]} inside of \\text")
    return _ESCAPED_IN_TEXT.sub(r"\1", text)


def _closing_brace(tex: str, start: int) -> int:
    depth = 1
    for brace in re.finditer(r"\\.|[{}]", tex[start:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return start + brace.start()
    return len(tex)
