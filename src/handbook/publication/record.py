"""The record that each build leaves in the site: what it was built from, and what it holds in which order."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handbook.problems import Problem, ProblemsError

NAME = "build.json"

_SOURCES = ("docs", "drills", "mkdocs.yml", "notebooks", "overrides", "questions", "scratch", "templates")
_SKIPPED = frozenset({"__pycache__", ".ipynb_checkpoints"})


@dataclass(frozen=True)
class RecordedPage:
    """A page of the site in the order of the navigation.

    Attributes:
        uri: Address below the site.
        source: Repository path of its source, or where its content comes from.
        kind: Kind of the page in its front matter; ``app`` for one that is nothing but an app.
        sections: Titles of the sections of the navigation above it, outermost first.
    """

    uri: str
    title: str
    source: str
    kind: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class BuildRecord:
    """What a site was built from and what it holds.

    Attributes:
        sources: Digest of the sources, see `sources_digest`.
        commit: Abbreviated commit; empty outside of a git checkout.
        time: Time of the commit in seconds since 1970; 0 outside of a git checkout.
        book: Titles of the sections of the navigation that make up the book.
        pages: In the order of the navigation.
    """

    title: str
    description: str
    site_url: str
    sources: str
    commit: str
    time: int
    book: tuple[str, ...]
    pages: tuple[RecordedPage, ...]

    def to_json(self) -> str:
        """Return the text of the record's file."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def read_record(root: Path, site: Path) -> BuildRecord:
    """Read the record of a built site.

    Raises:
        ProblemsError: The site is missing, unreadable, or built from other sources than those here.
    """
    place = os.path.relpath(site, root)
    hint = "run: python3 scripts/handbook.py build"
    try:
        values = json.loads((site / NAME).read_text("utf-8"))
        record = _record(values)
    except FileNotFoundError:
        raise ProblemsError([Problem(place, 0, "the site has not been built", hint)]) from None
    except (ValueError, KeyError, TypeError) as error:
        raise ProblemsError([Problem(f"{place}/{NAME}", 0, f"unreadable: {error}", hint)]) from None
    if record.sources != sources_digest(root):
        commit = f" (commit {record.commit})" if record.commit else ""
        message = f"the site was built from other sources{commit} than the ones here"
        raise ProblemsError([Problem(place, 0, message, hint)])
    return record


def _record(values: dict[str, Any]) -> BuildRecord:
    pages = tuple(
        RecordedPage(**{**page, "sections": tuple(page["sections"])}) for page in values.pop("pages")
    )
    return BuildRecord(**{**values, "book": tuple(values["book"]), "pages": pages})


def sources_digest(root: Path) -> str:
    """Return a digest of the paths and contents of everything that a person writes of the site."""
    whole = hashlib.sha256()
    for path in sorted(_files(root)):
        content = hashlib.sha256((root / path).read_bytes()).hexdigest()
        whole.update(f"{path}\0{content}\n".encode())
    return whole.hexdigest()


def _files(root: Path) -> Iterator[str]:
    for name in _SOURCES:
        if (root / name).is_file():
            yield name
        for folder, folders, files in os.walk(root / name):
            folders[:] = [each for each in folders if each not in _SKIPPED]
            relative = os.path.relpath(folder, root).replace(os.sep, "/")
            yield from (f"{relative}/{file}" for file in files)


def commit_name(root: Path) -> str:
    """Return the abbreviated name of the commit that is checked out, empty outside of a git checkout."""
    command = ["git", "rev-parse", "--short=10", "HEAD"]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
