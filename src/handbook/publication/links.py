"""Make links lead into the book where their target is part of it, to the site where not."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml.html import HtmlElement

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def name_targets(body: HtmlElement, uri: str) -> None:
    """Rewrite each link inside the site as ``book:<uri>#<id>``."""
    for link in body.xpath(".//a[@href]"):
        href = link.get("href") or ""
        if not _ABSOLUTE.match(href):
            path, _, fragment = href.partition("#")
            target = (
                posixpath.normpath(posixpath.join("/", uri, path)).lstrip("/") if path else uri.rstrip("/")
            )
            if path.endswith("index.html"):
                target = posixpath.dirname(target)
            folder = f"{target}/" if target and "." not in posixpath.basename(target) else target
            link.set("href", f"book:{folder}#{unquote(fragment)}")
        for name in set(link.attrib) - {"href", "class", "id"}:
            del link.attrib[name]
        if link.get("class") != "term":
            link.attrib.pop("class", None)


def resolve(body: HtmlElement, uris: frozenset[str], placed: Mapping[str, str], site_url: str) -> None:
    """Point links at questions to where the book has them, and links to other pages to the site.

    Args:
        body: Article whose links have the form ``book:<uri>#<id>``.
        uris: Addresses of the chapters of the book.
        placed: Address of the chapter in which a question stands, by its id.
        site_url: Address of the published site; without one, links to other pages become plain text.
    """
    for link in body.xpath(".//a[starts-with(@href, 'book:')]"):
        uri, _, fragment = (link.get("href") or "").removeprefix("book:").partition("#")
        if fragment.startswith("q-") and fragment[2:] in placed:
            link.set("href", f"book:{placed[fragment[2:]]}#{fragment}")
        elif uri in uris:
            continue
        elif site_url:
            link.set("href", f"{site_url.rstrip('/')}/{uri}" + (f"#{fragment}" if fragment else ""))
        else:
            link.drop_tag()
