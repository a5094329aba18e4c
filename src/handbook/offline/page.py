"""One page of the built site, changed so that it works when it is opened from a disk."""

import json
import re
from dataclasses import dataclass

from handbook.offline import search
from handbook.offline.addresses import Addresses, Target, is_left_out, relative
from handbook.offline.css import rewrite_css
from handbook.offline.markup import Tag, rewrite_candidates, rewrite_tags
from handbook.offline.modules import bundle_name
from handbook.offline.policy import protect

LEFT_OUT_TITLE = "Not part of the offline copy"

_LOADED = {
    **dict.fromkeys(("link", "use", "image"), ("href", "xlink:href")),
    **dict.fromkeys(("iframe", "img", "source", "audio", "track", "embed", "input"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
}
_SERVER_RELATIONS = frozenset(
    (
        "alternate",
        "canonical",
        "manifest",
        "modulepreload",
        "preload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
    )
)
"""Links that say what only a server can serve, or that browsers load by rules that a file cannot meet."""

_SERVED = "data-served"
"""Marks the scripts that only a served site has a use for: the service worker."""

_REFRESH = re.compile(r"(?P<wait>[\d.\s]*[;,]\s*url\s*=\s*)(?P<url>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class OfflinePage:
    """A page as it stands on a disk.

    Attributes:
        html: Its text.
        needs: Paths below the site of the files it loads or links to.
        modules: The modules it starts, which `bundle_name` joins into one script.
        worker: Path of the search worker; empty on a page without a search.
        faults: What keeps it from working, each with a hint.
    """

    html: str
    needs: frozenset[str]
    modules: tuple[str, ...]
    worker: str
    faults: tuple[tuple[str, str], ...]


def offline_page(html: str, name: str, addresses: Addresses) -> OfflinePage:
    """Change a page of the built site.

    Args:
        html: The page as it was built.
        name: Its path below the site.
        addresses: Of the files of the site.
    """
    page = _Page(name, addresses)
    rewrite_tags(html, page.read)
    text = protect(rewrite_tags(html, page.rewrite))
    # What is missing is met both when it is read and when it is rewritten.
    faults = tuple(dict.fromkeys(page.faults))
    return OfflinePage(text, frozenset(page.needs), tuple(page.modules), page.worker, faults)


class _Page:
    """Sees the tags of a page twice: to know its scripts, and to rewrite all."""

    def __init__(self, name: str, addresses: Addresses) -> None:
        self.needs: set[str] = set()
        self.modules: list[str] = []
        self.worker = ""
        self.faults: list[tuple[str, str]] = []
        self._name = name
        self._addresses = addresses
        self._scripts_before: list[str] = []
        self._has_bundle = False

    def read(self, tag: Tag) -> str:
        """Find the modules and the search worker."""
        if tag.name == "script" and tag.get(_SERVED) is None:
            kind, source = tag.get("type"), tag.get("src")
            if tag.get("id") == "__config" and self._addresses.has(search.INDEX):
                self.worker = self._file(json.loads(tag.text or "{}").get("search", ""))
                self._scripts_before = [search.SCRIPT]
            elif kind == "importmap" or (kind == "module" and source is None):
                self.faults.append((f"has a script of type {kind} in the page", "put it into a file"))
            elif kind == "module" and source is not None:
                self.modules = list(dict.fromkeys([*self.modules, self._file(source)]))
        return ""

    def rewrite(self, tag: Tag) -> str:
        """Return what stands in place of a tag."""
        if tag.name == "script":
            return self._rewrite_script(tag)
        if tag.name == "link" and _SERVER_RELATIONS & set((tag.get("rel") or "").lower().split()):
            return ""
        if tag.name in ("a", "area"):
            self._rewrite_link(tag)
        elif tag.name == "meta" and (tag.get("http-equiv") or "").lower() == "refresh":
            self._rewrite_refresh(tag)
        for attribute in _LOADED.get(tag.name, ()):
            if (address := tag.get(attribute)) is not None:
                tag.set(attribute, self._address(address))
        if (candidates := tag.get("srcset")) is not None:
            tag.set("srcset", rewrite_candidates(candidates, self._address))
        if tag.name in ("img", "link"):
            # A file has no headers that could allow what these ask for.
            tag.remove("crossorigin", "integrity")
        if "url(" in (style := tag.get("style") or ""):
            tag.set("style", rewrite_css(style, self._address))
        return tag.html()

    def _rewrite_script(self, tag: Tag) -> str:
        before = "".join(
            f'<script src="{relative(name, self._name)}"></script>' for name in self._scripts_before
        )
        self._scripts_before = []
        source = tag.get("src")
        if tag.get(_SERVED) is not None:
            return before
        if source is None:
            return before + tag.html()
        if tag.get("type") == "module":
            return before + self._bundle(source)
        if tag.get("nomodule") is not None:
            return before
        tag.set("src", self._address(source))
        tag.remove("crossorigin", "integrity")
        return before + tag.html()

    def _bundle(self, source: str) -> str:
        """Return the script that stands in place of the first module, nothing for the others."""
        if self._has_bundle or self._file(source) not in self.modules:
            return ""
        self._has_bundle = True
        return f'<script defer src="{relative(bundle_name(self.modules), self._name)}"></script>'

    def _rewrite_link(self, tag: Tag) -> None:
        href = tag.get("href")
        if href is None:
            return
        target = self._addresses.target(href, self._name)
        if target is not None and is_left_out(target.name):
            tag.remove("href", "download")
            tag.set("title", LEFT_OUT_TITLE)
        else:
            tag.set("href", self._address(href))

    def _rewrite_refresh(self, tag: Tag) -> None:
        refresh = _REFRESH.match(tag.get("content") or "")
        if refresh is not None:
            tag.set("content", refresh["wait"] + self._address(refresh["url"].strip("\"' ")))

    def _address(self, address: str) -> str:
        """Return an address as it is on a disk, and take down that the page needs its file."""
        target = self._target(address)
        if target is None:
            return address
        if target.name:
            self.needs.add(target.name)
        return target.address

    def _file(self, address: str) -> str:
        """Return what an address leads to; empty when that is no file of the site."""
        target = self._target(address)
        return target.name if target is not None else ""

    def _target(self, address: str) -> Target | None:
        target = self._addresses.target(address, self._name)
        if target is not None and not target.name:
            self.faults.append((f"leads to {address}, which does not exist", "correct the address"))
        return target
