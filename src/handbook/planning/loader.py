"""Read the study plans from ``docs/start/plans.yml``."""

from collections.abc import Collection
from pathlib import Path

import yaml

from handbook.bank import DIMENSIONS
from handbook.kept import Kept
from handbook.parsed import ParsedFiles
from handbook.planning.model import PATH, Item, Phase, PhaseTest, Plan, Plans, Role, Round, Text
from handbook.planning.nodes import Node, Reader, compose
from handbook.problems import Problem, ProblemsError
from handbook.sources import decode_source

_LONGEST_ITEM = 600
_LONGEST_PLAN = 400
_MOST_HOURS = 60


class PlansLoader:
    """Loads the plans again and again, parsing only when the file has changed."""

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        """Load from this repository root; `kept` is where the plans outlive the process."""
        self._path = root / PATH
        self._files = ParsedFiles(root, _parse, kept, "plans")
        self._none = Plans()

    def load(self) -> tuple[Plans, list[Problem]]:
        """Return the plans, the same object while the file is the same, and what is wrong with it.

        A repository without the file has no plans.
        """
        values, problems = self._files.load([self._path] if self._path.is_file() else [])
        return (values[0] if values else self._none), problems

    @property
    def content(self) -> str:
        """Return a digest of the file of the last load."""
        return self._files.content


def _parse(path: Path, data: bytes) -> tuple[Plans, list[Problem]]:
    return parse_plans(decode_source(data, PATH))


def parse_plans(text: str, path: str = PATH) -> tuple[Plans, list[Problem]]:
    """Read the plans.

    Args:
        text: The YAML of the file.
        path: Repository path, for problems.

    Returns:
        Everything that could be read, and all problems.

    Raises:
        ProblemsError: The text is no YAML mapping.
    """
    try:
        root = compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = f"malformed YAML: {getattr(error, 'problem', None) or error}"
        hint = "check indentation, colons and quotes"
        raise ProblemsError([Problem(path, mark.line + 1 if mark else 1, message, hint)]) from error
    if root is None or not isinstance(root.value, dict):
        raise ProblemsError([Problem(path, 1, "is not a mapping", "write `plans:`, `roles:` and `rounds:`")])
    reader = _PlansReader(path)
    fields = reader.mapping(root, "the file", ("plans", "roles", "rounds"))
    plans = Plans(
        plans=tuple(reader.plan(slug, node) for slug, node in reader.entries(fields, "plans")),
        roles=tuple(reader.role(slug, node) for slug, node in reader.entries(fields, "roles")),
        rounds={name: reader.round(name, node) for name, node in reader.entries(fields, "rounds")},
    )
    for name in DIMENSIONS:
        if plans.rounds and name not in plans.rounds:
            reader.report(fields["rounds"].line, f"`rounds` lacks {name}", "all four are needed")
    return plans, reader.problems


class _PlansReader(Reader):
    """Knows the fields of a plan."""

    def entries(self, fields: dict[str, Node], key: str) -> list[tuple[str, Node]]:
        node = fields.get(key)
        return list(self.mapping(node, f"`{key}`").items()) if node else []

    def plan(self, slug: str, node: Node) -> Plan:
        what = f"plan `{slug}`"
        self.mapping(node, what, ("title", "page", "days", "hours", "phases"))
        hours = tuple(
            self.whole(each, f"hours of {what}", 1, _MOST_HOURS) for each in self.items(node, "hours", what)
        )
        if list(hours) != sorted(set(hours)):
            self.report(node.line, f"hours of {what} do not ascend", "such as [6, 10, 15]")
        phases: list[Phase] = []
        found = self.child(node, "phases", what)
        for name, phase in (self.mapping(found, f"phases of {what}") if found else {}).items():
            first = phases[-1].last + 1 if phases else 1
            phases.append(self.phase(name, phase, first, hours, what))
        days = self.number(node, "days", what, 1, _LONGEST_PLAN)
        total = sum(phase.days for phase in phases)
        if phases and "days" in node.value and total != days:
            self.report(node.line, f"the phases of {what} have {total} days of {days}", "make them add up")
        title, page = self.text(node, "title", what)[0], self.text(node, "page", what)[0]
        return Plan(slug, title, page, days, hours, tuple(phases), node.line)

    def phase(self, slug: str, node: Node, first: int, hours: tuple[int, ...], plan: str) -> Phase:
        what = f"phase `{slug}` of {plan}"
        fields = ("title", "days", "lead", "show", "items", "slots", "outputs", "test")
        self.mapping(node, what, fields)
        slots = self.child(node, "slots", what, needed=False)
        phase = Phase(
            slug=slug,
            title=self.text(node, "title", what)[0],
            first=first,
            days=self.number(node, "days", what, 1, _LONGEST_PLAN),
            lead=self.name(node, "lead", what, DIMENSIONS),
            show=Text(*self.text(node, "show", what)),
            items=tuple(self.item(each, len(hours), what) for each in self.items(node, "items", what)),
            slots=self.by_dimension(slots, f"`slots` of {what}") if slots else {},
            outputs=tuple(
                Text(self.line_of_text(each, f"an output of {what}"), each.line)
                for each in self.items(node, "outputs", what)
            ),
            test=self.test(node, what),
            line=node.line,
        )
        self.check_weeks(phase, what)
        self.check_time(phase, hours, what)
        return phase

    def item(self, node: Node, columns: int, phase: str) -> Item:
        what = f"an item of {phase}"
        self.mapping(node, what, ("text", "minutes", "week"))
        text = Text(*self.text(node, "text", what))
        if text.markdown and "](" not in text.markdown:
            self.report(
                text.line, f"{what} links to nothing", "link the page, drill or topic where it is done"
            )
        found = self.child(node, "minutes", what)
        given = found.value if found and isinstance(found.value, list) else [found] * columns if found else []
        minutes = tuple(self.whole(each, f"minutes of {what}", 0, _LONGEST_ITEM) for each in given)
        if found and len(minutes) != columns:
            self.report(
                found.line,
                f"{what} has {len(minutes)} numbers of minutes",
                f"write {columns}, one for each of the plan’s hours a week, or one for all",
            )
        if found and not any(minutes):
            self.report(found.line, f"{what} takes no time", "0 leaves it out; give minutes in one column")
        week = self.child(node, "week", what, needed=False)
        return Item(text, minutes, self.whole(week, f"week of {what}", 1, 60) if week else 0)

    def test(self, node: Node, phase: str) -> PhaseTest:
        what = f"the test of {phase}"
        found = self.child(node, "test", phase) or Node({}, node.line)
        if "test" in node.value:
            self.mapping(found, what, ("do", "pass", "else"))
        empty = Text("", found.line)
        if not found.value:
            return PhaseTest(empty, empty, empty)
        return PhaseTest(*(Text(*self.text(found, key, what)) for key in ("do", "pass", "else")))

    def check_weeks(self, phase: Phase, what: str) -> None:
        weeks = [item.week for item in phase.items]
        if weeks != sorted(weeks) or (0 in weeks and any(weeks)):
            hint = "give each item its week, in order, or none"
            self.report(phase.line, f"the weeks of {what} are not in order", hint)
        if weeks and max(weeks) > -(-phase.days // 7):
            self.report(phase.line, f"{what} has a week {max(weeks)} in {phase.days} days")

    def check_time(self, phase: Phase, hours: tuple[int, ...], what: str) -> None:
        """Report lists that leave no fifth of the time for review."""
        for week in sorted({item.week for item in phase.items}):
            days = 7 if week and week * 7 <= phase.days else phase.days - max(0, week - 1) * 7
            for column, each in enumerate(hours):
                minutes = [item.minutes[column] for item in phase.of_week(week) if column < len(item.minutes)]
                limit = each * 60 * days / 7 * 0.8
                if sum(minutes) > limit:
                    where = f"week {week} of {what}" if week else what
                    self.report(
                        phase.line,
                        f"{where} takes {sum(minutes)} minutes at {each} hours a week",
                        f"{limit:.0f} are there when a fifth of {days} days is left for cards",
                    )

    def role(self, slug: str, node: Node) -> Role:
        what = f"role `{slug}`"
        self.mapping(node, what, ("hours", "sheets", "first", "swap"))
        found = self.child(node, "hours", what)
        hours = dict.fromkeys(DIMENSIONS, 0)
        for name, each in (self.mapping(found, f"hours of {what}", DIMENSIONS) if found else {}).items():
            hours[name] = self.whole(each, f"hours of {what}", 0, 64)
        if found and sum(hours.values()) != 64:
            hint = "80, of which a fifth is review"
            self.report(found.line, f"the hours of {what} add up to {sum(hours.values())}, not 64", hint)
        sheets = self.child(node, "sheets", what, needed=False)
        known = self.mapping(sheets, f"`sheets` of {what}", DIMENSIONS) if sheets else {}
        return Role(
            slug,
            hours,
            {name: self.list_of_texts(each, f"`sheets` of {what}") for name, each in known.items()},
            Text(*self.text(node, "first", what)),
            Text(*self.text(node, "swap", what)),
            node.line,
        )

    def round(self, name: str, node: Node) -> Round:
        what = f"round `{name}`"
        if name not in DIMENSIONS:
            self.report(node.line, f"unknown round `{name}`", f"one of {', '.join(DIMENSIONS)}")
        self.mapping(node, what, ("sheets", "mock"))
        sheets, mocks = (self.names(node, key, what) for key in ("sheets", "mock"))
        return Round(sheets, mocks, node.line)

    def names(self, node: Node, key: str, what: str) -> tuple[str, ...]:
        found = self.child(node, key, what)
        return self.list_of_texts(found, f"`{key}` of {what}") if found else ()

    def list_of_texts(self, node: Node, what: str) -> tuple[str, ...]:
        if not isinstance(node.value, list):
            self.report(node.line, f"{what} is no list", "such as [one, two]")
            return ()
        return tuple(self.line_of_text(each, f"an entry of {what}") for each in node.value)

    def by_dimension(self, node: Node, what: str) -> dict[str, Text]:
        fields = self.mapping(node, what, DIMENSIONS)
        return {
            name: Text(self.line_of_text(fields[name], what), fields[name].line)
            for name in DIMENSIONS
            if name in fields
        }

    def number(self, node: Node, key: str, what: str, least: int, most: int) -> int:
        found = self.child(node, key, what)
        return self.whole(found, f"`{key}` of {what}", least, most) if found else least

    def name(self, node: Node, key: str, what: str, known: Collection[str]) -> str:
        text, line = self.text(node, key, what)
        if text and text not in known:
            self.report(line, f"unknown {key} `{text}` of {what}", f"one of {', '.join(known)}")
        return text
