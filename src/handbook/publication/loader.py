"""Read the built site as a publication."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from handbook.problems import Problem, ProblemsError
from handbook.publication.blocks import clean_blocks, drop_controls
from handbook.publication.figures import Images, root_images
from handbook.publication.formulas import keep_mathml
from handbook.publication.html import by_class, parse_article
from handbook.publication.links import name_targets, resolve
from handbook.publication.model import Chapter, Part, Publication, Selection
from handbook.publication.outline import arrange
from handbook.publication.questions import bank_questions, place_questions
from handbook.publication.record import BuildRecord, RecordedPage, read_record
from handbook.publication.vocabulary import check_vocabulary


def load_publication(root: Path, site: Path, selection: Selection | None = None) -> Publication:
    """Read the pages of the book from the built site.

    Args:
        root: Repository root.
        site: The built site.
        selection: Parts and chapters that are wanted; everything when None.

    Raises:
        ProblemsError: The site is missing or stale, the selection names something that isn't there, or a page
            holds what a book cannot show.
    """
    record = read_record(root, site)
    outline = arrange(record, selection or Selection())
    pages = _Pages(site)
    bank = {
        name: card
        for page in record.pages
        if page.kind == "bank"
        for name, card in bank_questions(pages.read(page)).items()
    }
    images = Images(site)
    placed: dict[str, str] = {}
    problems: list[Problem] = []
    parts = []
    for part in outline:
        chapters = []
        for page in part.pages:
            body = deepcopy(pages.read(page))
            place_questions(body, page.uri, bank, placed)
            if page.kind == "bank" and not by_class(body, "question", "section"):
                continue  # Each of its questions stands in a chapter.
            problems += _clean(body, page, images)
            chapters.append(Chapter(page.uri, page.title, page.source, page.kind, body))
        if chapters:
            parts.append(Part(part.slug, part.title, tuple(chapters)))
    publication = Publication(
        record.title,
        record.description,
        _public(record),
        record.commit,
        record.time,
        tuple(parts),
        images.contents,
        selection or Selection(),
    )
    problems += _link(publication, placed)
    if problems:
        raise ProblemsError(problems)
    return publication


class _Pages:
    """The articles of the site, each parsed once."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._known: dict[str, HtmlElement] = {}

    def read(self, page: RecordedPage) -> HtmlElement:
        if page.uri not in self._known:
            file = self._site / page.uri / "index.html" if page.uri.endswith("/") else self._site / page.uri
            article = parse_article(file.read_text("utf-8")) if file.is_file() else None
            if article is None:
                hint = "run: python3 scripts/handbook.py build"
                raise ProblemsError([Problem(page.source, 0, f"the site has no article at {page.uri}", hint)])
            article.attrib.clear()
            keep_mathml(article)  # First: most of a page's elements are typeset formulas.
            drop_controls(article)
            # What a question links to and shows must hold wherever the question is put.
            name_targets(article, page.uri)
            root_images(article, page.uri)
            self._known[page.uri] = article
        return self._known[page.uri]


def _clean(body: HtmlElement, page: RecordedPage, images: Images) -> list[Problem]:
    body.tail = None
    problems = images.collect(body, page.source)
    clean_blocks(body)
    return [*problems, *check_vocabulary(body, page.source)]


def _link(publication: Publication, placed: dict[str, str]) -> Iterator[Problem]:
    uris = frozenset(chapter.uri for chapter in publication.chapters)
    for chapter in publication.chapters:
        resolve(chapter.body, uris, placed, publication.site_url)
    for chapter in publication.chapters:
        yield from _dangling(chapter, publication.anchors)


def _dangling(chapter: Chapter, anchors: Iterable[str]) -> Iterator[Problem]:
    for link in chapter.body.xpath(".//a[starts-with(@href, 'book:')]"):
        target = (link.get("href") or "").removeprefix("book:")
        if target not in anchors:
            yield Problem(chapter.source, 0, f"a link leads to {target}, which the book doesn't have")


def _public(record: BuildRecord) -> str:
    """Return the address of the site, empty for the reserved names that stand for none."""
    host = urlsplit(record.site_url).hostname or ""
    reserved = host == "localhost" or host.endswith((".test", ".invalid", ".example"))
    return "" if reserved or "example." in host else record.site_url
