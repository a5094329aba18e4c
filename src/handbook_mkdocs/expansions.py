"""Expand the directives of pages, or take what they became in the last build of the same sources."""

from collections.abc import Collection

from handbook.kept import Kept, digest
from handbook.markdown import Context, Expansion, expand

_NAME = "expansions"


class Expansions:
    """Expanded pages by their path under docs/, all with the same context."""

    def __init__(self, kept: Kept | None = None) -> None:
        """Start without any; `kept` is where they outlive the process."""
        self._kept = kept
        self._key: str | None = None
        self._pages: dict[str, tuple[str, Expansion]] = {}
        self._changed = False

    def begin(self, key: str) -> None:
        """Forget all when what pages take from elsewhere, which this key stands for, has changed."""
        if key == self._key:
            return
        known = self._kept.read(_NAME) if self._kept and self._key is None else None
        pages = known[1] if isinstance(known, tuple) and known[0] == key else None
        self._key, self._pages = key, {} if pages is None else pages
        self._changed = pages is None

    def expand(self, uri: str, markdown: str, offset: int, context: Context) -> Expansion:
        """Return the page with its directives replaced, and their problems.

        Args:
            uri: Path under docs/.
            markdown: Text without front matter.
            offset: Number of lines of the file that stand before the text.
            context: What directives and links are resolved against.
        """
        source = digest(markdown, str(offset))
        known = self._pages.get(uri)
        if known is None or known[0] != source:
            known = (source, expand(markdown, context, f"docs/{uri}", offset))
            self._pages[uri] = known
            self._changed = True
        return known[1]

    def keep(self, uris: Collection[str]) -> None:
        """Keep the expansions of these pages, which are all that there are, for the next process."""
        if self._kept is None or (not self._changed and len(uris) == len(self._pages)):
            return
        pages = {uri: self._pages[uri] for uri in uris if uri in self._pages}
        self._kept.write(_NAME, (self._key, pages))
        self._changed = False
