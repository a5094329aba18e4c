"""Make the offline copy from the built site, without a second build."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

from handbook.offline.addresses import Addresses, is_left_out
from handbook.offline.archive import write_archive
from handbook.offline.css import rewrite_css
from handbook.offline.modules import bundle_modules, bundle_name
from handbook.offline.page import OfflinePage, offline_page
from handbook.offline.search import search_files, without_source_map
from handbook.problems import Problem, ProblemsError

FOLDER = "machine-learning-interview-handbook"
"""The one folder in the archive."""

_CANONICAL = re.compile(r'<link rel="canonical" href="(?P<address>[^"]*)"')


def export_offline(site: Path, destination: Path, time: int, report: Callable[[str], None]) -> str:
    """Write a zip archive of the site whose pages work when they are opened from a disk.

    Args:
        site: The built site.
        destination: The archive; one that is there stays as it is until the new one is complete.
        time: Of every file in it, in seconds since 1970.
        report: Called with a line before what takes time.

    Returns:
        How much is in it, for readers.

    Raises:
        ProblemsError: There is no site, a page leads to what does not exist, or a script cannot be joined.
        OSError: The archive cannot be written.
    """
    report("changing the pages for a disk")
    files = offline_files(site)
    write_archive(destination, FOLDER, files, time)
    pages = sum(name.endswith(".html") for name in files)
    return f"{pages} pages"


def offline_files(site: Path) -> dict[str, bytes]:
    """Return the files of the offline copy by path: every page, and what the pages load and link to.

    Raises:
        ProblemsError: As `export_offline`.
    """
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    if "index.html" not in names:
        raise ProblemsError([Problem(site.name, 0, "there is no built site", "build it first")])
    canonical = _CANONICAL.search(_text(site, "index.html"))
    addresses = Addresses(names, unescape(canonical["address"]) if canonical else "")
    pages = {
        name: offline_page(_text(site, name), name, addresses)
        for name in names
        if name.endswith(".html") and not is_left_out(name)
    }
    problems = [
        Problem(f"{site.name}/{name}", 0, f"the page {message}", hint)
        for name, page in pages.items()
        for message, hint in page.faults
    ]
    if problems:
        raise ProblemsError(problems)
    files = {name: page.html.encode("utf-8") for name, page in pages.items()}
    files |= bundle_modules(
        site, {bundle_name(page.modules): page.modules for page in pages.values() if page.modules}
    )
    for worker in sorted({page.worker for page in pages.values() if page.worker}):
        files |= search_files(site, addresses, worker)
    _add_assets(files, site, addresses, pages.values())
    return files


def _add_assets(
    files: dict[str, bytes], site: Path, addresses: Addresses, pages: Iterable[OfflinePage]
) -> None:
    """Add what pages need and, in turn, their style sheets."""
    waiting = set[str]().union(*(page.needs for page in pages))
    while waiting := waiting - files.keys():
        name = min(waiting)
        if name.endswith(".css"):
            text, needs = _offline_css(_text(site, name), name, site, addresses)
            files[name] = text.encode("utf-8")
            waiting |= needs
        elif name.endswith((".js", ".mjs")):
            files[name] = without_source_map(_text(site, name)).encode("utf-8")
        else:
            files[name] = (site / name).read_bytes()


def _offline_css(css: str, name: str, site: Path, addresses: Addresses) -> tuple[str, set[str]]:
    needs: set[str] = set()

    def rewrite(address: str) -> str:
        target = addresses.target(address, name)
        if target is None:
            return address
        if not target.name:
            problem = Problem(f"{site.name}/{name}", 0, f"loads {address}, which does not exist")
            raise ProblemsError([problem])
        needs.add(target.name)
        return target.address

    return rewrite_css(css, rewrite), needs


def _text(site: Path, name: str) -> str:
    # Bytes are decoded as they are: reading as text would change the ends of lines.
    return (site / name).read_bytes().decode("utf-8")
