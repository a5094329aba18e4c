"""Put MathML in the place of typeset formulas."""

import re

from lxml import etree
from lxml.html import HtmlElement

from handbook.katex.spoken import readable
from handbook.publication.html import by_class, make, replace
from handbook.publication.vocabulary import MATHML

# KaTeX names the sides of an array that its column specification rules as if they were top and bottom.
_SIDES = {"top": "left", "bottom": "right", "left": "top", "right": "bottom"}


def keep_mathml(body: HtmlElement) -> None:
    """Replace each formula that KaTeX has typeset by its MathML with a readable text."""
    for wrapper in by_class(body, "arithmatex"):
        found = wrapper.xpath(".//*[local-name() = 'math']")
        if len(found) != 1:
            continue  # Left as it is, the check of the vocabulary names it.
        # HTML parsers forget namespaces.
        text = etree.tostring(found[0], encoding="unicode", with_tail=False)
        math = etree.fromstring(re.sub(r"^<math[^>]*>", f'<math xmlns="{MATHML.strip("{}")}">', text))
        for enclosed in math.iter(f"{MATHML}menclose"):
            sides = enclosed.get("notation", "").split()
            enclosed.set("notation", " ".join(_SIDES.get(side, side) for side in sides))
        block = wrapper.tag == "div"
        math.set("display", "block" if block else "inline")
        math.set("alttext", readable(math))
        replace(wrapper, [make("div", {"class": "formula"}, math) if block else math])
