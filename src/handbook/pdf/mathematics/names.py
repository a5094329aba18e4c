"""Names that mean something inside a formula."""

_TYPST = (
    "accent attach binom bold bb cal cancel class display frac frak inline italic limits lr mat math mid "
    "mono op overbrace overbracket overline overparen overshell root sans script scripts sqrt sscript "
    "stretch text underbrace underbracket underline underparen undershell upright "
    "med quad space thick thin wide acute arrow breve caron circle dot grave harpoon hat macron tilde"
)
_OWN = "texframed texhidden texlap texraise texrule texruled texsmash texspace"

RESERVED = frozenset(_TYPST.split()) | frozenset(_OWN.split())
"""What the markup of formulas calls: no Typst module whose scope a formula stands in may define these."""
