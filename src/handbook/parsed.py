"""Parse files once: a file is read again only when its size or time stamp has changed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from handbook.problems import Problem, ProblemsError

T = TypeVar("T")


class ParsedFiles(Generic[T]):
    """Values parsed from files, kept from one load to the next."""

    def __init__(self, parse: Callable[[Path], tuple[T, list[Problem]]]) -> None:
        """Remember how a file becomes a value; the function may raise ProblemsError instead."""
        self._parse = parse
        self._known: dict[Path, tuple[tuple[int, int], T | None, list[Problem]]] = {}

    def load(self, paths: Iterable[Path]) -> tuple[list[T], list[Problem]]:
        """Return the values of all files that parse, in order, and the problems of all files."""
        values: list[T] = []
        problems: list[Problem] = []
        current = {}
        for path in paths:
            status = path.stat()
            signature = (status.st_mtime_ns, status.st_size)
            entry = self._known.get(path)
            if entry is None or entry[0] != signature:
                entry = (signature, *self._parse_one(path))
            current[path] = entry
            if entry[1] is not None:
                values.append(entry[1])
            problems += entry[2]
        self._known = current
        return values, problems

    def _parse_one(self, path: Path) -> tuple[T | None, list[Problem]]:
        try:
            return self._parse(path)
        except ProblemsError as error:
            return None, error.problems
