"""Write notes as an Anki package, the same bytes for the same content."""

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import genanki

# The earliest date that a zip file can state.
_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def write_package(
    decks: Sequence[genanki.Deck], media: Mapping[str, bytes], time: int, destination: Path
) -> None:
    """Write a package; a file that is there already stays until the new one is complete.

    Args:
        decks: The decks with their notes.
        media: Content of each picture by name.
        time: Seconds since 1970 that all notes, cards and note types carry. Anki takes a note in place of the
            one that it has when its time is later, so this must grow from release to release.
        destination: Path of the ``.apkg`` file.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination.parent, prefix=".anki-") as folder:
        collection = Path(folder) / "collection.anki2"
        _write_collection(decks, time, collection)
        package = Path(folder) / "package.apkg"
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in _members(collection.read_bytes(), media):
                archive.writestr(_entry(name), content)
        package.replace(destination)


def _write_collection(decks: Sequence[genanki.Deck], time: int, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.cursor()
        genanki.Package(list(decks)).write_to_db(cursor, float(time), count(time * 1000))
        connection.commit()


def _members(collection: bytes, media: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package: pictures are numbered, and ``media`` tells their names."""
    names = sorted(media)
    yield "collection.anki2", collection
    yield "media", json.dumps({str(number): name for number, name in enumerate(names)}).encode()
    yield from ((str(number), media[name]) for number, name in enumerate(names))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _REGULAR_FILE
    entry.create_system = _UNIX
    return entry
