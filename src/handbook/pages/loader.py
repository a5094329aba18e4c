"""Load the pages under docs/."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from handbook.pages.model import PageSource
from handbook.problems import Problem, ProblemsError
from handbook.schemas import check_front_matter, validator
from handbook.sources import read_source, relative, split_front_matter


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a page's front matter."""
    return dict(json.loads(files("handbook.pages").joinpath("page.schema.json").read_text("utf-8")))


@cache
def _validator() -> Any:
    return validator(schema())


@dataclass
class PageLoader:
    """Load the pages again and again, parsing only files that changed since the last time."""

    root: Path
    _parsed: dict[Path, tuple[tuple[int, int], PageSource | None, list[Problem]]] = field(
        default_factory=dict
    )

    def load(self) -> tuple[list[PageSource], list[Problem]]:
        """Return all pages that parse, and the problems of all pages."""
        pages, problems = [], []
        paths = sorted((self.root / "docs").rglob("*.md"))
        for path in paths:
            status = path.stat()
            signature = (status.st_mtime_ns, status.st_size)
            entry = self._parsed.get(path)
            if entry is None or entry[0] != signature:
                entry = (signature, *self._parse(path))
                self._parsed[path] = entry
            if entry[1]:
                pages.append(entry[1])
            problems += entry[2]
        for gone in self._parsed.keys() - set(paths):
            del self._parsed[gone]
        return pages, problems

    def _parse(self, path: Path) -> tuple[PageSource | None, list[Problem]]:
        name = relative(path, self.root)
        try:
            document = split_front_matter(read_source(path, self.root), name)
        except ProblemsError as error:
            return None, error.problems
        problems = check_front_matter(document, _validator())
        title = document.data.get("title")
        heading = re.search(r"^# (.+)$", document.body, re.MULTILINE)
        if heading and title and heading[1].strip() != title:
            message = f"the heading `{heading[1].strip()}` differs from the title `{title}`"
            line = document.body_line + document.body.count("\n", 0, heading.start())
            problems.append(Problem(name, line, message, "the H1 repeats the title"))
        return PageSource(path.relative_to(self.root / "docs").as_posix(), document), problems
