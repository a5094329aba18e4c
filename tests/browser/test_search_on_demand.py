"""The search index travels when somebody searches, not when a page is shown."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.watching import Watch

REPOSITORY = Path(__file__).parents[2]
FIXTURE = REPOSITORY / "tests" / "build" / "incremental_site"
SCRIPT = "assets/javascripts/search-on-demand.js"
HELPER = "assets/javascripts/search-worker.js"

SLOW = "Object.defineProperty(navigator, 'connection', {value: {downlink: 1.5, rtt: 300, saveData: false}})"
FAST = "Object.defineProperty(navigator, 'connection', {value: {downlink: 10, rtt: 50, saveData: false}})"
SAVING = "Object.defineProperty(navigator, 'connection', {value: {downlink: 10, rtt: 50, saveData: true}})"
UNKNOWN = "Object.defineProperty(navigator, 'connection', {value: undefined})"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site that has the script before the theme's."""
    root = tmp_path_factory.mktemp("search") / "site"
    shutil.copytree(FIXTURE, root)
    (root / "docs" / SCRIPT).parent.mkdir(parents=True)
    for name in (SCRIPT, HELPER):
        shutil.copy(REPOSITORY / "docs" / name, root / "docs" / name)
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("  - INCREMENTAL_HOOK\n", "")
    settings += f"extra:\n  polyfills:\n    - {SCRIPT}\n"
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, env=environment, check=True)
    handler = functools.partial(_Quiet, directory=str(root / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def _open(browser: Browser, address: str, connection: str) -> tuple[Page, Watch]:
    """Open and watch a page that believes in this connection."""
    page = browser.new_page()
    page.add_init_script(connection)
    watch = Watch(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, watch


def _searched(watch: Watch) -> list[str]:
    return sorted(
        name for name in watch.names() if name.startswith("search") and name != SCRIPT.split("/")[-1]
    )


@pytest.mark.parametrize("connection", [SLOW, SAVING, UNKNOWN], ids=["slow", "saving data", "unknown"])
def test_index_comes_with_the_first_focus(browser: Browser, address: str, connection: str) -> None:
    page, watch = _open(browser, address, connection)
    page.wait_for_timeout(500)
    assert _searched(watch) == []
    page.locator("[data-md-component=search-query]").focus()
    page.keyboard.type("theta")
    page.wait_for_selector(".md-search-result__item")
    found = _searched(watch)
    assert len(found) == 3
    assert found[0] == "search-worker.js"
    assert found[2] == "search_index.json"
    assert "Theta" in page.locator(".md-search-result__list").inner_text()
    page.close()


def test_shortcut_opens_a_search_that_finds(browser: Browser, address: str) -> None:
    page, watch = _open(browser, address, SLOW)
    page.keyboard.press("/")
    page.keyboard.type("epsilon")
    page.wait_for_selector(".md-search-result__item")
    assert "search_index.json" in watch.names()
    page.close()


def test_search_in_the_address_is_answered(browser: Browser, address: str) -> None:
    page, watch = _open(browser, f"{address}?q=epsilon", SLOW)
    page.wait_for_selector(".md-search-result__item", state="attached")
    assert watch.names().count("search_index.json") == 1
    page.close()


def test_touching_the_button_of_a_phone_loads_the_index(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.add_init_script(SLOW)
    watch = Watch(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert _searched(watch) == []
    with page.expect_request("**/search_index.json"):
        page.locator("header label[for=__search]").first.tap()
    context.close()


def test_fast_connection_fetches_when_idle(browser: Browser, address: str) -> None:
    page, watch = _open(browser, address, FAST)
    for _ in range(100):
        if "search_index.json" in watch.names():
            break
        page.wait_for_timeout(100)
    assert watch.names().count("search_index.json") == 1
    page.close()


def test_other_workers_and_requests_are_left_alone(browser: Browser, address: str) -> None:
    page, _ = _open(browser, address, SLOW)
    answer = page.evaluate(
        """async () => {
            const url = URL.createObjectURL(new Blob(["onmessage = e => postMessage(e.data + 1)"]));
            const worker = new Worker(url);
            const answer = new Promise(done => { worker.onmessage = event => done(event.data); });
            worker.postMessage(41);
            return [await answer, worker instanceof Worker, (await fetch("sitemap.xml")).status];
        }"""
    )
    assert answer == [42, True, 200]
    page.close()
