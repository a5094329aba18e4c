"""Turn a formula into text that can be read aloud, for those who cannot see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from handbook.katex.elements import (
    APPLICATION,
    Element,
    accented_letter,
    children,
    core,
    is_operator,
    is_stretching_fence,
    name_of,
    tagged,
    text_of,
)
from handbook.katex.pieces import Piece, as_base, as_factor, as_index, as_power, join, symbol
from handbook.katex.spoken_tables import is_array, table_text
from handbook.katex.words import (
    ACCENTS,
    BLACKBOARD,
    BRACES,
    CHARACTERS,
    LARGE,
    LETTERLIKE_RELATIONS,
    OPTIMA,
    SUPERSCRIPTS,
    ranged,
)


def readable(math: Element) -> str:
    """Return a formula as one line of text.

    Fractions have a slash, scripts ``_`` and ``^``, and what belongs together is in parentheses; operators
    over a range are spoken: "sum over i = 1 to n of x_i^2". Weight and alphabet of letters are left away.

    Args:
        math: The ``<math>`` element, after `handbook.katex.normalise`.
    """
    return join(_row(children(math)))


def _text(element: Element) -> str:
    return join(_pieces(element))


def _pieces(element: Element) -> list[Piece]:
    handler = _HANDLERS.get(name_of(element))
    return handler(element) if handler is not None else _row(children(element))


def _row(elements: Sequence[Element]) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    while position < len(elements):
        end = position
        while end < len(elements) and _letters_of_word(elements[end]):
            end += 1
        if end - position > 1:
            pieces.append(_worded("".join(_letters_of_word(part) or "" for part in elements[position:end])))
        elif is_operator(elements[position], APPLICATION):
            if position and name_of(elements[position - 1]) == "mi":
                pieces[-1] = replace(pieces[-1], kind="function")
            end = position + 1
        elif [text_of(part) for part in elements[position : position + 2]] == [":", "="]:
            pieces.append(Piece(":=", "relation"))
            end = position + 2
        else:
            pieces += _pieces(elements[position])
            end = position + 1
        position = end
    return pieces


def _letters_of_word(element: Element) -> str | None:
    r"""Return the letters of a piece of text or of a word that ``\mathrm`` takes apart; None for others."""
    text = text_of(element)
    if name_of(element) in ("mi", "mn") and element.get("mathvariant") in (
        "normal",
        "sans-serif",
        "monospace",
    ):
        return text if len(text) == 1 and text.isascii() and text.isalnum() else None
    if name_of(element) == "mtext" and "\u2009" not in text and "\u2005" not in text:
        return text
    return accented_letter(element)


def _fenced(element: Element) -> list[Piece]:
    r"""Return a row, whose outer delimiters may be those of ``\left`` and ``\right``."""
    parts = children(element)
    left = parts[0] if parts and is_stretching_fence(parts[0]) else None
    right = parts[-1] if parts and is_stretching_fence(parts[-1]) and parts[-1] is not left else None
    if left is None and right is None:
        return _row(parts)
    inner = parts[left is not None : len(parts) - (right is not None)]
    opening, closing = (CHARACTERS.get(text, text) for text in (_fence(left), _fence(right)))
    if len(inner) == 1:
        only = core(inner[0])
        if name_of(only) == "mfrac" and _has_no_line(only) and opening == "(":
            above, below = (as_factor(_text(part)) for part in children(only))
            return [Piece("(", "open"), Piece(f"{above} choose {below}"), Piece(")", "close")]
        if name_of(only) == "mtable":
            kind = "matrix" if opening and closing else "cases"
            return [Piece(f"{kind} {opening or '{'}{table_text(only, _pieces)}{closing or '}'}")]
    return [Piece(opening, "open"), Piece(join(_row(inner))), Piece(closing, "close")]


def _fence(element: Element | None) -> str:
    return "" if element is None else text_of(element)


def _letter(element: Element) -> list[Piece]:
    text = text_of(element).replace("\u2009", " ")
    if element.get("mathvariant") == "double-struck":
        return [Piece(BLACKBOARD.get(text, text))]
    text = CHARACTERS.get(text, text)
    if len(text) != 1 or text.isalnum():
        return [Piece(text)]
    piece = symbol(text)
    # TeX has it as an ordinary symbol, like the top that stands for "true".
    return [Piece(text) if piece.kind == "relation" and text not in LETTERLIKE_RELATIONS else piece]


def _operator(element: Element) -> list[Piece]:
    text = text_of(element)
    if text in LARGE:
        return [Piece(f"{LARGE[text]} of", "phrase")]
    if text in ("", APPLICATION):
        return []
    if (text == "∣" and not element.get("stretchy")) or text == ":":
        return [Piece(CHARACTERS.get(text, text), "relation")]
    return [symbol(CHARACTERS.get(text, text))] if len(text) == 1 else [Piece(text, "relation")]


def _words(element: Element) -> list[Piece]:
    return [_worded(text_of(element))]


def _worded(text: str) -> Piece:
    text = " ".join(text.replace("\u2063", "").split())
    if text.startswith((",", ".", ";", ")")):
        return Piece(text, "close")
    return Piece(text, "prefix" if text.endswith(("@", "-", "/", "(")) else "operand")


def _fraction(element: Element) -> list[Piece]:
    above, below = (as_factor(_text(part)) for part in children(element))
    if _has_no_line(element):
        return [Piece(f"({above} over {below})")]
    return [Piece(f"{above}/{below}", "fraction")]


def _has_no_line(element: Element) -> bool:
    return (element.get("linethickness") or "1").rstrip("empx") == "0"


def _square_root(element: Element) -> list[Piece]:
    return [Piece("√" + as_power(join(_row(children(element)))))]


def _root(element: Element) -> list[Piece]:
    radicand, degree = (as_power(_text(part)) for part in children(element))
    return [Piece({"3": "∛", "4": "∜"}.get(degree, f"{degree}-th root of ") + radicand)]


def _scripts(element: Element) -> list[Piece]:
    base, *scripts = children(element)
    names = {"msub": "b", "munder": "b", "msup": "t", "mover": "t"}.get(name_of(element), "bt")
    below, above = (scripts[names.index(place)] if place in names else None for place in ("b", "t"))
    spoken = _ranged(core(base), below, above, limits=name_of(element).startswith("mu"))
    if spoken is not None:
        return [spoken]
    text = ""
    if below is not None and (index := _text(below)):
        text += f"_{as_index(index)}"
    if above is not None:
        text += _superscript(above)
    return _with_suffix(_pieces(base), text)


def _with_suffix(pieces: list[Piece], suffix: str) -> list[Piece]:
    """Return a base with its scripts; those of a group belong to its closing bracket."""
    if not pieces:
        return [Piece(suffix, "prefix")]
    last = pieces[-1]
    if len(pieces) == 1 or (pieces[0].kind == "open" and last.kind == "close"):
        kind = "operand" if last.kind in ("prefix", "fraction", "binary") else last.kind
        text = as_base(last.text, power="^" in suffix) if kind == "operand" else last.text
        return [*pieces[:-1], Piece(text + suffix, kind)]
    return [Piece(as_base(join(pieces), power="^" in suffix) + suffix)]


def _superscript(element: Element) -> str:
    parts = children(element) if name_of(element) == "mrow" else [element]
    primes = 0
    while primes < len(parts) and is_operator(parts[primes], "′"):
        primes += 1
    rest = join(_row(parts[primes:])) if primes else _text(element)
    if not primes and rest in SUPERSCRIPTS:
        return SUPERSCRIPTS[rest]
    return "′" * primes + (f"^{as_power(rest)}" if rest else "")


def _ranged(base: Element, below: Element | None, above: Element | None, *, limits: bool) -> Piece | None:
    """Return an operator with the range over which it is taken; None for anything else."""
    name = text_of(base).replace("\u2009", " ").replace(APPLICATION, "")
    if name in LARGE and name_of(base) != "mo":
        return None
    spoken = ranged(
        name,
        _text(below) if below is not None else "",
        _text(above) if above is not None else "",
        takes_range=name in OPTIMA or (limits and _is_function(base)),
    )
    return Piece(spoken, "phrase") if spoken else None


def _is_function(element: Element) -> bool:
    return any(is_operator(child, APPLICATION) for child in children(element))


def _over_or_under(element: Element) -> list[Piece]:
    """Return an accent, a brace, a relation with a label, or scripts that stand above and below."""
    base, *labels = children(element)
    marks = [text_of(label) for label in labels]
    if element.get("accent") == "true" or (name_of(element) == "mover" and marks[0] in ("...", "....")):
        return (
            [_accented(_text(base), ACCENTS.get(marks[0], "accent"))]
            if marks[0] not in BRACES
            else _pieces(base)
        )
    if element.get("accentunder") == "true":
        return [Piece(f"underline({_text(base)})")] if marks[0] not in BRACES else _pieces(base)
    if marks[0] in BRACES:
        return _pieces(base)
    inner = core(base)
    if name_of(inner) in ("munder", "mover") and text_of(inner[-1]) in BRACES:
        return [Piece(f"({_text(base)}, labelled {_text(labels[0])})")]
    if name_of(inner) == "mo" and text_of(inner) not in LARGE:
        texts = [text for label in labels if (text := _text(label))]
        return [Piece(_text(base) + "".join(f"[{text}]" for text in texts), "relation")]
    if name_of(inner) in ("munder", "mover") and [piece.kind for piece in _pieces(base)] == ["relation"]:
        return [Piece(f"{_text(base)}[{_text(labels[0])}]", "relation")]
    return _scripts(element)


def _accented(base: str, accent: str) -> Piece:
    single = len(base) > 0 and base.replace("-", "").isalnum()
    return Piece(f"{base}-{accent}" if single else f"{accent}({base})")


def _table(element: Element) -> list[Piece]:
    if (found := tagged(element)) is not None:
        formula, tag = found
        return [*_row(children(formula)), Piece(_text(tag))]
    text = table_text(element, _pieces)
    return [Piece(f"array [{text}]" if is_array(element) else text)]


def _enclosed(element: Element) -> list[Piece]:
    pieces = _row(children(element))
    return [Piece(f"cancelled({join(pieces)})")] if "strike" in (element.get("notation") or "") else pieces


def _nothing(element: Element) -> list[Piece]:
    return []


_HANDLERS: Mapping[str, Callable[[Element], list[Piece]]] = {
    "mrow": _fenced,
    "mi": _letter,
    "mo": _operator,
    "mn": _letter,
    "mtext": _words,
    "mspace": _nothing,
    "mphantom": _nothing,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _over_or_under,
    "mover": _over_or_under,
    "munderover": _over_or_under,
    "mtable": _table,
    "menclose": _enclosed,
}
