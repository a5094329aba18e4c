"""The search of the site as scripts, the one kind of file that a page on a disk may load."""

import json
import re
from pathlib import Path
from typing import Any

from handbook.offline.addresses import Addresses
from handbook.problems import Problem, ProblemsError

SCRIPT = "assets/javascripts/offline.js"
SOURCE = Path(__file__).with_name("offline.js")
INDEX = "search/search_index.json"
HELPER = "assets/javascripts/search-worker.js"
"""Runs the theme's worker on a server; on a disk both are one script, in which it finds the other loaded."""

_SOURCE_MAP = re.compile(r"^//[#@] sourceMappingURL=.*\n?", re.MULTILINE)


def without_source_map(javascript: str) -> str:
    """Return the script without the line that names its source map."""
    return _SOURCE_MAP.sub("", javascript)


def search_files(site: Path, addresses: Addresses, worker: str) -> dict[str, bytes]:
    """Return the files of the search, by path below the site.

    The theme asks for ``search_index.js`` with each page that is opened from a disk, so that this one holds
    no more than the settings; worker and documents come with ``search.js`` when somebody searches.

    Args:
        site: The built site.
        addresses: Of its files.
        worker: Path of the theme's search worker below the site.

    Raises:
        ProblemsError: The index or the worker is missing, the index is damaged or of another language than
            English, for which the worker would load files, or it names a page that is none.
    """
    try:
        index: dict[str, Any] = json.loads((site / INDEX).read_text(encoding="utf-8"))
        config, documents = index["config"], index["docs"]
        languages = config["lang"]
        parts = [worker, HELPER] if addresses.has(HELPER) else [worker]
        code = "\n".join(without_source_map((site / part).read_text(encoding="utf-8")) for part in parts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the search cannot be read: {type(error).__name__}: {error}"
        raise ProblemsError([Problem(f"{site.name}/{INDEX}", 0, message, "build the site again")]) from error
    if languages != ["en"]:
        message = f"the offline copy searches in English, not in {', '.join(languages)}"
        raise ProblemsError([Problem("mkdocs.yml", 0, message, "extend src/handbook/offline/search.py")])
    placed = [
        {**document, "location": _location(document["location"], addresses, site)} for document in documents
    ]
    return {
        "search/search_index.js": f"var __index={_json({'config': config, 'docs': []})};\n".encode(),
        "search/search.js": f"handbookSearch({_json(code)},{_json(placed)});\n".encode(),
        SCRIPT: SOURCE.read_bytes(),
    }


def _location(location: str, addresses: Addresses, site: Path) -> str:
    path, mark, fragment = location.partition("#")
    target = addresses.target(path or ".", "index.html")
    if target is None or not target.name:
        message = f"the search leads to {location}, which does not exist"
        raise ProblemsError([Problem(f"{site.name}/{INDEX}", 0, message, "build the site again")])
    return target.address + mark + fragment


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
