"""Read tables of formulas as text: matrices, cases, arrays and aligned equations."""

from collections.abc import Callable

from handbook.katex.elements import Element, children
from handbook.katex.pieces import Piece, join

_GAP = 0.05  # em; columns that stand closer are parts of one equation


def is_array(element: Element) -> bool:
    """Tell whether the columns of a table are apart, unlike the sides of an equation."""
    return max((len(row) for row in children(element)), default=0) > 1 and _gaps(element)[0] > _GAP


def table_text(element: Element, pieces_of: Callable[[Element], list[Piece]]) -> str:
    """Return the cells of a table, with commas between columns and semicolons between rows."""
    gaps = _gaps(element)
    are_sides = gaps[0] <= _GAP and element.get("columnalign") is not None
    lines = []
    for row in children(element):
        pieces: list[Piece] = []
        for column, cell in enumerate(children(row)):
            inner = pieces_of(cell)
            text = join(inner)
            apart = gaps[min(column, len(gaps)) - 1] > _GAP
            if column and apart and (text or not are_sides):
                pieces.append(Piece(",", "comma"))
            pieces += inner if are_sides else [Piece(text)]
        lines.append(join(pieces))
    is_list = element.get("rowspacing") == "0.1em" and element.get("columnalign") == "center"  # a \substack
    return (", " if is_list else "; ").join(filter(None, lines))


def _gaps(element: Element) -> list[float]:
    return [float(gap.removesuffix("em")) for gap in (element.get("columnspacing") or "1em").split()]
