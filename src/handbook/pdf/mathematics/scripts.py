"""Typeset scripts, limits, accents, braces and arrows with labels."""

from handbook.katex.elements import APPLICATION, Element, children, core, is_operator, name_of, text_of
from handbook.pdf.mathematics.markup import EMPTY, call, is_bracket, join, literal
from handbook.pdf.mathematics.model import Style, Typeset, UnsupportedMathError
from handbook.pdf.mathematics.rows import typeset_all

_ACCENTS = {
    "^": "hat", "~": "tilde", "ˉ": "macron", "¯": "macron", "⃗": "arrow", "˙": "dot", "¨": "dot.double",
    "ˇ": "caron", "˘": "breve", "ˊ": "acute", "´": "acute", "ˋ": "grave", "`": "grave", "˚": "circle",
    "→": "arrow", "←": "arrow.l", "↔": "arrow.l.r", "⇀": "harpoon", "↼": "harpoon.lt",
}  # fmt: skip
_DOTS = {"...": "dot.triple", "....": "dot.quad"}
_OVER = {"⏞": "overbrace", "⎴": "overbracket", "⏜": "overparen", "⏠": "overshell"}
_UNDER = {"⏟": "underbrace", "⎵": "underbracket", "⏝": "underparen", "⏡": "undershell"}
_LINE = "‾"
_PRIME = "′"


def scripts(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<msub>``, ``<msup>`` and ``<msubsup>``."""
    base, *indices = children(element)
    nucleus = typeset(base, style)
    inner = core(base)
    # Typst would set the scripts of large operators and of relations above and below.
    if name_of(inner) == "mo" and not is_bracket(text_of(inner)):
        nucleus = call("scripts", nucleus)
    places = {"msub": "b", "msup": "t", "msubsup": "bt"}[name_of(element)]
    return call(
        "attach",
        nucleus,
        **{
            place: _superscript(index, style, typeset) if place == "t" else _script(index, style, typeset)
            for place, index in zip(places, indices, strict=True)
        },
    )


def under(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<munder>``: a limit, a brace with or without its label, a line."""
    base, below = children(element)
    if element.get("accentunder") == "true":
        mark = text_of(below)
        if mark in _UNDER:
            return call(_UNDER[mark], typeset(base, style))
        if mark != _LINE:
            raise UnsupportedMathError(f"the accent “{mark}” below")
        return call("underline", typeset(base, style))
    return _brace(base, below, _UNDER, style, typeset) or _limits(base, below, None, style, typeset)


def over(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mover>``: a limit, an accent, a brace with or without its label, a line."""
    base, above = children(element)
    if element.get("accent") == "true":
        return _accented(base, above, style, typeset)
    if name_of(above) == "mpadded" and (dots := _DOTS.get(text_of(above))):
        return call("accent", typeset(base, style), dots, dotless="#false")
    return _brace(base, above, _OVER, style, typeset) or _limits(base, None, above, style, typeset)


def under_over(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<munderover>``."""
    base, below, above = children(element)
    return _limits(base, below, above, style, typeset)


def _accented(base: Element, accent: Element, style: Style, typeset: Typeset) -> str:
    mark, nucleus = text_of(accent), typeset(base, style)
    stretches = accent.get("stretchy") == "true"
    if mark == _LINE:
        return call("overline", nucleus)
    if stretches and mark in _OVER:
        return call(_OVER[mark], nucleus)
    if mark not in _ACCENTS:
        raise UnsupportedMathError(f"the accent “{mark}”")
    options = {"dotless": "#false"} if set("ij") & set(text_of(base)) else {}
    # By default an accent is as wide as what it stands on.
    if not stretches and len(text_of(base)) > 1:
        options["size"] = "#0pt"
    return call("accent", nucleus, _ACCENTS[mark], **options)


def _brace(
    base: Element, label: Element, braces: dict[str, str], style: Style, typeset: Typeset
) -> str | None:
    """Return a brace, whose label is one level further out than the brace itself; None for anything else."""
    if name_of(label) == "mo" and text_of(label) in braces:
        return call(braces[text_of(label)], typeset(base, style))
    inner = core(base)
    if name_of(inner) not in ("munder", "mover"):
        return None
    braced, brace = children(inner)
    if name_of(brace) != "mo" or text_of(brace) not in braces:
        return None
    return call(braces[text_of(brace)], typeset(braced, style), _script(label, style, typeset))


def _limits(
    base: Element, below: Element | None, above: Element | None, style: Style, typeset: Typeset
) -> str:
    inner = core(base)
    if name_of(inner) == "mo" and inner.get("stretchy") == "true" and inner.get("maxsize") is None:
        nucleus = call("stretch", literal(text_of(inner)), size="#(100% + 1em)")
    else:
        nucleus = typeset(base, style)
    options = {
        place: _script(index, style, typeset)
        for place, index in (("b", below), ("t", above))
        if index is not None
    }
    # KaTeX writes limits for what has them in display style, within a fraction too, where they are scripts.
    if style.takes_limits and not style.display and not _is_set_explicitly(base):
        return call("attach", call("scripts", nucleus), **options)
    return call("attach", call("limits", nucleus), **options)


def _is_set_explicitly(base: Element) -> bool:
    r"""Tell whether the base of limits is that of ``\\overset``, ``\\stackrel`` or an arrow with a label."""
    inner, limits = core(base), base.getparent()
    row = limits.getparent() if limits is not None else None
    if name_of(inner) == "mo":
        named = inner.get("stretchy") != "true"
    else:
        named = any(is_operator(child, APPLICATION) for child in children(inner))
    return not named or (row is not None and name_of(row) == "mrow" and len(row) == 1)


def _script(element: Element, style: Style, typeset: Typeset) -> str:
    return typeset(element, style.script()) or EMPTY


def _superscript(element: Element, style: Style, typeset: Typeset) -> str:
    """Return a superscript, where primes have a shape and height of their own."""
    parts = children(element) if name_of(element) == "mrow" else [element]
    primes = 0
    while primes < len(parts) and is_operator(parts[primes], _PRIME):
        primes += 1
    if not primes:
        return _script(element, style, typeset)
    return join([f"#math.primes({primes})", typeset_all(parts[primes:], style.script(), typeset)])
