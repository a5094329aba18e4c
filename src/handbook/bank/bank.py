"""The whole bank as one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from handbook.bank.model import Question, Topic

LEVELS = ("beginner", "intermediate", "advanced")
FREQUENCIES = ("high", "med", "low")


@dataclass(frozen=True)
class Bank:
    """All questions and the closed list of topics.

    Attributes:
        topics: In the order of ``questions/topics.yml``.
        questions: Sorted by topic, then in reading order (see `reading_order`).
    """

    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Return the questions by their permanent id."""
        return {question.id: question for question in self.questions}

    def of_chapter(self, chapter: str) -> list[Question]:
        """Return the questions of a chapter (path under docs/ without ``.md``) in reading order."""
        return reading_order(self._by_chapter.get(chapter, ()))

    def of_topic(self, slug: str) -> list[Question]:
        """Return the questions of a topic in reading order."""
        return reading_order(question for question in self.questions if question.topic == slug)

    @cached_property
    def _by_chapter(self) -> dict[str, list[Question]]:
        chapters: dict[str, list[Question]] = {}
        for question in self.questions:
            chapters.setdefault(question.chapter, []).append(question)
        return chapters


def reading_order(questions: Iterable[Question]) -> list[Question]:
    """Sort questions by how often they are asked, then by level, then by title."""
    return sorted(
        questions,
        key=lambda question: (
            FREQUENCIES.index(question.frequency),
            LEVELS.index(question.level),
            question.title.casefold(),
        ),
    )
