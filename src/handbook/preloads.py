"""Name the modules of a practice page in its head, so that a browser fetches them at once, not in waves."""

import os.path
import re
from pathlib import Path

_ENTRY = re.compile(
    r'<script type="module" src="(?P<address>[^"]*assets/javascripts/practice/[a-z]+/page\.js)"></script>'
)
_PRELOAD = re.compile(r'<link rel="modulepreload" href="[^"]*">\n')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r'\b(?:from|import)\s*\(?\s*"(?P<name>\.[^"]+)"')


def imported_modules(entry: Path) -> list[Path]:
    """Return the modules that a module imports, directly or not, nearest first; types in comments are none.

    What is imported but not there is left out: the browser says so when it is needed.
    """
    found = [entry]
    for module in found:
        text = _COMMENT.sub("", module.read_text(encoding="utf-8"))
        for match in _IMPORT.finditer(text):
            path = Path(os.path.normpath(module.parent / match["name"]))
            if path not in found and path.is_file():
                found.append(path)
    return found[1:]


def with_preloads(html: str, page: Path) -> str:
    """Return the page with a ``modulepreload`` link for each module of its practice app; again is the same.

    Args:
        html: The finished page.
        page: Its file in the built site, which the addresses of its scripts are relative to.
    """
    entry = _ENTRY.search(html)
    if entry is None or not (page.parent / entry["address"]).is_file():
        return html
    file = Path(os.path.normpath(page.parent / entry["address"]))
    folder = Path(os.path.normpath(page.parent))
    links = "".join(
        f'<link rel="modulepreload" href="{Path(os.path.relpath(module, folder)).as_posix()}">\n'
        for module in imported_modules(file)
    )
    return _ENTRY.sub(lambda match: links + match[0], _PRELOAD.sub("", html), count=1)


def add_preloads(site: Path) -> None:
    """Write the links into the practice pages of a built site."""
    for page in sorted((site / "practice").rglob("index.html")):
        html = page.read_bytes().decode("utf-8")
        preloaded = with_preloads(html, page)
        if preloaded != html:
            page.write_bytes(preloaded.encode("utf-8"))
