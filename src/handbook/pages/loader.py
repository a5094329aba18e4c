"""Load the pages under docs/."""

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from handbook.kept import Kept
from handbook.pages.model import PageSource
from handbook.pages.text import check_text
from handbook.parsed import ParsedFiles
from handbook.problems import Problem
from handbook.schemas import check_front_matter, validator
from handbook.sources import decode_source, relative, split_front_matter


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a page's front matter."""
    return dict(json.loads(files("handbook.pages").joinpath("page.schema.json").read_text("utf-8")))


@cache
def _validator() -> Any:
    return validator(schema())


class PageLoader:
    """Load the pages again and again, parsing only files that changed since the last time."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        """Load from ``docs/`` under this repository root; `kept` is where pages outlive the process."""
        self._root = root
        self._files = ParsedFiles(root, self._parse, kept, "pages")

    def load(self) -> tuple[list[PageSource], list[Problem]]:
        """Return all pages that parse, and the problems of all pages."""
        return self._files.load(sorted((self._root / "docs").rglob("*.md")))

    def _parse(self, path: Path, data: bytes) -> tuple[PageSource, list[Problem]]:
        name = relative(path, self._root)
        document = split_front_matter(decode_source(data, name), name)
        problems = check_front_matter(document, _validator())
        title = document.data.get("title")
        heading = re.search(r"^# (.+)$", document.body, re.MULTILINE)
        if heading and title and heading[1].strip() != title:
            message = f"the heading `{heading[1].strip()}` differs from the title `{title}`"
            line = document.body_line + document.body.count("\n", 0, heading.start())
            problems.append(Problem(name, line, message, "the H1 repeats the title"))
        problems += check_text(document.body, name, document.body_line - 1)
        return PageSource(path.relative_to(self._root / "docs").as_posix(), document), problems
