"""Watch sources through the system instead of asking for every file twice a second."""

from collections.abc import Collection
from pathlib import Path

import watchdog.observers
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver, ObservedWatch

# Opening a file to read it is an event as well; a build would start the next one.
_CHANGES: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class _OneFile(FileSystemEventHandler):
    """Pass on what concerns one file of a watched folder."""

    def __init__(self, path: str, handler: FileSystemEventHandler) -> None:
        self._path = path
        self._handler = handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._path in (event.src_path, event.dest_path):
            self._handler.dispatch(event)


class NativeObserver:
    """The part of watchdog's observer that MkDocs' server uses, told by the system of changes.

    A single file is watched through its folder: editors replace a file when they save it, and a watch on the
    file itself stays with the one that was replaced.
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._observer: BaseObserver = watchdog.observers.Observer()

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        """Watch a folder or a file."""
        if Path(path).is_file():
            handler, path, recursive = _OneFile(path, handler), str(Path(path).parent), False
        return self._observer.schedule(handler, path, recursive=recursive, event_filter=_CHANGES)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch something no longer."""
        self._observer.unschedule(watch)

    def start(self) -> None:
        """Start the thread that hears of changes."""
        self._observer.start()

    def stop(self) -> None:
        """Ask the thread to end."""
        self._observer.stop()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the thread to end."""
        self._observer.join(timeout)


def watch_natively(server: LiveReloadServer, also: Collection[Path] = ()) -> None:
    """Exchange the server's polling observer, and watch further files and folders.

    Args:
        server: Before it is started.
        also: What exists of these is watched as well.
    """
    watched = dict(server._watched_paths)
    for path, times in watched.items():
        for _ in range(times):
            server.unwatch(path)
    server.observer = NativeObserver()  # type: ignore[assignment]  # a structural stand-in
    for path, times in watched.items():
        for _ in range(times):
            server.watch(path)
    for source in also:
        if source.exists():
            server.watch(str(source))
