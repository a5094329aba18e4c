"""Read and check docs/reference/glossary.yml."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from handbook.glossary.model import Glossary, Term
from handbook.problems import Problem, ProblemsError
from handbook.sources import read_source, split_front_matter, yaml_loader

PATH = "docs/reference/glossary.yml"
MOST_WORDS = 60

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_TEXTS = ("term", "definition", "why")
_LISTS = ("also", "see")
_FIELDS = (*_TEXTS, *_LISTS, "chapter")
_MARKUP = re.compile(r"\$[^$]+\$|`|\]\(|\*\*|<[a-z/!]", re.IGNORECASE)


def load_glossary(root: Path, titles: Mapping[str, str] | None = None) -> tuple[Glossary, list[Problem]]:
    """Return the entries that can be used and everything that is wrong with the file.

    Args:
        root: Repository root.
        titles: Title of each page by path without ``.md``; read from the pages when None.
    """
    path = root / PATH
    if not path.is_file():
        return Glossary(), [Problem(PATH, 0, "the glossary is missing")]
    try:
        source = read_source(path, root)
    except ProblemsError as error:
        return Glossary(), error.problems
    return parse_glossary(source, _titles(root) if titles is None else titles)


def parse_glossary(source: str, pages: Mapping[str, str], path: str = PATH) -> tuple[Glossary, list[Problem]]:
    """Read the entries of a glossary.

    Args:
        source: The YAML text.
        pages: Title of each page that an entry may name as its chapter, by path without ``.md``.
        path: File named in problems.
    """
    try:
        root = yaml.compose(source, Loader=yaml_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it cannot be read"
        problem = Problem(
            path, mark.line + 1 if mark else 1, f"malformed YAML: {what}", "quote texts that hold :"
        )
        return Glossary(), [problem]
    if not isinstance(root, yaml.MappingNode):
        return Glossary(), [
            Problem(path, 1, "the glossary is not a mapping", "key: {term: …, definition: …}")
        ]
    reader = _Reader(path, pages)
    terms = [reader.entry(key, value) for key, value in root.value]
    reader.check_names(root)
    return Glossary(tuple(term for term in terms if term is not None)), sorted(set(reader.problems))


def _titles(root: Path) -> dict[str, str]:
    """Read the titles of all pages; what is wrong with a page is reported where pages are checked."""
    titles: dict[str, str] = {}
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root / "docs").with_suffix("").as_posix()
        try:
            document = split_front_matter(read_source(path, root), name)
        except ProblemsError:
            titles[name] = name
        else:
            titles[name] = str(document.data.get("title", name))
    return titles


class _Reader:
    """Walks over the YAML nodes, because only they know their lines, and collects problems."""

    def __init__(self, path: str, pages: Mapping[str, str]) -> None:
        self.path = path
        self.pages = pages
        self.problems: list[Problem] = []
        self.names: dict[str, str] = {}
        self.references: list[tuple[yaml.Node, str]] = []

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, message, hint))

    def entry(self, key_node: yaml.Node, node: yaml.Node) -> Term | None:
        key = str(key_node.value)
        if not _KEY.match(key):
            self.fault(key_node, f"key {key!r} is not kebab-case", "small letters, digits and -")
        if not isinstance(node, yaml.MappingNode):
            self.fault(key_node, f"{key} is not a mapping", "write term, definition and why")
            return None
        values = self.fields(key, node)
        texts = {name: self.text(key, name, values, key_node) for name in _TEXTS}
        also, see = (self.names_of(key, name, values) for name in _LISTS)
        if "term" in values:
            self.claim(key, texts["term"], values["term"])
        for name in also:
            self.claim(key, name, values["also"])
        self.references += [(values["see"], name) for name in see]
        chapter = self.chapter(key, values)
        return Term(
            key, **texts, also=also, see=see, chapter=chapter, chapter_title=self.pages.get(chapter, chapter)
        )

    def fields(self, key: str, node: yaml.MappingNode) -> dict[str, yaml.Node]:
        values: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = str(name_node.value)
            if name not in _FIELDS:
                self.fault(name_node, f"{key}: unknown field {name!r}", f"one of {', '.join(_FIELDS)}")
            elif name in values:
                self.fault(name_node, f"{key}: {name} stands twice")
            else:
                values[name] = value
        return values

    def text(self, key: str, name: str, values: Mapping[str, yaml.Node], key_node: yaml.Node) -> str:
        node = values.get(name)
        if node is None:
            self.fault(key_node, f"{key}: {name} is missing")
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.fault(node, f"{key}: {name} is empty")
            return ""
        text = " ".join(node.value.split())
        words = len(text.split())
        if name == "definition" and words > MOST_WORDS:
            self.fault(node, f"{key}: the definition has {words} words", f"at most {MOST_WORDS}")
        if _MARKUP.search(text):
            self.fault(node, f"{key}: markup in {name}", "plain text only, because tooltips show it")
        return text

    def names_of(self, key: str, name: str, values: Mapping[str, yaml.Node]) -> tuple[str, ...]:
        node = values.get(name)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{key}: {name} is not a list", f"{name}: [a, b]")
            return ()
        return tuple(" ".join(str(item.value).split()) for item in node.value)

    def chapter(self, key: str, values: Mapping[str, yaml.Node]) -> str:
        node = values.get("chapter")
        if node is None:
            return ""
        chapter = str(node.value)
        if chapter not in self.pages:
            close = difflib.get_close_matches(chapter, sorted(self.pages), n=1)
            hint = f"did you mean {close[0]}?" if close else "path under docs/ without .md"
            self.fault(node, f"{key}: there is no page {chapter!r}", hint)
            return ""
        return chapter

    def claim(self, key: str, name: str, node: yaml.Node) -> None:
        """Report a name that another entry has too, as term or alias."""
        owner = self.names.setdefault(name.casefold(), key)
        if owner != key:
            self.fault(node, f"{key}: {name!r} also names the entry {owner}", "keep it in one of them")

    def check_names(self, root: yaml.MappingNode) -> None:
        """Report repeated keys and references to entries that do not exist."""
        keys: set[str] = set()
        for key_node, _ in root.value:
            if key_node.value in keys:
                self.fault(key_node, f"{key_node.value} stands twice")
            keys.add(key_node.value)
        for node, name in self.references:
            if name not in keys:
                close = difflib.get_close_matches(name, sorted(keys), n=1)
                self.fault(node, f"see: unknown key {name!r}", f"did you mean {close[0]}?" if close else "")
