"""Keep executed notebooks by what decides their result, and find out quickly that nothing changed."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.notebooks.data import find_data
from handbook.notebooks.dependencies import executor_files, installed, resolve

FOLDER = Path(".cache") / "notebooks"
_INDEX = "index.json"
_FORMAT = 1

Signature = list[int] | None


@dataclass
class Entry:
    """What is remembered about one notebook.

    Attributes:
        key: Hash of everything that decides its result.
        files: Time stamp and size of each file the key was made from, None for one that was missing, and of
            each folder in which another one would belong to it.
        libraries: Distributions it imports.
        seconds: Wall time of its last run; 0 when unknown.
    """

    key: str
    files: dict[str, Signature]
    libraries: list[str]
    seconds: float = 0.0


@dataclass
class Cache:
    """Executed notebooks of a repository, under ``.cache/notebooks``.

    Attributes:
        root: The repository root.
        entries: What the index remembers, by notebook.
    """

    root: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    _signatures: dict[str, Signature] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> "Cache":
        """Open the cache of a repository; an unreadable index counts as an empty one."""
        root = root.resolve()
        try:
            stored = json.loads((root / FOLDER / _INDEX).read_text(encoding="utf-8"))
            if stored["environment"] != _environment():
                seconds = {name: Entry("", {}, [], e["seconds"]) for name, e in stored["notebooks"].items()}
                return cls(root, seconds)
            entries = {
                str(name): Entry(
                    str(entry["key"]), dict(entry["files"]), list(entry["libraries"]), float(entry["seconds"])
                )
                for name, entry in stored["notebooks"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            entries = {}
        return cls(root, entries)

    def refresh(self, scripts: dict[str, Path]) -> None:
        """Bring the keys of notebooks up to date; files whose signature is unchanged are not read."""
        changed = False
        for name, script in scripts.items():
            known = self.entries.get(name)
            if known is None or not known.key or not self._unchanged(known):
                seconds = known.seconds if known else 0.0
                self.entries[name] = self._compute(script, seconds)
                changed = True
        if changed:
            self.save()

    def path(self, name: str) -> Path:
        """Return where the result of a notebook lies, or would lie, for its present key."""
        return self._folder(name) / f"{self.entries[name].key}.ipynb"

    def current(self, name: str) -> Path | None:
        """Return the result for the present key, if there is one."""
        path = self.path(name)
        return path if path.is_file() else None

    def latest(self, name: str) -> Path | None:
        """Return the result for the present key, or else the newest earlier one."""
        earlier = sorted(
            self._folder(name).glob("*.ipynb"), key=lambda path: (path.stat().st_mtime_ns, path.name)
        )
        return self.current(name) or (earlier[-1] if earlier else None)

    def dependencies(self, name: str) -> set[str]:
        """Return the files the key of a notebook was made from, relative to the root where they lie in it."""
        return set(self.entries[name].files)

    def store(self, name: str, notebook: dict[str, Any], seconds: float) -> Path:
        """Write a result for the present key and remove earlier ones of this notebook."""
        path = self.path(name)
        write_atomically(path, notebook_text(notebook))
        for old in self._folder(name).glob("*.ipynb"):
            if old != path:
                old.unlink(missing_ok=True)
        self.entries[name].seconds = seconds
        return path

    def save(self) -> None:
        """Write the index."""
        notebooks = {
            name: {
                "key": entry.key,
                "files": entry.files,
                "libraries": entry.libraries,
                "seconds": entry.seconds,
            }
            for name, entry in sorted(self.entries.items())
        }
        content = {"environment": _environment(), "notebooks": notebooks}
        write_atomically(self.root / FOLDER / _INDEX, json.dumps(content, indent=1))

    def _folder(self, name: str) -> Path:
        return self.root / FOLDER / name

    def _unchanged(self, entry: Entry) -> bool:
        return all(self._signature(file) == signature for file, signature in entry.files.items())

    def _signature(self, file: str) -> Signature:
        if file not in self._signatures:
            try:
                status = os.stat(self.root / file)  # noqa: PTH116 - half the time of Path.stat
                self._signatures[file] = [status.st_mtime_ns, status.st_size]
            except OSError:
                self._signatures[file] = None
        return self._signatures[file]

    def _compute(self, script: Path, seconds: float) -> Entry:
        dependencies = resolve(script, self.root)
        data = find_data(_text_of(script), self.root)
        used = (script, *dependencies.files, *executor_files(), *data.files)
        paths = sorted({self._name(path) for path in used})
        folders = [self._name(path) for path in data.folders]
        signatures = {path: self._signature(path) for path in (*paths, *folders)}
        parts = [_environment(), *(f"{path}={self._hash(path)}" for path in paths if signatures[path])]
        key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        return Entry(key, signatures, list(dependencies.libraries), seconds)

    def _name(self, path: Path) -> str:
        path = path if path.is_absolute() else self.root / path
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def _hash(self, file: str) -> str:
        if file not in self._hashes:
            self._hashes[file] = hashlib.sha256((self.root / file).read_bytes()).hexdigest()
        return self._hashes[file]


def _text_of(script: Path) -> str:
    try:
        return script.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def notebook_text(notebook: dict[str, Any]) -> str:
    """Return the bytes of a notebook file: keys sorted, one space of indentation, as Jupyter writes them."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_notebook(path: Path) -> dict[str, Any] | None:
    """Return an executed notebook, or None when the file is missing or damaged."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) and "metadata" in notebook
    return notebook if whole else None


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def remove_all_but(root: Path, names: Iterable[str]) -> None:
    """Remove the results of notebooks that no longer exist."""
    kept = set(names)
    for folder in (root / FOLDER).glob("*/*/"):
        if f"{folder.parent.name}/{folder.name}" not in kept:
            for path in folder.glob("*.ipynb"):
                path.unlink(missing_ok=True)
            folder.rmdir()


def _environment() -> str:
    python = ".".join(map(str, sys.version_info[:2]))
    versions = " ".join(f"{name}={found}" for name, found in installed())
    return f"format={_FORMAT} python={python} {versions}"
