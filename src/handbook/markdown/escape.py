"""Plain text inside Markdown."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$|~^&\"]")


def escape(text: str) -> str:
    """Write plain text so that Markdown and its extensions, mathematics included, find nothing in it."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
