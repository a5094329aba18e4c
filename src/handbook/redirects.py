"""Keep the addresses of renamed pages alive: docs/redirects.yml becomes one small page for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import relpath

import yaml

from handbook.generated import GeneratedFile
from handbook.problems import Problem

REDIRECTS = "docs/redirects.yml"
SCRIPT_URI = "assets/javascripts/redirect.js"


@dataclass(frozen=True)
class Redirect:
    """An address that moved.

    Attributes:
        old: Address below the site, with a closing slash, such as ``foundations/bias/``.
        page: Page under docs/ it leads to, such as ``foundations/generalisation.md``.
        anchor: Id on that page; empty for its top.
        line: Line in ``docs/redirects.yml``.
    """

    old: str
    page: str
    anchor: str
    line: int


def load_redirects(root: Path) -> tuple[list[Redirect], list[Problem]]:
    """Read ``docs/redirects.yml``; a missing or empty file holds none."""
    try:
        text = (root / REDIRECTS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return [], []
    try:
        document = yaml.compose(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return [], [Problem(REDIRECTS, line, f"is not valid YAML: {error.problem}", "old/url/: new/page.md")]
    if document is None:
        return [], []
    if not isinstance(document, yaml.MappingNode):
        return [], [
            Problem(REDIRECTS, 1, "is not a mapping", "write lines of the form old/url/: new/page.md")
        ]
    redirects: list[Redirect] = []
    problems: list[Problem] = []
    for key, value in document.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            problems.append(Problem(REDIRECTS, line, "a redirect is not one line", "old/url/: new/page.md"))
            continue
        page, _, anchor = value.value.partition("#")
        redirects.append(Redirect(key.value, page, anchor, line))
    return redirects, problems


def check_redirects(redirects: Iterable[Redirect], pages: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the redirects.

    Args:
        redirects: All redirects.
        pages: Address of each page of the site by its path under docs/, generated pages included.
    """
    addresses = {url: page for page, url in pages.items()}
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for redirect in redirects:
        problems += [
            Problem(REDIRECTS, redirect.line, message, hint)
            for message, hint in _faults(redirect, pages, addresses, first)
        ]
        first.setdefault(redirect.old, redirect.line)
    olds = set(first)
    problems += [
        Problem(REDIRECTS, redirect.line, f"{redirect.old} leads to another redirect", "name the final page")
        for redirect in redirects
        if redirect.page in olds or redirect.page.removesuffix(".md") + "/" in olds - set(addresses)
    ]
    return sorted(set(problems))


def _faults(
    redirect: Redirect, pages: Mapping[str, str], addresses: Mapping[str, str], first: Mapping[str, int]
) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    if not redirect.old.endswith("/") or redirect.old.startswith("/") or ".." in redirect.old.split("/"):
        faults.append((f"{redirect.old!r} is no address of a page", "write it as old/url/"))
    if redirect.old in first:
        faults.append((f"{redirect.old} is redirected in line {first[redirect.old]} already", "keep one"))
    if redirect.old in addresses:
        faults.append((f"{redirect.old} is the address of {addresses[redirect.old]}", "remove the redirect"))
    if redirect.page not in pages and not redirect.page.endswith("/"):
        faults.append((f"{redirect.page} is no page of the site", "name a page under docs/, with .md"))
    return faults


def redirect_files(
    redirects: Iterable[Redirect], pages: Mapping[str, str], site_url: str = ""
) -> list[GeneratedFile]:
    """Return one page for each old address that is sound.

    A reader with JavaScript keeps the fragment of the old address; without it the page refreshes itself.

    Args:
        redirects: All redirects.
        pages: Address of each page of the site by its path under docs/.
        site_url: Address of the site, for the canonical link.
    """
    return [
        GeneratedFile(
            f"{redirect.old}index.html",
            _page(redirect, pages[redirect.page], site_url).encode("utf-8"),
            REDIRECTS,
        )
        for redirect in redirects
        if redirect.page in pages
    ]


def _page(redirect: Redirect, url: str, site_url: str) -> str:
    base = redirect.old.rstrip("/") or "."
    path = relpath(url or ".", base)
    slash = "/" if not url or url.endswith("/") else ""
    target = escape(path + slash + (f"#{redirect.anchor}" if redirect.anchor else ""))
    canonical = escape(f"{site_url.rstrip('/')}/{url}" if site_url else target)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>This page moved</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{canonical}">\n'
        f'<script src="{escape(relpath(SCRIPT_URI, base))}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "</head>\n<body>\n<main>\n<h1>This page moved</h1>\n"
        f'<p>It is now <a id="target" href="{target}">at its new address</a>.</p>\n'
        "</main>\n</body>\n</html>\n"
    )
