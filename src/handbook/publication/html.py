"""Small helpers for trees of HTML."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement, fromstring
from lxml.html.builder import E as BUILD


def has_class(element: HtmlElement, *names: str) -> bool:
    """Tell whether the element carries one of the classes."""
    return not set(names).isdisjoint((element.get("class") or "").split())


def by_class(root: HtmlElement, name: str, tag: str = "*") -> list[HtmlElement]:
    """Return the descendants with a class, in document order."""
    return list(root.xpath(f".//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"))


def elements(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element and its descendants without comments and processing instructions."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield element


def make(tag: str, attributes: dict[str, str] | None = None, *content: HtmlElement | str) -> HtmlElement:
    """Return a new element."""
    element: HtmlElement = BUILD(tag, *content)
    for name, value in (attributes or {}).items():
        element.set(name, value)
    return element


def replace(old: HtmlElement, new: Iterable[HtmlElement]) -> None:
    """Put elements in the place of one, whose following text stays."""
    parent = old.getparent()
    if parent is None:
        raise ValueError("the root of a tree cannot be replaced")
    place = parent.index(old)
    tail, old.tail = old.tail, None
    parent.remove(old)
    added = list(new)
    for offset, element in enumerate(added):
        parent.insert(place + offset, element)
    if added:
        added[-1].tail = (added[-1].tail or "") + (tail or "")
    elif place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")


def move_content(source: HtmlElement, target: HtmlElement) -> HtmlElement:
    """Move text and children of one element to the end of another, and return that."""
    if source.text:
        if len(target):
            target[-1].tail = (target[-1].tail or "") + source.text
        else:
            target.text = (target.text or "") + source.text
    source.text = None
    for child in list(source):
        target.append(child)
    return target


def parse_article(text: str) -> HtmlElement | None:
    """Return the article of a page of the site, None when it has none."""
    root = fromstring(text)
    article: HtmlElement | None = root.find(".//article")
    return article
