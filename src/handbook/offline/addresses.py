"""What the addresses in a built site lead to, and how to write them for a disk, which has no index pages."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"downloads/(?!index\.html$).+|(?:llms(?:-full)?\.txt|sitemap\.xml(?:\.gz)?|404\.html)$|.*\.(?:md|map)$"
)


def is_left_out(name: str) -> bool:
    """Whether a file of the site is nothing for a disk: other editions of it and what only servers need."""
    return bool(_LEFT_OUT.match(name))


@dataclass(frozen=True)
class Target:
    """What an address leads to.

    Attributes:
        name: Path of the file below the site; empty when there is no such file.
        address: The address as it works on a disk, from the same place.
    """

    name: str
    address: str


class Addresses:
    """Resolves the addresses in the files of one site."""

    def __init__(self, names: Iterable[str], site_url: str = "") -> None:
        """Resolve addresses against these files.

        Args:
            names: Path of each file below the site.
            site_url: Address at which the site is published; empty when it is not known.
        """
        self._names = frozenset(names)
        self._site_url = site_url.rstrip("/") + "/" if site_url else ""
        self._root = urlsplit(self._site_url).path or "/"

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return name in self._names

    def target(self, address: str, base: str) -> Target | None:
        """Return what an address leads to; None when it stays in its file or leads out of the site.

        Args:
            address: As it stands in the file, without the escapes of HTML.
            base: Path below the site of the file it stands in.
        """
        address = address.strip()
        absolute = False
        if self._site_url and f"{address}/".startswith(self._site_url):
            address, absolute = self._root + address[len(self._site_url) :], True
        if _SCHEME.match(address) or address.startswith("//"):
            return None
        path, rest = _split(address)
        if not path:
            return None
        absolute = absolute or path.startswith("/")
        folder = posixpath.dirname(base)
        if absolute:
            wanted = unquote("/" + path.removeprefix(self._root).lstrip("/"))
        else:
            wanted = unquote(posixpath.join("/", folder, path))
        name = posixpath.normpath(wanted).lstrip("/")
        index = posixpath.join(name, "index.html")
        if index in self._names:
            path, name = posixpath.join("" if path == "." else path, "index.html"), index
        elif name not in self._names or wanted.endswith("/"):
            return Target("", address)
        if absolute:
            path = quote(posixpath.relpath(name, folder or "."))
        return Target(name, path + rest)


def relative(name: str, base: str) -> str:
    """Return the address of a file of the site as it is written in another."""
    return quote(posixpath.relpath(name, posixpath.dirname(base) or "."))


def _split(address: str) -> tuple[str, str]:
    """Return the path of an address, and its query and fragment as they are."""
    cut = next((i for i, letter in enumerate(address) if letter in "?#"), len(address))
    return address[:cut], address[cut:]
