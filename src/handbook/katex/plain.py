"""Turn TeX into readable plain text for the search index, titles and other places without formulas."""

import html as html_module
import re
import unicodedata

_DELIMITED = re.compile(r"\\\((?P<inline>.*?)\\\)|\\\[(?P<display>.*?)\\\]", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_FRACTION = re.compile(r"\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\{[lcr|]*\})?")
_SPACING = re.compile(r"\\[,;:!> \\]|&|~")

_SYMBOLS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "~",
    "propto": "∝", "equiv": "≡", "times": "×", "cdot": "·", "pm": "±", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "mid": "|", "vert": "|", "Vert": "‖",
    "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "sum": "∑", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "mapsto": "↦", "ldots": "…", "dots": "…", "cdots": "…", "top": "ᵀ", "odot": "⊙",
    "oplus": "⊕", "otimes": "⊗", "forall": "∀", "exists": "∃", "ell": "ℓ", "sqrt": "√", "varepsilon": "ε",
    "varphi": "φ", "vartheta": "θ", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "perp": "⊥", "iff": "⇔", "star": "*", "circ": "∘", "prime": "′",
    "quad": " ", "qquad": " ",
}  # fmt: skip
_NAMED_OPERATORS = re.compile(
    r"log|ln|exp|max|min|sup|inf|lim|arg|sin|cos|tan|sinh|cosh|tanh|det|dim|ker|deg|gcd|Pr"
)


def search_text(text: str) -> str:
    r"""Return the text with each formula between ``\(…\)`` or ``\[…\]`` as readable plain text.

    Greek letters and common symbols become characters, fractions a slash, everything that only forms the
    picture is dropped. HTML entities inside formulas stay escaped as they are found in HTML.
    """
    if "\\(" not in text and "\\[" not in text:
        return text
    return _DELIMITED.sub(lambda match: _escaped(match["inline"] or match["display"] or ""), text)


def _escaped(tex: str) -> str:
    plain = tex_to_text(html_module.unescape(tex))
    return html_module.escape(plain, quote=False)


def tex_to_text(tex: str) -> str:
    """Return a formula as readable plain text, without delimiters."""
    for _ in range(4):  # fractions may nest; deeper ones lose their slash
        tex, count = _FRACTION.subn(r"\1/\2", tex)
        if not count:
            break
    tex = _ENVIRONMENT.sub(" ", tex)
    tex = tex.replace("\\|", "‖").replace("\\{", "⦃").replace("\\}", "⦄")
    tex = _SPACING.sub(" ", tex)
    tex = _COMMAND.sub(lambda match: _symbol(match[1]), tex)
    tex = tex.replace("{", "").replace("}", "").replace("⦃", "{").replace("⦄", "}").replace("\\", "")
    return " ".join(tex.split())


def _symbol(name: str) -> str:
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if _NAMED_OPERATORS.fullmatch(name):
        return f" {name} "
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    # Unicode spells this one letter differently from TeX.
    letter = "LAMDA" if name.lower() == "lambda" else name.upper()
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {letter}")
    except KeyError:
        return ""
