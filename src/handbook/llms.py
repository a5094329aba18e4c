"""Copies of the pages in Markdown for language models, and the llms.txt that lists them (llmstxt.org)."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

FULL_LIMIT = 4_000_000
"""Most characters of llms-full.txt, about a million tokens; beyond it the file helps nobody."""

_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,}|\$\$)")
_VERBATIM = re.compile(r"(`+)(?:(?!\1).)+?\1(?!`)|(?<!\\)\$[^$]+\$")
_LINK = re.compile(r"(?P<before>\]\(\s*<?)(?P<target>[^\s)>]+)(?P<after>>?(?:\s+[^)]*)?\))")
_DEFINITION = re.compile(r"^(?P<before>\s{0,3}\[[^\]^]+\]:\s+<?)(?P<target>[^\s>]+)(?P<after>.*)$")


@dataclass(frozen=True)
class LlmsPage:
    """A page as the copies need it.

    Attributes:
        source: Path under docs/, such as ``foundations/generalisation.md``.
        url: Address below the site, such as ``foundations/generalisation/``; empty for the home page.
        title: Title of the page.
        description: One sentence; may be empty.
        section: Name of its part in the navigation; empty for pages that belong to none.
        markdown: The Markdown with all directives replaced, without front matter.
    """

    source: str
    url: str
    title: str
    description: str
    section: str
    markdown: str


def copy_path(url: str) -> str:
    """Return where the Markdown copy of a page lies: its address and ``.md``, as llmstxt.org says."""
    return f"{url}index.html.md" if not url or url.endswith("/") else f"{url}.md"


def llms_files(
    pages: Sequence[LlmsPage], *, title: str, summary: str, site_url: str = ""
) -> list[tuple[str, str]]:
    """Return path and text of ``llms.txt``, each page's copy and, when it is not too long, ``llms-full.txt``.

    Args:
        pages: The pages in the order of the navigation.
        title: Title of the site.
        summary: One sentence that says what the site is.
        site_url: Address of the site; links in ``llms.txt`` are relative without it.
    """
    copies = {page.source: copy_path(page.url) for page in pages}
    by_url = {page.url: copies[page.source] for page in pages}
    texts = [_copy(page, copies, by_url, site_url) for page in pages]
    full = "\n\n".join([f"# {title}", f"> {summary}", *texts]).rstrip("\n") + "\n"
    has_full = len(full) <= FULL_LIMIT
    files = [("llms.txt", _index(pages, title, summary, site_url, has_full))]
    files += [(copies[page.source], text) for page, text in zip(pages, texts, strict=True)]
    return files + ([("llms-full.txt", full)] if has_full else [])


def _index(pages: Sequence[LlmsPage], title: str, summary: str, site_url: str, has_full: bool) -> str:
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    sections: dict[str, list[str]] = {}
    for page in pages:
        notes = f": {page.description}" if page.description else ""
        line = f"- [{page.title}]({base}{copy_path(page.url)}){notes}"
        sections.setdefault(page.section or "Pages", []).append(line)
    blocks = [f"# {title}", f"> {summary}"]
    blocks += [f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items()]
    if has_full:
        blocks.append(f"## Optional\n\n- [Everything in one file]({base}llms-full.txt)")
    return "\n\n".join(blocks) + "\n"


def _copy(page: LlmsPage, copies: Mapping[str, str], by_url: Mapping[str, str], site_url: str) -> str:
    links = _Links(page.source, posixpath.dirname(copies[page.source]), copies, by_url, site_url)
    text = "\n".join(_relinked(page.markdown, links)).strip("\n") + "\n"
    return text if re.search(r"^# ", text, re.MULTILINE) else f"# {page.title}\n\n{text}"


@dataclass(frozen=True)
class _Links:
    """What is needed to turn a link of a page into one of its copy."""

    source: str
    folder: str
    copies: Mapping[str, str]
    by_url: Mapping[str, str]
    site_url: str

    def rewrite(self, target: str) -> str:
        """Return the link as it must stand in the copy."""
        own = self.site_url.rstrip("/") + "/"
        if self.site_url and target.startswith(own):
            path, fragment = self._split(target.removeprefix(own))
            found = self.by_url.get(path)
        elif target.startswith(("#", "//")) or urlsplit(target).scheme:
            return target
        else:
            relative, fragment = self._split(target)
            base = "" if relative.startswith("/") else posixpath.dirname(self.source)
            path = posixpath.normpath(posixpath.join(base, relative.lstrip("/")))
            found = self.copies.get(path)
        return posixpath.relpath(found or path, self.folder or ".") + fragment

    @staticmethod
    def _split(target: str) -> tuple[str, str]:
        path, mark, fragment = target.partition("#")
        return path, mark + fragment


def _relinked(markdown: str, links: _Links) -> Iterator[str]:
    """Yield the lines with their links rewritten, code and formulas left as they are."""
    fence = ""
    for line in markdown.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line.strip(" >`~$"):
                fence = ""
            yield line
        elif opening:
            # A formula may open and close on one line.
            fence = "" if line.rstrip().endswith("$$") and line.count("$$") > 1 else opening[1]
            yield line
        else:
            # Nearly all lines hold no link, and the expressions that find one are slow.
            yield _relinked_line(line, links) if "](" in line or "]:" in line else line


def _relinked_line(line: str, links: _Links) -> str:
    definition = _DEFINITION.match(line)
    if definition:
        return f"{definition['before']}{links.rewrite(definition['target'])}{definition['after']}"
    parts: list[str] = []
    end = 0
    for code in _VERBATIM.finditer(line):
        parts += (_relinked_text(line[end : code.start()], links), code[0])
        end = code.end()
    return "".join([*parts, _relinked_text(line[end:], links)])


def _relinked_text(text: str, links: _Links) -> str:
    return _LINK.sub(lambda match: match["before"] + links.rewrite(match["target"]) + match["after"], text)
