"""The written plans: read, checked, and shown; each fault of the file with its line."""

from pathlib import Path
from typing import Any

import pytest

from handbook.bank import DIMENSIONS
from handbook.bank.cards import ROLE_NAMES, ROUND_NAMES
from handbook.planning import PATH, Plans, PlansLoader, check_plans, parse_plans, plan_markdown, site_pages
from handbook.planning.links import address, plain, segments, texts_of
from handbook.planning.model import Text
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[3]

ROUNDS = """rounds:
  theory: {sheets: [interview/theory.md], mock: [theory]}
  coding: {sheets: [interview/coding.md], mock: [ml-coding, coding]}
  design: {sheets: [], mock: [design]}
  behavioral: {sheets: [], mock: [behavioral]}
"""
ROLES = """roles:
  ds:
    hours: {theory: 22, coding: 14, design: 12, behavioral: 16}
    sheets: {design: [interview/case.md]}
    first: "[Metrics](evaluation/metrics.md) first"
    swap: Half of design
"""
PLAN = """plans:
  two-weeks:
    title: Two weeks
    page: start/two.md
    days: 14
    hours: [7, 14]
    phases:
      gaps:
        title: Find the gaps
        days: 7
        lead: theory
        show: a gap list
        items:
          - {text: "[Diagnostic](practice/diagnostic.md), first", minutes: 25}
          - {text: "*Cards* of [two](questions/a.md?frequency=high) `topics`", minutes: [0, 45]}
        slots: {design: "seven steps.", coding: "[a drill](practice/drills/a/b.md)."}
        outputs: [a gap list, "two [sheets](interview/coding.md)"]
        test: {do: Say it, pass: three things., else: cut it}
      rest:
        title: Rehearse
        days: 7
        lead: behavioral
        show: three stories
        items:
          - {week: 1, text: "[Stories](interview/star.md#build)", minutes: 60}
        outputs: [recordings]
        test: {do: Tell three?, pass: all three, else: once more}
"""
PAGES = {
    "interview/theory.md",
    "interview/coding.md",
    "interview/case.md",
    "interview/star.md",
    "evaluation/metrics.md",
    "start/two.md",
    "practice/diagnostic.md",
    "questions/a.md",
    "practice/drills/a/b.md",
}


def parsed(text: str = ROUNDS + ROLES + PLAN) -> tuple[Plans, list[str]]:
    plans, problems = parse_plans(text, "plans.yml")
    return plans, [str(problem) for problem in problems]


def test_a_sound_file_has_no_problems() -> None:
    plans, problems = parsed()
    assert problems == []
    assert check_plans(plans, PAGES, ROLE_NAMES, ROUND_NAMES) == []
    (plan,) = plans.plans
    assert [(phase.slug, phase.label) for phase in plan.phases] == [("gaps", "Week 1"), ("rest", "Week 2")]
    assert [item.minutes for item in plan.phases[0].items] == [(25, 25), (0, 45)]
    assert list(plan.phases[0].slots) == ["coding", "design"]
    assert plans.rounds["coding"].mocks == ("ml-coding", "coding")
    assert plans.roles[0].hours == {"theory": 22, "coding": 14, "design": 12, "behavioral": 16}
    assert plans.plan("two-weeks") is plan


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    days: 14\n", "    days: 15\n", ":14: the phases of plan `two-weeks` have 14 days of 15"),
        ("    days: 14\n", "", ":14: plan `two-weeks` has no `days`"),
        ("title: Two weeks", "heading: Two weeks", "plan `two-weeks` has an unknown field `heading`"),
        ("hours: [7, 14]", "hours: [14, 7]", "hours of plan `two-weeks` do not ascend"),
        ("hours: [7, 14]", "hours: [0, 7]", "hours of plan `two-weeks` is 0 (1 to 60 are possible)"),
        ("lead: theory", "lead: chess", ":22: unknown lead `chess` of phase `gaps`"),
        ('first", minutes: 25', 'first", minutes: 25.5', "minutes of an item of phase `gaps` of plan"),
        ('first", minutes: 25', 'first", minutes: yes', "is True (write a whole number)"),
        ('first", minutes: 25', 'first", minutes: -5', "is -5 (0 to 600 are possible)"),
        ('first", minutes: 25', 'first", minutes: [25]', "has 1 numbers of minutes (write 2"),
        ('first", minutes: 25', 'first", minutes: 0', "takes no time"),
        ('first", minutes: 25', 'first"', "has no `minutes`"),
        ("minutes: [0, 45]", "minutes: [0, 700]", "is 700 (0 to 600 are possible)"),
        ("minutes: [0, 45]", "minutes: [330, 45]", "takes 355 minutes at 7 hours a week (336 are there"),
        ("[Diagnostic](practice/diagnostic.md), first", "Diagnostic", ":25: an item of phase `gaps`"),
        ("week: 1", "week: 2", "has a week 2 in 7 days"),
        ('{text: "*Cards', '{week: 1, text: "*Cards', "the weeks of phase `gaps` of plan"),
        (
            "outputs: [recordings]",
            "outputs: recordings",
            "`outputs` of phase `rest` of plan `two-weeks` is no list",
        ),
        ("outputs: [recordings]", "outputs: []", "`outputs` of phase `rest` of plan `two-weeks` is no list"),
        ("outputs: [recordings]", "outputs: [7]", "an output of phase `rest` of plan `two-weeks` is no text"),
        (", else: once more", "", "the test of phase `rest` of plan `two-weeks` has no `else`"),
        ("test: {do: Tell three?, pass: all three, else: once more}", "test: none", "is not a mapping"),
        ("slots: {design", "slots: {chess", "has an unknown field `chess`"),
        ("theory: 22", "theory: 23", "the hours of role `ds` add up to 65, not 64"),
        ("sheets: {design: [interview/case.md]}", "sheets: {design: x}", "`sheets` of role `ds` is no list"),
        ("mock: [design]", "mock: design", "`mock` of round `design` is no list"),
        ("  design: {sheets: [], mock: [design]}\n", "", ":2: `rounds` lacks design"),
        ("  design: {sheets", "  chess: {sheets", "unknown round `chess`"),
        ("phases:\n", "phases: [\n", None),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, problem: str | None) -> None:
    text = ROUNDS + ROLES + PLAN
    assert old in text
    if problem is None:
        with pytest.raises(ProblemsError, match=r"plans.yml:\d+: malformed YAML"):
            parse_plans(text.replace(old, new, 1), "plans.yml")
        return
    problems = parsed(text.replace(old, new, 1))[1]
    assert any(problem in each for each in problems), problems
    assert all(each.startswith("plans.yml:") for each in problems)


@pytest.mark.parametrize("text", ["", "- a\n", "7\n"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ProblemsError, match="is not a mapping"):
        parse_plans(text)


@pytest.mark.parametrize("value", ["7", "[a]", "", "{a: 7}"])
@pytest.mark.parametrize("key", ["plans", "roles", "rounds"])
def test_damaged_parts_are_problems_and_no_crash(key: str, value: str) -> None:
    assert parsed(f"{key}: {value}\n")[1]


@pytest.mark.parametrize(
    ("gone", "problem"),
    [
        ("questions/a.md", f"{PATH}:26: unknown page `questions/a.md`"),
        ("practice/drills/a/b.md", "unknown page `practice/drills/a/b.md`"),
        ("interview/coding.md", "unknown page `interview/coding.md` (did you mean"),
        ("interview/case.md", "unknown page `interview/case.md`"),
        ("start/two.md", "unknown page `start/two.md`"),
    ],
)
def test_a_page_that_does_not_exist_is_a_problem(gone: str, problem: str) -> None:
    found = check_plans(parsed()[0], PAGES - {gone}, ROLE_NAMES, ROUND_NAMES)
    assert any(str(each).startswith(problem) or problem in str(each) for each in found), found


def test_unknown_roles_and_rounds_are_problems() -> None:
    text = (ROUNDS + ROLES + PLAN).replace("  ds:", "  dss:").replace("ml-coding, ", "mlcoding, ")
    found = [str(each) for each in check_plans(parsed(text)[0], PAGES, ROLE_NAMES, ROUND_NAMES)]
    assert f"{PATH}:8: unknown role `dss` (did you mean `ds`?)" in found
    assert f"{PATH}:3: unknown round `mlcoding` (did you mean `ml-coding`?)" in found


def test_the_planner_gets_plain_texts_and_links() -> None:
    text = Text("*Cards* of [two `x`](questions/a.md?frequency=high), [drills](practice/drills/index.md#top)")
    assert segments(text) == [
        "Cards of ",
        ("two x", "questions/a/?frequency=high"),
        ", ",
        ("drills", "practice/drills/#top"),
    ]
    assert plain(text) == "Cards of two x, drills"
    assert [address(page) for page in ("index.md", "start/index.md", "a/b.md")] == ["", "start/", "a/b/"]


def test_a_phase_becomes_a_list_with_outputs_and_test() -> None:
    assert plan_markdown("two-weeks#gaps", parsed()[0]) == (
        "- [ ] [Diagnostic](/practice/diagnostic.md), first · 25\u00a0/\u00a025\n"
        "- [ ] *Cards* of [two](/questions/a.md?frequency=high) `topics` · –\u00a0/\u00a045\n\n"
        "*Slots.* Coding: [a drill](/practice/drills/a/b.md). Design: seven steps.\n\n"
        "**Output:** a gap list; two [sheets](/interview/coding.md).\n"
        "**Test:** Say it. *Pass:* three things. *Else:* cut it."
    )


def test_a_plan_has_a_heading_for_each_phase_and_for_weeks_in_it() -> None:
    text = plan_markdown("two-weeks", parsed()[0])
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert headings == ["## Week 1 · Find the gaps", "## Week 2 · Rehearse", "### Days 8 to 14"]


def test_sheets_have_boxes_for_outputs_and_test() -> None:
    text = plan_markdown("two-weeks#rest sheets", parsed()[0])
    assert text.startswith("### Week 2 · Rehearse { .plan-sheet }\n")
    assert "- [ ] recordings\n- [ ] Test: Tell three? Pass: all three. Passed on: ________" in text


def test_tables_have_a_row_for_each_phase_and_role() -> None:
    plans = parsed()[0]
    assert plan_markdown("two-weeks table", plans).split("\n")[2:] == [
        "| Week 1 | theory | a gap list | |",
        "| Week 2 | behavioural | three stories | |",
    ]
    hours = "\u00a0/\u00a0".join(["22", "14", "12", "16"])
    assert plan_markdown("roles", plans).split("\n")[2:] == [
        f"| Data scientist | {hours} | [Metrics](/evaluation/metrics.md) first | Half of design |"
    ]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("two-week", "unknown plan 'two-week': there are two-weeks, roles"),
        ("two-weeks#gap", "two-weeks has no phase 'gap': it has gaps, rest"),
        ("two-weeks list", "a plan has no form 'list': there are whole, sheets, table"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(argument: str, message: str) -> None:
    with pytest.raises(LookupError, match=r"there are|it has") as error:
        plan_markdown(argument, parsed()[0])
    assert error.value.args[0] == message


def test_the_loader_gives_the_same_object_until_the_file_changes(tmp_path: Path) -> None:
    loader = PlansLoader(tmp_path)
    none, problems = loader.load()
    assert (none.plans, problems) == ((), [])
    assert loader.load()[0] is none
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_text(PLAN, "utf-8")
    first = loader.load()[0]
    assert loader.load()[0] is first
    content = loader.content
    path.write_text(PLAN.replace("Find the gaps", "Find gaps"), "utf-8")
    assert loader.load()[0].plans[0].phases[0].title == "Find gaps"
    assert loader.content != content
    path.write_bytes(b"plans: \xff")
    assert "is not UTF-8" in str(loader.load()[1][0])


@pytest.fixture(scope="module")
def real() -> Plans:
    plans, problems = PlansLoader(ROOT).load()
    assert problems == []
    return plans


def test_there_is_a_plan_for_each_span_that_the_planner_offers(real: Plans) -> None:
    assert [plan.days for plan in real.plans] == [14, 30, 56, 60, 90]
    assert {role.slug for role in real.roles} == set(ROLE_NAMES)
    assert set(real.rounds) == set(DIMENSIONS)


def test_the_eight_weeks_fill_half_of_each_week_with_its_lead(real: Plans) -> None:
    plan = real.plan("eight-weeks")
    assert [phase.lead for phase in plan.phases] == [*DIMENSIONS, *DIMENSIONS]
    for phase in plan.phases:
        sums = [sum(item.minutes[column] for item in phase.items) for column in range(3)]
        assert sums == [hours * 30 for hours in plan.hours], phase.slug
        assert set(phase.slots) == set(DIMENSIONS) - {phase.lead}


def test_the_ninety_days_are_three_thirds_with_outputs(real: Plans) -> None:
    phases = real.plan("ninety-days").phases
    assert [(phase.first, phase.last) for phase in phases] == [(1, 30), (31, 60), (61, 90)]
    assert all(len(phase.outputs) >= 3 for phase in phases)
    assert all([days for days, _ in phase.weeks()] for phase in phases)


def test_more_hours_never_list_less(real: Plans) -> None:
    for plan in real.plans:
        for phase in plan.phases:
            for item in phase.items:
                assert list(item.minutes) == sorted(item.minutes), item.text.markdown


def test_every_line_is_one_that_a_page_can_show(real: Plans) -> None:
    texts: list[Any] = [text for plan in real.plans for text in texts_of(plan)]
    assert len(texts) > 250
    for text in texts:
        assert text.markdown.count("[") == text.markdown.count("]("), text
        assert "<" not in text.markdown and "|" not in text.markdown, text


def test_generated_pages_count_as_pages() -> None:
    from handbook.content import ContentLoader

    content = ContentLoader(ROOT).load()[0]
    shared = content.shared
    pages = site_pages(content.pages, shared.bank, shared.drills, shared.notebooks)
    generated = {file.uri for file in shared.generated if file.uri.endswith(".md")}
    assert generated <= pages
    # A notebook that hasn't run yet has no page yet.
    assert {page.split("/")[0] for page in pages - generated - set(content.pages)} <= {"notebooks"}
