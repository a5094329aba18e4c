"""The study plan as a reader makes it, ticks it, falls behind, plans again, and takes it away."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.practice import events, put_raw, sealed
from tests.browser.watching import Watch

PLAN = "practice/plan/"
FRIDAY = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def at(page: Page, days: float) -> None:
    """Set the clock of the page to so many days after that Friday."""
    page.clock.set_fixed_time(FRIDAY + datetime.timedelta(days=days))


@pytest.fixture
def made(page: Page) -> Page:
    """Return a page with a plan of eight weeks, made on that Friday."""
    at(page, 0)
    page.goto(PLAN)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".plan-title")).to_have_text("Fri 15 Jan 2027: 56 days to go")
    return page


def plans(page: Page) -> list[dict[str, Any]]:
    return [row["data"] for row in events(page) if row["kind"] == "plan"]


def week_item(page: Page, index: int) -> Any:
    return page.locator(".plan-week .plan-item").nth(index)


def test_a_plan_by_keys_alone(page: Page) -> None:
    at(page, 0)
    page.goto(PLAN)
    expect(page.locator(".plan-said")).to_contain_text("until Fri 15 Jan 2027")
    page.get_by_label("Role").focus()
    page.keyboard.type("Data s")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("30")
    page.get_by_label("Hours a week").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("6")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".plan-title")).to_be_focused()
    wish = plans(page)[0]["plan"]["wish"]
    assert (wish["role"], wish["hours"]) == ("ds", 6)
    expect(page.locator(".plan-title")).to_contain_text("30 days to go")
    box = page.locator(".plan-week input").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if box.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press(" ")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("plan again from today")


def test_every_week_fits_its_hours_and_every_link_leads_somewhere(made: Page) -> None:
    plan = plans(made)[0]["plan"]
    weeks: dict[int, int] = {}
    for item in plan["items"]:
        week = (item["day"] + 3) // 7
        weeks[week] = weeks.get(week, 0) + item["minutes"]
    assert weeks and max(weeks.values()) <= 600
    links = {each.evaluate("a => a.href") for each in made.locator(".plan-item a").all()}
    assert len(links) > 15
    for link in links:
        assert made.request.get(link).ok, link


def test_each_phase_ends_with_what_is_to_be_shown(made: Page) -> None:
    milestones = made.locator(".plan-milestone")
    expect(milestones).to_have_count(8)
    expect(milestones.first.locator("h4")).to_have_text("To show by Thu 26 Nov: Theory leads")
    expect(made.locator(".plan-next")).to_have_text(
        "Next to show: three derivations, closed book, by Thu 26 Nov."
    )
    first = made.locator(".plan-week").nth(1).locator(".plan-milestone").first
    made.locator(".plan-week").nth(1).locator("summary").first.click()
    expect(first.locator(".plan-mark").last).to_contain_text("Pass: four with every must.")
    for box in first.locator("input").all():
        box.check()
    expect(made.locator(".plan-next")).to_contain_text("logistic loss, tests green, 15 minutes, by Thu 3 Dec")
    made.reload()
    expect(made.locator(".plan-next")).to_contain_text("logistic loss")
    assert made.locator(".plan-mark.is-done").count() == first.locator("input").count()
    at(made, 11)
    made.reload()
    made.get_by_role("button", name="Show a new plan").click()
    made.get_by_role("button", name="Take the new plan").click()
    expect(made.locator(".plan-title")).to_contain_text("45 days to go")
    expect(made.locator(".plan-milestone h4").first).to_have_text("To show by Thu 26 Nov: Theory leads")
    expect(made.locator(".plan-next")).to_contain_text("by Thu 3 Dec")


@pytest.mark.parametrize(("days", "count"), [("14", 5), ("30", 4), ("56", 8), ("60", 4), ("90", 3)])
def test_every_written_plan_has_its_milestones_with_links(page: Page, days: str, count: int) -> None:
    at(page, 0)
    page.goto(PLAN)
    page.get_by_label("Time until then").select_option(days)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".plan-milestone")).to_have_count(count)
    expect(page.locator(".plan-list .app-note").first).to_contain_text("as written.")
    links = {each.evaluate("a => a.href") for each in page.locator(".plan-milestone a").all()}
    assert len(links) > 8
    for link in links:
        assert page.request.get(link).ok, link


def test_another_span_stretches_the_nearest_plan(page: Page) -> None:
    at(page, 0)
    page.goto(PLAN)
    page.get_by_label("Date of the interview").fill("2027-04-02")
    page.get_by_role("button", name="Make the plan").click()
    note = page.locator(".plan-list .app-note").first
    expect(note).to_contain_text("ninety days as written, spread over your 133 days")
    expect(page.locator(".plan-milestone h4").last).to_contain_text("To show by Thu 1 Apr")


def test_a_mock_interview_opens_for_its_round(made: Page) -> None:
    plan = plans(made)[0]["plan"]
    mock = next(item for item in plan["items"] if item["id"] == "mock:coding:1")
    assert mock["path"] == "practice/mock/?role=mle&level=mid&round=ml-coding&minutes=45"
    sheets = [item for item in plan["items"] if item["kind"] == "sheet"]
    assert {"sheet:interview/rounds/coding", "sheet:interview/rounds/behavioral"} <= {
        item["id"] for item in sheets
    }
    first = {
        item["dimension"]: index
        for index, item in reversed(list(enumerate(plan["items"])))
        if item["kind"] == "mock"
    }
    assert all(plan["items"].index(sheet) < first[sheet["dimension"]] for sheet in sheets)
    made.locator(f'.plan-week [data-item="{mock["id"]}"] a').evaluate("a => a.click()")
    made.wait_for_url("**/practice/mock/?role=mle**")
    expect(made.get_by_label("Length")).to_have_value("45")
    expect(made.locator(".mock-rounds input:checked")).to_have_count(1)
    assert made.locator(".mock-rounds input:checked").get_attribute("value") == "ml-coding"


def test_ticks_stay_after_a_reload_and_come_from_another_tab(made: Page, context: BrowserContext) -> None:
    week_item(made, 2).locator("input").check()
    expect(made.locator(".plan-meter")).to_contain_text("35 min of")
    made.reload()
    expect(week_item(made, 2).locator("input")).to_be_checked()
    other = context.new_page()
    at(other, 0.01)
    other.goto(PLAN)
    week_item(other, 2).locator("input").uncheck()
    expect(week_item(made, 2).locator("input")).not_to_be_checked()
    assert [row["data"]["done"] for row in events(made) if row["kind"] == "check"] == [True, False]


def test_a_drill_solved_elsewhere_ticks_itself(made: Page) -> None:
    plan = plans(made)[0]["plan"]
    drill = next(item for item in plan["items"] if item["kind"] == "drill")
    slug = drill["id"].removeprefix("drill:")
    time = made.evaluate("Date.now()") + 60_000
    data = {"drill": slug, "passed": 5, "total": 5, "seconds": 300, "hints": 0}
    put_raw(made, sealed(made, [{"id": "drill1", "t": time, "kind": "drill", "data": data}]))
    made.reload()
    row = made.locator(f'.plan-week [data-item="{drill["id"]}"]')
    expect(row.locator("input")).to_be_checked()
    expect(row).to_contain_text("Ticked by itself: the drill was solved.")


def test_falling_behind_proposes_and_the_reader_decides(made: Page) -> None:
    done = week_item(made, 2).locator("input")
    name = done.get_attribute("aria-label") or ""
    done.check()
    at(made, 11)
    made.reload()
    expect(made.locator(".plan-banner")).to_contain_text("of earlier days are open")
    made.keyboard.press("r")
    expect(made.locator(".plan-proposal__title")).to_be_focused()
    expect(made.locator(".plan-proposal")).to_contain_text("Moved: ")
    made.keyboard.press("Escape")
    assert len(plans(made)) == 1
    made.get_by_role("button", name="Show a new plan").click()
    made.keyboard.press("t")
    expect(made.locator(".plan-title")).to_contain_text("45 days to go")
    expect(made.locator(".plan-banner")).to_have_count(0)
    first, second = plans(made)
    assert second["series"] == next(row["id"] for row in events(made) if row["kind"] == "plan")
    assert second["plan"]["from"] == first["plan"]["from"] + 11
    # Whatever week is unfolded.
    expect(made.locator(f".plan-item input[aria-label='{name}']").first).to_be_checked()
    made.reload()
    expect(made.locator(".plan-banner")).to_have_count(0)


def test_another_date_reflows_and_names_what_is_left_out(made: Page) -> None:
    made.keyboard.press("c")
    made.get_by_label("Date of the interview").fill("2026-11-28")
    made.get_by_label("Hours a week").fill("3")
    expect(made.locator(".plan-said")).to_contain_text("would be left out")
    made.get_by_role("button", name="Show what would change").click()
    expect(made.locator(".plan-changes").first).to_contain_text("Left out")
    made.get_by_role("button", name="Take the new plan").click()
    expect(made.locator(".plan-title")).to_have_text("Sat 28 Nov 2026: 8 days to go")
    expect(made.locator(".plan-left")).to_contain_text("The time is too short for all of it")
    assert made.locator(".plan-left__list li").count() > 5


def test_a_form_that_makes_no_plan_says_why(page: Page) -> None:
    at(page, 0)
    page.goto(PLAN)
    page.get_by_label("Date of the interview").fill("2026-11-19")
    expect(page.locator(".plan-problem")).to_contain_text("must be after today")
    expect(page.get_by_role("button", name="Make the plan")).to_be_disabled()
    page.get_by_label("Time until then").select_option("14")
    expect(page.locator(".plan-problem")).to_have_count(0)


def saved(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes().decode()


def entries_of(text: str) -> list[Any]:
    """Return the entries of a calendar file."""
    calendar: Any = Calendar.from_ical(text)
    return list(calendar.walk("VEVENT"))


def test_the_calendar_file_is_one_that_calendars_read(made: Page) -> None:
    text = saved(made, "Calendar file")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    entries = entries_of(text)
    plan = plans(made)[0]["plan"]
    # One for each day, for each of the eight milestones, and for the interview itself.
    assert len(entries) == len({item["day"] for item in plan["items"]}) + 8 + 1
    assert len({str(entry["UID"]) for entry in entries}) == len(entries)
    for entry in entries:
        assert not entry.errors
        assert entry["DTSTAMP"].dt == FRIDAY
    interview = next(entry for entry in entries if entry["SUMMARY"] == "Interview")
    assert interview["DTSTART"].dt == datetime.date(2027, 1, 15)
    told = "\n".join(str(entry.get("DESCRIPTION", "")) for entry in entries)
    assert all(item["title"] in told for item in plan["items"])


def test_a_later_plan_replaces_the_entries_of_the_first(made: Page) -> None:
    def names(text: str) -> tuple[set[str], int]:
        entries = entries_of(text)
        return {str(entry["UID"]) for entry in entries}, int(entries[0]["SEQUENCE"])

    before, first = names(saved(made, "Calendar file"))
    made.keyboard.press("c")
    made.get_by_label("Begin at").fill("19:30")
    made.get_by_role("button", name="Show what would change").click()
    made.get_by_role("button", name="Take the new plan").click()
    expect(made.locator(".plan-list")).to_be_visible()
    text = saved(made, "Calendar file")
    after, second = names(text)
    assert (after, first, second) == (before, 0, 1)
    days = [entry for entry in entries_of(text) if "Interview preparation" in entry["SUMMARY"]]
    starts = [entry["DTSTART"].dt for entry in days]
    assert all(start.tzinfo is None and (start.hour, start.minute) == (19, 30) for start in starts)


def test_the_markdown_has_every_item_with_its_tick(made: Page) -> None:
    week_item(made, 1).locator("input").check()
    expect(made.locator(".plan-meter")).to_contain_text("25 min of")
    text = saved(made, "Markdown")
    items = plans(made)[0]["plan"]["items"]
    marks = made.locator(".plan-mark").count()
    assert len(re.findall(r"^- \[[ x]\] ", text, re.MULTILINE)) == len(items) + marks
    assert len(re.findall(r"^### To show by ", text, re.MULTILINE)) == 8
    assert len(re.findall(r"^- \[x\] ", text, re.MULTILINE)) == 1
    assert f"({made.url.removesuffix(PLAN)}practice/cards/)" in text


def test_on_paper_every_week_is_open_and_nothing_else_is_there(made: Page) -> None:
    made.emulate_media(media="print")
    expect(made.locator(".plan-week .plan-items").last).to_be_visible()
    expect(made.locator(".plan-actions")).not_to_be_visible()
    expect(made.locator("article h2", has_text="How a plan is made")).not_to_be_visible()
    made.emulate_media(media="screen")
    expect(made.locator(".plan-week .plan-items").last).not_to_be_visible()


def test_when_the_date_has_come_another_plan_is_offered(made: Page) -> None:
    at(made, 57)
    made.reload()
    expect(made.locator(".plan-title")).to_have_text("The interview was on Fri 15 Jan 2027")
    made.get_by_role("button", name="Plan for another date").click()
    expect(made.locator(".plan-said")).to_contain_text("until")


def test_a_plan_can_be_ended(made: Page) -> None:
    made.get_by_role("button", name="End the plan").click()
    made.get_by_role("button", name="End it").click()
    expect(made.locator(".plan-form")).to_contain_text("There is no plan yet")
    assert plans(made)[-1]["plan"] is None


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Europe/London"])
def test_dates_are_those_of_the_readers_calendar(browser: Browser, address: str, zone: str) -> None:
    with browser.new_context(base_url=address, timezone_id=zone) as context:
        page = context.new_page()
        # Clocks change in each of these places before the interview.
        page.clock.set_fixed_time(datetime.datetime(2026, 9, 21, 12, tzinfo=datetime.UTC))
        page.goto(PLAN)
        page.get_by_label("Date of the interview").fill("2026-11-20")
        page.get_by_role("button", name="Make the plan").click()
        expect(page.locator(".plan-title")).to_contain_text("Fri 20 Nov 2026")
        weekdays = {(item["day"] + 3) % 7 for item in plans(page)[0]["plan"]["items"]}
        assert weekdays == {0, 1, 2, 3, 5}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_the_way_of_assistive_technology(
    browser: Browser, address: str, scheme: Any, width: int
) -> None:
    size: Any = {"width": width, "height": 900}
    with browser.new_context(base_url=address, color_scheme=scheme, viewport=size) as context:
        page = context.new_page()
        watch = Watch(page)
        at(page, 0)
        page.goto(PLAN)
        expect(page.locator(".plan-said p").first).to_be_visible()
        assert violations(page) == []
        page.get_by_label("Hours a week").fill("")
        expect(page.locator(".plan-problem")).to_be_visible()
        assert violations(page) == []
        page.get_by_label("Hours a week").fill("4")
        page.get_by_label("Time until then").select_option("14")
        page.get_by_role("button", name="Make the plan").click()
        week_item(page, 0).locator("input").check()
        expect(page.locator(".plan-left__list")).to_be_visible()
        assert violations(page) == []
        at(page, 8)
        page.reload()
        page.get_by_role("button", name="Show a new plan").click()
        expect(page.locator(".plan-proposal__title")).to_be_visible()
        assert violations(page) == []
        at(page, 15)
        page.reload()
        expect(page.locator(".plan-banner")).to_be_visible()
        assert violations(page) == []
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0
        watch.assert_silent(address)
