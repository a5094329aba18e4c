"""Records on disk, one file a page, that can be lost or damaged at any time without harm."""

import contextlib
import json
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from handbook_mkdocs.keys import digest

_FORMAT = "handbook-cache-1"


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is seen either as it was or complete, making its folder if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def read_record(path: Path) -> dict[str, Any] | None:
    """Read a record that `write_record` wrote; None when there is none or it is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode("ascii") != f"{_FORMAT} {digest(body)}":
            return None
        record = json.loads(body)
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def write_record(path: Path, record: dict[str, Any]) -> None:
    """Write a record with its checksum; a full or read-only disk costs the cache and nothing else."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError):
        write_atomically(path, f"{_FORMAT} {digest(body)}\n".encode() + body)


class RecordStore:
    """Records by page, kept in memory once read (for the development server) and in one file each."""

    def __init__(self, folder: Path) -> None:
        """Use this folder, which is made when the first record is written."""
        self._folder = folder
        self._memory: dict[str, dict[str, Any]] = {}

    def get(self, uri: str) -> dict[str, Any] | None:
        """Return the record of this page."""
        if uri not in self._memory:
            record = read_record(self._path(uri))
            if record is None:
                return None
            self._memory[uri] = record
        return self._memory[uri]

    def put(self, uri: str, record: dict[str, Any]) -> None:
        """Remember the record of this page."""
        self._memory[uri] = record
        write_record(self._path(uri), record)

    def drop(self, uri: str) -> None:
        """Forget the record of this page, here and on disk."""
        self._memory.pop(uri, None)
        self._path(uri).unlink(missing_ok=True)

    def reload(self, uris: Collection[str]) -> None:
        """Read these records from disk when they are next asked for: another process has written them."""
        for uri in uris:
            self._memory.pop(uri, None)

    def keep_only(self, uris: Collection[str]) -> None:
        """Delete the records of all other pages."""
        for uri in self._memory.keys() - set(uris):
            del self._memory[uri]
        kept = {self._path(uri).name for uri in uris}
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def _path(self, uri: str) -> Path:
        readable = re.sub(r"[^\w.-]", "_", uri)[-80:]
        return self._folder / f"{readable}-{digest(uri)[:10]}.json"
