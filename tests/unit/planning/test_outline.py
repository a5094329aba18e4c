import json
from pathlib import Path
from typing import Any

import pytest

from handbook.content import Content, ContentLoader
from handbook.planning.outline import URI, outline_file

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def content() -> Content:
    return ContentLoader(ROOT).load()[0]


@pytest.fixture(scope="module")
def outline(content: Content) -> dict[str, Any]:
    file = outline_file(content, [{"Handbook": [{"Part": ["evaluation/classification-metrics.md"]}]}])
    assert file.uri == URI
    value: dict[str, Any] = json.loads(file.content)
    return value


def test_every_chapter_is_there_with_its_minutes(outline: dict[str, Any], content: Content) -> None:
    taught = {page.name for page in content.pages.values() if page.taught}
    pages = {page["name"]: page for page in outline["pages"]}
    assert taught <= set(pages)
    assert all(page["minutes"] >= 1 for page in pages.values())
    assert pages["evaluation/classification-metrics"]["questions"] == len(
        content.shared.bank.of_chapter("evaluation/classification-metrics")
    )


def test_pages_stand_in_the_order_of_the_navigation(outline: dict[str, Any]) -> None:
    names = [page["name"] for page in outline["pages"]]
    assert names[0] == "evaluation/classification-metrics"
    assert names[1:] == sorted(names[1:])


def test_tools_and_lists_are_not_planned(outline: dict[str, Any]) -> None:
    names = {page["name"] for page in outline["pages"]}
    assert not {"practice/cards", "index", "start/eight-week-plan"} & names
    assert "cards" in outline["apps"]


def test_all_drills_and_topics_are_there(outline: dict[str, Any], content: Content) -> None:
    assert [drill["slug"] for drill in outline["drills"]] == [each.slug for each in content.shared.drills]
    assert all(5 <= drill["minutes"] <= 120 for drill in outline["drills"])
    topics = {topic["slug"]: topic for topic in outline["topics"]}
    assert list(topics) == [topic.slug for topic in content.shared.bank.topics]
    evaluation = topics["evaluation"]
    assert evaluation["questions"] == len(content.shared.bank.of_topic("evaluation"))
    assert 0 < evaluation["often"] <= evaluation["questions"]
    assert 0 < evaluation["roles"]["ds"] <= evaluation["questions"]


def test_the_outline_is_the_same_each_time(content: Content) -> None:
    assert outline_file(content).content == outline_file(content).content


def test_plans_are_there_for_the_milestones(outline: dict[str, Any]) -> None:
    plans = {plan["days"]: plan for plan in outline["plans"]}
    assert set(plans) == {14, 30, 56, 60, 90}
    for days, plan in plans.items():
        assert plan["phases"][-1]["last"] == days
        assert plan["page"].startswith("start/")
        for phase in plan["phases"]:
            assert phase["outputs"] and phase["test"]["do"] and phase["test"]["pass"]
            assert all(len(item["minutes"]) == len(plan["hours"]) for item in phase["items"])
            links = [each for item in phase["items"] for each in item["text"] if isinstance(each, list)]
            assert len(links) >= len(phase["items"])
            assert all(not path.startswith("/") and ".md" not in path for _, path in links)


def test_roles_rounds_and_dimensions_are_those_of_the_sources(outline: dict[str, Any]) -> None:
    assert all(sum(role["hours"].values()) == 64 for role in outline["roles"].values())
    assert outline["rounds"]["coding"]["mocks"] == ["ml-coding", "coding"]
    dimensions = {topic["slug"]: topic["dimension"] for topic in outline["topics"]}
    assert dimensions["behavioral"] == "behavioral"
    assert dimensions["sql-and-pandas"] == "coding"
    assert dimensions["mlops"] == "design"
    assert dimensions["evaluation"] == "theory"


def test_only_sheets_that_exist_are_offered(outline: dict[str, Any], content: Content) -> None:
    sheets = [sheet for each in outline["rounds"].values() for sheet in each["sheets"]]
    assert {f"{sheet['name']}.md" for sheet in sheets} <= set(content.pages)
    assert all(sheet["minutes"] >= 1 and sheet["title"] for sheet in sheets)
