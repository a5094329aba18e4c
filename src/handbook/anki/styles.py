"""The style sheet of the note types, in the colours of the site."""

import re
from importlib.resources import files
from pathlib import Path

from handbook.problems import Problem, ProblemsError

_FOLDER = "docs/assets/stylesheets"
_SHEETS = ("tokens.css", "diagram.css")
_NIGHT = ".nightMode.card, .nightMode .card, .night_mode.card, .night_mode .card"


def card_styles(root: Path) -> str:
    """Return the style sheet of all note types.

    The colours are read from the site's own sheets. Anki on computers and AnkiMobile mark the night mode by
    the class ``nightMode``, older AnkiDroid by ``night_mode``.

    Raises:
        ProblemsError: A sheet is missing or sets no colours for a scheme.
    """
    sheets = {name: _read(root, name) for name in _SHEETS}
    day = "".join(_variables(sheets, name, "default") for name in _SHEETS)
    night = "".join(_variables(sheets, name, "slate") for name in _SHEETS)
    own = files("handbook.anki").joinpath("card.css").read_text("utf-8")
    return f".card {{\n{day}}}\n\n{_NIGHT} {{\n{night}}}\n\n{own}"


def _read(root: Path, name: str) -> str:
    path = root / _FOLDER / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        hint = "the cards take their colours from it"
        raise ProblemsError([Problem(f"{_FOLDER}/{name}", 0, "the style sheet is missing", hint)]) from error


def _variables(sheets: dict[str, str], name: str, scheme: str) -> str:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{([^}}]*)\}}', sheets[name])
    declarations = re.findall(r"--[\w-]+:[^;]+;", block[1]) if block else []
    if not declarations:
        message = f"sets no variables for the scheme `{scheme}`"
        raise ProblemsError([Problem(f"{_FOLDER}/{name}", 0, message)])
    return "".join(f"  {' '.join(declaration.split())}\n" for declaration in declarations)
