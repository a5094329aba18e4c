"""Leave finished pages alone when nothing that they show has changed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime

from handbook_mkdocs.keys import UnknownValueError, digest, text_of, tree_digest
from handbook_mkdocs.listening import hears_everything, listening, silence
from handbook_mkdocs.outputs import Output, WorkTree
from handbook_mkdocs.search import search_plugin
from handbook_mkdocs.templates import is_installed
from handbook_mkdocs.workers import WORTHWHILE, map_forked

_OTHERWISE_COVERED = {
    "config_file_path",
    "dev_addr",
    "docs_dir",
    "draft_docs",
    "exclude_docs",
    "hooks",
    "markdown_extensions",
    "mdx_configs",
    "nav",
    "not_in_nav",
    "plugins",
    "site_dir",
    "theme",
    "watch",
}
"""Settings that no page shows, or that reach the key as files, navigation, code or theme."""

_NAV_META = {"icon", "status", "subtitle"}
"""Front matter that Material shows of other pages, in the navigation."""

_META_NAME = re.compile(r"""\bmeta(?:\.(\w+)|\[["'](\w+)["']\]|\.get\(["'](\w+)["'])""")
_META = re.compile(r"(?<!<)\bmeta\b")


@dataclass(frozen=True)
class Templates:
    """What the templates of this repository use besides the page they are for.

    Attributes:
        meta: Front matter they may show of other pages; None for all of it.
        pages: Whether they walk over the pages of the site.
        date: Whether they show the date of the build.
    """

    meta: frozenset[str] | None
    pages: bool
    date: bool


def read_templates(folders: Iterable[Path], env: jinja2.Environment) -> Templates:
    """Find out what templates in these folders depend on; what cannot be told is taken to be everything."""
    names: set[str] | None = set(_NAV_META)
    pages = date = False
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.suffix not in {".html", ".xml", ".jinja", ".j2", ".txt"}:
                continue
            source = path.read_text(encoding="utf-8")
            try:
                variables = jinja2.meta.find_undeclared_variables(env.parse(source))
            except jinja2.TemplateError:
                return Templates(None, True, True)
            pages = pages or bool(variables & {"pages", "nav"})
            date = date or "build_date_utc" in variables or "update_date" in source
            found = _META_NAME.findall(source)
            if len(found) != len(_META.findall(source)):
                names = None
            if names is not None:
                names |= {name for groups in found for name in groups if name}
    return Templates(None if names is None else frozenset(names), pages, date)


def site_key(
    config: MkDocsConfig, nav: Navigation, pages: Sequence[Page], env: jinja2.Environment, markdown: str
) -> str:
    """Return the key of what every page shows: settings, navigation, templates, code.

    Args:
        config: Of this build.
        nav: The navigation.
        pages: All pages, after their Markdown is converted.
        env: Templates.
        markdown: Digest of the code, the versions and the options of Markdown.

    Raises:
        UnknownValueError: A setting is of a kind whose state cannot be told.
    """
    own = [Path(folder) for folder in config.theme.dirs if not is_installed(folder)]
    templates = read_templates(own, env)
    settings = {name: value for name, value in config.items() if name not in _OTHERWISE_COVERED}
    plugins = {
        name: dict(plugin.config) for name, plugin in config.plugins.items() if hasattr(plugin, "config")
    }
    theme = {name: str(value) if name == "locale" else value for name, value in config.theme.items()}
    parts = [
        markdown,
        text_of([settings, plugins, theme, config.theme.name]),
        text_of(_outline(nav.items, templates)),
        tree_digest(own),
    ]
    if templates.pages:
        shown = [[page.url, page.title, page.meta, digest(page.content or "")] for page in pages]
        parts.append(text_of(shown))
    if templates.date:
        parts.append(f"{get_build_datetime():%Y-%m-%d}")
    return digest(*parts)


def _outline(items: Iterable[Any], templates: Templates) -> list[Any]:
    outline = []
    for item in items:
        meta = getattr(item, "meta", None) or {}
        shown = {name: meta[name] for name in meta if templates.meta is None or name in templates.meta}
        children = _outline(item.children or (), templates)
        outline.append([type(item).__name__, item.title, getattr(item, "url", None), shown, children])
    return outline


def _is_draft(file: File) -> bool:
    return bool(file.inclusion.value <= InclusionLevel.DRAFT.value)


class Finisher:
    """Write pages with their template, or leave them when they are the same as in the last build."""

    def __init__(self, tree: WorkTree, original: Callable[..., None], jobs: int) -> None:
        """Finish pages into this tree.

        Args:
            tree: Holds the finished pages of earlier builds.
            original: `mkdocs.commands.build._build_page`.
            jobs: Number of processes.
        """
        self._tree = tree
        self._original = original
        self._jobs = jobs
        self._site_key = ""
        self._problems: Callable[[], int] = lambda: 0
        self._ahead = False
        self._done_ahead: set[str] = set()
        self._keys: dict[str, str] = {}
        self.kept = 0

    def begin(self, site: str, problems: Callable[[], int]) -> None:
        """Start to write the pages of a site with this key; an empty one writes every page."""
        self._site_key = site
        self._problems = problems
        self._ahead = False
        self._done_ahead.clear()
        self._keys.clear()
        self.kept = 0

    def finish(
        self,
        page: Page,
        config: MkDocsConfig,
        doc_files: Sequence[File],
        nav: Navigation,
        env: jinja2.Environment,
        excluded: bool = False,
    ) -> None:
        """Do what `_build_page` does, if needed; before the first page, for all in several processes."""
        if not self._ahead:
            self._ahead = True
            self._finish_ahead(config, doc_files, nav, env)
        key, name = self._keys.get(page.file.src_uri, ""), page.file.dest_uri
        if key and self._tree.is_current(name, key):
            self._tree.confirm(name)
            self.kept += name not in self._done_ahead
            plugin = search_plugin(config)
            if plugin is not None:
                plugin.search_index.add_entry_from_context(page)
            return
        before = self._problems()
        with listening() as ear:
            self._original(page, config, doc_files, nav, env, False, excluded)
        if key and not ear.heard and hears_everything() and self._problems() == before:
            self._tree.mark(name, key)

    def _finish_ahead(
        self, config: MkDocsConfig, doc_files: Sequence[File], nav: Navigation, env: jinja2.Environment
    ) -> None:
        todo: list[tuple[File, str]] = []
        for file in doc_files:
            key = self._key(file.page, _is_draft(file)) if file.page else ""
            self._keys[file.src_uri] = key
            if key and not self._tree.is_current(file.dest_uri, key):
                todo.append((file, key))
        if self._jobs < 2 or len(todo) < WORTHWHILE or not hears_everything():
            return

        def work(item: tuple[File, str]) -> Output | None:
            file, key = item
            before = self._problems()
            with silence() as ear:
                self._original(file.page, config, doc_files, nav, env, False, _is_draft(file))
            if ear.heard or self._problems() != before:
                return None
            self._tree.mark(file.dest_uri, key)
            return self._tree.output(file.dest_uri)

        env.get_template("main.html")  # Compiled once, for all processes.
        todo.sort(key=lambda item: -len(item[0].page.content or "") if item[0].page else 0)
        for (file, _), output in map_forked(todo, work, self._jobs):
            if output is not None:
                self._tree.adopt(file.dest_uri, output)
                self._done_ahead.add(file.dest_uri)

    def _key(self, page: Page, excluded: bool) -> str:
        """Return the key of a finished page, empty when it must be written in any case."""
        # Plugins may bring their own pages, such as notebooks, and write more than the page.
        if not self._site_key or type(page) is not Page or "render" in vars(page):
            return ""
        neighbours = [
            [other.title, other.url] if other is not None else None
            for other in (page.previous_page, page.next_page)
        ]
        shown = [
            page.title,
            page.url,
            page.edit_url,
            page.canonical_url,
            page.file.src_uri,
            neighbours,
            excluded,
        ]
        toc = [[entry.title, entry.id, entry.level, str(entry)] for entry in page.toc]
        try:
            values = text_of([shown, toc, page.meta])
        except UnknownValueError:
            return ""
        return digest(self._site_key, values, page.markdown or "", page.content or "")
