"""Mend what the theme's finished pages lack for screen readers, a strict security policy and privacy.

Elements that the theme makes in the browser are mended by docs/assets/javascripts/accessibility.js.
"""

import re

_SEARCH = re.compile(r'(<div class="md-search"[^>]*? role="dialog")(?![^>]*aria-label)')
_TASK = re.compile(r'(<label class="task-list-control"><input type="checkbox")(?! aria-label)')
_ALIGNED = re.compile(r'<(?P<cell>t[hd])(?P<rest>[^>]*?) style="text-align: (?P<side>left|right|center);?"')
_CLASS = re.compile(r'\bclass="([^"]*)"')
_OUTWARD = re.compile(r'<a (?P<attributes>(?:[^>]*? )?href="https?://[^>]*)>')
_EMPTY_HEAD = re.compile(r"<th(?P<attributes>\b[^>]*)>\s*</th>")
_SUMMARY = re.compile(r"<summary>.*?</summary>", re.DOTALL)
_HEADING_LINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_REPOSITORY = ' data-md-component="source"'


def polish(html: str) -> str:
    """Return a finished page with names for what has none and without what the policy forbids.

    The search dialog and task-list boxes get names, aligned table cells a class ``align-left``,
    ``align-right`` or ``align-center`` in place of a style, and links to other sites ``rel="noopener"``.
    An empty head cell of a table becomes an ordinary one, and a heading that opens a card has no link in it.
    The repository link loses the mark by which the theme would ask the repository's host for its stars.
    Applying it twice changes nothing more.
    """
    html = _SEARCH.sub(r'\1 aria-label="Search"', html)
    if "task-list-control" in html:
        html = _TASK.sub(r'\1 aria-label="Task"', html)
    if 'style="text-align' in html:
        html = _ALIGNED.sub(_aligned, html)
    if "</th>" in html:
        html = _EMPTY_HEAD.sub(r"<td\g<attributes>></td>", html)
    if "<summary>" in html:
        html = _SUMMARY.sub(lambda match: _HEADING_LINK.sub("", match[0]), html)
    return _OUTWARD.sub(_outward, html.replace(_REPOSITORY, ""))


def _aligned(match: re.Match[str]) -> str:
    name = f"align-{match['side']}"
    cell, rest = match["cell"], match["rest"]
    if _CLASS.search(rest):
        return f"<{cell}" + _CLASS.sub(lambda held: f'class="{held[1]} {name}"', rest, count=1)
    return f'<{cell}{rest} class="{name}"'


def _outward(match: re.Match[str]) -> str:
    attributes = match["attributes"]
    return match[0] if " rel=" in f" {attributes}" else f'<a {attributes} rel="noopener">'
