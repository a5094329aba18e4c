"""Cache what Markdown becomes."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pymdownx.snippets
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook_mkdocs.keys import digest
from handbook_mkdocs.listening import hears_everything, listening, silence
from handbook_mkdocs.patching import Patches
from handbook_mkdocs.store import RecordStore


@dataclass(frozen=True)
class Rendered:
    """What MkDocs knows of a page once its Markdown is converted.

    Attributes:
        key: Digest of the text and of all that its conversion depends on.
        content: HTML.
        title: Text of the first heading.
        toc: Nested [title, id, level, children].
        anchors: Ids on the page.
        links: Each link of the page and what it was resolved to.
        linked: By source of another page, its anchors that this page links to, with the link as written.
        snippets: Each included name, the file found for it and the digest of that file.
        files: Digest of the set of files that the links were resolved against.
    """

    key: str
    content: str
    title: str | None
    toc: list[Any]
    anchors: list[str]
    links: list[list[str]]
    linked: dict[str, dict[str, str]]
    snippets: list[list[str]]
    files: str


class MarkdownCache:
    """Render pages, or take what they became when the same text was rendered before."""

    def __init__(self, store: RecordStore, expand: Callable[[str, str], str]) -> None:
        """Keep records in this store.

        Args:
            store: One record a page.
            expand: Replaces what a page takes from other sources; see `handbook_mkdocs.build.PageInputs`.
        """
        self._store = store
        self._expand = expand
        self._environment = ""
        self._files = ""
        self._snippet_bases: tuple[str, ...] = ()

    def begin(self, environment: str, config: MkDocsConfig, files: Files) -> None:
        """Start a build.

        Args:
            environment: Digest of the code and the options that conversion depends on.
            config: Of this build.
            files: All files of the site.
        """
        self._environment = environment
        self._files = digest(*sorted(f"{f.src_uri}\0{f.url}\0{f.inclusion.value}" for f in files))
        options = (config.mdx_configs or {}).get("pymdownx.snippets", {})
        bases = options.get("base_path", ["."])
        self._snippet_bases = tuple(map(str, [bases] if isinstance(bases, str | os.PathLike) else bases))

    def key(self, file: File, text: str) -> str:
        """Return the key of this text in this file, empty when the text is not fit for the cache."""
        try:
            expanded = self._expand(text, file.src_uri)
        except Exception:
            # Whatever is wrong with the page is reported when it is rendered in earnest.
            return ""
        return digest(self._environment, file.src_uri, file.url, text, expanded)

    def is_rendered(self, page: Page) -> bool:
        """Whether this page, whose text is read, need not be rendered unless links have moved."""
        key = self.key(page.file, page.markdown or "")
        record = self._record(page.file)
        return record is not None and bool(key) and record.key == key and self._unchanged(record)

    def render(self, original: Callable[..., None], page: Page, config: MkDocsConfig, files: Files) -> None:
        """Fill the page, from the cache if possible.

        Args:
            original: `Page.render`.
            page: Its `markdown` is what hooks have made of the source.
            config: Of this build.
            files: All files of the site.
        """
        key = self.key(page.file, page.markdown or "")
        record = self._record(page.file) if key else None
        fits = record is not None and record.key == key and self._unchanged(record)
        if record is not None and fits and self._linked(record, page, config, files):
            _restore(record, page, files)
            return
        snippets_class = pymdownx.snippets.SnippetPreprocessor
        with (
            listening() as ear,
            _noting(pages._RelativePathTreeprocessor, "path_to_url") as links,
            _noting(snippets_class, "get_snippet_path") as found,
        ):
            original(page, config, files)
        if not key or ear.heard or not hears_everything():
            self._store.drop(page.file.src_uri)
            return
        snippets = [[name, path or "", _file_digest(path or "")] for name, path in found]
        record = _record_of(page, key, links, snippets, self._files)
        self._store.put(page.file.src_uri, asdict(record))

    def _record(self, file: File) -> Rendered | None:
        fields = self._store.get(file.src_uri)
        try:
            return Rendered(**fields) if fields else None
        except TypeError:
            return None

    def _unchanged(self, record: Rendered) -> bool:
        """Whether all included files are found where they were and are what they were."""
        return all(
            self._find_snippet(name) == path and _file_digest(path) == content
            for name, path, content in record.snippets
        )

    def _find_snippet(self, name: str) -> str:
        candidates = (os.path.abspath(os.path.join(base, name)) for base in self._snippet_bases)  # noqa: PTH100, PTH118
        return next((path for path in candidates if Path(path).exists()), "")

    def _linked(self, record: Rendered, page: Page, config: MkDocsConfig, files: Files) -> bool:
        """Whether all links lead where they led; they are only tried when files came, went or moved."""
        if record.files == self._files:
            return True
        resolver = pages._RelativePathTreeprocessor(page.file, files, config)
        with silence() as ear:
            same = all(resolver.path_to_url(link) == url for link, url in record.links)
        if same and not ear.heard:
            self._store.put(page.file.src_uri, {**asdict(record), "files": self._files})
        return same and not ear.heard


@contextmanager
def _noting(owner: type, name: str) -> Iterator[list[list[str]]]:
    """Note the argument and the result of each call of a method."""
    calls: list[list[str]] = []
    patches = Patches()

    def noted(self: object, argument: str) -> str:
        result: str = method(self, argument)
        calls.append([argument, result])
        return result

    method = patches.replace(owner, name, noted)
    try:
        yield calls
    finally:
        patches.undo()


def _file_digest(path: str) -> str:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return ""


def _record_of(
    page: Page, key: str, links: list[list[str]], snippets: list[list[str]], files: str
) -> Rendered:
    linked = page.links_to_anchors or {}
    return Rendered(
        key=key,
        content=page.content or "",
        title=page._title_from_render,
        toc=[_plain_entry(entry) for entry in page.toc],
        anchors=sorted(page.present_anchor_ids or ()),
        links=links,
        linked={file.src_uri: dict(anchors) for file, anchors in linked.items()},
        snippets=snippets,
        files=files,
    )


def _restore(record: Rendered, page: Page, files: Files) -> None:
    page.content = record.content
    page._title_from_render = record.title
    entries = [_entry(fields) for fields in record.toc]
    if entries:
        entries[0].active = True  # type: ignore[attr-defined]  # as mkdocs.structure.toc.get_toc does
    page.toc = TableOfContents(entries)
    page.present_anchor_ids = set(record.anchors)
    targets = {uri: files.get_file_from_path(uri) for uri in record.linked}
    page.links_to_anchors = {file: dict(record.linked[uri]) for uri, file in targets.items() if file}


def _plain_entry(entry: AnchorLink) -> list[Any]:
    return [entry.title, entry.id, entry.level, [_plain_entry(child) for child in entry.children]]


def _entry(fields: Sequence[Any]) -> AnchorLink:
    title, anchor, level, children = fields
    entry = AnchorLink(title, anchor, level)
    entry.children = [_entry(child) for child in children]
    return entry
