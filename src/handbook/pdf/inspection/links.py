"""Check where the links and bookmarks of a PDF lead."""

from collections import Counter
from collections.abc import Iterator

import pikepdf

from handbook.pdf.inspection.pages import PageNumbers, items, page_numbers

_SCHEMES = ("https:", "http:", "mailto:")


def check_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield links and bookmarks whose destination is missing, and addresses nobody else can open."""
    numbers = page_numbers(pdf)
    names = frozenset(_named_destinations(pdf))
    for number, page in enumerate(pdf.pages, 1):
        faults = Counter(
            fault
            for annotation in items(page.obj.get("/Annots"))
            if annotation.get("/Subtype") == "/Link" and (fault := _fault(annotation, numbers, names))
        )
        for fault, count in sorted(faults.items()):
            yield f"page {number}: {fault}" + (f", {count} times" if count > 1 else "")
    with pdf.open_outline() as outline:
        pending = list(outline.root)
        while pending:
            entry = pending.pop()
            pending += entry.children
            if entry.obj is not None and (fault := _fault(entry.obj, numbers, names)):
                yield f"the bookmark “{entry.title}”: {fault}"


def _fault(link: pikepdf.Object, numbers: PageNumbers, names: frozenset[str]) -> str | None:
    destination, action = link.get("/Dest"), link.get("/A")
    if action is not None and action.get("/S") == "/URI":
        address = str(action.get("/URI", ""))
        return None if address.startswith(_SCHEMES) else f"a link to the address “{address}”"
    if action is not None and action.get("/S") == "/GoTo":
        destination = action.get("/D")
    if destination is None:
        return "a link without destination"
    if isinstance(destination, pikepdf.Array):
        target = destination[0] if len(destination) else None
        on_page = isinstance(target, pikepdf.Dictionary) and target.objgen in numbers
        return None if on_page else "a link to a page that does not exist"
    name = str(destination).removeprefix("/")
    return None if name in names else f"a link to the name “{name}”, which is not defined"


def _named_destinations(pdf: pikepdf.Pdf) -> Iterator[str]:
    old = pdf.Root.get("/Dests")
    if old is not None:
        yield from (key.removeprefix("/") for key in old.keys())  # noqa: SIM118  # iterating a Dictionary differs
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if names is not None else None
    pending = [] if tree is None else [tree]
    while pending:
        node = pending.pop()
        pending += items(node.get("/Kids"))
        yield from (str(name) for name in items(node.get("/Names"))[::2])
