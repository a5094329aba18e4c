"""The links in the lines of plans: find them, check them, and write them for pages and for the planner."""

import re
from collections.abc import Collection, Iterable, Iterator

from handbook.bank import Bank
from handbook.bank.checks import suggest
from handbook.drills import Drill
from handbook.planning.model import PATH, Plan, Plans, Text
from handbook.problems import Problem

_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<page>[^)\s#?]*)(?P<rest>[#?][^)\s]*)?\)")
_MARKS = re.compile(r"[*`]")

Segment = str | tuple[str, str]


def site_pages(
    written: Iterable[str], bank: Bank, drills: Iterable[Drill], notebooks: Iterable[str]
) -> set[str]:
    """Return the path under docs/ of every page that the site will have, generated ones included."""
    return {
        *written,
        *(f"questions/{topic.slug}.md" for topic in bank.topics if bank.of_topic(topic.slug)),
        *(f"practice/drills/{drill.slug}.md" for drill in drills),
        *(f"notebooks/{name}.md" for name in notebooks),
        "questions/index.md",
        "practice/drills/index.md",
        "notebooks/index.md",
        "reference/glossary.md",
    }


def check_plans(
    plans: Plans, pages: Collection[str], roles: Collection[str], rounds: Collection[str]
) -> list[Problem]:
    """Report what the plans name and the handbook doesn't have.

    Args:
        plans: As they were read.
        pages: Path under docs/ of every page of the site.
        roles: Of the bank.
        rounds: Of the bank.
    """
    problems = [_unknown(page, line, pages) for page, line in _named(plans) if page not in pages]
    problems += [
        Problem(PATH, role.line, f"unknown role `{role.slug}`", suggest(role.slug, roles) or _list(roles))
        for role in plans.roles
        if role.slug not in roles
    ]
    problems += [
        Problem(PATH, each.line, f"unknown round `{mock}`", suggest(mock, rounds) or _list(rounds))
        for each in plans.rounds.values()
        for mock in each.mocks
        if mock and mock not in rounds
    ]
    return sorted(set(problems))


def _unknown(page: str, line: int, pages: Collection[str]) -> Problem:
    hint = suggest(page, pages) or "a path under docs/ with .md, such as practice/drills/index.md"
    return Problem(PATH, line, f"unknown page `{page}`", hint)


def _list(names: Iterable[str]) -> str:
    return f"one of {', '.join(sorted(names))}"


def _named(plans: Plans) -> Iterator[tuple[str, int]]:
    for text in _texts(plans):
        yield from ((found["page"], text.line) for found in _LINK.finditer(text.markdown))
    for plan in plans.plans:
        if plan.page:
            yield plan.page, plan.line
    for each in plans.rounds.values():
        yield from ((page, each.line) for page in each.sheets)
    for role in plans.roles:
        yield from ((page, role.line) for pages in role.sheets.values() for page in pages)


def _texts(plans: Plans) -> Iterator[Text]:
    for plan in plans.plans:
        yield from texts_of(plan)
    for role in plans.roles:
        yield from (role.first, role.swap)


def texts_of(plan: Plan) -> Iterator[Text]:
    """Yield every line of a plan that may hold links."""
    for phase in plan.phases:
        yield from (item.text for item in phase.items)
        yield from phase.slots.values()
        yield from (phase.show, *phase.outputs)
        yield from (phase.test.task, phase.test.passed, phase.test.otherwise)


def on_page(text: Text) -> str:
    """Return the Markdown of a line for a page anywhere: its links begin at docs/."""
    return _LINK.sub(lambda found: f"[{found['text']}](/{found['page']}{found['rest'] or ''})", text.markdown)


def segments(text: Text) -> list[Segment]:
    """Return a line for the planner: plain texts and links, each a title with its address in the site."""
    found: list[Segment] = []
    end = 0
    for link in _LINK.finditer(text.markdown):
        found += [_plain(text.markdown[end : link.start()])]
        found += [(_plain(link["text"]), f"{address(link['page'])}{link['rest'] or ''}")]
        end = link.end()
    return [each for each in (*found, _plain(text.markdown[end:])) if each]


def plain(text: Text) -> str:
    """Return a line without marks and addresses."""
    return "".join(each if isinstance(each, str) else each[0] for each in segments(text))


def _plain(markdown: str) -> str:
    return _MARKS.sub("", markdown)


def address(page: str) -> str:
    """Return the address of a page below the site: ``practice/drills/`` of ``practice/drills/index.md``."""
    name = page.removesuffix(".md")
    return "" if name == "index" else f"{name.removesuffix('/index')}/"
