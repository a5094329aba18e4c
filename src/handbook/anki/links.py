"""Addresses on the published site."""

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit

_RESERVED = ("example.org", "example.com", "example.net", "localhost", "127.0.0.1")
_RESERVED_ENDINGS = (".example", ".invalid", ".localhost", ".test", *(f".{name}" for name in _RESERVED[:3]))


@dataclass(frozen=True)
class Site:
    """Where the handbook is published.

    Attributes:
        url: Its address, ending in a slash; empty when it is not known.
    """

    url: str = ""

    @classmethod
    def at(cls, url: str) -> "Site":
        """Return the site at an address; one that is reserved for examples counts as not known."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        real = parts.scheme in ("http", "https") and host and host not in _RESERVED
        if not real or host.endswith(_RESERVED_ENDINGS):
            return cls()
        return cls(url if url.endswith("/") else f"{url}/")

    def address(self, target: str, page: str) -> str:
        """Return the address of a link's target; empty when the site's is not known.

        Args:
            target: As in Markdown, ``../reference/glossary.md#leakage`` or ``/questions/evaluation.md``.
            page: The page it stands on, relative to docs/.
        """
        if not self.url:
            return ""
        path, _, fragment = target.partition("#")
        return self.url + _directory(resolve(path, page)) + (f"#{fragment}" if fragment else "")


def resolve(path: str, page: str) -> str:
    """Return a path relative to docs/ of a path as a page writes it."""
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def _directory(path: str) -> str:
    """Return the address of a page below the site's: MkDocs writes each into a folder of its own."""
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    name = "" if name == "index" else f"{name}/"
    return f"{folder}/{name}" if folder else name
