"""Cards as a reader uses them, and what happens when something goes wrong below them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.practice import DAY, events, put_raw, review, sealed
from tests.browser.watching import Watch

CARDS = "practice/cards/"
BREAK_PUT = """
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...values) {
    if (window.diskIsFull) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, values);
  };
"""


def start(page: Page) -> None:
    """Open the cards and begin a session."""
    page.goto(CARDS)
    page.locator(".cards-home .app-button--primary").first.click()
    expect(page.locator(".study-question")).to_be_visible()


def question(page: Page) -> str:
    return page.locator(".study-question").inner_text()


def answer(page: Page, grade: str = "3") -> str:
    """Answer the shown card by keys and return its question."""
    title = question(page)
    done = int(re.match(r"\d+", page.locator(".study-count").inner_text())[0])  # type: ignore[index]
    page.keyboard.press(" ")
    expect(page.locator(".study-grade")).to_have_count(4)
    page.keyboard.press(grade)
    expect(page.locator(".study-count, .cards-end")).to_contain_text(
        re.compile(rf"^({done + 1} done|Done|A break)")
    )
    return title


def seed(page: Page, rows: Callable[[list[str], float], list[dict[str, Any]]]) -> None:
    """Fill the log before the cards read it: `rows` is given the bank's ids and the time."""
    page.goto(CARDS)
    expect(page.locator(".cards-home")).to_be_visible()
    ids = page.evaluate(
        "fetch('../../questions/index.json').then(a => a.json()).then(b => b.questions.map(q => q.id))"
    )
    put_raw(page, sealed(page, rows(ids, page.evaluate("Date.now()"))))


def learnt(first: int, card: str, time: float) -> list[dict[str, Any]]:
    """Return two reviews after which a card is away for two days."""
    return [review(first, card, time), review(first + 1, card, time + 600_000)]


def test_the_first_visit_offers_to_start(page: Page) -> None:
    page.goto(CARDS)
    expect(page.locator(".cards-first")).to_contain_text(re.compile(r"\d+ questions wait"))
    expect(page.get_by_role("button", name="Start with 10 cards")).to_be_visible()
    page.get_by_role("button", name="Statistics").click()
    expect(page.locator(".cards-numbers")).to_contain_text("There is nothing to count yet")


def test_a_session_by_keys_alone(page: Page) -> None:
    page.goto(CARDS)
    expect(page.locator(".cards-home")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".study-count")).to_have_text("0 done, 10 new left")
    expect(page.locator(".study-meta")).to_contain_text("Asked often")
    first = question(page)
    page.keyboard.press("3")
    expect(page.locator(".study-count"), "a grade before the answer means nothing").to_have_text(
        "0 done, 10 new left"
    )
    page.keyboard.press(" ")
    expect(page.locator(".question__short")).to_be_visible()
    expect(page.locator(".study-grade")).to_have_text(
        ["1Again1 min", "2Hard6 min", "3Good10 min", "4Easy8 days"]
    )
    assert not page.locator(".question__rubric").count()
    page.keyboard.press("f")
    for part in ("full", "rubric", "followups", "traps"):
        expect(page.locator(f".study-answer .question__{part}").first).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator(".study-count")).to_have_text("1 done, 9 new left")
    assert question(page) != first
    (event,) = events(page)
    assert (event["kind"], event["data"]["rating"], event["data"]["from"]) == ("review", 4, "cards")
    page.keyboard.press("Escape")
    expect(page.locator(".cards-end")).to_have_text("A break")
    expect(page.locator(".cards-summary")).to_contain_text("1 card in")
    page.keyboard.press("Escape")
    expect(page.locator(".app-figures")).to_have_text("due0new9done today1")


def test_several_grades_are_taken_back_one_after_the_other(page: Page) -> None:
    start(page)
    first, second = answer(page, "4"), answer(page, "1")
    page.keyboard.press("u")
    expect(page.locator(".study-question")).to_have_text(second)
    expect(page.locator(".question__short")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".study-question")).to_have_text(first)
    expect(page.locator(".study-count")).to_have_text("0 done, 10 new left")
    page.keyboard.press("2")
    expect(page.locator(".study-count")).to_contain_text("1 done")
    kinds = [event["kind"] for event in events(page)]
    assert sorted(kinds) == ["review", "review", "review", "undo", "undo"]


def test_notes_are_typed_without_the_keys_meaning_anything(page: Page) -> None:
    start(page)
    page.keyboard.press("n")
    page.keyboard.type("u 1 f ? softmax")
    assert page.locator("textarea").input_value() == "u 1 f ? softmax"
    page.keyboard.press("Control+Enter")
    expect(page.locator(".question__short")).to_be_visible()
    expect(page.locator("textarea")).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator(".study-count")).to_contain_text("1 done")
    assert page.locator("textarea").input_value() == ""


def test_a_reload_in_the_middle_changes_nothing(page: Page) -> None:
    start(page)
    graded = answer(page, "4")
    shown = question(page)
    page.keyboard.press(" ")
    expect(page.locator(".question__short")).to_be_visible()
    page.reload()
    expect(page.locator(".study-question")).to_have_text(shown)
    expect(page.locator(".question__short")).to_be_visible()
    expect(page.locator(".study-count")).to_contain_text("1 done, 9 new left")
    page.keyboard.press("u")
    expect(page.locator(".study-question")).to_have_text(graded)


def test_a_page_that_goes_away_within_a_grade_loses_none(page: Page) -> None:
    start(page)
    page.keyboard.press(" ")
    expect(page.locator(".study-grade")).to_have_count(4)
    shown = question(page)
    # The row is stored, and the page is gone before it could note that.
    page.evaluate("sessionStorage.setItem = () => {}; Storage.prototype.setItem = () => {}")
    page.keyboard.press("3")
    expect(page.locator(".study-count")).to_contain_text("1 done")
    page.reload()
    expect(page.locator(".study-count")).to_contain_text("1 done")
    assert question(page) != shown
    assert len(events(page)) == 1


def test_two_tabs_that_grade_the_same_card_keep_both_reviews(context: BrowserContext) -> None:
    one, two = context.new_page(), context.new_page()
    start(one)
    start(two)
    assert question(one) == question(two)
    for tab in (one, two):
        tab.keyboard.press(" ")
        expect(tab.locator(".study-grade")).to_have_count(4)
    shown = question(one)
    # Both keys are pressed before either tab has heard of the other.
    for tab in (one, two):
        tab.evaluate("setTimeout(() => document.querySelectorAll('.study-grade')[2].click(), 300)")
    for tab in (one, two):
        expect(tab.locator(".study-count")).to_contain_text(re.compile("^1 done"))
        expect(tab.locator(".study-question")).not_to_have_text(shown)
    rows = events(one)
    assert [row["data"]["card"] for row in rows] == [rows[0]["data"]["card"]] * 2
    assert len({row["id"] for row in rows}) == 2


def test_a_card_that_was_graded_in_another_tab_makes_way(context: BrowserContext) -> None:
    one, two = context.new_page(), context.new_page()
    start(one)
    start(two)
    graded = answer(one)
    expect(two.locator(".study-question")).not_to_have_text(graded)
    expect(two.locator(".app-announcement")).to_contain_text("graded this card in another tab")


def test_damaged_rows_are_set_aside_and_said(page: Page) -> None:
    start(page)
    answer(page)
    answer(page, "4")
    rows = events(page)
    put_raw(page, [{**rows[0], "t": 5}])
    page.reload()
    expect(page.locator(".app-banner:visible")).to_contain_text(
        "1 row of your log is damaged and was set aside"
    )
    expect(page.locator(".study-count")).to_contain_text("1 done")
    assert [row["id"] for row in events(page)] == [rows[1]["id"]]


def test_a_full_disk_loses_no_review(page: Page) -> None:
    page.add_init_script(BREAK_PUT)
    start(page)
    page.evaluate("window.diskIsFull = true")
    answer(page)
    banner = page.locator(".app-banner--alert")
    expect(banner).to_contain_text("The browser’s storage is full, so 1 entry waits in this tab")
    answer(page)
    expect(banner).to_contain_text("2 entries wait")
    with page.expect_download() as download:
        banner.get_by_role("button", name="Export now").click()
    assert '"count":2' in download.value.path().read_text("utf-8")
    page.evaluate("window.diskIsFull = false")
    banner.get_by_role("button", name="Try again").click()
    expect(banner).to_be_hidden()
    assert [event["kind"] for event in events(page)].count("review") == 2


def test_without_a_database_it_works_and_says_what_is_lost(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    start(page)
    expect(page.locator(".app-banner--alert")).to_contain_text("This browser stores nothing here")
    first = answer(page)
    assert question(page) != first
    with page.expect_download() as download:
        page.get_by_role("button", name="Export now").click()
    assert '"kind":"review"' in download.value.path().read_text("utf-8")


def test_a_database_that_is_deleted_below_the_page_is_made_again(page: Page) -> None:
    start(page)
    answer(page)
    page.evaluate("new Promise(done => { indexedDB.deleteDatabase('handbook-study').onsuccess = done; })")
    banner = page.locator(".app-banner--alert")
    expect(banner).to_contain_text("closed or deleted its storage")
    answer(page)
    expect(banner).to_contain_text("1 entry waits")
    banner.get_by_role("button", name="Try again").click()
    expect(banner).to_be_hidden()
    assert len(events(page)) == 1


def test_an_old_tab_asks_to_be_reloaded_and_keeps_its_reviews(context: BrowserContext) -> None:
    page, newer = context.new_page(), context.new_page()
    start(page)
    newer.goto("404.html")
    newer.evaluate(
        """new Promise(done => {
          const request = indexedDB.open('handbook-study', 99);
          request.onsuccess = () => done(request.result.close());
        })"""
    )
    banner = page.locator(".app-banner--alert")
    expect(banner).to_contain_text("Another tab runs a newer version of the handbook. Reload this one")
    answer(page)
    expect(banner).to_contain_text("1 entry waits here, so export your data first")
    with page.expect_download() as download:
        banner.get_by_role("button", name="Export now").click()
    assert '"kind":"review"' in download.value.path().read_text("utf-8")


def test_a_clock_that_was_set_back_is_said_once_and_keeps_the_order(page: Page) -> None:
    page.clock.install()
    start(page)
    first = answer(page, "1")
    for _ in range(9):
        answer(page, "4")
    page.clock.set_fixed_time("2020-01-01T12:00:00Z")
    expect(page.locator(".study-question")).to_have_text(first)
    answer(page, "1")
    answer(page, "1")
    expect(page.locator(".app-banner", has_text="clock is behind")).to_have_count(1)
    rows = events(page)
    cards = [event["data"]["card"] for event in rows]
    twice = [event for event in rows if cards.count(event["data"]["card"]) == 2]
    assert [event["data"]["rating"] for event in twice] == [1, 1]
    assert twice[0]["t"] + 1 == twice[1]["t"]


def test_an_answer_that_does_not_come_is_asked_for_again(page: Page) -> None:
    page.route(re.compile(r"/questions/[^/]+/$"), lambda route: route.abort())
    start(page)
    page.keyboard.press(" ")
    banner = page.locator(".study-answer .app-banner")
    expect(banner).to_contain_text("The answer couldn’t be loaded: there is no connection to the site.")
    expect(page.locator(".study-grade"), "it can be graded all the same").to_have_count(4)
    page.unroute_all()
    banner.get_by_role("button", name="Try again").click()
    expect(page.locator(".question__short")).to_be_visible()


def test_a_bank_that_does_not_come_is_said_and_asked_for_again(page: Page) -> None:
    page.route("**/questions/index.json", lambda route: route.fulfill(status=503))
    page.goto(CARDS)
    banner = page.locator(".app-banner--alert")
    expect(banner).to_contain_text("The question bank couldn’t be loaded: the site answers 503.")
    page.unroute_all()
    banner.get_by_role("button", name="Try again").click()
    expect(page.locator(".cards-home")).to_be_visible()


def test_a_link_names_questions_and_they_come_in_its_order(page: Page) -> None:
    page.goto(CARDS)
    bank = page.evaluate("fetch('../../questions/index.json').then(a => a.json()).then(b => b.questions)")
    three, one = bank[3], bank[1]
    page.goto(f"{CARDS}?questions={three['id']},{one['id']},no-such-question")
    expect(page.locator(".cards-home")).to_contain_text(
        "names 2 questions. 1 other one is no longer in the bank"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".study-count")).to_have_text("0 done, 2 new left")
    page.keyboard.press(" ")
    page.keyboard.press("4")
    expect(page.locator(".study-count")).to_have_text("1 done, 1 new left")
    page.keyboard.press(" ")
    page.keyboard.press("4")
    expect(page.locator(".cards-end")).to_have_text("Done")
    assert [event["data"]["card"] for event in events(page)] == [three["id"], one["id"]]


def test_filters_and_limits_choose_the_cards_and_are_kept(page: Page) -> None:
    page.goto(CARDS)
    page.locator(".cards-filter > summary").click()
    page.get_by_role("combobox", name="Level", exact=True).select_option("advanced")
    page.get_by_role("combobox", name="Topic", exact=True).select_option("evaluation")
    expect(page.locator(".cards-filter output")).to_contain_text(re.compile(r"\d+ cards fit"))
    page.locator(".cards-preferences > summary").click()
    page.get_by_label("New cards a day").fill("2")
    page.get_by_label("New cards a day").blur()
    expect(page.get_by_role("button", name="Start with 2 cards")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Start with 2 cards").click()
    expect(page.locator(".study-meta")).to_contain_text("EvaluationAdvanced")
    answer(page, "4")
    answer(page, "4")
    expect(page.locator(".cards-end")).to_have_text("Done")
    page.get_by_role("button", name="more card").click()
    expect(page.locator(".study-question")).to_be_visible()


def test_what_is_due_comes_before_what_is_not(page: Page) -> None:
    def rows(ids: list[str], now: float) -> list[dict[str, Any]]:
        return [*learnt(0, ids[0], now - 5 * DAY), *learnt(2, ids[1], now - DAY)]

    seed(page, rows)
    page.reload()
    expect(page.locator(".app-figures")).to_have_text("due1new10done today0")
    expect(
        page.get_by_role("img", name=re.compile("Coming back in the next 30 days: 1 card today"))
    ).to_be_visible()
    page.locator(".cards-filter > summary").click()
    page.get_by_role("combobox", name="Cards", exact=True).select_option("due")
    page.locator(".cards-home .app-button--primary").click()
    expect(page.locator(".study-count")).to_have_text("0 done, 1 due left")
    answer(page)
    expect(page.locator(".cards-end")).to_have_text("Done")


def lapsing(ids: list[str], now: float) -> list[dict[str, Any]]:
    """Return a card that was forgotten five times and is due."""
    time, number = now - 60 * DAY, 2
    rows = learnt(0, ids[0], time)
    for _ in range(5):
        time += 4 * DAY
        rows += [review(number, ids[0], time, 1), review(number + 1, ids[0], time + 600_000)]
        number += 2
    return rows


def test_a_card_that_keeps_slipping_is_named_with_what_to_do(page: Page) -> None:
    seed(page, lapsing)
    page.reload()
    assert not page.locator(".cards-leech").count()
    page.locator(".cards-home .app-button--primary").click()
    answer(page, "1")
    banner = page.locator(".app-banner", has_text="You have forgotten")
    expect(banner).to_contain_text("6 times. Repeating it won’t help: read its chapter first.")
    expect(banner.get_by_role("link", name="Open the chapter")).to_have_attribute("href", re.compile("^http"))
    banner.get_by_role("button", name="Set the card aside").click()
    expect(banner).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Overview").click()
    leech = page.locator(".cards-leech")
    expect(leech).to_contain_text("Set aside: it doesn’t come.")
    leech.get_by_role("button", name="Learn afresh").click()
    expect(leech).to_have_count(0)
    assert [event["data"].get("change") for event in events(page)][-2:] == ["suspend", "restart"]


def test_a_session_asks_nobody_else_and_breaks_no_rule_of_the_page(
    page: Page, watch: Watch, address: str
) -> None:
    start(page)
    for grade in "3412":
        page.keyboard.press(" ")
        expect(page.locator(".question__short")).to_be_visible()
        page.keyboard.press("f")
        expect(page.locator(".question__traps")).to_be_visible()
        page.keyboard.press(grade)
        expect(page.locator(".question__short")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Overview").click()
    page.get_by_role("button", name="Statistics").click()
    expect(page.locator(".cards-numbers .app-figures")).to_be_visible()
    watch.assert_silent(address)


def test_reading_pages_load_nothing_of_it(page: Page, watch: Watch) -> None:
    page.goto("evaluation/classification-metrics/", wait_until="networkidle")
    assert [url for url in watch.requests if "practice/cards" in url or "practice/shared" in url] == []
    assert [url for url in watch.requests if "fsrs" in url or "questions/" in url] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_state(browser: Browser, address: str, scheme: Any, width: int) -> None:
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: dict[str, list[Any]] = {}

    def check(state: str) -> None:
        found[state] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    page.goto(CARDS)
    expect(page.locator(".cards-first")).to_be_visible()
    check("first visit")
    seed(page, lapsing)
    seed(
        page,
        lambda ids, now: [row for n in range(9) for row in learnt(100 + 2 * n, ids[n + 1], now - n * DAY)],
    )
    page.reload()
    expect(page.locator(".app-figures")).to_be_visible()
    page.evaluate("document.querySelectorAll('.app details').forEach(details => details.open = true)")
    check("overview")
    page.get_by_role("button", name="Statistics").click()
    check("statistics")
    page.get_by_role("button", name="Overview").click()
    page.locator(".cards-home .app-button--primary").click()
    expect(page.locator(".study-question")).to_be_visible()
    check("question")
    page.keyboard.press(" ")
    expect(page.locator(".question__short")).to_be_visible()
    check("short answer")
    page.keyboard.press("f")
    expect(page.locator(".question__traps")).to_be_visible()
    check("full answer")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    check("keys")
    page.keyboard.press("Escape")
    answer_shown = page.locator(".study-grade").first
    answer_shown.click()
    expect(page.locator(".study-count")).to_contain_text("1 done")
    page.keyboard.press("Escape")
    expect(page.locator(".cards-end")).to_be_visible()
    check("end")
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page.goto(CARDS)
    expect(page.locator(".app-banner--alert").first).to_be_visible()
    check("no database")
    page.route("**/questions/index.json", lambda route: route.abort())
    page.reload()
    expect(page.locator(".app-banner--alert")).to_contain_text("The cards can’t start")
    check("no bank")
    context.close()
    assert {state: list_ for state, list_ in found.items() if list_} == {}
