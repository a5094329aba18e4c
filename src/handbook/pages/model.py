"""The values of a page that was written by hand."""

from dataclasses import dataclass
from typing import Any

from handbook.sources import Document

TAUGHT_KINDS = ("chapter", "case-study")


@dataclass(frozen=True)
class PageSource:
    """A Markdown page under docs/.

    Attributes:
        uri: Path under docs/, such as ``foundations/generalisation.md``.
        document: Front matter and body, with line numbers.
    """

    uri: str
    document: Document

    @property
    def meta(self) -> dict[str, Any]:
        """Return the front matter."""
        return self.document.data

    @property
    def name(self) -> str:
        """Return the path as questions and drills name it: without ``.md``."""
        return self.uri.removesuffix(".md")

    @property
    def taught(self) -> bool:
        """Tell whether questions and drills may belong to it."""
        return self.meta.get("kind") in TAUGHT_KINDS
