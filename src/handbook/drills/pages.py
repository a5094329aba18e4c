"""Make the page of each drill: statement, starter, stepped hints, solution, tests."""

import json
from collections.abc import Iterable, Mapping

from handbook.bank.cards import FREQUENCY_NAMES, LEVEL_NAMES
from handbook.drills.model import Drill
from handbook.drills.tables import tables_markdown
from handbook.generated import GeneratedFile


def drill_files(
    drills: Iterable[Drill], topics: dict[str, str], questions: Mapping[str, str]
) -> list[GeneratedFile]:
    """Return the index of drills and one page each.

    Args:
        drills: All drills.
        topics: Title of each topic by slug, in reading order.
        questions: Title of each question by id.
    """
    drills = sorted(drills, key=lambda drill: drill.title)
    pages = [
        GeneratedFile(f"practice/drills/{drill.slug}.md", _page(drill, questions), drill.path)
        for drill in drills
    ]
    return [GeneratedFile("practice/drills/index.md", _index(drills, topics)), *pages]


def _index(drills: list[Drill], topics: dict[str, str]) -> str:
    rows = [
        "---",
        "title: Coding drills",
        "description: Short implementations with hints, a reference solution and tests that reject plausible "
        "wrong solutions.",
        "kind: list",
        "hide: [toc]",
        "---",
        "",
        "# Coding drills",
        "",
        f"{len(drills)} implementations that interviews ask for. Each has a contract, three stepped hints, a "
        "reference solution and tests; every test suite was itself tested, on plausible wrong solutions that "
        "it must reject.",
        "",
    ]
    for slug, title in topics.items():
        chosen = [drill for drill in drills if drill.topic == slug]
        if not chosen:
            continue
        rows += [f"## {title}", "", "| drill | level | minutes | how often |", "| --- | --- | ---: | --- |"]
        rows += [
            f"| [{drill.title}]({drill.slug}.md) | {LEVEL_NAMES[drill.level]} | {drill.minutes} "
            f"| {FREQUENCY_NAMES[drill.frequency].removeprefix('Asked ')} |"
            for drill in chosen
        ]
        rows.append("")
    return "\n".join(rows)


def _page(drill: Drill, titles: Mapping[str, str]) -> str:
    hints = "\n\n".join(
        _fold("tip drill-hint", f"Hint {number}", hint) for number, hint in enumerate(drill.hints, 1)
    )
    mutants = "\n".join(f"- {mutant.name}" for mutant in drill.mutants)
    questions = "".join(
        f"- Asked as: [{titles.get(name, name)}](question:{name})\n" for name in drill.questions
    )
    description = (
        f"{drill.title}: a coding drill with hints, a reference solution and tests that reject wrong ones."
    )
    return f"""---
title: {json.dumps(drill.title, ensure_ascii=False)}
description: {json.dumps(description, ensure_ascii=False)}
kind: drill
app: drill
levels: [{drill.level}]
frequency: {drill.frequency}
minutes: {drill.minutes}
reviewed: {drill.reviewed}
---

# {drill.title}

{drill.statement}

{_tables(drill)}## Starter

{_fence(drill.starter, drill.language, "starter")}

## Hints

{hints}

## Solution

{_fold("success", "Reference solution", _fence(drill.solution, drill.language, "solution"))}

### Complexity

{drill.complexity}

### Follow-ups

{drill.follow_ups}

## Tests

The tests reject these plausible wrong solutions; make sure that you can say why each is wrong:

{mutants}

{_fold("abstract", "The tests", _fence(drill.tests, "python", "tests"))}

## Where it belongs

- [The chapter that teaches it](/{drill.chapter}.md)
{questions}"""


def _tables(drill: Drill) -> str:
    if not drill.setup:
        return ""
    statements = _fold("abstract", "The SQL that makes them", _fence(drill.setup, "sql", "setup"))
    return f"## Tables\n\n{tables_markdown(drill.setup)}\n\n{statements}\n\n"


def _fence(code: str, language: str, part: str) -> str:
    """Return a block whose class names its part for the script of the page."""
    return f"``` {{ .{language} .no-run .drill-{part} }}\n{code.rstrip()}\n```"


def _fold(kind: str, title: str, text: str) -> str:
    indented = "\n".join(f"    {row}".rstrip() for row in text.splitlines())
    return f'??? {kind} "{title}"\n\n{indented}'
