"""Names that mean something inside a formula."""

RESERVED = frozenset(
    """
    accent arrow attach bb binom bold breve cal cancel caron circle class display dot double acute frac frak
    grave harpoon hat inline italic limits lr macron mat math med mid mono op overbrace overbracket overline
    overparen overshell quad root sans script scripts space sqrt sscript stretch text thick thin tilde underbrace
    underbracket underline underparen undershell upright wide
    texdisplay texframed texhidden texinline texlap texraise texrule texsmash texspace
    """.split()
)
"""What the markup of formulas calls: no Typst module whose scope a formula stands in may define these."""
