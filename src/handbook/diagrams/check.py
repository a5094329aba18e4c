"""Check a diagram fence without drawing it."""

from handbook.diagrams.layout import lay_out
from handbook.diagrams.model import parse
from handbook.problems import Problem, ProblemsError

WIDEST = 780
"""Pixels at which the smallest text, 13 px, is still 8 points high on a printed page of 165 mm."""


def check(source: str, path: str, line: int) -> list[Problem]:
    """Return what is wrong with the body of a diagram fence.

    Args:
        source: The lines between the marks of the fence.
        path: File the fence stands in, for the problems.
        line: Line of its opening mark in that file.
    """
    try:
        width = lay_out(parse(source)).width
    except ProblemsError as error:
        return [Problem(path, line + one.line, f"diagram: {one.message}", one.hint) for one in error.problems]
    if width > WIDEST:
        hint = "shorten or break (|) labels, or use fewer columns"
        return [Problem(path, line, f"diagram: {width:g} px wide, at most {WIDEST} are legible", hint)]
    return []
