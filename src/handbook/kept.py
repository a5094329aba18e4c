"""Keep what was worked out of the sources from one process to the next.

A file that is missing, damaged or of other code is as good as none.
"""

import contextlib
import dataclasses
import datetime
import hashlib
import io
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_FORMAT = b"handbook-kept-1"
_PLAIN = {"date": datetime.date, "datetime": datetime.datetime}


def digest(*parts: bytes | str) -> str:
    """Return a digest of these parts, which differs when text moves from one part to the next."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


class Kept:
    """Values by name, in one file each, that hold only for the code that made them."""

    def __init__(self, folder: Path, code: str) -> None:
        """Use this folder.

        Args:
            folder: Made when something is first kept.
            code: Digest of the code and of the versions on which the values depend.
        """
        self._folder = folder
        self._code = code

    def read(self, name: str) -> Any:
        """Return the value of this name; None when there is none that is sound and of the same code."""
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        head, _, body = data.partition(b"\n")
        if head != self._head(body):
            return None
        try:
            return _Reader(io.BytesIO(body)).load()
        except Exception:  # Whatever the bytes are made to do: they are no value.
            return None

    def write(self, name: str, value: object) -> None:
        """Keep a value made of dataclasses and plain types; a full disk costs the time to make it again."""
        body = pickle.dumps(value, protocol=5)
        path = self._path(name)
        beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._head(body) + b"\n" + body)
            beside.replace(path)

    def _head(self, body: bytes) -> bytes:
        return b"%s %s" % (_FORMAT, digest(self._code, body).encode())

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.kept"


class _Reader(pickle.Unpickler):
    """Makes nothing but values, so that a file from elsewhere cannot run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _PLAIN:
            return _PLAIN[name]
        if module.startswith("handbook."):
            found = super().find_class(module, name)
            if isinstance(found, type) and dataclasses.is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the handbook")


def joined(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of many named digests, in their order."""
    return digest(*(part for pair in digests for part in pair))
