"""Data of the repository that a notebook reads: named in its header, part of its key, copied beside it.

A notebook that draws the handbook itself, such as its questions by topic, names the files in its header:

    # jupyter:
    #   handbook:
    #     data: [questions/topics.yml, questions/*/*.md]

While it runs it finds copies of them, and of nothing else, under the same paths in its working folder.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.notebooks.source import relative_path
from handbook.problems import Problem, ProblemsError
from handbook.sources import split_front_matter

FOLDERS = ("docs", "drills", "questions", "tests")


@dataclass(frozen=True)
class Data:
    """What the patterns of a notebook stand for now.

    Attributes:
        files: The files, sorted.
        folders: Where a new file would be found by them, sorted.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...]


def declared(text: str) -> tuple[str, ...]:
    """Return the patterns in the header of a percent script; none where it names none or is malformed."""
    try:
        header = split_front_matter(text, "", prefix="# ").data
    except ProblemsError:
        return ()
    jupyter = header.get("jupyter")
    handbook = jupyter.get("handbook") if isinstance(jupyter, dict) else None
    data = handbook.get("data") if isinstance(handbook, dict) else None
    return tuple(str(each) for each in data) if isinstance(data, list) else ()


def find_data(text: str, root: Path) -> Data:
    """Return the files that a percent script may read; patterns that are not allowed match nothing."""
    files: set[Path] = set()
    folders: set[Path] = set()
    for pattern in declared(text):
        if _fault(pattern):
            continue
        parts = PurePosixPath(pattern).parts
        files.update(path for path in root.glob(pattern) if path.is_file())
        for length in range(1, len(parts)):
            folders.update(path for path in root.glob("/".join(parts[:length])) if path.is_dir())
    return Data(tuple(sorted(files)), tuple(sorted(folders)))


def check_data(name: str, text: str, root: Path) -> list[Problem]:
    """Report patterns that are not allowed or match no file."""
    problems = []
    for pattern in declared(text):
        fault = _fault(pattern)
        if fault:
            problems.append(Problem(relative_path(name), 1, f"data `{pattern}` {fault}"))
        elif not any(path.is_file() for path in root.glob(pattern)):
            problems.append(Problem(relative_path(name), 1, f"data `{pattern}` matches no file"))
    return problems


def copy_data(text: str, root: Path, folder: Path) -> None:
    """Copy the files of a percent script to where it runs."""
    for path in find_data(text, root).files:
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _fault(pattern: str) -> str:
    """Say what is wrong with a pattern; empty when nothing is."""
    parts = PurePosixPath(pattern).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts:
        return f"lies in none of the folders {', '.join(FOLDERS)}"
    return "may not hold **, because a new folder would go unnoticed" if "**" in pattern else ""
