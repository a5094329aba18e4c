"""Start tags of a page and their attributes, changed in place so that all else stays as it is."""

import re
from collections.abc import Callable
from html import escape, unescape

_ATTRIBUTES = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
_MARKUP = re.compile(
    rf"""<!--.*?-->
    |<(?P<raw>script|style|textarea)\b(?P<raw_attributes>{_ATTRIBUTES})>(?P<text>.*?)</(?P=raw)\s*>
    |<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>\s{_ATTRIBUTES})>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<space>\s+)(?P<name>[^\s"'>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?"""
)
_ADDRESS = re.compile(r"href|src|data|poster|content|url\(", re.IGNORECASE)
"""Occurs in every tag that may hold an address, and hardly in the thousands of tags of formulas."""

_CANDIDATE = re.compile(r"(?P<address>[^\s,]\S*?)(?:,?\s*$|,\s|\s+(?P<descriptor>[^,]*)(?:,|$))")


class Tag:
    """A start tag; scripts and styles come with their text and end tag.

    Attributes:
        name: In lower case.
        text: What stands between the tags of a script or style; None for other elements.
    """

    def __init__(self, name: str, attributes: str, text: str | None = None) -> None:
        """Take a tag apart; `attributes` is what stands between its name and the closing bracket."""
        self.name = name.lower()
        self.text = text
        self._written = name
        self._attributes = attributes

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, empty when it has none; None without the attribute."""
        for found in _ATTRIBUTE.finditer(self._attributes):
            if found["name"].lower() == name:
                value = found["value"] or ""
                return unescape(value[1:-1] if value[:1] in ('"', "'") else value)
        return None

    def set(self, name: str, value: str) -> None:
        """Give an attribute a value, in its place if the tag has it."""
        text = f'{name}="{escape(value)}"'
        if self.get(name) is not None:
            self._replace(name, lambda found: found["space"] + text)
        elif self._attributes.endswith("/"):
            self._attributes = f"{self._attributes[:-1].rstrip()} {text}/"
        else:
            self._attributes += f" {text}"

    def remove(self, *names: str) -> None:
        """Remove attributes."""
        for name in names:
            self._replace(name, lambda _: "")

    def html(self) -> str:
        """Return the tag as it stands now."""
        end = "" if self.text is None else f"{self.text}</{self._written}>"
        return f"<{self._written}{self._attributes}>{end}"

    def _replace(self, name: str, text: Callable[[re.Match[str]], str]) -> None:
        def replaced(found: re.Match[str]) -> str:
            return text(found) if found["name"].lower() == name else found[0]

        self._attributes = _ATTRIBUTE.sub(replaced, self._attributes)


def rewrite_tags(html: str, rewrite: Callable[[Tag], str]) -> str:
    """Return the page with scripts, styles and tags that may hold an address as a function rewrites them.

    Comments stay, and so does what looks like a tag within a script, a style or a text field.
    """

    def replaced(found: re.Match[str]) -> str:
        if found["raw"] is not None:
            return rewrite(Tag(found["raw"], found["raw_attributes"], found["text"]))
        if found["name"] is None or not _ADDRESS.search(found["attributes"]):
            return found[0]
        return rewrite(Tag(found["name"], found["attributes"]))

    return _MARKUP.sub(replaced, html)


def rewrite_candidates(srcset: str, rewrite: Callable[[str], str]) -> str:
    """Return the value of a ``srcset`` with the address of each candidate rewritten."""
    candidates = [
        " ".join([rewrite(found["address"]), *(found["descriptor"] or "").split()])
        for found in _CANDIDATE.finditer(srcset)
    ]
    return ", ".join(candidates)
