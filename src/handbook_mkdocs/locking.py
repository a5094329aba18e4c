"""Let one build at a time use the cache."""

import contextlib
import logging
import sys
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

log = logging.getLogger("mkdocs.hooks.incremental")


class BuildLock:
    """A lock between processes, given back by the system when its process ends."""

    def __init__(self, path: Path) -> None:
        """Use this file."""
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Wait until no other build uses the cache; where there are no such locks, do not wait."""
        if sys.platform == "win32" or self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Waiting for another build to end")
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def give_back(self) -> None:
        """Let the next build begin."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
