"""The diagnostic as a reader takes it, and what happens when something goes wrong around it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.practice import events
from tests.browser.watching import Watch

DIAGNOSTIC = "practice/diagnostic/"
KEPT = "JSON.parse(localStorage.getItem('handbook-practice:diagnostic-session')).session"


def begin(page: Page) -> None:
    page.goto(DIAGNOSTIC)
    expect(page.locator(".mock-begin")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.locator(".sure")).to_be_visible()


def mark(page: Page, confidence: str = "3", keys: str = "1") -> None:
    """Answer one question by keys and go on to the next."""
    before = page.locator(".ask__count").inner_text()
    page.keyboard.press(confidence)
    expect(page.locator(".point").first).to_be_visible()
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".ask__count, .gaps").first).not_to_have_text(before)


def test_thirty_questions_by_keys_alone(page: Page, watch: Watch, address: str) -> None:
    begin(page)
    expect(page.locator(".ask__count")).to_have_text("Question 1 of 30")
    for number in range(30):
        mark(page, str(1 + number % 5), "a" if number % 2 else "")
    expect(page.locator(".report__title")).to_be_focused()
    assert page.locator(".gap").count() >= 4
    expect(page.locator(".report")).to_contain_text("Sure, and a must was missing")
    rows = events(page)
    assert [row["kind"] for row in rows] == ["answer"] * 30 + ["session"]
    result = rows[-1]["data"]["report"]
    assert result["asked"] == 30
    assert sum(topic["asked"] for topic in result["topics"].values()) == 30
    assert all(0 <= topic["score"] <= 1 for topic in result["topics"].values())
    assert {row["data"]["from"] for row in rows[:-1]} == {"diagnostic"}
    watch.assert_silent(address)


def test_marks_can_be_changed_and_gone_back_to(page: Page) -> None:
    begin(page)
    mark(page, "5", "a")
    page.keyboard.press("b")
    expect(page.locator(".ask__count")).to_have_text("Question 1 of 30")
    expect(page.locator(".point input").first).to_be_checked()
    page.keyboard.press("n")
    expect(page.locator(".point input").first).not_to_be_checked()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".ask__count")).to_have_text("Question 2 of 30")
    item = page.evaluate(f"{KEPT}.items[0]")
    assert item["made"] == [0]
    assert item["confidence"] == 5


def test_a_reload_in_the_middle_loses_nothing(page: Page) -> None:
    begin(page)
    mark(page)
    page.keyboard.press("4")
    expect(page.locator(".point").first).to_be_visible()
    page.keyboard.press("1")
    page.reload()
    expect(page.locator(".mock-waits")).to_contain_text("1 of 30 questions")
    page.keyboard.press("Enter")
    expect(page.locator(".ask__count")).to_have_text("Question 2 of 30")
    expect(page.locator(".point input").first).to_be_checked()


def test_it_can_be_finished_early_and_is_shown_again(page: Page) -> None:
    begin(page)
    mark(page, "2", "a")
    mark(page, "5", "")
    page.keyboard.press("p")
    expect(page.locator(".ask__question")).to_have_text("Paused")
    page.get_by_role("button", name="Finish with what there is").click()
    expect(page.locator(".app-figures")).to_contain_text("of 30 questions")
    page.keyboard.press("Escape")
    expect(page.locator(".mock-list li")).to_have_count(1)
    page.reload()
    page.locator(".mock-list__open").click()
    expect(page.locator(".gap")).to_have_count(2)


def test_missed_questions_are_added_to_the_cards(page: Page) -> None:
    begin(page)
    mark(page, "5", "")
    page.keyboard.press("p")
    page.get_by_role("button", name="Finish with what there is").click()
    page.get_by_role("button", name="Add it to my cards").click()
    expect(page.get_by_role("button", name="Added to your cards")).to_be_disabled()
    added = [row["data"]["change"] for row in events(page) if row["kind"] == "card"]
    assert added == ["add"]
    chapter = page.locator(".gap a").first
    expect(chapter).to_have_attribute(
        "href", re.compile("/(algorithms|evaluation|foundations|deep-|system-)")
    )


def test_after_twenty_minutes_the_reader_decides(page: Page) -> None:
    page.clock.install()
    begin(page)
    page.keyboard.press("3")
    expect(page.locator(".point").first).to_be_visible()
    for _ in range(21):
        page.clock.run_for(60_000)
    expect(page.locator(".app-banner:not([hidden])")).to_contain_text("The 20 minutes are over")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".app-banner:not([hidden])")).to_have_count(0)
    page.clock.run_for(2000)
    expect(page.locator(".app-banner:not([hidden])")).to_have_count(0)


def test_a_jump_of_the_clock_stops_it_and_counts_nothing(page: Page) -> None:
    page.clock.install()
    begin(page)
    page.clock.run_for(3000)
    page.clock.fast_forward("30:00")
    expect(page.locator(".ask__stand")).to_contain_text("You were away")
    page.keyboard.press("Enter")
    expect(page.locator(".sure")).to_be_visible()
    assert page.evaluate(f"{KEPT}.total.spent") < 10_000


def test_another_tab_takes_it_over(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    begin(first)
    mark(first)
    second.goto(DIAGNOSTIC)
    expect(second.locator(".mock-waits")).to_be_visible()
    second.keyboard.press("Enter")
    expect(second.locator(".sure")).to_be_visible()
    expect(first.locator(".app-banner:not([hidden])")).to_contain_text("goes on in another tab")


def test_a_small_bank_is_said_to_be_small(page: Page) -> None:
    def few(route: Route) -> None:
        answer = route.fetch()
        bank = answer.json()
        asked = [each for each in bank["questions"] if "data-engineer" in each["roles"]]
        bank["questions"] = [each for each in asked if each["kind"] != "behavioral"][:12]
        route.fulfill(response=answer, json=bank)

    page.route("**/questions/index.json", few)
    page.goto(DIAGNOSTIC)
    page.get_by_label("Role").select_option("data-engineer")
    plan = page.locator(".mock-plan")
    expect(plan).to_contain_text(re.compile(r"The bank has no more than these \d+ for this role|no question"))


def test_without_the_network_it_can_be_asked_again(page: Page) -> None:
    page.route("**/questions/*/", lambda route: route.abort())
    begin(page)
    page.keyboard.press("3")
    expect(page.locator(".app-banner--alert:not([hidden])")).to_contain_text("What you marked so far is kept")
    page.unroute("**/questions/*/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".point").first).to_be_visible()


@pytest.mark.parametrize("state", ["start", "think", "mark", "paused", "result", "waits", "earlier"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, state: str, scheme: Any, width: int) -> None:
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    watch = Watch(page)
    if state == "start":
        page.goto(DIAGNOSTIC)
        expect(page.locator(".mock-begin")).to_be_enabled()
    else:
        begin(page)
    if state == "mark":
        page.keyboard.press("3")
        expect(page.locator(".point").first).to_be_visible()
    if state in ("paused", "result", "earlier"):
        mark(page, "5", "")
        mark(page, "2", "a")
        page.keyboard.press("p")
        expect(page.locator(".ask__stand")).to_be_visible()
    if state in ("result", "earlier"):
        page.get_by_role("button", name="Finish with what there is").click()
        expect(page.locator(".gap")).to_have_count(2)
    if state == "earlier":
        page.keyboard.press("Escape")
        expect(page.locator(".mock-list")).to_be_visible()
    if state == "waits":
        page.reload()
        expect(page.locator(".mock-waits")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.errors == []
    context.close()
