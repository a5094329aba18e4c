"""The page on which readers compare offers."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.watching import Watch

OFFER = "practice/offer/"


def open_page(page: Page) -> None:
    page.goto(OFFER)
    expect(page.locator(".offer-card")).to_have_count(2)


def card(page: Page, number: int) -> Any:
    return page.locator(".offer-card").nth(number - 1)


def fill(page: Page, number: int, **values: str) -> None:
    """Fill in fields of an offer by the first word of their label."""
    for label, value in values.items():
        card(page, number).get_by_label(re.compile(f"^{label.replace('_', ' ')}")).fill(value)


def test_it_compares_as_one_types_and_keeps_it(page: Page) -> None:
    open_page(page)
    said = page.locator(".offer-said")
    expect(said).to_contain_text("Fill in a salary for each offer")
    fill(page, 1, Name="Bank", Salary="100000")
    fill(page, 2, Name="Shop", Salary="90000")
    expect(said).to_contain_text("Bank is ahead of Shop by €36,300 over 4 years, 10% of what it is worth.")
    turns = page.locator(".offer-turns li")
    expect(turns.first).to_have_text("Shop catches up with a salary of €100,000, €10,000 more than offered.")
    expect(turns.last).to_have_text("Bank is ahead whenever you leave.")
    page.reload()
    expect(said).to_contain_text("Bank is ahead of Shop by €36,300")
    expect(card(page, 2).get_by_label("Name")).to_have_value("Shop")


def test_the_kind_of_equity_decides_what_is_asked(page: Page) -> None:
    open_page(page)
    fill(page, 1, Salary="100000")
    fill(page, 2, Salary="90000")
    expect(card(page, 2).get_by_label("Strike price")).to_have_count(0)
    card(page, 2).get_by_label("Equity").select_option("options")
    expect(card(page, 2).get_by_label("Equity")).to_be_focused()
    fill(page, 2, Number="20000", Strike="1", Price="10", Chance="50")
    expect(page.locator(".offer-turns")).to_contain_text("is sold for")
    row = page.locator(".offer-table").first.locator("tbody tr").nth(1)
    expect(row.locator("td").last).to_have_text("€20,000")
    card(page, 2).get_by_label("Equity").select_option("none")
    expect(row.locator("td").last).to_have_text("–")


def test_a_vesting_that_cannot_be_is_marked_and_not_used(page: Page) -> None:
    open_page(page)
    page.keyboard.press("e")
    field = card(page, 1).get_by_label("Vests by year, %")
    equity = page.locator(".offer-table").nth(1).locator("tr", has_text="Equity")
    before = equity.inner_text()
    field.fill("60 60")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert equity.inner_text() == before
    field.fill("40 30 20 10")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert equity.inner_text() != before


def test_keys_add_show_and_move(page: Page) -> None:
    open_page(page)
    page.keyboard.press("n")
    expect(page.locator(".offer-card")).to_have_count(3)
    expect(card(page, 3).get_by_label("Name")).to_be_focused()
    expect(card(page, 3).get_by_label("Name")).to_have_value("Offer C")
    page.keyboard.type("n")  # in a field it is a letter
    expect(page.locator(".offer-card")).to_have_count(3)
    card(page, 3).get_by_role("button", name="Remove this offer").click()
    expect(page.locator(".offer-card")).to_have_count(2)
    page.locator("h1").click()
    page.keyboard.press("e")
    expect(page.locator(".offer-said")).to_contain_text("Listed company is ahead of Start-up")
    page.keyboard.press("r")
    expect(page.locator(".offer-results")).to_be_focused()
    page.get_by_role("button", name="Empty all fields").click()
    expect(page.locator(".offer-said")).to_contain_text("Fill in a salary")


def test_four_offers_are_the_most(page: Page) -> None:
    open_page(page)
    add = page.get_by_role("button", name="Add an offer")
    add.click()
    add.click()
    expect(page.locator(".offer-card")).to_have_count(4)
    expect(add).to_be_disabled()


def test_damaged_settings_start_afresh(page: Page) -> None:
    open_page(page)
    page.evaluate("localStorage.setItem('handbook-practice:offer', '{\"offers\": [1, null], \"common\": 3}')")
    page.reload()
    expect(page.locator(".offer-card")).to_have_count(2)


def test_it_asks_nobody_else_and_breaks_no_rule_of_the_page(page: Page, address: str) -> None:
    watch = Watch(page)
    open_page(page)
    page.keyboard.press("e")
    expect(page.locator(".offer-ranges")).to_be_visible()
    assert watch.foreign(address) == []
    assert watch.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
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

    open_page(page)
    check("empty")
    page.keyboard.press("e")
    page.get_by_text("What low, middle and high mean").click()
    check("example")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    check("three")
    context.close()
    assert {state: each for state, each in found.items() if each} == {}
