"""Which files of the site a reader may keep on a device, and what is kept together."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

NAME = "sw.js"

_NEVER = re.compile(
    r"""\.|.*/\.                                         # hidden files
    |downloads/                                          # a reader keeps these as files
    |llms(?:-full)?\.txt$|sitemap\.xml|robots\.txt$|404\.html$
    |assets/javascripts/lunr/                            # languages that the search does not use
    |assets/stylesheets/(?!main\.|palette\.|handbook\.|practice/)  # components, which are loaded as one
    |assets/images/readme-
    |.*\.(?:ipynb|md|map|schema\.json)$""",
    re.VERBOSE,
)
_SHELL = re.compile(
    r"""index\.html$|build\.json$|manifest\.webmanifest$
    |practice/[^/]+/index\.html$
    |assets/javascripts/(?!practice/[^/]+/data\.js$)
    |assets/stylesheets/
    |assets/vendor/[^/]+/[^/]+\.css$
    |assets/vendor/.*-core\b[^/]*\.woff2$
    |assets/images/(?:mark\.svg|favicon\.png|icon-[^/]+\.png)$""",
    re.VERBOSE,
)
_PRACTICE = re.compile(
    r"""practice/[^/]+/[^/]+\.json$
    |assets/javascripts/practice/
    |questions/
    |assets/vendor/(?!.*latin-ext)""",
    re.VERBOSE,
)
_VENDOR = "assets/vendor"
_RUNTIME_FROM = 1_000_000
"""Bytes of a file by which its folder under ``assets/vendor`` is a run-time: Python, NumPy, SQLite."""

# As browsers write the path of an address, so that both can be compared as they are.
_SAFE = "/~!$&'()*+,;=:@-._"


class Group(StrEnum):
    """What is kept on a device together, in the order in which it is fetched.

    The shell is what the pages of the practice app need to start, practice is what they show of the bank. A
    run-time is fetched when a drill is first run, and kept apart.
    """

    SHELL = "shell"
    PRACTICE = "practice"
    REST = "rest"
    RUNTIME = "runtime"


@dataclass(frozen=True)
class Digest:
    """Size in bytes and digest of a file's content."""

    size: int
    value: str


@dataclass(frozen=True, order=True)
class Entry:
    """A file that may be kept.

    Attributes:
        address: Below the site, as a browser writes it; that of its folder for an index page.
        digest: Of its content.
        size: Bytes.
    """

    address: str
    digest: str
    size: int


def is_kept(name: str) -> bool:
    """Whether a file of the site may be kept on a device at all."""
    return name != NAME and not _NEVER.match(name)


def grouped(files: Mapping[str, Digest]) -> dict[Group, tuple[Entry, ...]]:
    """Return the files that may be kept, each in its group, sorted by address.

    Args:
        files: All files of the site by path.
    """
    names = sorted(filter(is_kept, files))
    runtimes = _runtimes({name: files[name].size for name in names})
    groups: dict[Group, list[Entry]] = {group: [] for group in Group}
    for name in names:
        group = Group.RUNTIME if name in runtimes else _group(name)
        groups[group].append(Entry(_address(name), files[name].value, files[name].size))
    return {group: tuple(sorted(entries)) for group, entries in groups.items()}


def _group(name: str) -> Group:
    if _SHELL.match(name):
        return Group.SHELL
    return Group.PRACTICE if _PRACTICE.match(name) else Group.REST


def _runtimes(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the files in folders under ``assets/vendor`` that hold a large file."""
    vendor = [name for name in sizes if name.startswith(f"{_VENDOR}/")]
    large = {name for name in vendor if sizes[name] >= _RUNTIME_FROM}
    folders = {posixpath.dirname(name) for name in large} - {_VENDOR}
    return frozenset(large | {name for name in vendor if _is_below(name, folders)})


def _is_below(name: str, folders: Iterable[str]) -> bool:
    return any(name.startswith(f"{folder}/") for folder in folders)


def _address(name: str) -> str:
    folder, _, file = name.rpartition("/")
    path = (f"{folder}/" if folder else "") if file == "index.html" else name
    return quote(path, safe=_SAFE)
