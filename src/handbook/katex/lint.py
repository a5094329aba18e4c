"""Rules for formulas that KaTeX alone does not enforce or explains badly."""

import re
from dataclasses import dataclass

from handbook.katex.formulas import Formula

PRINT_WIDTH = 165 / (11 * 25.4 / 72)
"""Widest display formula in em of the text: 165 mm at the book's 11 points."""


@dataclass(frozen=True)
class Finding:
    """What is wrong with a formula, where in it (index of a character) and what to do."""

    message: str
    position: int
    hint: str


_REFUSED = tuple(
    (re.compile(pattern), name, hint)
    for pattern, name, hint in (
        (r"\\begin\s*\{multline\*?\}", r"\begin{multline}", r"break the lines with aligned"),
        (
            r"\\begin\s*\{(?:equation|align|alignat|gather)\}",
            "an environment that numbers itself",
            r"use aligned or gathered; nothing can refer to the number",
        ),
        (r"\\label\b", r"\label", "give the section a heading and link to that"),
        (r"\\(?:eq)?ref\b", r"\ref", "link to the section's heading instead"),
        (r"\\mathds\b", r"\mathds", r"write \mathbb{1} or \mathbf{1}"),
        (
            r"[ℝℕℤℚℂℙ𝔼]",
            "a letter in blackboard bold",
            r"write \mathbb{R}: typed directly it is set as a plain R",
        ),
        (r"\\href\b|\\url\b", r"\href", "put the link into the text beside the formula"),
        (r"\\includegraphics\b", r"\includegraphics", "place the image beside the formula"),
        (r"\\html(?:Class|Id|Style|Data)\b", r"\htmlClass and its kin", "formulas carry no HTML"),
    )
)


def lint(formula: Formula) -> list[Finding]:
    """Return what is refused before KaTeX sees the formula."""
    if not formula.tex:
        return [Finding("the formula is empty", 0, "remove it or fill it in")]
    return [
        Finding(f"{name} is not available in formulas", match.start(), hint)
        for pattern, name, hint in _REFUSED
        if (match := pattern.search(formula.tex))
    ]


def lint_width(formula: Formula, width: float) -> list[Finding]:
    """Return a finding when a display formula of this width (em) does not fit a printed page."""
    if not formula.display or width <= PRINT_WIDTH:
        return []
    message = f"the formula is {width:.0f} em wide, a printed page holds {PRINT_WIDTH:.0f}"
    return [Finding(message, 0, "break it with aligned")]
