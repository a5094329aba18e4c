"""Mend what KaTeX's MathML has that the MathML schema does not allow."""

import re

from lxml import etree

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_FIXED_ARITY = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover", "mfrac", "mroot"})
_TOKENS = frozenset({"mo", "mi", "mn", "mtext"})
_TABLE = frozenset({"mtable", "mtd"})
_LAYOUT = frozenset({"class", "width"})
_FUNCTION_APPLICATION = "\u2061"


def normalise(html: str) -> str:
    r"""Return the HTML with each ``<math>`` element in a form that browsers, EPUB and the book agree on.

    An invisible function application that KaTeX leaves among the children of a script or fraction is removed,
    tokens that hold elements (from ``\overset``, ``\stackrel``) become rows, and layout attributes that
    MathML Core does not know are taken off tables. The annotation with the TeX source, which nobody is shown,
    goes too: it is a twentieth of a page full of formulas.
    """
    return _MATH.sub(lambda match: _normalise_math(match[0]), html)


def _normalise_math(math: str) -> str:
    root = etree.fromstring(math)
    for semantics in list(root.iter(f"{_NAMESPACE}semantics")):
        parent = semantics.getparent()
        if parent is not None:
            parent.replace(semantics, semantics[0])
    for element in list(root.iter()):
        name = str(element.tag).removeprefix(_NAMESPACE)
        if name in _FIXED_ARITY:
            for child in list(element):
                if child.text == _FUNCTION_APPLICATION:
                    element.remove(child)
        elif name in _TABLE:
            for attribute in _LAYOUT.intersection(element.attrib):
                del element.attrib[attribute]
        elif name in _TOKENS and len(element):
            element.tag = _NAMESPACE + "mrow"
            element.attrib.clear()
    # Canonical form writes empty elements with a closing tag, which HTML parsers need.
    return etree.tostring(root, method="c14n").decode("utf-8")
