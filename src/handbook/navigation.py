"""Add generated pages to the navigation of the configuration."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any


def extend_navigation(nav: list[Any], uris: Iterable[str]) -> list[Any]:
    """Return the navigation with each page below the section whose first entry is the index of its folder.

    Args:
        nav: The navigation as the configuration holds it.
        uris: Paths of generated pages in reading order.
    """
    present = set(_targets(nav))
    missing = [uri for uri in uris if uri not in present]
    return [_extend(item, missing) for item in nav]


def _extend(item: Any, missing: list[str]) -> Any:
    if not isinstance(item, dict):
        return item
    return {title: _extend_section(entries, missing) for title, entries in item.items()}


def _extend_section(entries: Any, missing: list[str]) -> Any:
    if not isinstance(entries, list):
        return entries
    extended = [_extend(entry, missing) for entry in entries]
    if entries and isinstance(entries[0], str) and entries[0].endswith("/index.md"):
        folder = PurePosixPath(entries[0]).parent
        extended += [uri for uri in missing if folder in PurePosixPath(uri).parents]
    return extended


def _targets(nav: Any) -> Iterable[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _targets(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _targets(value)
