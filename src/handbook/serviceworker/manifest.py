"""The web app manifest: what the site is called, looks like and starts with as an installed app."""

import json
import re
from collections.abc import Collection
from pathlib import Path

from handbook.problems import Problem, ProblemsError
from handbook.serviceworker.icons import icon_entries
from handbook.sources import read_source

NAME = "manifest.webmanifest"
SHORT_NAME = "ML Handbook"
"""Fits below an icon: launchers cut names after about twelve letters."""

_TOKENS = "docs/assets/stylesheets/tokens.css"
_PAPER = re.compile(r"--hb-paper:\s*(?P<colour>#[0-9a-f]{3,8});")
_SHORTCUTS = (
    ("Cards", "practice/cards/"),
    ("Mock interview", "practice/mock/"),
    ("Coding drills", "practice/drills/"),
    ("Find a question", "practice/find/"),
)


def manifest(root: Path, name: str, description: str, pages: Collection[str]) -> bytes:
    """Return the text of the manifest; all addresses in it are relative, so that a sub-path works.

    Args:
        root: Repository root.
        name: Of the site.
        description: Of the site.
        pages: Path of each page below the site; shortcuts lead to those that exist.

    Raises:
        ProblemsError: The colour of the paper is not where it was.
    """
    paper = _PAPER.search(read_source(root / _TOKENS, root))
    if paper is None:
        raise ProblemsError(
            [Problem(_TOKENS, 0, "there is no --hb-paper", "adapt serviceworker/manifest.py")]
        )
    values = {
        "name": name,
        "short_name": SHORT_NAME,
        "description": description,
        "lang": "en",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        # A handbook is read back and forth: where there is a choice, with the buttons for it.
        "display_override": ["minimal-ui"],
        "theme_color": paper["colour"],
        "background_color": paper["colour"],
        "categories": ["education", "books"],
        "icons": icon_entries(),
        "shortcuts": [
            {"name": title, "url": address}
            for title, address in _SHORTCUTS
            if f"{address}index.html" in pages
        ],
    }
    return (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
