"""Write the content security policy into the pages of a built site."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    # WebAssembly is the Python runtime of the drills; the hashes of inline scripts are added to this.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    # KaTeX places the parts of a formula with style attributes; <style> elements stay forbidden.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "media-src": "'self' blob:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

PAGES: Mapping[str, Mapping[str, str]] = {
    # The one page from which a reader may send something, to an endpoint that they have typed themselves.
    "practice/feedback/index.html": {
        "connect-src": "'self' https: http://localhost:* http://127.0.0.1:*",
    },
}

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype=["']?(?P<type>[^"'\s>]+)""")
_RUN_TYPES = frozenset({"module", "text/javascript", "application/javascript", "importmap"})
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def script_hashes(html: str) -> set[str]:
    """Return the source expression (``'sha256-…'``) of each inline script that a browser would run."""
    hashes: set[str] = set()
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        kind = _TYPE.search(attributes)
        if re.search(r"\bsrc=", attributes) or (kind and kind["type"].lower() not in _RUN_TYPES):
            continue
        digest = hashlib.sha256(script["text"].encode("utf-8")).digest()
        hashes.add(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")
    return hashes


def policy(hashes: Iterable[str], changes: Mapping[str, str] | None = None) -> str:
    """Return the policy that allows these inline scripts, with some directives replaced."""
    directives = {**POLICY, **(changes or {})}
    directives["script-src"] = " ".join([directives["script-src"], *sorted(hashes)])
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def with_policy(html: str, content: str) -> str:
    """Return the page with this policy as the first thing in its head after the character set."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=True)}">'
    meta = meta.replace("&#x27;", "'")
    if _META.search(html):
        return _META.sub(lambda _: meta, html, count=1)
    return _HEAD.sub(lambda match: match[0] + meta, html, count=1)


@dataclass(frozen=True)
class Protected:
    """A page as it was left.

    Attributes:
        state: Its size and time stamp.
        hashes: Source expressions of its inline scripts.
        policy: Its policy.
    """

    state: tuple[int, int]
    hashes: frozenset[str]
    policy: str


def add_csp(
    site_dir: Path,
    changes: Mapping[str, Mapping[str, str]] | None = None,
    known: Mapping[str, Protected] | None = None,
) -> dict[str, Protected]:
    """Write the policy into every page of the site; run it again whenever a page was written.

    The hashes are the union over all pages, because instant navigation keeps the policy of the first page.
    A file that has its policy already is not touched.

    Args:
        site_dir: The built site.
        changes: Directives that differ, by page path such as ``practice/answer/index.html``.
        known: What an earlier call for the same folder has returned; a page in the state in which that call
            left it is not read again. Only for a folder whose time stamps nobody sets.

    Returns:
        The pages as they were left, by path.
    """
    known = known or {}
    pages = {path.relative_to(site_dir).as_posix(): path for path in sorted(site_dir.rglob("*.html"))}
    same = {name for name, path in pages.items() if name in known and known[name].state == _state(path)}
    fresh = {name: _text(path) for name, path in pages.items() if name not in same}
    scripts = {name: known[name].hashes if name in same else script_hashes(fresh[name]) for name in pages}
    hashes = frozenset[str]().union(*scripts.values())
    usual = policy(hashes)
    left: dict[str, Protected] = {}
    for name, path in pages.items():
        own = (changes or {}).get(name)
        wanted = policy(hashes, own) if own else usual
        if name in same and known[name].policy == wanted:
            left[name] = known[name]
            continue
        html = fresh[name] if name in fresh else _text(path)
        protected = with_policy(html, wanted)
        if protected != html:
            path.write_bytes(protected.encode("utf-8"))
        left[name] = Protected(_state(path), frozenset(scripts[name]), wanted)
    return left


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
