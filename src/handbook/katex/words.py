"""Words and plain characters for the symbols of formulas."""

LARGE = {
    "∑": "sum", "∏": "product", "∐": "coproduct", "∫": "integral", "∬": "double integral",
    "∭": "triple integral", "∮": "contour integral", "⋃": "union", "⋂": "intersection", "⨁": "direct sum",
    "⨂": "tensor product", "⋁": "disjunction", "⋀": "conjunction",
}  # fmt: skip
INTEGRALS = frozenset("∫∬∭∮")
OPTIMA = frozenset({"max", "min", "sup", "inf", "arg max", "arg min", "argmax", "argmin"})
LIMITS = {"lim": "limit", "lim sup": "limit superior", "lim inf": "limit inferior"}
ACCENTS = {
    "^": "hat", "~": "tilde", "ˉ": "bar", "¯": "bar", "‾": "bar", "⃗": "vector", "→": "vector", "˙": "dot",
    "¨": "double-dot", "...": "triple-dot", "....": "quadruple-dot", "ˇ": "check", "˘": "breve", "ˊ": "acute",
    "ˋ": "grave", "˚": "ring", "←": "left-arrow", "↔": "arrow", "⇀": "harpoon", "↼": "left-harpoon",
}  # fmt: skip
BRACES = frozenset("⏞⏟⎴⎵⏠⏡")
BLACKBOARD = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}
CHARACTERS = {
    "∣": "|", "∥": "‖", "∼": "~", "∗": "*", "⋆": "*", "⋅": "·", "⋯": "…", "⟺": "⇔", "⟹": "⇒", "⟸": "⇐",
    "⟶": "→", "⟵": "←", "⟷": "↔", "⟼": "↦", "ϕ": "φ", "ϵ": "ε",
}  # fmt: skip
LETTERLIKE_RELATIONS = frozenset("=≔∷∹")
SUPERSCRIPTS = {"⊤": "^T", "∘": "°", "°": "°"}


def ranged(name: str, lower: str, upper: str, *, takes_range: bool) -> str | None:
    """Return an operator with the range over which it is taken, ending in "of"; None for anything else.

    Args:
        name: The symbol or name of the operator.
        lower: What stands below; may be empty.
        upper: What stands above; may be empty.
        takes_range: Whether an operator with a name is taken over what stands below.
    """
    if name in LARGE:
        first = "from" if name in INTEGRALS and upper else "over"
        words = [LARGE[name], f"{first} {lower}" if lower else "", f"to {upper}" if upper else "", "of"]
        return " ".join(word for word in words if word)
    if name in LIMITS and lower:
        return f"{LIMITS[name]} {'as' if '→' in lower else 'over'} {lower} of"
    return f"{name} over {lower} of" if takes_range and lower and not upper else None
