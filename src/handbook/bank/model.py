"""The values of the bank."""

from dataclasses import dataclass

DIMENSIONS = ("theory", "coding", "design", "behavioral")
"""Kinds of rounds of a loop, in the order in which plans lead with them."""


@dataclass(frozen=True)
class Topic:
    """A topic of the closed list in ``questions/topics.yml``.

    Attributes:
        slug: Folder name of its questions, notebooks and drills.
        title: Name for readers.
        part: Part of the handbook that it belongs to.
        dimension: Kind of round that asks it, one of `DIMENSIONS`; study plans divide their time by it.
    """

    slug: str
    title: str
    part: str
    dimension: str = "theory"


@dataclass(frozen=True)
class RubricPoint:
    """One checkable fact that an interviewer listens for; `required` ones carry the mark ``[must]``."""

    required: bool
    text: str


@dataclass(frozen=True)
class FollowUp:
    """A next question with its answer in Markdown."""

    question: str
    answer: str


@dataclass(frozen=True)
class Section:
    """A section between short answer and rubric: the full answer, or the parts of a behavioral one."""

    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """One interview question with its answers, all texts in Markdown.

    Attributes:
        path: Repository path of its file.
        lines: Line of each front-matter key and of each section (by title) in that file.
        title: The question as asked.
        sections: ``Full answer``; of a behavioral question ``Example``, ``Weak version``, ``Build your own``.
        traps: Markdown list of answers that sound right and are wrong.
        whole: Whether it asks for a whole system, which takes a design round by itself.
    """

    path: str
    lines: dict[str, int]
    id: str
    topic: str
    level: str
    kind: str
    rounds: tuple[str, ...]
    roles: tuple[str, ...]
    frequency: str
    chapter: str
    related: tuple[str, ...]
    tags: tuple[str, ...]
    also_asked: tuple[str, ...]
    reviewed: str
    sources: tuple[str, ...]
    title: str
    short_answer: str
    sections: tuple[Section, ...]
    rubric: tuple[RubricPoint, ...]
    follow_ups: tuple[FollowUp, ...]
    traps: str
    whole: bool = False

    @property
    def anchor(self) -> str:
        """Fragment of the question's permanent address on its topic's page."""
        return f"q-{self.id}"

    @property
    def page(self) -> str:
        """Page of the bank on which it stands, relative to docs/."""
        return f"questions/{self.topic}.md"
