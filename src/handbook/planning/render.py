"""Make Markdown of the plans: what the directive ``plan`` becomes."""

from collections.abc import Iterable, Sequence

from handbook.bank import DIMENSIONS
from handbook.bank.cards import ROLE_NAMES
from handbook.planning.links import on_page
from handbook.planning.model import Item, Phase, Plan, Plans, Text

_NAMES = {"theory": "Theory", "coding": "Coding", "design": "Design", "behavioral": "Behavioural"}
_VIEWS = ("whole", "sheets", "table")
ROLES = "roles"


def plan_markdown(argument: str, plans: Plans) -> str:
    """Return the Markdown of what a directive names.

    Args:
        argument: ``roles``, the name of a plan, or ``plan#phase``; after a name may come ``sheets`` for lists
            to print or ``table`` for one line a phase.
        plans: All plans.

    Raises:
        LookupError: There is no such plan, phase or form; the message says which there are.
    """
    name, _, view = argument.partition(" ")
    if argument == ROLES:
        return _roles(plans)
    slug, separator, part = name.partition("#")
    known = {plan.slug: plan for plan in plans.plans}
    if slug not in known:
        raise LookupError(f"unknown plan {slug!r}: there are {', '.join([*known, ROLES])}")
    if view and view not in _VIEWS:
        raise LookupError(f"a plan has no form {view!r}: there are {', '.join(_VIEWS)}")
    plan = known[slug]
    phases = [phase for phase in plan.phases if not separator or phase.slug == part]
    if not phases:
        raise LookupError(f"{slug} has no phase {part!r}: it has {', '.join(p.slug for p in plan.phases)}")
    if view == "table":
        return _table(phases)
    if view == "sheets":
        return "\n\n".join(_sheet(phase, plan) for phase in phases)
    if separator:
        return _whole(phases[0], "###")
    return "\n\n".join(f"## {phase.label} · {phase.title}\n\n{_whole(phase, '###')}" for phase in phases)


def _whole(phase: Phase, mark: str) -> str:
    parts = []
    for days, items in phase.weeks():
        parts += [f"{mark} {days}"] if days else []
        parts.append(_list(items))
    if phase.slots:
        slots = " ".join(f"{_NAMES[name]}: {on_page(text)}" for name, text in phase.slots.items())
        parts.append(f"*Slots.* {slots}")
    outputs = "; ".join(on_page(text).rstrip(".") for text in phase.outputs)
    task, passed, otherwise = map(_sentence, (phase.test.task, phase.test.passed, phase.test.otherwise))
    parts.append(f"**Output:** {outputs}.\n**Test:** {task} *Pass:* {passed} *Else:* {otherwise}")
    return "\n\n".join(parts)


def _sheet(phase: Phase, plan: Plan) -> str:
    """Return a list to print: short lines, a box for each output and for the test, a place for the date."""
    parts = [f"### {phase.label} · {phase.title} {{ .plan-sheet }}"]
    for days, items in phase.weeks():
        parts += [f"*{days}*"] if days else []
        parts.append(_list(items))
    parts.append("*To show at the end*")
    test = phase.test
    rows = [f"- [ ] {on_page(text)}" for text in phase.outputs]
    rows.append(f"- [ ] Test: {_sentence(test.task)} Pass: {_sentence(test.passed)} Passed on: ________")
    parts.append("\n".join(rows))
    return "\n\n".join(parts)


def _list(items: Sequence[Item]) -> str:
    return "\n".join(f"- [ ] {on_page(item.text)} · {_minutes(item)}" for item in items)


def _minutes(item: Item) -> str:
    return _in_line(str(each) if each else "–" for each in item.minutes)


def _table(phases: Sequence[Phase]) -> str:
    head = ["| when | leads | the one thing to show | passed on |", "| --- | --- | --- | --- |"]
    rows = [
        f"| {phase.label} | {_NAMES.get(phase.lead, phase.lead).lower()} | {on_page(phase.show)} | |"
        for phase in phases
    ]
    return "\n".join([*head, *rows])


def _roles(plans: Plans) -> str:
    names = " / ".join(_NAMES[name].lower() for name in DIMENSIONS)
    head = [f"| role | {names} | begin with | change |", "| --- | ---: | --- | --- |"]
    rows = [
        [
            ROLE_NAMES.get(role.slug, role.slug),
            _in_line(str(role.hours[name]) for name in DIMENSIONS),
            on_page(role.first),
            on_page(role.swap),
        ]
        for role in plans.roles
    ]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def _in_line(numbers: Iterable[str]) -> str:
    """Join numbers so that no line ends between them."""
    return "\u00a0/\u00a0".join(numbers)


def _sentence(text: Text) -> str:
    line = on_page(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."
