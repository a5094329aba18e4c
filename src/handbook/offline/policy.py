"""The content security policy of a page that is opened from a disk."""

import re
from collections.abc import Collection
from html import unescape

from handbook.csp import policy, script_hashes, with_policy

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<content>[^"]*)">')


def protect(html: str) -> str:
    """Return the page with its policy adapted to a disk; a page without one gets the usual one."""
    found = _META.search(html)
    content = unescape(found["content"]) if found else policy(())
    return with_policy(html, offline_policy(content, script_hashes(html)))


def offline_policy(content: str, hashes: Collection[str]) -> str:
    """Return what a policy says for pages of a server as it must be said for files.

    The origin of a file is opaque: by the specification no address equals ``'self'``, while ``file:`` names
    the files in every browser. There is nothing to connect to, because browsers let no script read a file.

    Args:
        content: The policy on a server, with the hashes of the scripts of all pages.
        hashes: Of the inline scripts of this page; each page of a disk is loaded anew.
    """
    directives = []
    for directive in content.split(";"):
        name, *sources = directive.split()
        if name == "connect-src":
            sources = [source for source in sources if source != "'self'"]
        sources = ["file:" if source == "'self'" else source for source in sources]
        sources = [source for source in sources if not source.startswith("'sha256-")]
        if name == "script-src":
            sources += sorted(hashes)
        directives.append(" ".join([name, *(sources or ["'none'"])]))
    return "; ".join(directives)
