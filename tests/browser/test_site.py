"""What readers do with the built site, in a real browser."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.watching import Watch

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
PAGES = {
    "home": "",
    "chapter": "evaluation/classification-metrics/",
    "case study": "system-design/fraud-detection/",
    "bank index": "questions/",
    "topic": "questions/evaluation/",
    "notebook": "notebooks/evaluation/calibration/",
    "drill": "practice/drills/evaluation/roc-auc-by-ranks/",
    "glossary": "reference/glossary/",
    "plan": "start/eight-week-plan/",
    "contributing": "contributing/formats/",
    "not found": "404.html",
}


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, name: str, scheme: Any, width: int) -> None:
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(PAGES[name])
    # A handful of cards is enough: axe looks at every node, and all cards are alike.
    page.evaluate(
        "[...document.querySelectorAll('details')].slice(0, 3).forEach(details => details.open = true)"
    )
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [360, 820])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    site_map = (SITE / "sitemap.xml").read_text("utf-8")
    every = re.findall(r"<loc>https?://[^/]+/(.*?)</loc>", site_map)
    assert len(every) > 40
    too_wide = {}
    for address in [*every, "404.html"]:
        page.goto(address)
        open_everything(page)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            too_wide[address] = needed
    assert too_wide == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_else_and_logs_no_error(page: Page, watch: Watch, address: str, name: str) -> None:
    page.goto(PAGES[name], wait_until="networkidle")
    page.mouse.wheel(0, 20000)
    page.wait_for_load_state("networkidle")
    watch.assert_silent(address)


def test_the_tabs_lead_through_the_site(page: Page) -> None:
    page.goto("")
    page.locator(".md-tabs").get_by_role("link", name="Questions").click()
    expect(page).to_have_url(re.compile("questions/$"))
    page.get_by_role("link", name="Evaluation", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Evaluation")


def test_search_finds_a_question(page: Page) -> None:
    page.goto(PAGES["chapter"], wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("roc auc", delay=30)
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible(timeout=15000)
    expect(page.locator(".md-search-result__list")).to_contain_text(re.compile("ROC", re.IGNORECASE))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()


def test_filters_combine_stand_in_the_address_and_survive_a_reload(page: Page) -> None:
    page.goto(PAGES["topic"])
    cards = page.locator("details.question:visible")
    total = cards.count()
    page.get_by_label("Level").select_option("advanced")
    advanced = cards.count()
    assert 0 < advanced < total
    assert cards.evaluate_all("cards => cards.every(card => card.dataset.level === 'advanced')")
    page.get_by_label("How often").select_option("high")
    both = cards.count()
    assert both <= advanced
    expect(page.locator(".question-filter output")).to_contain_text(str(both))
    assert "level=advanced" in page.url
    page.reload()
    expect(page.get_by_label("Level")).to_have_value("advanced")
    assert cards.count() == both


def test_a_permanent_link_opens_its_question(page: Page) -> None:
    page.goto(PAGES["topic"])
    anchor = page.locator("details.question h2").nth(2).get_attribute("id")
    page.goto(f"{PAGES['topic']}#{anchor}")
    card = page.locator("details.question", has=page.locator(f"#{anchor}"))
    expect(card).to_have_attribute("open", "")


def test_a_card_opens_with_the_keyboard(page: Page) -> None:
    page.goto(PAGES["topic"])
    summary = page.locator("details.question > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.question").first).to_have_attribute("open", "")


def test_the_first_key_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto(PAGES["chapter"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")


def test_the_palette_is_kept_from_page_to_page(page: Page) -> None:
    page.goto(PAGES["chapter"])
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").first.click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(PAGES["glossary"])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_a_figure_only_the_picture_of_the_scheme_is_fetched(
    browser: Browser, address: str, scheme: Any
) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page)
    page.goto(PAGES["notebook"])
    for picture in page.locator(f"img.only-{scheme}").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    other = "dark" if scheme == "light" else "light"
    assert [url for url in watch.requests if url.endswith(f"-{scheme}.svg")]
    assert not [url for url in watch.requests if url.endswith(f"-{other}.svg")]
    context.close()


def test_a_term_shows_its_definition_on_focus(page: Page) -> None:
    page.goto(PAGES["chapter"])
    page.locator("article a.term").first.focus()
    expect(page.locator(".md-tooltip2, .md-tooltip").first).to_be_visible()


def test_formulas_are_readable_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["chapter"])
    expect(page.locator(".katex-html").first).to_be_visible()
    assert page.locator("math").count() > 20
    page.goto(PAGES["topic"])
    page.locator("details.question > summary").first.click()
    expect(page.locator("details.question").first).to_have_attribute("open", "")
    context.close()


def test_the_layout_does_not_shift(page: Page) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { if (!entry.hadRecentInput) window.shift += entry.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(PAGES["chapter"], wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") <= 0.02


def test_print_hides_the_navigation_and_opens_the_answers(page: Page) -> None:
    page.goto(PAGES["topic"])
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".question-filter")).to_be_hidden()
