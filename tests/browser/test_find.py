"""The question finder as a reader uses it: by keys, on a phone, from a disk, or when something is missing."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.finder.finder import URI, index_of
from handbook.offline import export_offline
from handbook.offline.export import FOLDER
from tests.browser.axe import violations
from tests.browser.watching import Watch

SITE = Path(__file__).parents[2] / "site"
FIND = "practice/find/"
ASKED = "why does my model do well offline but badly in prod?"


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Ask as the interviewer would")


def cards(page: Page) -> Locator:
    return page.locator(".find-card")


def openers(page: Page) -> Locator:
    return page.locator(".find-card__opener")


def ask(page: Page, text: str) -> None:
    field(page).fill(text)


@pytest.fixture
def finder(page: Page) -> Page:
    page.goto(FIND)
    expect(field(page)).to_be_visible()
    return page


def test_the_first_visit_has_examples(finder: Page) -> None:
    expect(finder.locator(".find-count")).to_have_text(re.compile(r"^\d+ questions to find$"))
    expect(cards(finder)).to_have_count(0)
    for number in range(finder.locator(".find-example").count()):
        finder.locator(".find-example").nth(number).click()
        expect(field(finder)).to_be_focused()
        assert cards(finder).count() > 0
        ask(finder, "")


def test_typing_shows_the_questions_at_once(finder: Page) -> None:
    field(finder).press_sequentially(ASKED)
    first = cards(finder).first
    assert first.get_attribute("data-question") == "validation-to-production-gap"
    expect(first.locator(".find-card__wording")).to_contain_text("Also asked as: “The model is good offline")
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".level")).to_have_text("Advanced")
    expect(finder.locator(".find-count")).to_have_text(re.compile(r"^\d+ questions fit\.$"))
    expect(finder.locator("[role=status]")).to_have_text(re.compile("questions fit"))


def test_chapters_and_glossary_stand_below(finder: Page) -> None:
    ask(finder, "early stopping")
    expect(finder.get_by_role("heading", name="In the chapters")).to_be_visible()
    expect(finder.get_by_role("link", name="Early stopping").first).to_be_visible()
    expect(finder.get_by_role("heading", name="In the glossary")).to_be_visible()


def test_a_slip_of_the_finger_is_named(finder: Page) -> None:
    ask(finder, "platt scaling and isotoniq fits")
    expect(finder.locator(".find-count")).to_contain_text("with “isotonic”")
    assert cards(finder).first.get_attribute("data-question") == "platt-isotonic-temperature"


def test_everything_by_keys(finder: Page) -> None:
    finder.keyboard.press("/")
    expect(field(finder)).to_be_focused()
    finder.keyboard.type("roc auc")
    finder.keyboard.press("Enter")
    first, second = openers(finder).nth(0), openers(finder).nth(1)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(cards(finder).first.locator(".question__short")).to_be_visible()
    finder.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-expanded", "false")
    finder.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-expanded", "true")
    finder.keyboard.press("Escape")
    expect(second).to_have_attribute("aria-expanded", "false")
    expect(second).to_be_focused()
    finder.keyboard.press("Escape")
    expect(field(finder)).to_be_focused()
    finder.keyboard.press("ArrowDown")
    finder.keyboard.press("ArrowUp")
    expect(field(finder)).to_be_focused()
    finder.keyboard.press("Escape")
    expect(field(finder)).to_have_value("")
    expect(cards(finder)).to_have_count(0)


def test_f_opens_the_full_answer(finder: Page) -> None:
    ask(finder, "roc auc")
    finder.keyboard.press("ArrowDown")
    finder.keyboard.press("ArrowDown")
    wanted = cards(finder).nth(1).get_attribute("data-question")
    finder.keyboard.press("f")
    finder.wait_for_url(f"**/questions/**#q-{wanted}")
    expect(finder.locator(f"#q-{wanted}")).to_be_visible()


def test_the_keys_are_listed(finder: Page) -> None:
    finder.locator("h1").click()
    finder.keyboard.press("?")
    expect(finder.get_by_role("dialog", name="Keys")).to_contain_text("show or hide the short answer")


def test_the_short_answer_is_loaded_when_it_is_opened(page: Page, watch: Watch) -> None:
    page.goto(f"{FIND}?ask=roc+auc")
    expect(cards(page).first).to_be_visible()
    assert not [url for url in watch.requests if "/questions/" in url]
    openers(page).first.click()
    expect(cards(page).first.locator(".question__short")).to_be_visible()
    openers(page).nth(1).click()
    expect(cards(page).nth(1).locator(".question__short")).to_be_visible()
    assert len([url for url in watch.requests if "/questions/evaluation/" in url]) == 1


def test_filters_narrow_and_can_be_cleared(finder: Page) -> None:
    ask(finder, "fraud")
    everything = cards(finder).count()
    finder.get_by_label("Topic").select_option("system-design")
    finder.get_by_label("Level").select_option("beginner")
    narrowed = cards(finder).count()
    assert narrowed < everything
    for number in range(narrowed):
        expect(cards(finder).nth(number).locator(".level")).to_have_text("Beginner")
    expect(finder.locator(".find-count")).to_contain_text("within the filter")
    finder.get_by_role("button", name="Clear the filter").click()
    expect(cards(finder)).to_have_count(everything)
    expect(finder.get_by_label("Level")).to_have_value("")


def test_the_filter_can_be_left_when_it_hides_everything(page: Page) -> None:
    page.goto(f"{FIND}?ask=rope+position&topic=behavioral")
    expect(page.locator(".find-count")).to_have_text("No questions fit within the filter.")
    page.get_by_role("button", name="Search without the filter").click()
    assert cards(page).first.get_attribute("data-question") == "rope-relative-position"


def test_the_address_holds_the_search(finder: Page) -> None:
    ask(finder, "L1 vs L2")
    finder.get_by_label("Role").select_option("mle")
    finder.wait_for_url("**/?ask=L1+vs+L2&role=mle")
    shown = finder.locator(".find-card").evaluate_all("all => all.map(each => each.dataset.question)")
    finder.reload()
    expect(field(finder)).to_have_value("L1 vs L2")
    expect(finder.get_by_label("Role")).to_have_value("mle")
    again = finder.locator(".find-card").evaluate_all("all => all.map(each => each.dataset.question)")
    assert again == shown


def test_nonsense_finds_nothing_and_says_what_to_do(finder: Page) -> None:
    ask(finder, "qwxzv")
    expect(finder.locator(".find-count")).to_have_text("No questions fit.")
    expect(finder.locator(".app-empty")).to_contain_text("Try the name of the method")


def test_what_is_typed_is_text(finder: Page) -> None:
    ask(finder, "<img src=x onerror=alert(1)> auc")
    expect(cards(finder).first).to_be_visible()
    assert finder.locator(".app img").count() == 0


def test_more_than_ten_are_shown_on_request(finder: Page) -> None:
    ask(finder, "model")
    expect(cards(finder)).to_have_count(10)
    finder.get_by_role("button", name=re.compile(r"Show \d+ more")).click()
    assert cards(finder).count() > 10
    expect(openers(finder).nth(10)).to_be_focused()


def test_without_the_index_there_is_a_way_out(page: Page) -> None:
    page.route(f"**/{URI}", lambda route: route.abort())
    page.goto(FIND)
    expect(page.get_by_role("alert")).to_contain_text("The index couldn’t be loaded.")
    expect(page.get_by_role("button", name="Reload the page")).to_be_visible()


def test_an_answer_that_does_not_come_is_reported_and_asked_for_again(finder: Page) -> None:
    ask(finder, "roc auc")
    finder.route("**/questions/evaluation/", lambda route: route.abort())
    openers(finder).first.click()
    expect(cards(finder).first.get_by_role("alert")).to_contain_text("there is no connection")
    expect(cards(finder).first.get_by_role("link", name="Read it on its page")).to_be_visible()
    finder.unroute("**/questions/evaluation/")
    openers(finder).first.click()
    openers(finder).first.click()
    expect(cards(finder).first.locator(".question__short")).to_be_visible()


def test_every_link_leads_somewhere() -> None:
    shown = index_of((SITE / URI).read_bytes())["shown"]
    pages: dict[str, str] = {}

    def missing(path: str, anchor: str) -> bool:
        file = SITE / path / "index.html"
        html = pages.setdefault(path, file.read_text("utf-8") if file.is_file() else "")
        return f'id="{anchor}"' not in html if anchor else not html

    questions, sections, terms = shown["questions"], shown["sections"], shown["terms"]
    links = [
        *(
            (f"questions/{topic}", f"q-{name}")
            for topic, name in zip(questions["topic"], questions["id"], strict=True)
        ),
        *zip(sections["page"], sections["anchor"], strict=True),
        *(("reference/glossary", key) for key in terms["key"]),
    ]
    assert len(links) > 400
    assert [link for link in links if missing(*link)] == []


@pytest.mark.parametrize("state", ["first", "results", "open", "empty", "filtered"])
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
    asked = {"first": "", "empty": "qwxzv", "filtered": "fraud&level=beginner"}.get(state, "roc+auc+meaning")
    page.goto(f"{FIND}?ask={asked}")
    expect(field(page)).to_be_visible()
    if state == "open":
        field(page).press("Enter")
        expect(page.locator(".question__short")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    watch.assert_silent(address)
    context.close()


def test_other_pages_load_nothing_of_it(page: Page, watch: Watch) -> None:
    page.goto("evaluation/classification-metrics/", wait_until="networkidle")
    assert [url for url in watch.requests if "/find/" in url or url.endswith("find.css")] == []


def test_a_phone_folds_the_filters_away(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{FIND}?ask=auc")
    expect(page.get_by_label("Topic")).to_be_hidden()
    page.get_by_text("Filter", exact=True).tap()
    expect(page.get_by_label("Topic")).to_be_visible()
    box = openers(page).first.bounding_box()
    assert box
    assert box["height"] >= 40
    context.close()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The offline copy, unpacked."""
    folder = tmp_path_factory.mktemp("find")
    export_offline(SITE, folder / "offline.zip", 1_700_000_000, lambda _: None)
    with zipfile.ZipFile(folder / "offline.zip") as archive:
        archive.extractall(folder)
    yield folder / FOLDER


def test_it_works_from_a_disk(browser: Browser, copy: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{(copy / FIND / 'index.html').as_uri()}?ask=roc+auc")
    expect(cards(page).first).to_be_visible()
    openers(page).first.click()
    expect(cards(page).first.get_by_role("alert")).to_contain_text("can’t be loaded from a file")
    for link in page.locator(".find-results a").all():
        target = urlsplit(str(link.evaluate("link => link.href")))
        assert Path(unquote(target.path)).is_file(), target.path
    cards(page).first.get_by_role("link", name=re.compile("^Full answer")).click()
    expect(page.locator("details.question[open]").first).to_be_visible()
    context.close()
