"""Read formulas as plain text."""

from lxml import etree


def readable(math: etree._Element) -> str:
    """Return the text of a MathML formula."""
    return " ".join("".join(map(str, math.itertext())).split())
