"""Formulas of the book: MathML, as KaTeX writes it, as Typst's math markup."""

from handbook.pdf.mathematics.converter import typst_math
from handbook.pdf.mathematics.model import Formula, UnsupportedMathError

__all__ = ["Formula", "UnsupportedMathError", "typst_math"]
