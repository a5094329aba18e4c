"""Write the outline of the handbook that the study planner makes plans of."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handbook.bank import Bank, Question, Topic
from handbook.content import Content
from handbook.drills import Drill
from handbook.generated import GeneratedFile
from handbook.pages import PageSource
from handbook.pages.header import reading_minutes
from handbook.planning.links import address, plain, segments
from handbook.planning.model import Phase, Plan, Role, Round

URI = "practice/outline.json"
VERSION = 2


def outline_file(content: Content, nav: Sequence[Any] = ()) -> GeneratedFile:
    """Return the outline: what can be read and done, with minutes, for whom, and how often it is asked.

    Args:
        content: All sources of the handbook.
        nav: The navigation of the configuration; pages stand in its order, others after them by their path.
    """
    shared = content.shared
    notebooks = shared.notebooks
    order = {uri: index for index, uri in enumerate(_targets(nav))}
    pages = sorted(content.pages.values(), key=lambda page: (order.get(page.uri, len(order)), page.uri))
    outline = {
        "version": VERSION,
        "topics": [_topic(topic, shared.bank) for topic in shared.bank.topics],
        "pages": [_page(page, shared.bank, notebooks) for page in pages if _can_be_planned(page)],
        "drills": [_drill(drill) for drill in shared.drills],
        "apps": sorted(str(page.meta["app"]) for page in pages if page.meta.get("app")),
        "plans": [_plan(plan) for plan in shared.plans.plans],
        "roles": {role.slug: _role(role, content.pages) for role in shared.plans.roles},
        "rounds": {name: _round(each, content.pages) for name, each in shared.plans.rounds.items()},
    }
    text = json.dumps(outline, ensure_ascii=False, separators=(",", ":"))
    return GeneratedFile(URI, f"{text}\n".encode())


def _can_be_planned(page: PageSource) -> bool:
    """Tell whether a page teaches something: it belongs to a topic and isn't a tool of the site."""
    return bool(page.meta.get("topic")) and not page.meta.get("app")


def _topic(topic: Topic, bank: Bank) -> dict[str, Any]:
    questions = bank.of_topic(topic.slug)
    return {
        "slug": topic.slug,
        "title": topic.title,
        "part": topic.part,
        "dimension": topic.dimension,
        "questions": len(questions),
        "often": sum(question.frequency == "high" for question in questions),
        "roles": _counted(questions, "roles"),
        "rounds": _counted(questions, "rounds"),
    }


def _counted(questions: Iterable[Question], attribute: str) -> dict[str, int]:
    return dict(sorted(Counter(each for item in questions for each in getattr(item, attribute)).items()))


def _page(page: PageSource, bank: Bank, notebooks: Mapping[str, str]) -> dict[str, Any]:
    meta = page.meta
    return {
        "name": page.name,
        "title": str(meta.get("title", page.name)),
        "kind": str(meta["kind"]),
        "topic": str(meta["topic"]),
        "levels": list(meta.get("levels", ())),
        "frequency": str(meta.get("frequency", "med")),
        "minutes": reading_minutes(page.document.body),
        "questions": len(bank.of_chapter(page.name)),
        "notebooks": sum(name in notebooks for name in meta.get("notebooks", ())),
    }


def _drill(drill: Drill) -> dict[str, Any]:
    return {
        "slug": drill.slug,
        "title": drill.title,
        "level": drill.level,
        "frequency": drill.frequency,
        "minutes": drill.minutes,
        "chapter": drill.chapter,
        "language": drill.language,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "slug": plan.slug,
        "title": plan.title,
        "page": address(plan.page),
        "days": plan.days,
        "hours": list(plan.hours),
        "phases": [_phase(phase) for phase in plan.phases],
    }


def _phase(phase: Phase) -> dict[str, Any]:
    test = phase.test
    return {
        "slug": phase.slug,
        "title": phase.title,
        "last": phase.last,
        "lead": phase.lead,
        "show": plain(phase.show),
        "items": [{"text": segments(item.text), "minutes": list(item.minutes)} for item in phase.items],
        "outputs": [plain(text) for text in phase.outputs],
        "test": {"do": segments(test.task), "pass": plain(test.passed), "else": plain(test.otherwise)},
    }


def _role(role: Role, pages: Mapping[str, PageSource]) -> dict[str, Any]:
    return {
        "hours": role.hours,
        "sheets": {name: _sheets(found, pages) for name, found in role.sheets.items()},
        "first": segments(role.first),
        "swap": segments(role.swap),
    }


def _round(each: Round, pages: Mapping[str, PageSource]) -> dict[str, Any]:
    return {"sheets": _sheets(each.sheets, pages), "mocks": list(each.mocks)}


def _sheets(names: Iterable[str], pages: Mapping[str, PageSource]) -> list[dict[str, Any]]:
    """Return the round sheets that exist, with the minutes that they take to read."""
    found = [pages[name] for name in names if name in pages]
    return [
        {
            "name": page.name,
            "title": str(page.meta.get("title", page.name)),
            "minutes": reading_minutes(page.document.body),
        }
        for page in found
    ]


def _targets(nav: Any) -> Iterable[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from _targets(value)
    elif isinstance(nav, Sequence):
        for value in nav:
            yield from _targets(value)
