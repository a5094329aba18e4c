"""Parse files once: a file is parsed again only when it has changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from handbook.kept import Kept, digest, joined
from handbook.problems import Problem, ProblemsError

T = TypeVar("T")


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """What a file became.

    Attributes:
        content: Digest of the file's bytes.
        value: None when the file could not be parsed.
        problems: What is wrong with the file.
    """

    content: str
    value: T | None
    problems: tuple[Problem, ...]


class ParsedFiles(Generic[T]):
    """Values parsed from files: kept from one load to the next, and on disk from one process to the next.

    Within a process size and time stamp tell that a file is the same; a new process compares its bytes.
    """

    def __init__(
        self,
        root: Path,
        parse: Callable[[Path, bytes], tuple[T, list[Problem]]],
        kept: Kept | None = None,
        name: str = "",
    ) -> None:
        """Remember how files become values.

        Args:
            root: Folder that the names of files on disk are relative to.
            parse: Makes the value of a path and its bytes; it may raise ProblemsError instead. It may
                depend on nothing else than these bytes, the path relative to `root`, and the code.
            kept: Where values outlive the process; nowhere when None.
            name: Of the file in which they do.
        """
        self._root = root
        self._parse = parse
        self._kept = kept
        self._name = name
        self._known: dict[Path, tuple[tuple[int, int], Parsed[T]]] = {}
        self._earlier: dict[str, Parsed[T]] | None = None

    def load(self, paths: Iterable[Path]) -> tuple[list[T], list[Problem]]:
        """Return the values of all files that parse, in order, and the problems of all files."""
        earlier = self._read_earlier()
        current = {path: self._load_one(path, earlier) for path in paths}
        self._known = current
        self._keep(earlier)
        results = [parsed for _, parsed in current.values()]
        values = [parsed.value for parsed in results if parsed.value is not None]
        return values, [problem for parsed in results for problem in parsed.problems]

    @property
    def content(self) -> str:
        """Return a digest of the names and bytes of all files of the last load."""
        return joined((self._name_of(path), parsed.content) for path, (_, parsed) in self._known.items())

    def _load_one(self, path: Path, earlier: dict[str, Parsed[T]]) -> tuple[tuple[int, int], Parsed[T]]:
        status = path.stat()
        signature = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is not None and known[0] == signature:
            return known
        data = path.read_bytes()
        content = digest(data)
        parsed = earlier.get(self._name_of(path)) if earlier else None
        if parsed is None or parsed.content != content:
            parsed = Parsed(content, *self._parse_one(path, data))
        return signature, parsed

    def _parse_one(self, path: Path, data: bytes) -> tuple[T | None, tuple[Problem, ...]]:
        try:
            value, problems = self._parse(path, data)
        except ProblemsError as error:
            return None, tuple(error.problems)
        return value, tuple(problems)

    def _name_of(self, path: Path) -> str:
        return str(path)[len(str(self._root)) + 1 :]

    def _read_earlier(self) -> dict[str, Parsed[T]]:
        if self._earlier is None:
            self._earlier = (self._kept.read(self._name) if self._kept else None) or {}
        return self._earlier

    def _keep(self, earlier: dict[str, Parsed[T]]) -> None:
        if self._kept is None:
            return
        now = {self._name_of(path): parsed for path, (_, parsed) in self._known.items()}
        if len(now) != len(earlier) or any(earlier.get(name) is not parsed for name, parsed in now.items()):
            self._kept.write(self._name, now)
        self._earlier = now
