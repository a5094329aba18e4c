"""The contents for readers: the navigation document, and the NCX for older reading systems."""

from html import escape
from itertools import count

from handbook.epub.contents import Entry, depth
from handbook.epub.xhtml import Element, document, make, semantics

NAVIGATION = "nav.xhtml"
NCX = "toc.ncx"


def navigation(entries: tuple[Entry, ...], landmarks: tuple[tuple[str, str, str], ...]) -> bytes:
    """Return the navigation document.

    Args:
        entries: The contents.
        landmarks: Type in the structural semantics vocabulary, title and address of each.
    """
    toc = make(
        "nav",
        {**semantics("toc", "doc-toc"), "id": "toc", "aria-labelledby": "contents"},
        make("h1", {"id": "contents"}, "Contents"),
        _list(entries),
    )
    points = make("ol")
    for kind, title, address in landmarks:
        points.append(make("li", {}, make("a", {**semantics(kind), "href": address}, title)))
    marks = make("nav", {**semantics("landmarks"), "id": "landmarks", "hidden": "hidden"})
    marks.append(make("h2", {}, "Landmarks"))
    marks.append(points)
    return document("Contents", toc, marks, epub_type="frontmatter")


def _list(entries: tuple[Entry, ...]) -> Element:
    items = make("ol")
    for entry in entries:
        item = make("li", {}, make("a", {"href": entry.address}, entry.title))
        if entry.children:
            item.append(_list(entry.children))
        items.append(item)
    return items


def ncx(title: str, identifier: str, entries: tuple[Entry, ...]) -> bytes:
    """Return the same contents in the form of EPUB 2."""
    order = count(1)

    def point(entry: Entry) -> str:
        number = next(order)
        below = "".join(point(child) for child in entry.children)
        return (
            f'<navPoint id="p{number}" playOrder="{number}">'
            f"<navLabel><text>{escape(entry.title)}</text></navLabel>"
            f'<content src="{escape(entry.address)}"/>\n{below}</navPoint>\n'
        )

    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">\n<head>\n'
        f'<meta name="dtb:uid" content="{escape(identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{depth(entries)}"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n'
        '<meta name="dtb:maxPageNumber" content="0"/>\n</head>\n'
        f"<docTitle><text>{escape(title)}</text></docTitle>\n"
        f"<navMap>\n{''.join(point(entry) for entry in entries)}</navMap>\n</ncx>\n"
    ).encode()
