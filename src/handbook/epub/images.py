"""Prepare images for pages of any colour."""

from lxml import etree

from handbook.publish import COLORS

_SVG = "{http://www.w3.org/2000/svg}"
_FOREIGN = ("script", "foreignObject", "metadata")


def prepare(name: str, content: bytes) -> bytes:
    """Return an image as reading systems accept it.

    The figures of the site are drawn in dark ink on nothing. At night a reading system turns the page dark,
    not the picture, and may drop the background that a style sheet gives it: so the paper becomes part of
    the picture.

    Raises:
        ValueError: The SVG is not well-formed, or holds what no reading system would draw.
    """
    return _on_paper(content) if name.endswith(".svg") else content


def _on_paper(content: bytes) -> bytes:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is no well-formed SVG: {error}") from error
    for element in list(root.iter(*(f"{_SVG}{name}" for name in _FOREIGN))):
        parent = element.getparent()
        if not str(element.tag).endswith("metadata"):
            raise ValueError(f"holds <{etree.QName(element).localname}>")
        if parent is not None:
            parent.remove(element)
    x, y, width, height = (root.get("viewBox") or "0 0 100% 100%").replace(",", " ").split()
    paper = {"x": x, "y": y, "width": width, "height": height, "fill": COLORS["paper"]}
    root.insert(0, etree.Element(f"{_SVG}rect", paper))
    # Without the document type, whose address some systems would try to load.
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
