"""The record of finished exports, from which the site's page of downloads is made."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "dist"
NAME = "exports.json"

STEM = "machine-learning-interview-handbook"

TITLES = {
    f"{STEM}.pdf": "PDF, A4",
    f"{STEM}-us-letter.pdf": "PDF, US Letter",
    f"{STEM}.epub": "EPUB for e-readers",
    f"{STEM}.apkg": "Anki deck",
    f"{STEM}-offline.zip": "The site as a zip, to open without a server",
}
"""Every file that may be offered, in the order of the page."""


@dataclass(frozen=True)
class Export:
    """A finished file.

    Attributes:
        name: File name in the folder of exports.
        bytes: Size.
        time: Time of the commit it was made from, in seconds since 1970.
        commit: Abbreviated commit; empty where none is known.
        note: What a reader wants to know of it, such as its number of pages; may be empty.
    """

    name: str
    bytes: int
    time: int
    commit: str
    note: str = ""


def read_manifest(root: Path) -> tuple[Export, ...]:
    """Return the exports whose files are there with the recorded size, in the order of the page.

    A missing or damaged record is the same as no exports: they are made again by one command.
    """
    folder = root / FOLDER
    try:
        exports = [Export(**values) for values in json.loads((folder / NAME).read_text("utf-8"))]
        known = {each.name: each for each in exports if (folder / each.name).stat().st_size == each.bytes}
    except (OSError, ValueError, TypeError):
        return ()
    return tuple(known[name] for name in TITLES if name in known)


def record(root: Path, exports: Iterable[Export]) -> None:
    """Add exports to the record; earlier ones of the same name are replaced."""
    known = {each.name: each for each in (*read_manifest(root), *exports)}
    text = json.dumps([asdict(known[name]) for name in TITLES if name in known], indent=1) + "\n"
    target = root / FOLDER / NAME
    temporary = target.with_name(f".{NAME}.{os.getpid()}")
    temporary.write_text(text, "utf-8")
    temporary.replace(target)


def downloads_table(exports: Iterable[Export]) -> str:
    """Return the Markdown table that links the exports, or a sentence that says how to make them."""
    rows = []
    for each in exports:
        cells = (
            f"[{TITLES[each.name]}](/downloads/{each.name})",
            each.note,
            size(each.bytes),
            day(each.time),
        )
        rows.append(f"| {' | '.join(cells)} |")
    if not rows:
        return (
            "This copy of the site was built without them. In a clone of the repository, "
            "`python3 scripts/handbook.py export all` makes them all, and the next build lists them here."
        )
    head = ["| file | what is in it | size | of |", "| --- | --- | ---: | --- |"]
    return "\n".join([*head, *rows])


def size(count: int) -> str:
    """Return a number of bytes for people, in units of a thousand."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB"


def day(time: int) -> str:
    """Return the day of a time stamp in UTC."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d}"
