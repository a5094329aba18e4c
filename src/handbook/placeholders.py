"""Find the marked gaps of files that `handbook.py new` wrote and nobody has filled yet."""

from pathlib import Path

from handbook.problems import Problem
from handbook.sources import relative

_MARK = b"REPLACE:"
_PLACES = ("docs/**/*.md", "questions/*/*.md", "notebooks/*/*.py", "drills/*/*.py")


def check_placeholders(root: Path) -> list[Problem]:
    """Report the first gap of each content file that still has one."""
    problems = []
    for pattern in _PLACES:
        for path in sorted(root.glob(pattern)):
            data = path.read_bytes()
            if _MARK in data and relative(path, root).startswith("docs/contributing/") is False:
                line = data.count(b"\n", 0, data.index(_MARK)) + 1
                count = data.count(_MARK)
                message = f"{count} gaps are not filled" if count > 1 else "a gap is not filled"
                problems.append(
                    Problem(relative(path, root), line, message, "replace the text marked REPLACE")
                )
    return problems
