"""The page on which readers save, bring back and delete their progress."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.practice import DAY, events, put_raw, review, sealed
from tests.browser.watching import Watch

DATA = "practice/data/"
START = 1_760_000_000_000


def open_with(page: Page, count: int, first: int = 0) -> list[dict[str, Any]]:
    """Open the page with so many reviews in the log and return them."""
    page.goto(DATA)
    expect(page.locator(".data-facts")).to_be_visible()
    rows = sealed(page, [review(first + n, f"card-{n}", START + n * DAY / 10) for n in range(count)])
    if rows:
        put_raw(page, rows)
        page.reload()
        expect(page.locator(".data-facts")).to_contain_text(f"{count} review")
    return rows


def save(page: Page, folder: Path) -> Path:
    """Save a backup by its button and return the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a backup").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def choose(page: Page, content: bytes, name: str = "backup.json") -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


def backup(rows: list[dict[str, Any]], **changes: Any) -> bytes:
    value = {
        "app": "machine-learning-interview-handbook",
        "version": 1,
        "made": "2026-11-20T10:00:00.000Z",
        "count": len(rows),
        "events": rows,
        **changes,
    }
    return json.dumps(value).encode()


def test_an_empty_log_has_nothing_to_save(page: Page) -> None:
    open_with(page, 0)
    expect(page.get_by_role("button", name="Save a backup")).to_be_disabled()
    expect(page.locator(".app")).to_contain_text("There is nothing to save yet")


def test_a_backup_holds_everything_and_is_noted(page: Page, tmp_path: Path) -> None:
    rows = open_with(page, 30)
    expect(page.locator(".app")).to_contain_text("There is no backup yet. It is time.")
    path = save(page, tmp_path)
    assert re.fullmatch(r"interview-handbook-\d{4}-\d\d-\d\d-\d{4}\.json", path.name)
    saved = json.loads(path.read_text("utf-8"))
    assert (saved["version"], saved["count"]) == (1, 30)
    assert {row["id"] for row in saved["events"]} == {row["id"] for row in rows}
    expect(page.locator(".app")).to_contain_text(re.compile(r"The last one is of .*; 0 entries since\."))
    assert [event["kind"] for event in events(page)].count("backup") == 1


def test_another_device_gets_everything_and_twice_changes_nothing(
    browser: Browser, address: str, page: Page, tmp_path: Path
) -> None:
    rows = open_with(page, 25)
    content = save(page, tmp_path).read_bytes()
    device = browser.new_context(base_url=address)
    other = device.new_page()
    open_with(other, 0)
    choose(other, content)
    preview = other.locator(".data-preview")
    expect(preview).to_contain_text("It would add 25 reviews.")
    expect(preview).not_to_contain_text("another person")
    other.get_by_role("button", name="Add 25 entries").click()
    expect(other.locator(".app")).to_contain_text("25 entries added.")
    assert [row["id"] for row in events(other)] == [row["id"] for row in rows]
    choose(other, content)
    expect(other.locator(".app")).to_contain_text(
        "Nothing to add: all 25 entries of backup.json are in your log already."
    )
    other.goto("practice/cards/")
    expect(other.locator(".cards-home")).to_be_visible()
    device.close()


def test_a_preview_can_be_left_without_a_change(page: Page) -> None:
    open_with(page, 3)
    more = sealed(page, [review(50, "more", START)])
    choose(page, backup([*events(page), *more]))
    expect(page.locator(".data-preview")).to_contain_text(
        "It would add 1 review. 3 entries are in your log already."
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".data-preview")).to_have_count(0)
    assert len(events(page)) == 3


def test_a_file_that_may_be_another_persons_says_so(page: Page) -> None:
    open_with(page, 3)
    choose(page, backup(sealed(page, [review(50, "theirs", START)])))
    expect(page.locator(".data-strange")).to_contain_text(
        "If it is another person’s file, their progress would be mixed with yours."
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it isn't JSON, or it was cut off"),
        (b"\x89PNG\r\n", "it isn't JSON"),
        (backup([])[:40], "it was cut off"),
        (b'{"todo": []}', "This file is not a backup of this handbook."),
        (backup([], app="another-app"), "This file is not a backup of this handbook."),
        (backup([], version=2), "made by a newer version of the handbook: reload the page"),
        (backup([]), "Nothing to add: backup.json holds no entries."),
    ],
    ids=["empty", "picture", "cut off", "other JSON", "another app", "newer", "no entries"],
)
def test_a_wrong_file_is_refused_in_one_sentence(page: Page, content: bytes, says: str) -> None:
    open_with(page, 2)
    choose(page, content)
    banner = page.locator("section .app-banner")
    expect(banner).to_contain_text(says)
    assert page.get_by_role("button", name=re.compile("^Add ")).count() == 0
    assert len(events(page)) == 2


def test_damaged_rows_of_a_file_are_left_out(page: Page) -> None:
    open_with(page, 0)
    good, bad = sealed(page, [review(1, "good", START), review(2, "bad", START)])
    choose(page, backup([good, {**bad, "t": 7}]))
    expect(page.locator(".data-preview")).to_contain_text("It would add 1 review. 1 damaged row is left out.")
    page.get_by_role("button", name="Add 1 entry").click()
    expect(page.locator(".app")).to_contain_text("1 entry added.")
    assert [row["id"] for row in events(page)] == [good["id"]]


def test_damaged_rows_of_the_log_are_counted_and_a_backup_brings_them_back(
    page: Page, tmp_path: Path
) -> None:
    rows = open_with(page, 5)
    content = save(page, tmp_path).read_bytes()
    put_raw(page, [{**rows[0], "t": 7}])
    page.reload()
    expect(page.locator(".data-facts")).to_contain_text(
        "1, set aside; a backup that has them brings them back"
    )
    choose(page, content)
    page.get_by_role("button", name="Add 1 entry").click()
    expect(page.locator(".app")).to_contain_text("1 entry added.")
    assert rows[0]["id"] in {row["id"] for row in events(page)}


def test_what_a_full_disk_refuses_is_said_and_stays_in_the_tab(page: Page) -> None:
    page.add_init_script(
        """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...values) {
          if (window.diskIsFull) throw new DOMException("no room", "QuotaExceededError");
          return put.apply(this, values);
        };"""
    )
    open_with(page, 2)
    more = sealed(page, [review(50, "more", START)])
    page.evaluate("window.diskIsFull = true")
    choose(page, backup([*events(page), *more]))
    page.get_by_role("button", name="Add 1 entry").click()
    expect(page.locator("section .app-banner")).to_contain_text("1 entry added in this tab, but not stored")
    expect(page.locator(".data-facts")).to_contain_text("1 entry, in this tab only")
    page.evaluate("window.diskIsFull = false")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".data-facts")).to_contain_text("Waiting to be storednone")
    assert len(events(page)) == 3


def test_everything_is_deleted_only_after_the_word(context: BrowserContext, page: Page) -> None:
    open_with(page, 4)
    tab = context.new_page()
    tab.goto(DATA)
    expect(tab.locator(".data-facts")).to_contain_text("4 reviews")
    page.evaluate("localStorage.setItem('handbook-practice:cards', '{\"newPerDay\":3}')")
    page.evaluate("localStorage.setItem('theirs', 'stays')")
    page.evaluate(
        "new Promise(done => { const request = indexedDB.open('handbook-drills');"
        " request.onsuccess = () => done(request.result.close()); })"
    )
    page.get_by_role("button", name="Delete everything…").click()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("4 entries will be gone from this browser")
    erase = dialog.get_by_role("button", name="Delete everything")
    expect(erase).to_be_disabled()
    page.keyboard.type("dele")
    expect(erase).to_be_disabled()
    page.keyboard.press("Enter")
    assert len(events(page)) == 4
    dialog.locator("input").fill("Delete")
    erase.click()
    expect(page.locator(".app")).to_contain_text("Everything is deleted.")
    expect(page.locator(".data-facts")).to_contain_text("0 entries")
    expect(tab.locator(".data-facts")).to_contain_text("0 entries")
    assert events(page) == []
    assert page.evaluate("Object.keys(localStorage).filter(key => !key.startsWith('/'))") == ["theirs"]
    names = page.evaluate("indexedDB.databases().then(all => all.map(each => each.name))")
    assert "handbook-drills" not in names


def test_the_reminder_is_the_readers_choice_and_shown_with_the_cards(page: Page) -> None:
    open_with(page, 30)
    page.goto("practice/cards/")
    banner = page.locator(".cards-home .app-banner", has_text="30 entries of your log and no backup yet")
    expect(banner).to_be_visible()
    page.goto(DATA)
    page.get_by_role("combobox", name="Remind me after").select_option("0")
    page.get_by_role("combobox", name="or after").select_option("0")
    expect(page.locator(".data-due")).to_have_count(0)
    page.goto("practice/cards/")
    expect(page.locator(".app-figures")).to_be_visible()
    expect(banner).to_have_count(0)


def test_the_state_of_the_storage_is_said(page: Page) -> None:
    open_with(page, 1)
    facts = page.locator(".data-facts")
    expect(facts).to_contain_text(re.compile(r"Space[\d.]+ [kM]?B used of [\d.,]+ [MG]B allowed"))
    expect(facts).to_contain_text("Protectedno: the browser may delete it when space runs short")
    page.get_by_role("button", name="Ask the browser to protect it").click()
    expect(page.locator(".app")).to_contain_text(
        re.compile("The browser declined|yes: the browser deletes it only")
    )


def test_without_a_database_it_is_said(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page.goto(DATA)
    expect(page.locator(".app-banner--alert")).to_contain_text("This browser stores nothing here")


def test_it_asks_nobody_else_and_breaks_no_rule_of_the_page(
    page: Page, watch: Watch, address: str, tmp_path: Path
) -> None:
    open_with(page, 3)
    content = save(page, tmp_path).read_bytes()
    choose(page, content)
    expect(page.locator("section .app-banner")).to_contain_text("Nothing to add")
    watch.assert_silent(address)


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

    open_with(page, 0)
    check("empty")
    open_with(page, 30)
    check("filled")
    choose(page, backup(sealed(page, [review(50, "theirs", START)])))
    expect(page.locator(".data-preview")).to_be_visible()
    check("preview")
    choose(page, b"{")
    expect(page.locator("section .app-banner--alert")).to_be_visible()
    check("refused")
    page.get_by_role("button", name="Delete everything…").click()
    check("deleting")
    context.close()
    assert {state: each for state, each in found.items() if each} == {}
