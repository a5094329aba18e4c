"""One incremental build: the caches, put in the place of functions of MkDocs while it runs."""

import copy
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import mkdocs.commands.build
import mkdocs.theme
import mkdocs.utils
import mkdocs.utils.meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from handbook_mkdocs.blocks import speed_up_blocks
from handbook_mkdocs.finishing import Finisher, site_key
from handbook_mkdocs.keys import UnknownValueError, digest
from handbook_mkdocs.listening import quieten_handlers, silence
from handbook_mkdocs.locking import BuildLock
from handbook_mkdocs.outputs import WorkTree
from handbook_mkdocs.patching import Patches
from handbook_mkdocs.rendering import MarkdownCache
from handbook_mkdocs.search import search_plugin, use_slim_index
from handbook_mkdocs.store import RecordStore
from handbook_mkdocs.templates import TemplateList
from handbook_mkdocs.workers import WORTHWHILE, map_forked

log = logging.getLogger("mkdocs.hooks.incremental")


@dataclass(frozen=True)
class PageInputs:
    """What hooks tell of the pages that they change.

    Attributes:
        expand: Called with the text of a page and its source below docs/; returns text that differs whenever
            something outside of the page that its HTML shows does. It may raise: such a page is not cached.
        problems: Returns how many problems were collected so far; a page that adds one is not cached.
    """

    expand: Callable[[str, str], str] = lambda text, uri: text
    problems: Callable[[], int] = lambda: 0


@dataclass(frozen=True)
class Caches:
    """What outlives a build of a site, on disk and, under ``mkdocs serve``, in memory.

    Attributes:
        folder: Where the caches are.
        tree: The files of the site as last built.
        pages: What Markdown became.
        search: Search entries.
        templates: Names of the theme's files.
        lock: Taken while a build uses the caches.
        front_matter: Body and front matter of each source that was read.
    """

    folder: Path
    tree: WorkTree
    pages: RecordStore
    search: RecordStore
    templates: TemplateList
    lock: BuildLock
    front_matter: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)


def open_caches(folder: Path, name: str, versions: str) -> Caches:
    """Open the caches in a folder.

    Args:
        folder: Made when something is first written.
        name: Of the work tree: builds and the development server have their own.
        versions: Of the installed packages.
    """
    return Caches(
        folder=folder,
        tree=WorkTree(folder / name),
        pages=RecordStore(folder / "pages"),
        search=RecordStore(folder / "search"),
        templates=TemplateList(folder / "templates.json", versions),
        lock=BuildLock(folder / "lock"),
    )


class Build:
    """One build, from `on_config` to the site or to its failure."""

    def __init__(
        self, config: MkDocsConfig, caches: Caches, environment: str, code: str, inputs: PageInputs, jobs: int
    ) -> None:
        """Send the output to the work tree and put the caches into MkDocs.

        Args:
            config: Of this build; its `site_dir` is the work tree until the build ends.
            caches: Of this site.
            environment: Digest of all that Markdown depends on besides the page.
            code: Digest of this repository's code.
            inputs: What hooks tell.
            jobs: Number of processes.
        """
        self._caches = caches
        self._config = config
        self._environment = environment
        self._inputs = inputs
        self._jobs = jobs
        self._nav: Navigation | None = None
        self._pages: dict[str, Page] = {}
        self._patches = Patches()
        self._start = time.monotonic()
        caches.lock.take()
        self._site = config.site_dir
        config.site_dir = str(caches.tree.root)
        use_slim_index(config, caches.search, code)
        self._markdown = MarkdownCache(caches.pages, inputs.expand)
        self._finisher = Finisher(caches.tree, mkdocs.commands.build._build_page, jobs)
        quieten_handlers(self._patches)
        speed_up_blocks(self._patches)
        self._patch_pages()
        self._patch_files()

    def _patch_pages(self) -> None:
        replace, memory = self._patches.replace, self._caches.front_matter
        original_render = Page.render
        original_data = mkdocs.utils.meta.get_data
        original_env = mkdocs.theme.Theme.get_env

        def render(page: Page, config: MkDocsConfig, files: Files) -> None:
            self._markdown.render(original_render, page, config, files)

        def get_data(source: str) -> tuple[str, dict[str, Any]]:
            if source not in memory:
                memory[source] = original_data(source)
            body, values = memory[source]
            return body, copy.deepcopy(values)

        def get_env(theme: mkdocs.theme.Theme) -> jinja2.Environment:
            return self._caches.templates.speed_up(original_env(theme), self._caches.folder / "jinja")

        replace(Page, "render", render)
        replace(mkdocs.utils.meta, "get_data", get_data)
        replace(mkdocs.theme.Theme, "get_env", get_env)
        self._populate_page = replace(mkdocs.commands.build, "_populate_page", self._populate)
        replace(mkdocs.commands.build, "_build_page", self._build_page)

    def _patch_files(self) -> None:
        replace, tree = self._patches.replace, self._caches.tree
        original_write, original_copy = mkdocs.utils.write_file, mkdocs.utils.copy_file
        original_clean = mkdocs.utils.clean_directory
        original_copy_file = File.copy_file

        def write_file(content: bytes, output_path: str) -> None:
            name = tree.name_of(output_path)
            if name is None:
                original_write(content, output_path)
            else:
                tree.write(name, content)

        def copy_file(source_path: str, output_path: str) -> None:
            name = tree.name_of(output_path)
            if name is None or Path(output_path).is_dir():
                original_copy(source_path, output_path)
            else:
                tree.copy(Path(source_path), name)

        def copy_one(file: File, dirty: bool = False) -> None:
            name = tree.name_of(file.abs_dest_path)
            if name is None or file._content is None:
                original_copy_file(file, dirty)
            else:
                tree.write_generated(name, file._content)

        def clean_directory(directory: str) -> None:
            if directory == str(tree.root):
                tree.sweep()
            else:
                original_clean(directory)

        replace(mkdocs.utils, "write_file", write_file)
        replace(mkdocs.utils, "copy_file", copy_file)
        replace(mkdocs.utils, "clean_directory", clean_directory)
        replace(File, "copy_file", copy_one)

    def _build_page(
        self,
        page: Page,
        config: MkDocsConfig,
        doc_files: Sequence[File],
        nav: Navigation,
        env: jinja2.Environment,
        dirty: bool = False,
        excluded: bool = False,
    ) -> None:
        self._finisher.finish(page, config, doc_files, nav, env, excluded)

    def prepare(self, nav: Navigation, files: Files) -> None:
        """Read all pages, and render in several processes those whose text is new."""
        self._nav = nav
        self._markdown.begin(self._environment, self._config, files)
        for file in files.documentation_pages():
            self._read(file.page or Page(None, file, self._config), files)
        todo = [page for page in self._pages.values() if not self._markdown.is_rendered(page)]
        # Plugins may bring their own way to render, which leaves nothing in the cache.
        todo = [page for page in todo if "render" not in vars(page)]
        if self._jobs < 2 or len(todo) < WORTHWHILE:
            return
        todo.sort(key=lambda page: -len(page.markdown or ""))

        def work(page: Page) -> None:
            with silence():
                self._render(page, files)
            plugin = search_plugin(self._config)
            if plugin is not None:
                plugin.search_index.add_entry_from_context(page)
                plugin.search_index.entries.clear()
            # Everything is on disk; a process that keeps it would need more memory with every page.
            page.content, page.toc = None, TableOfContents([])
            self._forget([page])

        map_forked(todo, work, self._jobs)
        self._forget(todo)

    def _forget(self, pages: Sequence[Page]) -> None:
        """Read the records of pages from disk when they are next needed."""
        uris = [page.file.src_uri for page in pages]
        self._caches.pages.reload(uris)
        self._caches.search.reload(uris)

    def _read(self, page: Page, files: Files) -> None:
        """Do the first half of `_populate_page`; if it fails, MkDocs is left to do and to report it."""
        config, file = self._config, page.file
        config._current_page = page
        try:
            page = config.plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = config.plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            self._pages[file.src_uri] = page
        except Exception:
            self._pages.pop(file.src_uri, None)
        finally:
            config._current_page = None

    def _render(self, page: Page, files: Files) -> None:
        """Do the second half of `_populate_page`."""
        config = self._config
        config._current_page = page
        try:
            page.render(config, files)
            page.content = config.plugins.on_page_content(
                page.content or "", page=page, config=config, files=files
            )
        finally:
            config._current_page = None

    def _populate(self, page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
        read = self._pages.pop(page.file.src_uri, None)
        if read is None:
            self._populate_page(page, config, files, dirty)
            return
        try:
            self._render(read, files)
        except Exception as error:
            told = "" if isinstance(error, BuildError) else f" {error}"
            mkdocs.commands.build.log.error(f"Error reading page '{page.file.src_uri}':{told}")
            raise

    def gather(self, env: jinja2.Environment, files: Files) -> None:
        """Find out what all pages share, now that their Markdown is converted."""
        assert self._nav is not None
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        try:
            key = site_key(self._config, self._nav, pages, env, self._environment)
        except UnknownValueError as error:
            log.info(f"Every page is written, since {error}")
            key = ""
        source = Path(self._config.config_file_path or "")
        settings = source.read_bytes() if source.is_file() else b""
        self._finisher.begin(digest(key, settings) if key else "", self._inputs.problems)

    def confirm(self, names: Sequence[str], key: str) -> bool:
        """Keep these files of the last build if all are there and were made from this."""
        tree = self._caches.tree
        if not all(tree.is_current(name, key) for name in names):
            return False
        for name in names:
            tree.confirm(name)
        return True

    def mark(self, names: Sequence[str], key: str) -> None:
        """Remember what these files of this build were made from."""
        for name in names:
            self._caches.tree.mark(name, key)

    def prune(self) -> None:
        """Remove the outputs of sources that are gone, before hooks look at the site."""
        self._caches.tree.prune()

    def publish(self, pages: Sequence[str] | None) -> None:
        """Carry the build over to the site and end it.

        Args:
            pages: Sources of all pages, to forget the others; None to forget nothing.
        """
        if _has_failed(self._config):
            log.info(f"{self._site} is left as it was")
            self.abandon()
            return
        written, removed = self._caches.tree.publish(Path(self._site))
        log.info(
            f"{self._finisher.kept} pages were left as they were; {written} files written to {self._site}, "
            f"{removed} removed; {time.monotonic() - self._start:.2f} s"
        )
        if pages is not None:
            self._caches.pages.keep_only(pages)
            self._caches.search.keep_only(pages)
        self.abandon()

    def abandon(self) -> None:
        """End the build, keeping what it has achieved, and take the caches out of MkDocs."""
        self._patches.undo()
        self._caches.tree.save()
        self._caches.lock.give_back()
        self._config.site_dir = self._site


def _has_failed(config: MkDocsConfig) -> bool:
    """Whether MkDocs is about to abort a strict build because of warnings."""
    handlers = logging.getLogger("mkdocs").handlers
    counters = [handler for handler in handlers if isinstance(handler, mkdocs.utils.CountHandler)]
    return bool(config.strict) and any(counter.get_counts() for counter in counters)
