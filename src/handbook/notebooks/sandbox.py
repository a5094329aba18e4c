"""Limits on the process of a notebook: no network, no other program, no file outside of its folder.

They catch what would make a notebook depend on more than its source; they do not stop hostile code.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
_PATH_ARGUMENTS = {
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.utime": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
}
_PROGRAMS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile"})
_LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_CONNECTIONS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "", "None"})


class NotebookLimitError(PermissionError):
    """Raised inside of a notebook where it does what a notebook may not do."""


@dataclass(frozen=True)
class Limits:
    """What a notebook may touch.

    Attributes:
        folder: Its working folder, where it may write.
        root: The repository, whose files it may not read, modules apart.
        writable: Further folders that libraries write to, such as matplotlib's cache.
        readable: Folders inside of the repository that libraries read from, such as a virtual environment.
    """

    folder: Path
    root: Path
    writable: tuple[Path, ...] = ()
    readable: tuple[Path, ...] = ()


def install(limits: Limits) -> None:
    """Hold this process to the limits from now on; they cannot be lifted again."""
    sys.addaudithook(_hook(limits))


def _hook(limits: Limits) -> Callable[[str, tuple[Any, ...]], None]:
    real = os.path.realpath
    writable = _prefixes(limits.folder, *limits.writable)
    readable = _prefixes(limits.folder, *limits.readable)
    root = _prefixes(limits.root)

    def check_write(path: Any) -> None:
        place = _text(path)
        if place and place != os.devnull and not _inside(real(place), writable):
            raise NotebookLimitError(f"a notebook may not write outside of its working folder: {place}")

    def check_read(path: Any) -> None:
        place = real(_text(path))
        if place.endswith((".py", ".pyc")) or not _inside(place, root) or _inside(place, readable):
            return
        if os.path.exists(place):  # noqa: PTH110 - a hook that runs on every open is kept cheap
            raise NotebookLimitError(f"a notebook may not read files of the repository: {_text(path)}")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int):
                return
            if isinstance(flags, int) and flags & _WRITE_FLAGS:
                check_write(path)
            else:
                check_read(path)
        elif event in _PATH_ARGUMENTS:
            for path in arguments[: _PATH_ARGUMENTS[event]]:
                if not isinstance(path, int):
                    check_write(path)
        elif event in _LOOKUPS:
            _check_host(arguments[0])
        elif event in _CONNECTIONS:
            address = arguments[1]
            if isinstance(address, tuple):
                _check_host(address[0])
        elif event in _PROGRAMS:
            raise NotebookLimitError(f"a notebook may not start another program: {arguments[0]!r}")

    return hook


def _check_host(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name not in _LOOPBACK:
        raise NotebookLimitError(f"a notebook may not use the network: {name}")


def _text(path: Any) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""


def _prefixes(*folders: Path) -> tuple[str, ...]:
    return tuple(os.path.join(os.path.realpath(folder), "") for folder in folders)  # noqa: PTH118 - as above


def _inside(path: str, prefixes: tuple[str, ...]) -> bool:
    return os.path.join(path, "").startswith(prefixes)  # noqa: PTH118 - as above
