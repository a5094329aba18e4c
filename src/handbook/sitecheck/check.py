"""Check a built site: links, third parties, structure and weight."""

import os
import posixpath
import re
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.problems import Problem
from handbook.sitecheck.facts import PageFacts, css_urls, page_facts

_PARALLEL_FROM = 40
_KB = 1000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REQUEST = re.compile(
    r"""(?:\b(?:fetch|import|importScripts|Worker|WebSocket|EventSource|sendBeacon|Request|URL)\s*\(\s*
    |\bfrom\s*|\bimport\s*|\.(?:src|href)\s*=\s*)["'`](?P<url>(?:https?:|wss?:)?//[^"'`\s]+)""",
    re.VERBOSE,
)
_COLLECTIONS = ("questions/", "reference/")
_FOREIGN_SCRIPT = re.compile(r"(?:^|/)assets/(?:javascripts/(?:bundle\.|workers/|lunr/)|vendor/pyodide/)")
"""Scripts of the theme and of Pyodide, which hold addresses that they ask only when told to; the policy and
the browser tests see to it that they never do."""


@dataclass(frozen=True)
class Budgets:
    """Most kilobytes, compressed with gzip, that one page may weigh; set in ``[tool.handbook.budgets]``.

    Attributes:
        html: The page itself.
        collection: A page of the bank or the glossary, which holds many entries of which few are read.
        css: Its style sheets together.
        js: The scripts it loads together.
    """

    html: float = 60.0
    collection: float = 150.0
    css: float = 50.0
    js: float = 70.0


def check_site(site_dir: Path, root: Path, *, budgets: Budgets | None = None) -> list[Problem]:
    """Return what is wrong with a built site.

    Args:
        site_dir: The built site.
        root: Repository root, to name source files and to read budgets from ``pyproject.toml``.
        budgets: Budgets in place of those.

    Returns:
        The problems, sorted, each once.
    """
    files = sorted(path for path in site_dir.rglob("*") if path.is_file())
    names = frozenset(path.relative_to(site_dir).as_posix() for path in files)
    if not any(name.endswith(".html") for name in names):
        return [Problem(_shown(site_dir, "", root), 0, "there is no built site", "build it first")]
    pages = _read_pages(site_dir, sorted(name for name in names if name.endswith(".html")))
    by_path = {page.path: page for page in pages}
    site = _Site(site_dir, root, names, by_path, _own_address(pages), _asset_weights(site_dir, names))
    limits = budgets or read_budgets(root)
    found: list[Problem] = []
    for page in pages:
        source = source_of(page.path, root) or _shown(site_dir, page.path, root)
        faults = [
            *page.faults,
            *site.link_faults(page),
            *site.load_faults(page),
            *site.weight_faults(page, limits),
        ]
        found += [Problem(source, 0, message, hint) for message, hint in faults]
    found += _repetitions([page for page in pages if page.is_content], site)
    found += site.asset_problems()
    return sorted(set(found))


def read_budgets(root: Path) -> Budgets:
    """Return the budgets that ``pyproject.toml`` sets, the usual ones for the rest."""
    try:
        text = (root / "pyproject.toml").read_text(encoding="utf-8")
    except OSError:
        return Budgets()
    table = tomllib.loads(text).get("tool", {}).get("handbook", {}).get("budgets", {})
    known = {field.name for field in fields(Budgets)}
    return Budgets(**{name: float(value) for name, value in table.items() if name in known})


def source_of(page: str, root: Path) -> str:
    """Return the repository path of the file a page was made from; empty when it cannot be told."""
    stem = page.removesuffix("/index.html") if page.endswith("/index.html") else page.removesuffix(".html")
    parts = stem.split("/")
    candidates = [f"docs/{stem}.md", f"docs/{stem}/index.md"]
    if parts[0] in ("notebooks", "questions"):
        candidates += [f"{stem}.py", stem]
    if parts[:2] == ["practice", "drills"]:
        candidates.append("/".join(["drills", *parts[2:]]) + ".py")
    return next((name for name in candidates if (root / name).exists()), "")


def _shown(site_dir: Path, name: str, root: Path) -> str:
    folder = site_dir.relative_to(root) if site_dir.is_relative_to(root) else Path(site_dir.name)
    return (folder / name).as_posix()


def _read_pages(site_dir: Path, names: list[str]) -> list[PageFacts]:
    paths = [str(site_dir)] * len(names)
    if len(names) < _PARALLEL_FROM:
        return list(map(_read_page, paths, names))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_read_page, paths, names, chunksize=8))


def _read_page(site_dir: str, name: str) -> PageFacts:
    return page_facts(name, (Path(site_dir) / name).read_bytes())


def _asset_weights(site_dir: Path, names: Iterable[str]) -> dict[str, float]:
    """Return the size in KB, compressed, of each style sheet and script."""
    return {
        name: len(zlib.compress((site_dir / name).read_bytes(), 6)) / _KB
        for name in names
        if name.endswith((".css", ".js", ".mjs"))
    }


def _own_address(pages: Iterable[PageFacts]) -> str:
    return next((page.canonical for page in pages if page.path == "index.html"), "")


def _repetitions(pages: list[PageFacts], site: "_Site") -> Iterator[Problem]:
    for what in ("title", "description"):
        users: dict[str, list[str]] = defaultdict(list)
        for page in pages:
            users[getattr(page, what)].append(
                source_of(page.path, site.root) or _shown(site.folder, page.path, site.root)
            )
        for text, sources in users.items():
            hint = f"write a {what} in the front matter"
            if not text:
                yield from (Problem(source, 0, f"the page has no {what}", hint) for source in sources)
            elif len(sources) > 1:
                for source in sources:
                    other = next(each for each in [*sources, ""] if each != source)
                    yield Problem(source, 0, f"the page has the {what} of {other}: {text[:60]!r}", hint)


@dataclass(frozen=True)
class _Site:
    folder: Path
    root: Path
    names: frozenset[str]
    pages: Mapping[str, PageFacts]
    address: str
    weights: Mapping[str, float]

    def link_faults(self, page: PageFacts) -> Iterator[tuple[str, str]]:
        for link in dict.fromkeys(page.links):
            place = self._inside(page.path, link)
            if place is None:
                continue
            target, fragment = place
            name = self._file(target)
            if name is None:
                yield f"the link {link} leads nowhere", "correct it, or add a redirect for a renamed page"
            elif name in self.pages and fragment not in self.pages[name].ids | {"", "top"}:
                yield f"the link {link} leads to an anchor that {name} does not have", "correct the anchor"

    def load_faults(self, page: PageFacts) -> Iterator[tuple[str, str]]:
        for load in page.loads:
            yield from self._load_fault(page.path, load)

    def weight_faults(self, page: PageFacts, budgets: Budgets) -> Iterator[tuple[str, str]]:
        html = budgets.collection if page.path.startswith(_COLLECTIONS) else budgets.html
        weights = (
            ("HTML", html, self._page_weight(page.path, html)),
            ("CSS", budgets.css, self._asset_weight(page.path, page.stylesheets)),
            ("JavaScript", budgets.js, self._asset_weight(page.path, page.scripts)),
        )
        for what, limit, weight in weights:
            if weight > limit:
                message = f"{weight:.1f} KB of {what} (gzip), the budget is {limit:g} KB"
                yield message, "split the page or raise [tool.handbook.budgets] in pyproject.toml"

    def asset_problems(self) -> Iterator[Problem]:
        """Yield what style sheets and scripts of our own load from elsewhere, or miss."""
        for name in sorted(self.names):
            shown = _shown(self.folder, name, self.root)
            if name.endswith(".css"):
                text = (self.folder / name).read_text(encoding="utf-8", errors="replace")
                for url in css_urls(text):
                    for message, hint in self._load_fault(name, url):
                        yield Problem(shown, 0, message, hint)
            elif name.endswith((".js", ".mjs")) and not _FOREIGN_SCRIPT.search(name):
                text = (self.folder / name).read_text(encoding="utf-8", errors="replace")
                for request in _REQUEST.finditer(text):
                    if not self._is_own(request["url"]):
                        line = 1 + text.count("\n", 0, request.start())
                        message = f"the script asks a third party: {request['url'][:80]}"
                        yield Problem(shown, line, message, "serve it from this site")

    def _load_fault(self, base: str, url: str) -> Iterator[tuple[str, str]]:
        url = url.strip()
        if url.startswith(("data:", "blob:", "#", "about:")):
            return
        if (_SCHEME.match(url) or url.startswith("//")) and not self._is_own(url):
            yield f"loads from a third party: {url[:80]}", "serve it from this site"
            return
        place = self._inside(base, url)
        if place is not None and self._file(place[0]) is None:
            yield f"loads {url[:80]}, which does not exist", "correct the address"

    def _is_own(self, url: str) -> bool:
        return bool(self.address) and url.startswith(self.address)

    def _inside(self, base: str, url: str) -> tuple[str, str] | None:
        """Return the path below the site and the fragment of an address; None when it leads outside."""
        url = url.strip()
        if self._is_own(url):
            url = "/" + url.removeprefix(self.address).lstrip("/")
            base_path = "/"
        elif _SCHEME.match(url) or url.startswith("//"):
            return None
        else:
            base_path = urlsplit(self.address).path or "/"
        parts = urlsplit(url)
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return base, fragment
        if path.startswith("/"):
            target = "/" + path.removeprefix(base_path).lstrip("/")
        else:
            target = "/" + posixpath.join(posixpath.dirname(base), path)
        normal = posixpath.normpath(target).lstrip("/")
        return normal + ("/" if path.endswith("/") and normal else ""), fragment

    def _file(self, target: str) -> str | None:
        if target in ("", "."):
            target = "index.html"
        choices = (target, posixpath.join(target, "index.html"))
        return next((name for name in choices if name in self.names), None)

    def _page_weight(self, name: str, limit: float) -> float:
        """Return the size in KB that a server sends, or a bound of it that is within the limit."""
        content = (self.folder / name).read_bytes()
        weight = len(content) / _KB
        for level in (1, 6):
            if weight > limit:
                weight = len(zlib.compress(content, level)) / _KB
        return weight

    def _asset_weight(self, base: str, urls: Iterable[str]) -> float:
        places = [self._inside(base, url) for url in urls]
        return sum(self.weights.get(self._file(place[0]) or "", 0.0) for place in places if place)
