"""Elements of content documents, and how they are written down."""

from html import escape

from lxml import etree

Element = etree._Element

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
MATH = f"{{{MATHML}}}math"
EPUB_TYPE = f"{{{EPUB}}}type"

_NAMESPACES: dict[str | None, str] = {None: XHTML, "epub": EPUB}


def make(tag: str, attributes: dict[str, str] | None = None, *content: Element | str) -> Element:
    """Return an XHTML element with the attributes that are not empty."""
    element = etree.Element(f"{{{XHTML}}}{tag}", None, _NAMESPACES)  # type: ignore[arg-type]
    for name, value in (attributes or {}).items():
        if value:
            element.set(name, value)
    for item in content:
        if isinstance(item, str):
            add_text(element, item)
        else:
            element.append(item)
    return element


def add_text(element: Element, text: str | None) -> None:
    """Add text behind everything that the element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def semantics(epub_type: str, role: str = "") -> dict[str, str]:
    """Return the attributes that tell older and newer reading systems what an element is for.

    Values: EPUB 3 Structural Semantics Vocabulary 1.1 and Digital Publishing WAI-ARIA Module 1.1.
    """
    return {EPUB_TYPE: epub_type, "role": role}


def plain_text(element: Element) -> str:
    """Return the text of an element on one line, with formulas as they are read out."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> list[str]:
    if element.tag == MATH:
        return [element.get("alttext") or ""]
    texts = [element.text or ""]
    for child in element:
        texts += [*_texts(child), child.tail or ""]
    return texts


def document(title: str, *content: Element, epub_type: str = "bodymatter") -> bytes:
    """Return a whole content document; its style sheet is ``book.css`` beside it."""
    body = make("body", semantics(epub_type))
    for element in content:
        add_text(body, "\n")
        body.append(element)
    add_text(body, "\n")
    written = etree.tostring(body, encoding="unicode")
    # The declarations stand once on the root element; lxml repeats them on the root of what it writes.
    written = written.replace(f' xmlns="{XHTML}" xmlns:epub="{EPUB}"', "", 1)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="en" xml:lang="en">\n'
        f'<head>\n<title>{escape(title)}</title>\n<link rel="stylesheet" type="text/css" href="book.css"/>\n'
        "</head>\n"
        f"{written}\n</html>\n"
    ).encode()
