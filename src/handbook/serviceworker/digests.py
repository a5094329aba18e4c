"""Digests of the files of a site, read again only where a file has changed."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from handbook.serviceworker.listing import Digest, is_kept

_LENGTH = 16
"""Hexadecimal digits of a digest: enough to tell versions apart, and short in a list of all files."""


def digest_of(content: bytes) -> Digest:
    """Return size and digest of a content; ``digestOf`` in worker/files.mjs does the same in the browser."""
    return Digest(len(content), hashlib.sha256(content).hexdigest()[:_LENGTH])


def site_digests(site: Path, memory: Path | None) -> dict[str, Digest]:
    """Return the digest of each file that may be kept, by path below the site.

    A file of the same size and time stamp as when it was last read is not read again: a build in which
    nothing changed reads the folders and one file.

    Args:
        site: The finished site.
        memory: File that remembers digests; a missing or damaged one costs time only. None for none.
    """
    known = _remembered(memory, site) if memory else {}
    found: dict[str, tuple[int, int, str]] = {}
    for name, status in _walk(site):
        size, time = status.st_size, status.st_mtime_ns
        old = known.get(name)
        if old is not None and old[:2] == (size, time):
            found[name] = old
        else:
            found[name] = (size, time, digest_of((site / name).read_bytes()).value)
    if memory and found != known:
        _remember(memory, site, found)
    return {name: Digest(size, value) for name, (size, _, value) in found.items()}


def _walk(site: Path) -> Iterator[tuple[str, os.stat_result]]:
    folders = [""]
    while folders:
        prefix = folders.pop()
        for entry in os.scandir(site / prefix):
            name = f"{prefix}{entry.name}"
            if entry.is_dir():
                folders.append(f"{name}/")
            elif is_kept(name):
                yield name, entry.stat()


def _remembered(memory: Path, site: Path) -> dict[str, tuple[int, int, str]]:
    try:
        record = json.loads(memory.read_text("utf-8"))
        if record["site"] != str(site):
            return {}
        return {name: (int(size), int(time), str(value)) for name, (size, time, value) in record["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _remember(memory: Path, site: Path, files: dict[str, tuple[int, int, str]]) -> None:
    record = {"site": str(site), "files": sorted(files.items())}
    beside = memory.with_name(f".{memory.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(record), "utf-8")
        beside.replace(memory)
