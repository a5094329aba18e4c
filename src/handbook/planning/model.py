"""The values of the study plans that are written out by hand."""

from dataclasses import dataclass, field

PATH = "docs/start/plans.yml"


@dataclass(frozen=True)
class Text:
    """A line of Markdown as it stands in the file; its links name files under docs/.

    Attributes:
        markdown: One line; links such as ``[drills](practice/drills/index.md)``, emphasis and code.
        line: Line of the file.
    """

    markdown: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Item:
    """One line of a checklist.

    Attributes:
        text: What to do, with a link to where it is done.
        minutes: For each of the plan's hours a week; 0 leaves it out.
        week: Week of the phase, counted from 1; 0 when the phase isn't divided.
    """

    text: Text
    minutes: tuple[int, ...]
    week: int = 0


@dataclass(frozen=True)
class PhaseTest:
    """What shows that a phase has worked.

    Attributes:
        task: What to do.
        passed: What counts as passed; one can tell without judging oneself kindly.
        otherwise: What follows when it is not.
    """

    task: Text
    passed: Text
    otherwise: Text


@dataclass(frozen=True)
class Phase:
    """A part of a plan with something to show at its end.

    Attributes:
        slug: Name in the plan.
        first: First day, counted from 1.
        days: Its length.
        lead: Kind of round that leads, of `handbook.bank.DIMENSIONS`.
        show: The one thing to show at its end, a few words.
        slots: What the other kinds of rounds get meanwhile.
        outputs: What exists at its end.
    """

    slug: str
    title: str
    first: int
    days: int
    lead: str
    show: Text
    items: tuple[Item, ...]
    slots: dict[str, Text]
    outputs: tuple[Text, ...]
    test: PhaseTest
    line: int = field(default=0, compare=False)

    @property
    def last(self) -> int:
        """Return the last day, counted from 1."""
        return self.first + self.days - 1

    @property
    def label(self) -> str:
        """Name its days; a week is named by its number."""
        if self.days == 7 and self.first % 7 == 1:
            return f"Week {self.first // 7 + 1}"
        return f"Days {self.first} to {self.last}"

    def weeks(self) -> list[tuple[str, tuple[Item, ...]]]:
        """Return the items by week, each with the name of its days; one unnamed group when not divided."""
        numbers = sorted({item.week for item in self.items})
        return [(self._days_of(week), self.of_week(week)) for week in numbers]

    def of_week(self, week: int) -> tuple[Item, ...]:
        """Return the items of one week."""
        return tuple(item for item in self.items if item.week == week)

    def _days_of(self, week: int) -> str:
        if not week:
            return ""
        first = self.first + 7 * (week - 1)
        return f"Days {first} to {min(first + 6, self.last)}"


@dataclass(frozen=True)
class Plan:
    """A plan from its first day to the interview.

    Attributes:
        slug: Name for directives.
        page: Page under docs/ on which it is told.
        hours: Hours a week that it is written for, ascending; one column of minutes each.
    """

    slug: str
    title: str
    page: str
    days: int
    hours: tuple[int, ...]
    phases: tuple[Phase, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Role:
    """What a role changes.

    Attributes:
        slug: As in the bank.
        hours: Of 80, without 16 of review, by kind of round.
        sheets: Round sheets that it needs besides the usual ones, by kind of round.
        first: Where to begin.
        swap: What takes the place of what.
    """

    slug: str
    hours: dict[str, int]
    sheets: dict[str, tuple[str, ...]]
    first: Text
    swap: Text
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Round:
    """A kind of round in the planner.

    Attributes:
        sheets: Round sheets to read before the first mock interview, as files under docs/.
        mocks: Rounds of the bank that mock interviews ask, one after the other.
    """

    sheets: tuple[str, ...]
    mocks: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Plans:
    """All of the file."""

    plans: tuple[Plan, ...] = ()
    roles: tuple[Role, ...] = ()
    rounds: dict[str, Round] = field(default_factory=dict)

    def plan(self, slug: str) -> Plan:
        """Return a plan.

        Raises:
            KeyError: There is none of this name.
        """
        return {plan.slug: plan for plan in self.plans}[slug]
