"""Zip archives that are the same to the byte for the same content."""

import contextlib
import os
import time as clock
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

_EARLIEST = 315532800
"""1980-01-01, in seconds since 1970: a zip archive knows no earlier time."""

_COMPRESSED = frozenset({".gif", ".gz", ".jpeg", ".jpg", ".png", ".webp", ".whl", ".woff", ".woff2", ".zip"})
_UNIX = 3
_REGULAR_FILE = 0o100644


def write_archive(path: Path, folder: str, files: Mapping[str, bytes], time: int) -> None:
    """Write a zip archive with all files in one folder; it takes its place when it is complete.

    Args:
        path: The archive; its folder is made if needed.
        folder: Name of the folder in the archive.
        files: Content by path below that folder.
        time: Of every file, in seconds since 1970.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    moment = clock.gmtime(max(time, _EARLIEST))[:6]
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            for name in sorted(files):
                info = zipfile.ZipInfo(f"{folder}/{name}", moment)
                info.create_system = _UNIX
                info.external_attr = _REGULAR_FILE << 16
                is_compressed = PurePosixPath(name).suffix in _COMPRESSED
                info.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
                archive.writestr(info, files[name], compresslevel=9)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
