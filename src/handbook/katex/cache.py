"""Keep rendered formulas between builds, for several processes at once."""

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handbook.katex.formulas import Formula

_WAIT_S = 20.0
_BATCH = 500  # well below SQLite's limit on the variables of one statement


def key_of(formula: Formula) -> bytes:
    """Return the key of a formula within one version of the typesetter."""
    kind = b"D" if formula.display else b"I"
    return hashlib.blake2b(kind + formula.tex.encode("utf-8"), digest_size=16).digest()


class FormulaCache:
    """Rendered formulas in one SQLite file per version of KaTeX, options and normalisation.

    Entries are compressed, and the checksum of the compression tells a damaged one. A file that cannot be
    read is put aside; one that cannot be written costs time and nothing else.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """Use the file for this version; it is opened when it is first needed."""
        self._path = folder / f"formulas-{version}.sqlite3"
        self._connection: sqlite3.Connection | None = None
        self._owner = 0

    def get(self, formulas: Iterable[Formula]) -> dict[Formula, str]:
        """Return what is stored and sound among these formulas."""
        by_key = {key_of(formula): formula for formula in formulas}
        keys = list(by_key)
        found: dict[Formula, str] = {}
        with self._guard():
            connection = self._open()
            for start in range(0, len(keys), _BATCH):
                batch = keys[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                rows = connection.execute(f"SELECT key, value FROM formula WHERE key IN ({marks})", batch)
                for key, value in rows:
                    with contextlib.suppress(zlib.error, UnicodeDecodeError, TypeError):
                        found[by_key[key]] = zlib.decompress(value).decode("utf-8")
        return found

    def put(self, rendered: Mapping[Formula, str]) -> None:
        """Store rendered formulas in one transaction."""
        rows = [(key_of(formula), zlib.compress(text.encode("utf-8"))) for formula, text in rendered.items()]
        with self._guard(), self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO formula VALUES (?, ?)", rows)

    def close(self) -> None:
        """Close the file if this process opened it."""
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None

    @contextlib.contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError:
            # Locked for long, read-only or no space: the formulas are rendered again.
            self.close()
        except sqlite3.DatabaseError:
            self.close()
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".damaged"))

    def _open(self) -> sqlite3.Connection:
        # A connection must not be carried over a fork.
        if self._connection is not None and self._owner == os.getpid():
            return self._connection
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
        connection = sqlite3.connect(self._path, timeout=_WAIT_S)
        # After a power cut the file may be damaged; that is noticed and costs one rendering.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS formula (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
        )
        self._connection, self._owner = connection, os.getpid()
        return connection
