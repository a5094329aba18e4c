"""Values that the typesetting of formulas passes around."""

from collections.abc import Callable
from dataclasses import dataclass

from handbook.katex.elements import Element


@dataclass(frozen=True)
class Formula:
    r"""A formula for Typst.

    Attributes:
        markup: Math markup, to stand between dollar signs; it names only functions of Typst's math scope and
            of ``typst/mathematics.typ``.
        tag: What ``\tag`` prints beside the formula, with its parentheses; None without one.
    """

    markup: str
    tag: str | None = None


class UnsupportedMathError(ValueError):
    """Raised for a construct that has no translation; the message names it."""


@dataclass(frozen=True)
class Style:
    """The style in which Typst sets a part of a formula, as TeX knows it.

    Attributes:
        display: Whether fractions and operators are large.
        level: 0 for the size of the text, 1 for scripts, 2 for scripts of scripts.
        takes_limits: Whether KaTeX takes the style for display style where it decides between limits and
            scripts, as it does in fractions and scripts of displayed formulas.
    """

    display: bool
    level: int = 0
    takes_limits: bool = False

    def script(self) -> "Style":
        """Return the style of a script of something in this style."""
        return Style(False, min(self.level + 1, 2), self.takes_limits)

    def part(self) -> "Style":
        """Return the style of a numerator, a denominator or a cell of a matrix."""
        if self.display and not self.level:
            return Style(False, 0, self.takes_limits)
        return self.script()

    def same_size(self, other: "Style") -> bool:
        """Tell whether something looks the same in the other style."""
        return (self.display, self.level) == (other.display, other.level)

    @property
    def function(self) -> str:
        """Name of the function of Typst that sets its argument in this style."""
        if self.level:
            return "script" if self.level == 1 else "sscript"
        return "display" if self.display else "inline"


Typeset = Callable[[Element, Style], str]
"""Turns an element in a style into markup."""
