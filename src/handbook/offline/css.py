"""Addresses in style sheets."""

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)
    |url\(\s*(?:(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<plain>[^"')\s]+))\s*\)
    |(?P<rule>@import\s+)(?P<mark>["'])(?P<imported>[^"']+)(?P=mark)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SOURCE_MAP = re.compile(r"/\*[#@]\s*sourceMappingURL=[^*]*\*/\s*")


def rewrite_css(css: str, rewrite: Callable[[str], str]) -> str:
    """Return the style sheet with each address that it loads rewritten, and without its source map.

    Args:
        css: Text of a style sheet or of a style attribute.
        rewrite: Returns what to write in place of an address.
    """

    def replaced(token: re.Match[str]) -> str:
        if token["comment"] is not None:
            return token[0]
        if token["rule"]:
            return f"{token['rule']}{token['mark']}{rewrite(token['imported'])}{token['mark']}"
        if token["quote"]:
            return f"url({token['quote']}{rewrite(token['quoted'])}{token['quote']})"
        return f"url({rewrite(token['plain'])})"

    return _TOKEN.sub(replaced, _SOURCE_MAP.sub("", css))
