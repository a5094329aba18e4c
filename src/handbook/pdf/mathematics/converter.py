"""Turn a formula from MathML, as KaTeX writes it, into Typst's math markup."""

from collections.abc import Callable, Mapping

from handbook.katex.elements import Element, children, core, name_of, tagged, text_of
from handbook.pdf.mathematics import boxes, fractions, rows, scripts, tables, tokens
from handbook.pdf.mathematics.markup import call
from handbook.pdf.mathematics.model import Formula, Style, Typeset, UnsupportedMathError
from handbook.pdf.mathematics.rows import typeset_all


def typst_math(element: Element) -> Formula:
    """Return a formula for Typst.

    Args:
        element: The ``<math>`` element, after `handbook.katex.normalise`.

    Raises:
        UnsupportedMathError: The formula holds something that has no translation here.
    """
    display = element.get("display") == "block"
    style = Style(display, takes_limits=display)
    parts = children(element)
    if len(parts) == 1 and (found := tagged(core(parts[0]))):
        formula, tag = found
        return Formula(
            typeset_all(children(formula), style, typeset), text_of(tag).replace("\u00a0", " ").strip()
        )
    return Formula(typeset_all(parts, style, typeset))


def typeset(element: Element, style: Style) -> str:
    """Return the markup of one element in a style."""
    handler = _HANDLERS.get(name_of(element))
    if handler is None:
        raise UnsupportedMathError(f"<{name_of(element)}>")
    return handler(element, style, typeset)


def _square_root(element: Element, style: Style, typeset: Typeset) -> str:
    return call("sqrt", typeset_all(children(element), style, typeset))


_HANDLERS: Mapping[str, Callable[[Element, Style, Typeset], str]] = {
    "mrow": rows.row,
    "mi": tokens.identifier,
    "mn": tokens.number,
    "mo": tokens.operator,
    "mtext": tokens.text,
    "mspace": tokens.space,
    "mfrac": fractions.fraction,
    "msqrt": _square_root,
    "mroot": fractions.root,
    "msub": scripts.scripts,
    "msup": scripts.scripts,
    "msubsup": scripts.scripts,
    "munder": scripts.under,
    "mover": scripts.over,
    "munderover": scripts.under_over,
    "mtable": tables.table,
    "mstyle": boxes.style_change,
    "mphantom": boxes.phantom,
    "mpadded": boxes.padded,
    "menclose": boxes.enclosed,
}
