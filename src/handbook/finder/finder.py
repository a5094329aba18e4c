"""Make the finder's index from the content, again and again."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

from handbook.bank import Bank
from handbook.content import Content
from handbook.finder.documents import (
    FEWEST,
    QuestionWords,
    question_entries,
    question_words,
    section_entry,
    term_entry,
)
from handbook.finder.index import index_json
from handbook.finder.lists import common_words, stop_words, synonyms, synonyms_by_hand
from handbook.finder.sections import Section, page_sections, shared_titles
from handbook.generated import GeneratedFile
from handbook.glossary import Glossary
from handbook.kept import Kept, digest
from handbook.pages import PageSource

URI = "assets/javascripts/practice/find/data.js"
"""A module and no JSON file: a page that is opened from a disk may load scripts, not data."""

_NAME = "finder"
_BEFORE, _AFTER = "export default JSON.parse('", "');\n"
_QUESTION = ("id", "title", "also_asked", "topic", "chapter", "level", "kind", "rounds", "roles", "frequency")


@dataclass(frozen=True)
class Made:
    """The index and the digest of what it was made from."""

    key: str
    file: GeneratedFile


@dataclass(frozen=True)
class Recipe:
    """What goes into the index; the evaluation leaves one part out at a time.

    Attributes:
        stop: Words that are left out.
        fewest: Words of full answers that so many questions have are in, and those that one in a hundred has;
            none when 0.
        by_hand: Phrases that mean the same, beside those of the glossary.
    """

    stop: frozenset[str] = field(default_factory=stop_words)
    fewest: int = FEWEST
    by_hand: Sequence[Sequence[str]] = field(default_factory=synonyms_by_hand)


class Finder:
    """Makes the index; of what has not changed since the last time, nothing is read again."""

    def __init__(self, recipe: Recipe | None = None) -> None:
        """Start with nothing known; without a recipe, with the usual one."""
        self._recipe = recipe or Recipe()
        self._questions: dict[int, tuple[object, QuestionWords]] = {}
        self._sections: dict[int, tuple[object, tuple[Section, ...]]] = {}
        self._made: Made | None = None

    def file(self, content: Content, kept: Kept | None = None) -> GeneratedFile:
        """Return the module that holds the index; the same object while nothing in it has changed.

        Args:
            content: What is to be found.
            kept: Holds the index of the last process.
        """
        pages = [page for page in content.pages.values() if page.taught]
        sections = self._known_sections(pages)
        said = (text for _, found in sections for item in found for text in astuple(item))
        key = digest(content.shared.key, *(page.name for page in pages), *said)
        known = self._made or (kept.read(_NAME) if kept else None)
        if not isinstance(known, Made) or known.key != key:
            text = self._index(content.shared.bank, content.shared.glossary, sections)
            known = Made(key, GeneratedFile(URI, module_of(text)))
            if kept:
                kept.write(_NAME, known)
        self._made = known
        return known.file

    def _index(
        self, bank: Bank, glossary: Glossary, sections: list[tuple[PageSource, tuple[Section, ...]]]
    ) -> str:
        stop = self._recipe.stop
        shared = shared_titles(found for _, found in sections)
        kept = [(page, item) for page, found in sections for item in found if item.title not in shared]
        titles = {page.name: str(page.meta.get("title", page.name)) for page, _ in sections}
        groups = {
            "questions": question_entries(self._known_questions(bank, stop), self._recipe.fewest),
            "sections": [section_entry(section, titles[page.name], stop) for page, section in kept],
            "terms": [term_entry(term, stop) for term in glossary.terms],
        }
        shown = {
            "topics": _topics(bank),
            "pages": titles,
            "questions": _columns(bank.questions, _QUESTION),
            "sections": {
                "page": [page.name for page, _ in kept],
                **_columns((section for _, section in kept), ("title", "anchor")),
            },
            "terms": _columns(glossary.terms, ("key", "term", "also", "definition")),
        }
        return index_json(groups, shown, synonyms(glossary, self._recipe.by_hand), stop, common_words())

    def _known_questions(self, bank: Bank, stop: frozenset[str]) -> list[QuestionWords]:
        known = self._questions
        # The object is kept with its words, so that its identity is not given to another one.
        self._questions = {
            id(question): known.get(id(question)) or (question, question_words(question, stop))
            for question in bank.questions
        }
        return [found for _, found in self._questions.values()]

    def _known_sections(self, pages: Sequence[PageSource]) -> list[tuple[PageSource, tuple[Section, ...]]]:
        known = self._sections
        self._sections = {id(page): known.get(id(page)) or (page, page_sections(page)) for page in pages}
        return [(page, self._sections[id(page)][1]) for page in pages]


def module_of(index: str) -> bytes:
    """Return a module whose default export is this JSON; browsers parse that faster than a literal."""
    text = index.replace("\\", "\\\\").replace("'", "\\'")
    return f"{_BEFORE}{text}{_AFTER}".encode()


def index_of(module: bytes) -> dict[str, Any]:
    """Return the index that a module of `module_of` holds."""
    text = module.decode().removeprefix(_BEFORE).removesuffix(_AFTER)
    index: dict[str, Any] = json.loads(re.sub(r"\\(.)", r"\1", text))
    return index


def _topics(bank: Bank) -> list[dict[str, str]]:
    used = {question.topic for question in bank.questions}
    return [
        {"slug": topic.slug, "title": topic.title, "part": topic.part}
        for topic in bank.topics
        if topic.slug in used
    ]


def _columns(items: Iterable[object], names: Iterable[str]) -> Mapping[str, list[Any]]:
    rows = list(items)
    return {name: [getattr(row, name) for row in rows] for name in names}
