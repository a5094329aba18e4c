"""Typeset fractions, binomial coefficients and roots."""

from collections.abc import Sequence

from handbook.katex.elements import Element, children, is_operator, name_of
from handbook.pdf.mathematics.markup import call, listed
from handbook.pdf.mathematics.model import Style, Typeset, UnsupportedMathError


def fraction(element: Element, style: Style, typeset: Typeset) -> str:
    r"""Typeset ``<mfrac>``; one without a line comes from ``\genfrac``, ``\brace`` or ``\brack``.

    Raises:
        UnsupportedMathError: Its line has a thickness of its own.
    """
    above, below = (typeset(child, style.part()) for child in children(element))
    if element.get("linethickness") is None:
        return call("frac", above, below)
    if not _has_no_line(element):
        raise UnsupportedMathError("a fraction whose line has a thickness of its own")
    return f"mat(delim: #none, row-gap: #0.1em, {listed([[above], [below]])})"


def binomial(parts: Sequence[Element], style: Style, typeset: Typeset) -> str | None:
    """Return the binomial coefficient that the elements of a row are; None for anything else."""
    if len(parts) != 3 or name_of(parts[1]) != "mfrac" or not _has_no_line(parts[1]):
        return None
    if not is_operator(parts[0], "(") or not is_operator(parts[2], ")"):
        return None
    return call("binom", *(typeset(child, style.part()) for child in children(parts[1])))


def root(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mroot>``."""
    radicand, degree = children(element)
    return call("root", typeset(degree, Style(False, 2)), typeset(radicand, style))


def _has_no_line(element: Element) -> bool:
    return (element.get("linethickness") or "1").rstrip("empx") == "0"
