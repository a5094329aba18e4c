"""Read notebook sources: jupytext percent scripts at ``notebooks/<topic>/<slug>.py``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yaml import YAMLError

from handbook.problems import Problem, ProblemsError

FOLDER = "notebooks"
_MARKER = re.compile(r"#\s*%%")


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook.

    Attributes:
        number: What Jupyter shows as ``[number]``: code cells counted from 1; 0 for a Markdown cell.
        kind: ``code``, ``markdown`` or ``raw``.
        line: Line of the percent script on which the text of the cell begins, counted from 1.
        text: The cell as a notebook holds it, Markdown without comment signs.
        tags: Its tags.
    """

    number: int
    kind: str
    line: int
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookSource:
    """A notebook as its author wrote it.

    Attributes:
        name: ``<topic>/<slug>``.
        path: The script, relative to the repository root, with forward slashes.
        cells: Its cells in order.
    """

    name: str
    path: str
    cells: tuple[Cell, ...]


def find(root: Path) -> dict[str, Path]:
    """Return the scripts of all notebooks by name, sorted."""
    paths = sorted((root / FOLDER).glob("*/*.py"))
    return {f"{path.parent.name}/{path.stem}": path for path in paths if path.stem != "__init__"}


def relative_path(name: str) -> str:
    """Return where the script of a notebook stands, relative to the repository root."""
    return f"{FOLDER}/{name}.py"


def read(name: str, text: str) -> NotebookSource:
    """Split the text of a percent script into cells that know their lines.

    Raises:
        ProblemsError: The text is no percent script, or its header is incomplete.
    """
    import jupytext
    from nbformat import ValidationError

    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except (ValidationError, ValueError, KeyError, YAMLError) as error:
        reason = str(error).strip().split("\n")[0]
        hint = "copy the header of another notebook"
        raise ProblemsError([Problem(relative_path(name), 1, f"cannot be read: {reason}", hint)]) from error
    lines = _cell_lines(text.splitlines(), [cell.source for cell in notebook.cells])
    cells = []
    count = 0
    for cell, line in zip(notebook.cells, lines, strict=True):
        is_code = cell.cell_type == "code"
        count += is_code
        tags = tuple(cell.metadata.get("tags", ()))
        cells.append(Cell(count if is_code else 0, cell.cell_type, line, cell.source, tags))
    return NotebookSource(name, relative_path(name), tuple(cells))


def _cell_lines(script: list[str], texts: Iterable[str]) -> list[int]:
    """Find the line on which each cell begins; markers inside of a cell's own text are passed over."""
    found = []
    position = 0
    for text in texts:
        while position < len(script) and not _MARKER.match(script[position]):
            position += 1
        position += 1
        first = text.split("\n", 1)[0].strip()
        while first and position < len(script) and first not in script[position]:
            position += 1
        found.append(min(position + 1, max(len(script), 1)))
        position += text.count("\n") + 1
    return found
