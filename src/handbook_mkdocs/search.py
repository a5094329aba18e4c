"""A smaller search index, and its entries by page from the cache."""

import json
from typing import Any

from material.plugins.search.plugin import SearchIndex, SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from handbook_mkdocs.keys import UnknownValueError, digest, text_of
from handbook_mkdocs.sections import sections
from handbook_mkdocs.store import RecordStore


class SlimSearchIndex(SearchIndex):  # type: ignore[misc]  # Material has no types
    """Material's index with our sections; a page seen before is not parsed again."""

    def __init__(self, store: RecordStore | None, code: str, **config: Any) -> None:
        """Index for the search plugin.

        Args:
            store: Entries by page, None without a cache.
            code: Digest of the code that makes the entries.
            config: What the plugin gives its index.
        """
        super().__init__(**config)
        self._store = store
        self._code = code

    def add_entry_from_context(self, page: Page) -> None:
        """Add the sections of a page."""
        key = self._key(page) if self._store else ""
        record = self._store.get(page.file.src_uri) if self._store and key else None
        if record and record.get("key") == key:
            self.entries.extend(record["entries"])
            return
        first = len(self.entries)
        if not (page.meta.get("search") or {}).get("exclude"):
            for section in sections(page.content or ""):
                if not section.is_excluded():
                    self.create_entry_for_section(section, page.toc, page.url, page)
        if self._store and key:
            self._store.put(page.file.src_uri, {"key": key, "entries": self.entries[first:]})

    def generate_search_index(self, prev: Any) -> str:
        """Write the index as JSON, with letters as they are."""
        data = json.loads(super().generate_search_index(prev))
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def _key(self, page: Page) -> str:
        toc = [(entry.id, entry.title) for entry in page.toc]
        meta = [page.meta.get(name) for name in ("title", "tags", "search")]
        try:
            return digest(self._code, page.url, page.title or "", text_of([toc, meta]), page.content or "")
        except UnknownValueError:
            return ""


def search_plugin(config: MkDocsConfig) -> SearchPlugin | None:
    """Return Material's search plugin if it is on."""
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin) and plugin.config.enabled:
            return plugin
    return None


def use_slim_index(config: MkDocsConfig, store: RecordStore | None, code: str) -> None:
    """Exchange the index that the search plugin has made for this build."""
    plugin = search_plugin(config)
    if plugin is not None:
        plugin.search_index = SlimSearchIndex(store, code, **plugin.config)
