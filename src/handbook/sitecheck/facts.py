"""What one built page contains that the checks look at."""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml import html as lxml_html

_LOADING_RELATIONS = frozenset(
    (
        *("stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"),
        *("icon", "shortcut", "apple-touch-icon", "mask-icon", "manifest"),
    )
)
_LOADED = {
    **dict.fromkeys(("script", "img", "iframe", "source", "audio", "track", "embed", "input"), ("src",)),
    "video": ("src", "poster"),
    "object": ("data",),
    "form": ("action",),
    "use": ("href",),
    "image": ("href",),
}
_SRCSET = etree.XPath("//img/@srcset | //source/@srcset")
_STYLES = etree.XPath("//style/text() | //@style[contains(., 'url(')]")
_SCRIPT_SOURCES = etree.XPath("//script/@src")
_LINKS = etree.XPath("//a/@href | //area/@href")
_IDS = etree.XPath("//@id")
_NAMES = etree.XPath("//a/@name")
_HEADINGS = etree.XPath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
_HANDLERS = etree.XPath(
    "//@*[starts-with(name(), 'on') and string-length(name()) > 3][not(contains(name(), '-'))]"
)
_THEME_REQUESTS = (
    (etree.XPath("//*[@data-md-component='source']"), "the repository link, whose host the theme would ask"),
    (etree.XPath("//*[contains(concat(' ', @class, ' '), ' mermaid ')]"), "Mermaid, which the theme fetches"),
)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:,|\s+[^,]*|$)")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class PageFacts:
    """One page of a built site.

    Attributes:
        path: Path below the site folder.
        title: Text of the title element.
        description: Content of the description; empty when there is none.
        canonical: Address that the page gives itself; empty when there is none.
        is_content: Whether readers and search engines are meant to find it; redirects and 404 are not.
        ids: Each id and anchor name.
        links: Targets of links.
        loads: Addresses that a browser loads with the page.
        stylesheets: The style sheets among them.
        scripts: The scripts among them.
        faults: What is wrong within the page itself, each with a hint.
    """

    path: str
    title: str
    description: str
    canonical: str
    is_content: bool
    ids: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def page_facts(path: str, content: bytes) -> PageFacts:
    """Return what the page contains; `path` is its path below the site folder."""
    document = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))
    links = [(_words(link.get("rel")), link.get("href", "")) for link in document.iter("link")]
    stylesheets = [href for relations, href in links if "stylesheet" in relations]
    loads = [href for relations, href in links if relations & _LOADING_RELATIONS]
    loads += [
        element.get(name, "") for element in document.iter(*_LOADED) for name in _LOADED[str(element.tag)]
    ]
    loads += [url for each in _strings(_SRCSET, document) for url in _CANDIDATE.findall(each)]
    loads += [url for style in _strings(_STYLES, document) for url in css_urls(style)]
    is_content = path != "404.html" and "noindex" not in _meta(document, "robots")
    ids = _strings(_IDS, document)
    return PageFacts(
        path=path,
        title=" ".join((document.findtext(".//title") or "").split()),
        description=_meta(document, "description"),
        canonical=next((href for relations, href in links if "canonical" in relations), ""),
        is_content=is_content,
        ids=frozenset(ids) | frozenset(_strings(_NAMES, document)),
        links=tuple(_strings(_LINKS, document)),
        loads=tuple(dict.fromkeys(load for load in loads if load)),
        stylesheets=tuple(dict.fromkeys(stylesheets)),
        scripts=tuple(dict.fromkeys(_strings(_SCRIPT_SOURCES, document))),
        faults=tuple(_faults(document, ids, is_content)),
    )


def css_urls(css: str) -> list[str]:
    """Return the addresses that a style sheet loads, fonts and imports among them."""
    return [url or imported for url, imported in _CSS_URL.findall(_CSS_COMMENT.sub("", css))]


def _strings(path: etree.XPath, document: lxml_html.HtmlElement) -> list[str]:
    found = path(document)
    return [str(each) for each in found] if isinstance(found, list) else []


def _elements(path: etree.XPath, document: lxml_html.HtmlElement) -> list[etree._Element]:
    found = path(document)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def _words(text: str | None) -> set[str]:
    return set((text or "").lower().split())


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _meta(document: lxml_html.HtmlElement, name: str) -> str:
    for meta in document.iter("meta"):
        if meta.get("name") == name:
            return str(meta.get("content", "")).strip()
    return ""


def _faults(document: lxml_html.HtmlElement, ids: list[str], is_content: bool) -> list[tuple[str, str]]:
    faults = [
        (f"the id {name!r} occurs {ids.count(name)} times", "ids are unique in a page")
        for name in sorted({name for name in ids if name} if len(set(ids)) < len(ids) else ())
        if ids.count(name) > 1
    ]
    if not document.get("lang"):
        faults.append(("the html element has no lang", "set theme.language"))
    faults += _image_faults(document)
    faults += [
        ("a figure has no caption", "add a figcaption")
        for figure in document.iter("figure")
        if (caption := figure.find(".//figcaption")) is None or not _text(caption)
    ]
    faults += [
        (f"the page contains {what} at a third party", "remove it")
        for path, what in _THEME_REQUESTS
        if _elements(path, document)
    ]
    if _strings(_HANDLERS, document):
        faults.append(("an event handler stands in an attribute", "the security policy blocks it"))
    return faults + (_heading_faults(document) if is_content else [])


def _image_faults(document: lxml_html.HtmlElement) -> list[tuple[str, str]]:
    faults = []
    for image in document.iter("img"):
        alt, name = image.get("alt"), (image.get("src") or "").rsplit("/", 1)[-1][:60]
        decorative = image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true"
        if alt is None:
            faults.append((f"the image {name} has no alt text", "say what it shows"))
        elif not alt.strip() and not decorative:
            faults.append(
                (f"the image {name} has an empty alt text", 'say what it shows or add role="presentation"')
            )
    return faults


def _heading_faults(document: lxml_html.HtmlElement) -> list[tuple[str, str]]:
    headings = _elements(_HEADINGS, document)
    levels = [int(str(heading.tag)[1]) for heading in headings]
    faults = []
    if levels.count(1) != 1:
        faults.append((f"the page has {levels.count(1)} headings of level 1", "one H1, the title"))
    for (upper, _), (lower, heading) in pairwise(zip(levels, headings, strict=True)):
        if lower > upper + 1:
            faults.append(
                (
                    f"the heading {_text(heading).rstrip(' ¶')!r} skips from level {upper} to {lower}",
                    "use the next level",
                )
            )
    return faults
