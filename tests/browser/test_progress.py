"""The overview of progress: first visit, much to show, and what each part says."""

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.practice import DAY, put_raw, sealed
from tests.browser.watching import Watch

PROGRESS = "practice/progress/"


def contents(page: Page) -> tuple[list[str], list[str]]:
    """Return the ids of questions and drills of the site."""
    ids: list[str] = page.evaluate(
        "fetch('../../questions/index.json').then(a => a.json()).then(b => b.questions.map(q => q.id))"
    )
    drills: list[str] = page.evaluate(
        "fetch('../outline.json').then(a => a.json()).then(b => b.drills.map(d => d.slug))"
    )
    return ids, drills


def history(page: Page, count: int, days: int = 120) -> list[dict[str, Any]]:
    """Return sealed rows of somebody who studied for so many days: cards, answers and drills."""
    ids, drills = contents(page)
    now = page.evaluate("Date.now()")
    draw = random.Random(4)
    rows: list[dict[str, Any]] = []
    for number in range(count):
        time = round(now - days * DAY * (1 - number / count) - 60_000)
        kind = draw.choices(["review", "answer", "drill"], [90, 8, 2])[0]
        data: dict[str, Any] = {"seconds": draw.randint(8, 60)}
        if kind == "review":
            data |= {
                "card": draw.choice(ids),
                "rating": draw.choice([1, 3, 3, 3, 4]),
                "from": "cards",
                "zone": 0,
            }
        elif kind == "answer":
            confidence, score = draw.randint(1, 5), round(draw.random(), 2)
            data |= {"question": draw.choice(ids), "score": score, "confidence": confidence, "from": "mock"}
        else:
            data |= {"drill": draw.choice(drills), "passed": draw.randint(2, 4), "total": 4, "hints": 0}
        rows.append({"id": f"seed{number:06}", "t": time, "kind": kind, "data": data})
    return sealed(page, rows)


def seed(page: Page, count: int) -> None:
    page.goto(PROGRESS)
    expect(page.locator(".progress-next")).to_be_visible()
    put_raw(page, history(page, count))
    page.reload()
    expect(page.locator(".progress-group").first).to_be_visible()


def test_the_first_visit_says_so_and_where_to_begin(page: Page) -> None:
    page.goto(PROGRESS)
    expect(page.locator(".app-empty")).to_contain_text("There is nothing to show yet")
    links = page.locator(".progress-next a")
    expect(links).to_have_count(3)
    for link in links.all():
        assert page.request.get(link.evaluate("a => a.href")).ok
    expect(page.locator(".progress-group")).to_have_count(0)


def test_a_log_is_shown_in_all_its_parts(page: Page) -> None:
    seed(page, 1500)
    for name in ["What to do next", "Mastery", "Topic by level", "Cards to come", "Calibration", "Time"]:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator(".progress-next a")).to_have_count(3)
    expect(page.locator(".app-heat__cell").first).to_have_text(re.compile(r"^\d+\s% \(\d+\)$|^–$"))
    expect(page.locator(".app-figures")).to_contain_text("days studied in the last 14")
    page.locator(".app-plot__table summary").first.click()
    expect(page.locator(".app-plot__table table").first).to_be_visible()


def test_twenty_thousand_events_are_shown(page: Page) -> None:
    seed(page, 20_000)
    expect(page.locator(".progress-group li").first).to_contain_text("questions met")


def test_little_confidence_says_that_it_is_too_little(page: Page) -> None:
    page.goto(PROGRESS)
    expect(page.locator(".progress-next")).to_be_visible()
    ids, _ = contents(page)
    now = page.evaluate("Date.now()")
    rows = [
        {
            "id": f"a{number}",
            "t": now - 1000 + number,
            "kind": "answer",
            "data": {"question": ids[number], "score": 0.5, "confidence": 5, "seconds": 60, "from": "mock"},
        }
        for number in range(11)
    ]
    put_raw(page, sealed(page, rows[:9]))
    page.reload()
    section = page.locator("section", has=page.locator("#progress-calibration"))
    expect(section).to_contain_text("9 answers with a confidence so far: from 10 on")
    expect(section.locator("table")).to_have_count(0)
    put_raw(page, sealed(page, rows[9:]))
    page.reload()
    expect(section).to_contain_text("surer than you are right")
    expect(section.locator("tbody tr")).to_have_text([re.compile(r"5\s*11\s*100\s%\s*50\s%")])


def test_the_plan_burns_down(page: Page) -> None:
    page.goto("practice/plan/")
    page.get_by_role("button", name="Make the plan").click()
    page.locator(".plan-week input").nth(2).check()
    expect(page.locator(".plan-item.is-done").first).to_be_visible()
    page.goto(PROGRESS)
    section = page.locator("section", has=page.locator("#progress-plan"))
    expect(section).to_contain_text("You are on time.")
    section.locator("summary").click()
    rows = section.locator("tbody tr")
    expect(rows.last).to_contain_text("0.0")
    expect(rows.last).to_contain_text("–")


def test_without_connection_the_page_says_so_and_tries_again(page: Page, context: BrowserContext) -> None:
    page.route("**/practice/outline.json", lambda route: route.abort())
    page.goto(PROGRESS)
    expect(page.get_by_role("alert")).to_contain_text("there is no connection to the site")
    page.unroute("**/practice/outline.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".progress-next")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_the_way_of_assistive_technology(
    browser: Browser, address: str, scheme: Any, width: int
) -> None:
    size: Any = {"width": width, "height": 900}
    with browser.new_context(base_url=address, color_scheme=scheme, viewport=size) as context:
        page = context.new_page()
        watch = Watch(page)
        page.goto(PROGRESS)
        expect(page.locator(".progress-next")).to_be_visible()
        assert violations(page) == []
        page.goto("practice/plan/")
        page.get_by_role("button", name="Make the plan").click()
        expect(page.locator(".plan-list")).to_be_visible()
        seed(page, 600)
        for fold in page.locator(".app-plot__table summary").all():
            fold.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        watch.assert_silent(address)
