"""Make the finder's index from the content, again and again."""

from collections.abc import Iterable
from typing import Any

from handbook.bank import Bank
from handbook.content import Content
from handbook.finder.documents import (
    QuestionWords,
    Section,
    page_sections,
    question_fields,
    question_words,
    section_fields,
    shared_titles,
    term_fields,
)
from handbook.finder.index import index_json
from handbook.finder.lists import stop_words, synonyms
from handbook.generated import GeneratedFile
from handbook.glossary import Glossary
from handbook.pages import PageSource

URI = "assets/javascripts/practice/find/data.js"
"""A module and no JSON file: a page that is opened from a disk may load scripts, not data."""


class Finder:
    """Makes the index; of what has not changed since the last time, nothing is read again."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._questions: dict[int, tuple[object, QuestionWords]] = {}
        self._sections: dict[int, tuple[object, tuple[Section, ...]]] = {}
        self._last: tuple[tuple[object, ...], GeneratedFile] | None = None

    def file(self, content: Content) -> GeneratedFile:
        """Return the module that holds the index; the same object while nothing in it has changed."""
        taught = [page for page in content.pages.values() if page.taught]
        sections = self._known_sections(taught)
        bank, glossary = content.shared.bank, content.shared.glossary
        key = (bank, glossary, *((page.name, found) for page, found in sections))
        if self._last is None or not _same(self._last[0], key):
            text = self._index(bank, glossary, sections).replace("\\", "\\\\").replace("'", "\\'")
            module = f"export default JSON.parse('{text}');\n"
            self._last = (key, GeneratedFile(URI, module.encode()))
        return self._last[1]

    def _index(
        self, bank: Bank, glossary: Glossary, sections: list[tuple[PageSource, tuple[Section, ...]]]
    ) -> str:
        shared = shared_titles(found for _, found in sections)
        kept = [
            (page, section) for page, found in sections for section in found if section.title not in shared
        ]
        groups = {
            "questions": question_fields(self._known_questions(bank)),
            "sections": [section_fields(section, str(page.meta.get("title"))) for page, section in kept],
            "terms": [term_fields(term) for term in glossary.terms],
        }
        shown = {
            "topics": _topics(bank),
            "questions": _question_columns(bank),
            "sections": {
                "title": [section.title for _, section in kept],
                "page": [page.name for page, _ in kept],
                "anchor": [section.anchor for _, section in kept],
            },
            "terms": {
                "title": [term.term for term in glossary.terms],
                "key": [term.key for term in glossary.terms],
                "text": [term.definition for term in glossary.terms],
            },
            "pages": {page.name: str(page.meta.get("title", page.name)) for page, _ in sections},
        }
        return index_json(groups, shown, synonyms(glossary), stop_words())

    def _known_questions(self, bank: Bank) -> list[QuestionWords]:
        known = self._questions
        # The object is kept with its words, so that its identity is not given to another one.
        self._questions = {
            id(question): known.get(id(question)) or (question, question_words(question))
            for question in bank.questions
        }
        return [found for _, found in self._questions.values()]

    def _known_sections(self, pages: Iterable[PageSource]) -> list[tuple[PageSource, tuple[Section, ...]]]:
        known = self._sections
        self._sections = {id(page): known.get(id(page)) or (page, page_sections(page)) for page in pages}
        return [(page, self._sections[id(page)][1]) for page in pages]


def _same(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    """Tell whether bank and glossary are the same objects and the sections say the same."""
    return first[0] is second[0] and first[1] is second[1] and first[2:] == second[2:]


def _topics(bank: Bank) -> list[dict[str, str]]:
    return [
        {"slug": topic.slug, "title": topic.title, "part": topic.part}
        for topic in bank.topics
        if bank.of_topic(topic.slug)
    ]


def _question_columns(bank: Bank) -> dict[str, list[Any]]:
    names = ("id", "title", "also_asked", "topic", "chapter", "level", "kind", "rounds", "roles", "frequency")
    return {name: [getattr(question, name) for question in bank.questions] for name in names}
