"""The pictures of cards: where they come from and what they are called in Anki."""

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from handbook.notebooks.results import Results, UnknownResultError

_FIGURE = re.compile(r"notebooks/(?P<notebook>[^/]+/[^/]+)/(?P<name>[^/]+)-(?P<scheme>light|dark)\.svg")
_DIGITS = 10


class UnknownPictureError(LookupError):
    """Raised for a picture that is neither a published figure nor a file below docs/."""


@dataclass(frozen=True)
class Media:
    """Finds pictures and keeps those that were asked for.

    Attributes:
        root: The repository root.
        results: The published figures.
        files: Content of each picture by its name in Anki.
    """

    root: Path
    results: Results
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, uri: str) -> str:
        """Return the name in Anki of a picture, named by its path below docs/.

        All decks of a collection share one folder, and Anki keeps a picture whose name it knows. So the name
        says where the picture comes from and changes with its content.

        Raises:
            UnknownPictureError: There is no such picture.
        """
        content = self._content(uri)
        stem, extension = posixpath.splitext(uri.removeprefix("notebooks/").removeprefix("assets/images/"))
        digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
        name = f"handbook-{re.sub(r'[^A-Za-z0-9]+', '-', stem)}-{digest}{extension}"
        self.files[name] = content
        return name

    def _content(self, uri: str) -> bytes:
        found = _FIGURE.fullmatch(uri)
        if found:
            try:
                figure = self.results.figure(f"{found['notebook']}#{found['name']}")
            except UnknownResultError as error:
                raise UnknownPictureError(str(error)) from error
            return (figure.svg_light if found["scheme"] == "light" else figure.svg_dark).encode()
        folder = (self.root / "docs").resolve()
        path = (folder / uri).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise UnknownPictureError(f"there is no picture docs/{uri}")
        return path.read_bytes()
