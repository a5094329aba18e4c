"""The values of a publication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement


@dataclass(frozen=True)
class Selection:
    """What of the handbook is wanted; all of it when both are empty.

    Attributes:
        parts: Slugs of parts, such as ``evaluation``.
        chapters: Addresses of pages, such as ``evaluation/classification-metrics``.
    """

    parts: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is named."""
        return bool(self.parts or self.chapters)


@dataclass(frozen=True)
class Chapter:
    """One page of the site as a chapter.

    Attributes:
        uri: Address below the site, such as ``evaluation/classification-metrics/``.
        title: Title in the navigation, plain text.
        source: Repository path of its source, for messages.
        kind: ``chapter``, ``case-study``, ``plan``, ``page``, ``drill``, ``notebook``, ``bank`` or
            ``glossary``.
        body: The ``article`` in the vocabulary of `handbook.publication.vocabulary`.
    """

    uri: str
    title: str
    source: str
    kind: str
    body: HtmlElement = field(compare=False)


@dataclass(frozen=True)
class Part:
    """Chapters that belong together.

    Attributes:
        slug: Name for the command line, made from the title.
    """

    slug: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Publication:
    """The handbook, or a selection of it, ready to be written as a book.

    Attributes:
        site_url: Address of the published site; empty where none is known.
        commit: Abbreviated commit that the site was built from; empty where none is known.
        time: Time of that commit in seconds since 1970; the time stamp of everything written.
        selection: What of the handbook it holds; everything when empty.
        images: Content of each image by the name that ``img`` elements use.
    """

    title: str
    description: str
    site_url: str
    commit: str
    time: int
    parts: tuple[Part, ...]
    images: Mapping[str, bytes]
    selection: Selection = Selection()

    @property
    def chapters(self) -> Iterator[Chapter]:
        """Yield all chapters in reading order."""
        for part in self.parts:
            yield from part.chapters

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return every place that a link may lead to: ``<uri>#<id>``, and ``<uri>#`` for a chapter."""
        found = set()
        for chapter in self.chapters:
            found.add(f"{chapter.uri}#")
            found.update(f"{chapter.uri}#{name}" for name in chapter.body.xpath(".//@id"))
        return frozenset(found)
