"""Write the container so that the same content gives the same bytes, and an interruption loses nothing."""

import os
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_EARLIEST = 315_532_800  # 1980, before which ZIP knows no dates


def write_archive(destination: Path, files: Mapping[str, bytes], seconds: int) -> None:
    """Write an EPUB of files, whose names are relative to its package document.

    Args:
        destination: Replaced once the new file is complete; its folder is made.
        files: Content by name.
        seconds: Time stamp of every entry, since 1970.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    unfinished = destination.with_name(f".{destination.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            moment = time.gmtime(max(seconds, _EARLIEST))[:6]
            # Systems recognise an EPUB by its first bytes, which this entry makes up uncompressed.
            _add(archive, "mimetype", b"application/epub+zip", moment, zipfile.ZIP_STORED)
            _add(archive, "META-INF/container.xml", _CONTAINER, moment)
            for name in sorted(files):
                _add(archive, f"EPUB/{name}", files[name], moment)
        unfinished.replace(destination)
    finally:
        unfinished.unlink(missing_ok=True)


def _add(
    archive: zipfile.ZipFile,
    name: str,
    content: bytes,
    moment: tuple[int, ...],
    compression: int = zipfile.ZIP_DEFLATED,
) -> None:
    entry = zipfile.ZipInfo(name, (moment[0], moment[1], moment[2], moment[3], moment[4], moment[5]))
    entry.compress_type = compression
    entry.create_system = 3  # Unix everywhere, or the bytes would tell the machine
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, compresslevel=9)
