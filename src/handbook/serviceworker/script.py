"""The script of the worker: the list of files, then the committed program as one classic script."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from handbook.bundling import bundle
from handbook.serviceworker.listing import Entry, Group

SOURCES = Path(__file__).with_name("worker")
_ENTRY = 'import "./main.mjs";'
# A classic script, since not every browser that has service workers lets them be modules.
_OPTIONS = ("--format=iife",)


def worker_script(root: Path, groups: Mapping[Group, tuple[Entry, ...]]) -> bytes:
    """Return the text of the worker; it differs whenever one of the files does.

    Args:
        root: Repository root, where the browser parts are installed.
        groups: The files that may be kept.

    Raises:
        ProblemsError: The browser parts are not installed, or esbuild fails.
    """
    program = _program(root)
    files = {
        group.value: [[each.address, each.digest, each.size] for each in groups.get(group, ())]
        for group in Group
    }
    listed = json.dumps(files, ensure_ascii=True, separators=(",", ":"))
    version = hashlib.sha256(listed.encode() + program).hexdigest()[:16]
    head = f'self.handbookFiles={{"version":"{version}","groups":{listed}}};\n'
    return head.encode() + program


def _program(root: Path) -> bytes:
    """Return the program, bundled again when one of its modules has changed."""
    modules = sorted(SOURCES.glob("*.mjs"))
    return bundle(root, "the service worker", _ENTRY, _OPTIONS, folder=SOURCES, sources=modules)
