"""Read drills: percent-style cells, Markdown ones as comments."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from handbook.drills.model import Drill, Mutant
from handbook.kept import Kept
from handbook.parsed import ParsedFiles
from handbook.problems import Problem, ProblemsError
from handbook.schemas import check_front_matter, validator
from handbook.sources import Document, decode_source, relative, split_front_matter

_SINGLE = ("statement", "starter", "solution", "complexity", "follow-ups", "tests")
_SETUP = "setup"
_MARKER = re.compile(r"^# %% ([a-z-]+)(?:: *(.+))?$")


@dataclass(frozen=True)
class _Cell:
    name: str
    label: str
    text: str
    line: int

    @property
    def markdown(self) -> str:
        rows = (row.removeprefix("# ").removeprefix("#") for row in self.text.splitlines())
        return "\n".join(rows).strip()


class DrillLoader:
    """Load the drills again and again, parsing only files that changed since the last time."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        """Load from ``drills/`` under this repository root; `kept` is where drills outlive the process."""
        self._root = root
        self._files = ParsedFiles(root, self._parse, kept, "drills")

    @property
    def content(self) -> str:
        """Return a digest of the files of the last load."""
        return self._files.content

    def load(self) -> tuple[list[Drill], list[Problem]]:
        """Return all drills that parse, and the problems of those that do not."""
        return self._files.load(sorted((self._root / "drills").glob("*/*.py")))

    def _parse(self, path: Path, data: bytes) -> tuple[Drill, list[Problem]]:
        slug = f"{path.parent.name}/{path.stem}"
        name = relative(path, self._root)
        return parse_drill(decode_source(data, name), name, slug), []


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a drill's front matter."""
    return dict(json.loads(files("handbook.drills").joinpath("drill.schema.json").read_text("utf-8")))


@cache
def _validator() -> Any:
    return validator(schema())


def parse_drill(text: str, path: str, slug: str) -> Drill:
    """Parse one drill.

    Raises:
        ProblemsError: Everything that is wrong with the form of the file.
    """
    document = split_front_matter(text, path, prefix="# ")
    problems = check_front_matter(document, _validator())
    cells = _split_cells(document, problems)
    problems += _check_cells(document, cells)
    if problems:
        raise ProblemsError(problems)
    data = document.data
    single = {cell.name: cell for cell in cells if cell.name in (*_SINGLE, _SETUP)}
    is_sql = data.get("language") == "sql"

    def code(cell: _Cell) -> str:
        return (cell.markdown if is_sql else cell.text.strip()) + "\n"

    return Drill(
        path=path,
        lines={**document.lines, **{cell.name: cell.line for cell in reversed(cells)}},
        slug=slug,
        **{key: data[key] for key in ("title", "level", "minutes", "frequency", "chapter", "reviewed")},
        language=data.get("language", "python"),
        questions=tuple(data.get("questions", ())),
        statement=single["statement"].markdown,
        setup=code(single[_SETUP]) if is_sql else "",
        starter=code(single["starter"]),
        hints=tuple(cell.markdown for cell in cells if cell.name == "hint"),
        solution=code(single["solution"]),
        complexity=single["complexity"].markdown,
        follow_ups=single["follow-ups"].markdown,
        tests=single["tests"].text.strip() + "\n",
        mutants=tuple(Mutant(cell.label, code(cell), cell.line) for cell in cells if cell.name == "mutant"),
    )


def _split_cells(document: Document, problems: list[Problem]) -> list[_Cell]:
    cells: list[_Cell] = []
    rows: list[str] = []
    name, label, line = "", "", 0
    for number, row in enumerate([*document.body.splitlines(), "# %% end"], document.body_line):
        found = _MARKER.match(row)
        if row.startswith("# %%") and not found:
            problems.append(
                Problem(
                    document.path,
                    number,
                    f"malformed cell marker `{row}`",
                    "write `# %% name` or `# %% mutant: …`",
                )
            )
        if not found:
            rows.append(row)
            continue
        text = "\n".join(rows).strip("\n")
        if name:
            cells.append(_Cell(name, label, text, line))
        elif text.strip():
            problems.append(Problem(document.path, document.body_line, "text before the first cell"))
        name, label, line, rows = found[1], found[2] or "", number, []
    return cells


def _check_cells(document: Document, cells: list[_Cell]) -> list[Problem]:
    problems = []
    names = [cell.name for cell in cells]
    is_sql = document.data.get("language") == "sql"
    single = (*_SINGLE, _SETUP) if is_sql else _SINGLE
    for name in single:
        if names.count(name) != 1:
            message = f"missing cell `{name}`" if name not in names else f"cell `{name}` stands twice"
            problems.append(Problem(document.path, document.body_line, message))
    for cell in cells:
        if cell.name not in (*single, "hint", "mutant"):
            hint = "cells: " + ", ".join((*single, "hint", "mutant: what is wrong"))
            problems.append(Problem(document.path, cell.line, f"unknown cell `{cell.name}`", hint))
        elif not cell.text.strip():
            problems.append(Problem(document.path, cell.line, f"cell `{cell.name}` is empty"))
        elif cell.name == "mutant" and not cell.label:
            problems.append(
                Problem(document.path, cell.line, "a mutant without a name", "`# %% mutant: what is wrong`")
            )
    if names.count("hint") != 3:
        problems.append(
            Problem(document.path, document.body_line, f"{names.count('hint')} hints", "write exactly 3")
        )
    if names.count("mutant") < 2:
        message = f"{names.count('mutant')} mutants"
        problems.append(Problem(document.path, document.body_line, message, "write 2 at least, better 4"))
    return problems
