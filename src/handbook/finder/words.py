"""Words of a text as the finder knows them; docs/assets/javascripts/practice/find/words.js does the same."""

import re
import unicodedata

_SIGNS = {
    "α": " alpha ",
    "β": " beta ",
    "γ": " gamma ",
    "δ": " delta ",
    "ε": " epsilon ",
    "θ": " theta ",
    "λ": " lambda ",
    "μ": " mu ",
    "π": " pi ",
    "ρ": " rho ",
    "σ": " sigma ",
    "τ": " tau ",
    "χ": " chi ",
    "√": " sqrt ",
}
_SIGN = re.compile("|".join(_SIGNS))
_MARKS = re.compile("[\u0300-\u036f]")
_ACRONYM = re.compile(r"(?<![a-z0-9])[a-z](?:\.[a-z])+\.?(?![a-z0-9])")
_APOSTROPHE = re.compile("(?<=[a-z])['’]s?(?![a-z])|(?<=[a-z])['’](?=[a-z])")
_WORD = re.compile("[a-z0-9]+")

_LEFT_OUT = re.compile(
    r"```.*?(?:```|\Z)|<!--.*?-->|</?[a-z][^>]*>|\$\$.*?\$\$|\{[^{}\n]*\}(?=\s*$)", re.DOTALL | re.MULTILINE
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_COMMAND = re.compile(
    r"\\(?:d?frac|text|math[a-z]+|operatorname|left|right|big[lr]?|Big[lr]?|hat|bar|tilde|vec|q?quad|cdots?|[lc]?dots"
    r"|leq?|geq?|neq|approx|times|sim|in|to|mid|top|Longrightarrow|Rightarrow|begin|end|label)(?![a-zA-Z])"
)


def words(text: str) -> list[str]:
    """Return the words of a plain text, in small Latin letters and digits."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    plain = _SIGN.sub(lambda match: _SIGNS[match[0]], plain)
    plain = _ACRONYM.sub(lambda match: match[0].replace(".", ""), plain)
    return _WORD.findall(_APOSTROPHE.sub("", plain))


def plain_text(markdown: str) -> str:
    """Return what a text says, without code, comments, displayed formulas, addresses and TeX's layout."""
    return _COMMAND.sub(" ", _LINK.sub(r"\1", _LEFT_OUT.sub(" ", markdown)))
