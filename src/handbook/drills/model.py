"""The values of a drill."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """A plausible wrong solution that the tests must reject.

    Attributes:
        name: What is wrong with it, as a clause.
        code: The whole attempt.
        line: Line of its cell in the drill's file.
    """

    name: str
    code: str
    line: int


@dataclass(frozen=True)
class Drill:
    """One exercise with everything that belongs to it; texts are Markdown, codes are whole attempts.

    Attributes:
        path: Repository path of its file.
        lines: Line of each front-matter key and of each cell (by name) in that file.
        slug: ``<topic>/<name>``, the permanent address of its page.
        language: ``python`` or ``sql``.
        minutes: Time a prepared candidate needs.
        questions: Ids of questions of the bank that ask for it.
        setup: For SQL, the statements that create the tables and their sample rows; empty for Python.
        tests: Python code that defines ``test_…`` functions over the names an attempt defines.
    """

    path: str
    lines: dict[str, int]
    slug: str
    title: str
    level: str
    minutes: int
    frequency: str
    chapter: str
    language: str
    questions: tuple[str, ...]
    reviewed: str
    statement: str
    setup: str
    starter: str
    hints: tuple[str, ...]
    solution: str
    complexity: str
    follow_ups: str
    tests: str
    mutants: tuple[Mutant, ...]

    @property
    def topic(self) -> str:
        """Slug of the folder in which it stands."""
        return self.slug.split("/")[0]
