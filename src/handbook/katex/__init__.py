"""Typeset the formulas of finished pages with KaTeX, so that the reader's browser has nothing to do."""

from handbook.katex.mathml import normalise
from handbook.katex.plain import search_text
from handbook.katex.typesetter import Typesetter

__all__ = ["Typesetter", "normalise", "search_text"]
