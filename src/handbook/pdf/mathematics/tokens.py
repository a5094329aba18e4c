"""Typeset what MathML calls tokens: letters, numbers, operators, text and space."""

import re
import unicodedata

from handbook.katex.elements import Element, name_of, text_of
from handbook.pdf.mathematics.markup import call, is_bracket, literal, quoted
from handbook.pdf.mathematics.model import Style, Typeset, UnsupportedMathError

BARS = {"∣": "|", "∥": "‖"}
"""KaTeX writes delimiters as relations; these are the delimiters."""

_VARIANTS = {
    "normal": "upright({})",
    "bold": "bold(upright({}))",
    "italic": "italic({})",
    "bold-italic": "bold(italic({}))",
    "double-struck": "bb({})",
    "script": "cal({})",
    "bold-script": "bold(cal({}))",
    "fraktur": "frak({})",
    "bold-fraktur": "bold(frak({}))",
    "sans-serif": "upright(sans({}))",
    "bold-sans-serif": "bold(upright(sans({})))",
    "sans-serif-italic": "italic(sans({}))",
    "sans-serif-bold-italic": "bold(italic(sans({})))",
    "monospace": "mono({})",
}
_SPACES = {
    "\u200a": "texspace(#0.0556em)",
    "\u2009": "thin",
    "\u2009\u200a": "med",
    "\u2005": "med",
    "\u2005\u200a": "thick",
    "\u200a\u2063": "texspace(#(-0.0556em))",
    "\u2009\u2063": "texspace(#(-0.1667em))",
    "\u205f\u2063": "texspace(#(-0.2222em))",
    "\u2005\u2063": "texspace(#(-0.2778em))",
    "\u00a0": "space",
    " ": "space",
}
_NAMED_WIDTHS = {"1em": "quad", "2em": "wide"}
_WIDTH = re.compile(r"-?(?:\d+\.?\d*|\.\d+)em")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WITH_SCRIPTS = frozenset({"msub", "msup", "msubsup"})
# Typst would set these as operators, punctuation or delimiters where TeX has them as ordinary symbols.
_ORDINARY = frozenset('|‖/\\.=−-+,:;!?"@‘<>⊥⊤△□')
_CLASS_BY_SPACE = {("0em", "0em"): "normal", ("0.22em", "0.22em"): "binary", ("0em", "0.17em"): "punctuation"}


def styled(markup: str, variant: str | None) -> str:
    """Return markup in one of MathML's alphabets.

    Raises:
        UnsupportedMathError: There is no such alphabet.
    """
    if variant is None:
        return markup
    if variant not in _VARIANTS:
        raise UnsupportedMathError(f"the alphabet {variant}")
    return _VARIANTS[variant].format(markup)


def styled_text(text: str, variant: str | None) -> str:
    """Return several characters as text, which is upright by itself."""
    if variant == "bold":
        return call("bold", quoted(text))
    return quoted(text) if variant == "normal" else styled(quoted(text), variant)


def classed(name: str, markup: str) -> str:
    """Return a symbol with the spacing of a class."""
    return call("class", f'"{name}"', markup)


def operator_name(text: str) -> str:
    """Return the upright name of a function or an operator."""
    return call("op", "thin".join(quoted(word) for word in text.split("\u2009")))


def identifier(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mi>``."""
    text, variant = text_of(element), element.get("mathvariant")
    text = BARS.get(text, text)
    if len(text) != 1:
        return styled_text(text.replace("\u2009", " "), variant or "normal") if text else ""
    if text in _ORDINARY:
        return classed("normal", literal(text))
    if not text.isalpha():
        return literal(text) if variant in (None, "normal", "italic") else styled(literal(text), variant)
    # Typst sets capital Greek letters upright and all others slanted, unless told.
    greek_capital = "Α" <= text <= "Ω"
    if variant in (None, "italic"):
        return call("italic", text) if greek_capital else text
    if variant == "normal" and (greek_capital or not (text.isascii() or "α" <= text <= "ω")):
        return text
    return styled(text, variant)


def number(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mn>``."""
    text, variant = text_of(element), element.get("mathvariant")
    if variant in (None, "normal"):
        return text if _NUMBER.fullmatch(text) else quoted(text)
    return styled_text(text, variant)


def operator(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mo>``; delimiters that stretch are typeset with their row."""
    text = unicodedata.normalize("NFC", text_of(element))  # KaTeX writes ≠ as two characters
    symbol = BARS.get(text, text)
    if text in ("", "\u2061"):
        return ""
    if len(text) > 1:
        raise UnsupportedMathError(f"the operator “{text}”")
    if size := element.get("minsize"):
        return _sized(symbol, size, "relation" if text in BARS and _divides_its_row(element) else "normal")
    if element.get("stretchy") == "false" and symbol in "|‖":
        return classed("opening" if _stands_first(element) else "normal", literal(symbol))
    if text == "∣":
        return classed("relation", literal("|"))
    if text.isalnum():
        return classed("relation", text)
    if is_bracket(text):
        return literal(text)
    markup = literal(text)
    if (element.get("mathvariant") or "").startswith("bold"):
        markup = call("bold", markup)
    kind = _CLASS_BY_SPACE.get((element.get("lspace", ""), element.get("rspace", "")))
    return classed(kind, markup) if kind else markup


def _sized(symbol: str, size: str, kind: str) -> str:
    r"""Return a delimiter of ``\big`` and its kin, or an arrow that stretches."""
    if is_bracket(symbol):
        return call("lr", literal(symbol), size=f"#{size}")
    # Only delimiters stretch in Typst, but the spacing is that of another class.
    return classed(kind, call("lr", classed("opening", literal(symbol)), size=f"#{size}"))


def _stands_first(element: Element) -> bool:
    parent = element.getparent()
    if element.getprevious() is None and parent is not None and name_of(parent) in _WITH_SCRIPTS:
        element = parent
    previous = element.getprevious()
    return previous is None or (name_of(previous) == "mo" and text_of(previous) not in ")]}⟩∣∥⌋⌉!")


def _divides_its_row(element: Element) -> bool:
    r"""Tell whether the element is a large bar with others around it and no second one: that of ``\bigm``."""
    parent = element.getparent()
    if parent is None or name_of(parent) in _WITH_SCRIPTS or element.get("fence") == "true":
        return False
    bars = [
        sibling
        for sibling in parent
        if sibling.get("minsize") and sibling.get("fence") != "true" and text_of(sibling) in BARS
    ]
    return bars == [element] and None not in (element.getprevious(), element.getnext())


def text(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mtext>``, which also holds KaTeX's thin spaces."""
    content = text_of(element)
    if content in _SPACES:
        return _SPACES[content]
    content = content.replace("\u00a0", " ")
    return styled_text(content, element.get("mathvariant") or "normal") if content else ""


def is_space(element: Element) -> bool:
    """Tell whether the element is nothing but space."""
    if name_of(element) == "mspace":
        return element.get("width") is not None and element.get("mathbackground") is None
    return name_of(element) == "mtext" and text_of(element) in _SPACES


def space(element: Element, style: Style, typeset: Typeset) -> str:
    r"""Typeset ``<mspace>``, which is also what ``\rule`` becomes.

    Raises:
        UnsupportedMathError: It breaks the line, or its width is in a unit that KaTeX does not write.
    """
    if element.get("linebreak"):
        raise UnsupportedMathError(r"a line break (\\) outside of an environment")
    width = element.get("width")
    if not width:
        return ""
    if element.get("mathbackground"):
        height = _length(element.get("height", "0em"))
        # A rule without width is a strut; the rows of tables have their own.
        return "" if width == "0em" else call("texrule", f"#{_length(width)}", f"#{height}")
    return _NAMED_WIDTHS.get(width) or call("texspace", f"#({_length(width)})")


def _length(length: str) -> str:
    if not _WIDTH.fullmatch(length):
        raise UnsupportedMathError(f"the length {length}")
    return length
