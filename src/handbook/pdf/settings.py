"""Hand the measures and fonts of the book to the Typst templates."""

from handbook.pdf.fonts import families
from handbook.pdf.layout import Layout
from handbook.pdf.markup import array, points, string

_LENGTHS = {
    "page_width": "w-page",
    "page_height": "h-page",
    "left": "w-left",
    "right": "w-right",
    "top": "h-top",
    "bottom": "h-bottom",
    "column": "w-column",
    "bleed": "w-bleed",
    "reach": "w-reach",
    "text_size": "s-text",
    "table_size": "s-table",
    "code_size": "s-code",
}

FONTS = {
    "f-serif": families("Source Serif 4"),
    "f-title": families("Source Serif 4 Title"),
    "f-sans": families("Inter"),
    "f-mono": families("JetBrains Mono"),
    "f-math": ("New Computer Modern Math", *families("Source Serif 4")),
}
"""Families of each kind of text, in the order in which they are asked for a character."""


def settings(layout: Layout) -> str:
    """Return the Typst module that the templates import as ``/settings.typ``."""
    lengths = dict(layout.lengths())
    lines = [f"#let {name} = {points(lengths[measure])}" for measure, name in _LENGTHS.items()]
    lines += [f"#let {name} = {array(map(string, names))}" for name, names in FONTS.items()]
    return "\n".join(lines) + "\n"
