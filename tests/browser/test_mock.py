"""Mock interviews as a reader takes them, and what happens when something goes wrong around them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import FLAGS
from tests.browser.practice import events
from tests.browser.watching import Watch

MOCK = "practice/mock/"
#: An interview of two questions without follow-ups, so that a test ends.
SHORT = f"{MOCK}?role=mle&level=mid&rounds=theory&minutes=20&seed=test1&ask=roc-auc-meaning,lasso-exact-zeros"
STORY = f"{MOCK}?role=mle&level=mid&rounds=behavioral&minutes=20&seed=test2&ask=mistake-you-made:01"
DESIGN = f"{MOCK}?level=senior&rounds=design&minutes=45&seed=test3&ask=design-payment-fraud-detection"
FAKE_MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


def open_mock(page: Page, address: str = SHORT) -> None:
    page.goto(address)
    expect(page.locator(".mock-begin")).to_be_enabled()


def ask(page: Page) -> None:
    """Start the question that waits."""
    expect(page.locator(".ask__stand")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).to_be_visible()


def answer(page: Page, text: str = "") -> None:
    """Answer what is asked, by keys."""
    if text:
        page.keyboard.press("t")
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
    else:
        page.keyboard.press("Enter")


def rate(page: Page, keys: str = "4233") -> None:
    expect(page.locator(".rate")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".rubric-verdict")).not_to_be_empty()


def whole_question(page: Page, text: str = "", points: str = "12") -> None:
    ask(page)
    answer(page, text)
    rate(page)
    for key in points:
        page.keyboard.press(key)
    page.keyboard.press("Enter")


def report(page: Page) -> dict[str, Any]:
    """Return the report that the log holds."""
    sessions = [row for row in events(page) if row["kind"] == "session"]
    found: dict[str, Any] = sessions[-1]["data"]["report"]
    return found


def test_the_first_visit_offers_an_interview(page: Page) -> None:
    open_mock(page, MOCK)
    expect(page.locator(".mock-plan")).to_contain_text(re.compile(r"\d+ questions, the first to warm up"))
    page.get_by_label("Length").select_option("60")
    expect(page.locator(".mock-plan")).to_contain_text(re.compile("(58|59|60|61|62) minutes"))
    for box in page.locator(".mock-rounds input:checked").all():
        box.uncheck()
    expect(page.locator(".mock-plan")).to_have_text("Choose at least one round.")
    expect(page.locator(".mock-begin")).to_be_disabled()


def test_a_link_presets_the_choice_for_this_page_only(page: Page) -> None:
    open_mock(page, f"{MOCK}?role=ds&level=senior&round=behavioral,screen&minutes=50")
    expect(page.locator(".mock-setup")).to_contain_text("This choice comes from the link that you followed.")
    expect(page.get_by_label("Role")).to_have_value("ds")
    expect(page.get_by_label("Level of the position")).to_have_value("senior")
    expect(page.get_by_label("Length")).to_have_value("50")
    checked = "boxes => boxes.map(box => box.value)"
    assert page.locator(".mock-rounds input:checked").evaluate_all(checked) == ["screen", "behavioral"]
    link = page.url
    open_mock(page, MOCK)
    expect(page.get_by_label("Role")).to_have_value("mle")
    open_mock(page, link)
    page.locator(".mock-begin").click()
    expect(page.locator(".ask__stand")).to_be_visible()
    choice = page.evaluate("JSON.parse(localStorage['handbook-practice:mock-session']).session.choice")
    assert choice == {"role": "ds", "level": "senior", "rounds": ["behavioral", "screen"], "minutes": 50}


def test_a_link_with_odd_wishes_says_which_and_offers_the_usual_choice(page: Page) -> None:
    open_mock(page, f"{MOCK}?role=chef&round=theory,sleep&minutes=soon")
    expect(page.locator(".mock-setup .app-banner")).to_contain_text(
        "asks for role chef, round sleep and minutes soon, which the mock interview doesn’t offer"
    )
    expect(page.get_by_label("Role")).to_have_value("mle")
    expect(page.get_by_label("Length")).to_have_value("30")


def test_a_whole_interview_by_keys_alone(page: Page, watch: Watch, address: str) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page, "It is the chance that a random positive ranks above a random negative.")
    whole_question(page, points="a")
    expect(page.locator(".report__title")).to_be_focused()
    expect(page.locator(".app-figures")).to_contain_text("score")
    rows = events(page)
    assert [row["kind"] for row in rows] == ["answer", "answer", "session"]
    assert rows[0]["data"]["question"] == "roc-auc-meaning"
    assert rows[0]["data"]["confidence"] == 4
    assert rows[1]["data"]["must"] == rows[1]["data"]["musts"]
    watch.assert_silent(address)


def test_only_the_words_of_a_point_are_pointed_at(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    text = "It depends on the order of the scores only, not on prevalence, threshold or calibration."
    answer(page, text)
    rate(page)
    expect(page.locator(".point.is-mentioned")).to_have_count(1)
    expect(page.locator(".point__hint")).to_have_text("you may have mentioned this")
    assert page.locator(".point input:checked").count() == 0, "words tick nothing"


def test_a_follow_up_is_asked_at_once_and_graded(page: Page) -> None:
    open_mock(page, STORY)
    page.keyboard.press("Enter")
    ask(page)
    answer(page)
    expect(page.locator(".ask__follow")).to_contain_text("Tell me about a mistake")
    answer(page, "That a week had passed.")
    expect(page.locator(".ask__count")).to_contain_text("follow-up")
    answer(page)
    rate(page)
    assert page.locator(".grade-rows .grade-row__label").all_inner_texts() == [
        "Situation",
        "Task",
        "Action",
        "Result",
        "Learnt",
    ]
    page.locator(".grade-rows input").first.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".follow input").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.locator(".ask__foot button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".report")).to_contain_text("STAR parts")
    block = report(page)["blocks"][0]
    assert block["parts"] == [{"name": "Situation", "grade": 1}]
    assert [said["grade"] for said in block["said"]] == [None, 2, None]


def test_the_steps_of_a_design_are_stamped(page: Page) -> None:
    page.clock.install()
    open_mock(page, DESIGN)
    page.keyboard.press("Enter")
    ask(page)
    page.keyboard.press("1")
    page.clock.run_for(60_000)
    page.keyboard.press("2")
    expect(page.locator(".step.is-stamped")).to_have_count(2)
    page.clock.run_for(30_000)
    answer(page)
    rate(page)
    expect(page.locator(".grade-row", has_text="Clarify")).to_contain_text(
        re.compile(r"From 0:0[012], 1:0[012] of 5:")
    )
    page.keyboard.press("Enter")
    expect(page.locator(".report__title")).to_be_visible()
    clarify, data = report(page)["blocks"][0]["steps"]
    assert (clarify["name"], data["name"]) == ("Clarify", "Data")
    assert 59 <= clarify["seconds"] <= 62
    assert 29 <= data["seconds"] <= 33


def test_pausing_hides_the_question_and_stops_the_clock(page: Page) -> None:
    page.clock.install()
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    question = page.locator(".ask__question").inner_text()
    page.clock.run_for(10_000)
    page.keyboard.press("p")
    expect(page.locator(".ask__question")).to_have_text("Paused")
    page.clock.run_for(60_000)
    page.keyboard.press("Enter")
    expect(page.locator(".ask__question")).to_have_text(question)
    seconds = page.locator(".clock__digits").inner_text().split(":")
    spent = report_limit(page) - (int(seconds[0]) * 60 + int(seconds[1]))
    assert 8 <= spent <= 14


def report_limit(page: Page) -> int:
    """Return the seconds that the first question has, as the kept session says."""
    kept = page.evaluate("JSON.parse(localStorage.getItem('handbook-practice:mock-session'))")
    seconds: int = kept["session"]["blocks"][0]["seconds"]
    return seconds


def test_a_jump_of_the_clock_stops_it_and_counts_nothing(page: Page) -> None:
    page.clock.install()
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    page.clock.run_for(5000)
    page.clock.fast_forward("20:00")
    expect(page.locator(".ask__stand")).to_contain_text("You were away")
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).not_to_have_attribute("data-state", "over")


def test_setting_the_date_back_changes_nothing(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    page.evaluate("const now = Date.now(); Date.now = () => now - 86400000")
    shown = page.locator(".clock__digits").inner_text()
    expect(page.locator(".clock__digits")).not_to_have_text(shown)
    expect(page.locator(".clock__digits")).to_have_text(re.compile(r"^[1-9]:\d\d$"))
    answer(page)
    rate(page)


def test_beyond_the_time_it_counts_on_calmly(page: Page) -> None:
    page.clock.install()
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    for _ in range(8):
        page.clock.run_for(60_000)
    expect(page.locator(".clock")).to_have_attribute("data-state", "over")
    expect(page.locator(".clock__digits")).to_have_text(re.compile(r"^\+\d+:\d\d$"))
    expect(page.locator(".clock")).to_contain_text("finish your sentence")


def test_a_reload_in_the_middle_loses_nothing(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page, "First answer.")
    ask(page)
    page.keyboard.press("t")
    page.keyboard.type("Half of the second")
    page.reload()
    expect(page.locator(".mock-waits")).to_contain_text("question 2 of 2")
    page.keyboard.press("Enter")
    expect(page.locator(".ask__question")).to_have_text("Paused")
    page.keyboard.press("Enter")
    expect(page.locator(".ask__text")).to_have_value("Half of the second")
    page.keyboard.press("Enter")
    rate(page)
    page.keyboard.press("1")
    page.reload()
    expect(page.locator(".mock-waits")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".point input").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".report__title")).to_be_visible()
    said = [block["said"][0]["text"] for block in report(page)["blocks"]]
    assert said == ["First answer.", "Half of the second"]
    page.reload()
    expect(page.locator(".mock-list li")).to_have_count(1)
    assert len([row for row in events(page) if row["kind"] == "session"]) == 1


def test_ending_early_scores_what_was_answered(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page)
    expect(page.locator(".ask__stand")).to_be_visible()
    page.keyboard.press("e")
    page.locator("dialog[open]").get_by_role("button", name="End it").click()
    expect(page.locator(".app-figures")).to_contain_text("questions, ended early")
    assert len(report(page)["blocks"]) == 1


def test_a_skipped_question_scores_nothing_and_shows_its_answer(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    page.keyboard.press("s")
    expect(page.locator(".rubric-verdict")).to_contain_text("Skipped")
    expect(page.locator(".question__short")).to_be_visible()
    page.keyboard.press("Enter")
    whole_question(page)
    expect(page.locator(".report")).to_contain_text("skipped")
    assert report(page)["blocks"][0]["score"] == 0


def test_scoring_at_the_end_shows_no_answer_before(page: Page) -> None:
    open_mock(page)
    page.locator("input[name=mock-scoring][value=end]").check()
    page.locator(".mock-begin").click()
    for _ in range(2):
        ask(page)
        answer(page)
        expect(page.locator(".rate")).to_be_visible()
        assert page.locator(".point").count() == 0
        page.keyboard.press("Enter")
    expect(page.locator(".ask__count")).to_have_text("Question 1 of 2, rubric")
    page.keyboard.press("Enter")
    expect(page.locator(".ask__count")).to_have_text("Question 2 of 2, rubric")
    page.keyboard.press("Enter")
    expect(page.locator(".report__title")).to_be_visible()


def test_another_tab_takes_the_interview_over(context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    open_mock(first)
    first.keyboard.press("Enter")
    ask(first)
    first.keyboard.press("t")
    first.keyboard.type("Written here")
    # What is typed is written down once a second.
    first.wait_for_function("() => localStorage['handbook-practice:mock-session'].includes('Written here')")
    second.goto(SHORT)
    expect(second.locator(".mock-waits")).to_be_visible()
    second.keyboard.press("Enter")
    second.keyboard.press("Enter")
    expect(second.locator(".ask__text")).to_have_value("Written here")
    expect(first.locator(".app-banner:not([hidden])")).to_contain_text("goes on in another tab")


def test_without_storage_it_says_so_and_goes_on(page: Page) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    open_mock(page)
    page.keyboard.press("Enter")
    expect(page.locator(".app-banner--alert:not([hidden])")).to_contain_text("don’t reload this page")
    whole_question(page)
    whole_question(page)
    expect(page.locator(".report__title")).to_be_visible()


def test_without_a_database_the_interview_waits_for_a_reload(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page)
    whole_question(page)
    expect(page.locator(".report__title")).to_be_visible()
    page.reload()
    expect(page.locator(".mock-waits")).to_contain_text("Only the report is missing")


def test_without_the_network_the_rubric_can_be_asked_for_again(page: Page) -> None:
    page.route("**/questions/*/", lambda route: route.abort())
    open_mock(page)
    page.keyboard.press("Enter")
    ask(page)
    expect(page.locator(".ask__question")).to_contain_text("ROC-AUC")
    answer(page, "Kept.")
    expect(page.locator(".rate")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".app-banner--alert:not([hidden])")).to_contain_text(
        "Nothing of your interview is lost"
    )
    page.unroute("**/questions/*/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".point").first).to_be_visible()
    expect(page.locator(".said__text")).to_have_text("Kept.")


def test_what_went_badly_is_added_to_the_cards(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page, points="")
    whole_question(page, points="a")
    page.get_by_role("button", name=re.compile("to my cards")).click()
    expect(page.get_by_role("button", name="Added to your cards")).to_be_disabled()
    added = [row["data"] for row in events(page) if row["kind"] == "card"]
    assert added[0] == {"card": "roc-auc-meaning", "change": "add"}
    link = page.get_by_role("link", name="Study them now").get_attribute("href")
    assert link and "practice/cards/?questions=roc-auc-meaning" in link


def test_the_report_is_saved_as_markdown_and_compared_with_the_one_before(page: Page) -> None:
    for _ in range(2):
        open_mock(page)
        page.keyboard.press("Enter")
        whole_question(page, "An answer of mine.")
        whole_question(page)
        expect(page.locator(".report__title")).to_be_visible()
    expect(page.locator(".share__before").first).to_be_attached()
    with page.expect_download() as download:
        page.keyboard.press("m")
    text = Path(download.value.path()).read_text("utf-8")
    assert re.match(r"# Mock interview, \d{4}-\d\d-\d\d\n", text)
    assert "> An answer of mine." in text
    assert "- [x] must:" in text
    page.keyboard.press("Escape")
    expect(page.locator(".mock-list li")).to_have_count(2)
    page.locator(".mock-list__open").first.click()
    expect(page.locator(".report")).to_contain_text("An answer of mine.")


def test_on_paper_the_report_is_open_and_has_no_buttons(page: Page) -> None:
    open_mock(page)
    page.keyboard.press("Enter")
    whole_question(page, points="a")
    whole_question(page)
    expect(page.locator(".report__title")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".report__block:not([open])").count() == 0
    expect(page.locator(".report__actions")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".app-figures")).to_be_visible()


def test_the_interviewers_sheet_has_questions_rubrics_and_answers(page: Page) -> None:
    open_mock(page, STORY)
    page.get_by_role("button", name="Sheet for an interviewer").click()
    expect(page.locator(".sheet__question")).to_have_count(1)
    assert page.locator(".sheet__points li").count() >= 4
    expect(page.locator(".follow")).to_have_count(2)
    expect(page.locator(".sheet__parts")).to_contain_text("Learnt")
    page.emulate_media(media="print")
    expect(page.locator(".sheet .app-actions")).to_be_hidden()


def test_the_link_gives_a_friend_the_same_interview(page: Page, browser: Browser, address: str) -> None:
    open_mock(page, MOCK)
    page.get_by_text("Seed, and what is drawn").click()
    link = page.get_by_role("link", name="link to this interview").get_attribute("href")
    assert link
    page.locator(".mock-begin").click()
    expect(page.locator(".ask__stand")).to_be_visible()
    kept = "JSON.parse(localStorage.getItem('handbook-practice:mock-session')).session.blocks"
    context = browser.new_context(base_url=address)
    friend = context.new_page()
    friend.goto(link)
    expect(friend.locator(".app-banner:not([hidden])")).to_contain_text("This link holds an interview")
    friend.locator(".mock-begin").click()
    expect(friend.locator(".ask__stand")).to_be_visible()
    ids = f"{kept}.map(b => [b.question, b.most, b.followUps.slice(0, b.most)])"
    assert friend.evaluate(ids) == page.evaluate(ids)
    context.close()


def test_a_refused_microphone_is_no_obstacle(page: Page) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    open_mock(page)
    page.locator("input[name=mock-way][value=record]").check()
    page.locator(".mock-begin").click()
    expect(page.locator(".app-banner--alert:not([hidden])")).to_contain_text("The microphone was refused")
    page.get_by_role("button", name="Go on without a recording").click()
    whole_question(page)
    whole_question(page)
    expect(page.locator(".report__title")).to_be_visible()


def test_without_web_speech_it_says_so(page: Page) -> None:
    page.add_init_script("delete window.webkitSpeechRecognition; delete window.SpeechRecognition")
    open_mock(page)
    expect(page.locator(".mock-listen")).to_contain_text("can’t write down what you say")
    assert page.locator(".mock-listen input").count() == 0


SPEAKER = """
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    start() { window.listening = this; window.starts = (window.starts ?? 0) + 1; }
    stop() { this.stopped = true; this.onend?.(); }
    abort() { this.stop(); }
    say(text, isFinal) {
      const result = Object.assign([{ transcript: text }], { isFinal });
      this.onresult({ resultIndex: 0, results: [result] });
    }
  };
"""


def test_speech_is_written_down_only_if_asked_for(page: Page) -> None:
    page.clock.install()
    page.add_init_script(SPEAKER)
    open_mock(page)
    expect(page.locator(".mock-listen")).to_contain_text("send the sound to their maker")
    page.keyboard.press("Enter")
    ask(page)
    assert page.evaluate("window.starts") is None, "off by default"
    page.keyboard.press("e")
    page.locator("dialog[open]").get_by_role("button", name="End it").click()
    page.keyboard.press("Enter")
    page.goto(SHORT)
    page.get_by_role("button", name="Throw it away").click()
    page.locator(".mock-listen input").check()
    page.locator(".mock-begin").click()
    ask(page)
    page.evaluate("window.listening.say('um so it is', false)")
    expect(page.locator(".ask__hearing")).to_have_text("um so it is")
    words = (
        "um it is the chance that a random positive ranks above a random negative, you know, basically. " * 3
    )
    page.evaluate("text => window.listening.say(text, true)", words)
    page.evaluate("window.listening.onend()")
    assert page.evaluate("window.starts") == 2, "browsers stop listening after a while"
    expect(page.locator(".ask__text")).to_have_value(re.compile("random positive"))
    # A pace of a few seconds would mean nothing, so the answer has to last a while.
    page.clock.run_for(8500)
    page.keyboard.press("Enter")
    rate(page)
    assert page.evaluate("window.listening.stopped") is True
    page.keyboard.press("Enter")
    whole_question(page)
    expect(page.locator(".report__facts")).to_contain_text("words a minute")
    expect(page.locator(".report__facts")).to_contain_text("“um” 3")


@pytest.fixture(scope="module")
def microphone(browser: Browser) -> Iterator[Browser]:
    """Start a Chromium whose microphone beeps once a second."""
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next((found for name in names if (found := shutil.which(name))), None)
    other = browser.browser_type.launch(executable_path=executable, args=[*FLAGS, *FAKE_MICROPHONE])
    yield other
    other.close()


def test_an_answer_is_recorded_played_and_lost_with_the_page_only(microphone: Browser, address: str) -> None:
    context = microphone.new_context(base_url=address, permissions=["microphone"])
    page = context.new_page()
    watch = Watch(page)
    open_mock(page)
    page.locator("input[name=mock-way][value=record]").check()
    page.locator(".mock-begin").click()
    ask(page)
    expect(page.locator(".ask__recording")).to_be_visible()
    page.wait_for_timeout(3000)
    answer(page)
    rate(page)
    sound = page.locator("audio")
    expect(sound).to_have_count(1)
    page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
    expect(page.locator(".said__sound")).to_contain_text(re.compile(r"Longest pause \d\.\d s"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the recording").click()
    assert download.value.suggested_filename == "question-1.webm"
    assert Path(download.value.path()).stat().st_size > 1000
    page.locator(".ask__foot .app-button--primary").click()
    whole_question(page)
    expect(page.locator(".report__facts")).to_contain_text("Longest pause")
    stored = page.evaluate("JSON.stringify(localStorage)") + str(events(page))
    assert "blob:" not in stored
    watch.assert_silent(address)
    context.close()


STATES = ["setup", "link", "ready", "answer", "paused", "rate", "rubric", "report", "sheet", "waits"]


def reach(page: Page, state: str) -> None:
    """Bring the page into a state."""
    open_mock(page, MOCK if state == "setup" else STORY)
    if state in ("setup", "link"):
        return
    if state == "sheet":
        page.get_by_role("button", name="Sheet for an interviewer").click()
        expect(page.locator(".sheet__question")).to_be_visible()
        return
    page.keyboard.press("Enter")
    expect(page.locator(".ask__stand")).to_be_visible()
    if state == "ready":
        return
    ask(page)
    if state == "answer":
        return
    if state == "paused":
        page.keyboard.press("p")
        expect(page.locator(".ask__stand")).to_be_visible()
        return
    if state == "waits":
        page.reload()
        expect(page.locator(".mock-waits")).to_be_visible()
        return
    answer(page, "I told eleven people that the number was wrong, promptly, who relied on it.")
    answer(page)
    answer(page)
    expect(page.locator(".rate")).to_be_visible()
    page.keyboard.press("4")
    if state == "rate":
        return
    page.keyboard.press("Enter")
    expect(page.locator(".point").first).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("f")
    page.keyboard.press("r")
    if state == "report":
        page.keyboard.press("Enter")
        expect(page.locator(".report__title")).to_be_visible()


@pytest.mark.parametrize("state", STATES)
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
    reach(page, state)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.errors == []
    context.close()
