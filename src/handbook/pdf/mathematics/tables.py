"""Typeset tables: matrices, cases, arrays and aligned equations."""

from itertools import chain, repeat

from handbook.katex.elements import Element, children
from handbook.pdf.mathematics.markup import EMPTY, call, join, listed
from handbook.pdf.mathematics.model import Style, Typeset, UnsupportedMathError

_EM = "em"
_DEFAULT_ROW_SPACING = 0.16
_JOT_ROW_SPACING = 0.25


def table(element: Element, style: Style, typeset: Typeset) -> str:
    r"""Typeset ``<mtable>``.

    Raises:
        UnsupportedMathError: A row has a ``\tag`` of its own, of which KaTeX's MathML keeps nothing.
    """
    rows = [children(row) for row in children(element)]
    rows = [row for row in rows if row]
    for cell in chain.from_iterable(rows):
        if not children(cell):
            raise UnsupportedMathError(r"\tag in a row of an environment")
    n_columns = max((len(row) for row in rows), default=0)
    if not n_columns:
        return EMPTY
    alignments = _spread(element.get("columnalign") or "center", n_columns)
    gaps = [_number(gap) for gap in _spread(element.get("columnspacing") or "1em", n_columns - 1)]
    gap = min(gaps, default=0.0)
    widened = [0.0, *(each - gap for each in gaps)]
    cells = [
        [
            _aligned(_cell(row, column, style, typeset), alignments[column], widened[column])
            for column in range(n_columns)
        ]
        for row in rows
    ]
    options = [
        "delim: #none",
        *([f"column-gap: #{gap:g}em"] if n_columns > 1 else []),
        f"row-gap: #{_row_gap(element):g}em",
        *_augment(element, len(rows), n_columns),
    ]
    return f"mat({', '.join(options)}, {listed(cells)})"


def _cell(row: list[Element], column: int, style: Style, typeset: Typeset) -> str:
    if column >= len(row):
        return EMPTY
    return join(typeset(child, style.part()) for child in children(row[column])) or EMPTY


def _aligned(cell: str, alignment: str, widened: float) -> str:
    """Return a cell with the mark that aligns it, and room on its left where this column has more of it."""
    room = call("texspace", f"#{widened:g}em") if widened else ""
    if alignment == "left":
        return f"{room} & {cell}".lstrip()
    if alignment == "right":
        return f"{join([room, cell])} &"
    return join([room, cell])


def _row_gap(element: Element) -> float:
    r"""Return the room between rows, in em: TeX's distance of base lines less Typst's height of a row.

    KaTeX writes 0.16 em for ``\arraystretch`` 1 and 0.09 em more for the extra room between equations.
    """
    spacing = _number((element.get("rowspacing") or "0.16em").split()[0])
    if spacing == _JOT_ROW_SPACING:
        return 0.5
    return max(round(0.2 + 1.2 * (spacing - _DEFAULT_ROW_SPACING), 3), 0.1)


def _augment(element: Element, n_rows: int, n_columns: int) -> list[str]:
    vertical = _lines(element.get("columnlines"), n_columns)
    horizontal = _lines(element.get("rowlines"), n_rows)
    if not vertical and not horizontal:
        return []
    kinds = f"{element.get('columnlines') or ''} {element.get('rowlines') or ''}".split()
    dashed = "dashed" in kinds and "solid" not in kinds
    stroke = '(thickness: 0.5pt, dash: "dashed")' if dashed else "0.5pt"
    return [f"augment: #(hline: {_tuple(horizontal)}, vline: {_tuple(vertical)}, stroke: {stroke})"]


def _lines(kinds: str | None, count: int) -> list[int]:
    if kinds is None:
        return []
    return [position for position, kind in enumerate(_spread(kinds, count - 1), 1) if kind != "none"]


def _tuple(numbers: list[int]) -> str:
    return f"({''.join(f'{number}, ' for number in numbers).strip()})"


def _spread(words: str, count: int) -> list[str]:
    """Return one word for each place; the last one holds for all that follow."""
    given = words.split()
    return list(chain(given, repeat(given[-1], max(count - len(given), 0))))[:count]


def _number(length: str) -> float:
    if not length.endswith(_EM):
        raise UnsupportedMathError(f"the length {length}")
    return float(length.removesuffix(_EM))
