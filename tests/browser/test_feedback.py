"""Written feedback by a reader's own endpoint: a stub on this machine that behaves well, slowly or badly."""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.practice import events
from tests.browser.watching import Watch

MOCK = "practice/mock/?level=mid&rounds=theory&minutes=20&seed=f1&ask=roc-auc-meaning"
FEEDBACK = "practice/feedback/"
GOOD = {
    "choices": [
        {"message": {"role": "assistant", "content": "Point 1: “ranks above”.\n<b>Missing</b>: axes."}}
    ]
}


class Stub(http.server.ThreadingHTTPServer):
    """An endpoint in the form of chat completions; `reply` is what it answers with."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply: tuple[int, str] = (200, json.dumps(GOOD))
        self.wait = 0.0
        self.asked: list[dict[str, Any]] = []


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Stub

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _head(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.end_headers()

    def do_OPTIONS(self) -> None:
        self._head(204)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(
            {"path": self.path, "body": body.decode(), "headers": dict(self.headers.items())}
        )
        time.sleep(self.server.wait)
        try:
            self._head(self.server.reply[0])
            self.wfile.write(self.server.reply[1].encode())
        except BrokenPipeError:
            pass  # The reader has cancelled.


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def write_an_answer(page: Page) -> None:
    page.goto(MOCK)
    expect(page.locator(".mock-begin")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.locator(".ask__stand")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).to_be_visible()
    page.keyboard.press("t")
    page.keyboard.type("A positive ranks above a negative.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rate")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".point").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".report__title")).to_be_visible()


def fill(page: Page, endpoint: str) -> None:
    page.goto(FEEDBACK)
    page.get_by_label("Address of the endpoint").fill(endpoint)
    page.get_by_label("Model").fill("m1")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send it to my endpoint").click()


def test_without_an_answer_it_leads_to_the_interview(page: Page) -> None:
    page.goto(FEEDBACK)
    expect(page.locator(".app-empty")).to_contain_text("There is no written answer yet")
    expect(page.get_by_role("link", name="To the mock interview")).to_be_visible()


def test_exactly_what_is_shown_is_sent_and_only_on_the_click(page: Page, watch: Watch, stub: Stub) -> None:
    write_an_answer(page)
    fill(page, f"http://127.0.0.1:{stub.server_port}")
    page.get_by_label("Key, if it needs one").fill("secret-1")
    page.wait_for_timeout(300)
    assert stub.asked == []
    shown = page.locator(".feedback-preview").inner_text()
    send(page)
    expect(page.locator(".feedback-text")).to_contain_text("Point 1: “ranks above”.")
    assert page.locator(".feedback-text b").count() == 0, "the reply is text, not a page"
    assert len(stub.asked) == 1
    asked = stub.asked[0]
    assert asked["path"] == "/v1/chat/completions"
    assert json.loads(asked["body"]) == json.loads(shown)
    assert "The rubric decides, not you" in shown
    assert asked["headers"]["Authorization"] == "Bearer secret-1"
    assert "Cookie" not in asked["headers"]
    assert "Referer" not in asked["headers"]
    assert watch.errors == []
    stored = page.evaluate("JSON.stringify(localStorage)") + str(events(page))
    assert "secret-1" not in stored
    page.reload()
    expect(page.get_by_label("Key, if it needs one")).to_have_value("")
    expect(page.get_by_label("Model")).to_have_value("m1")


def test_the_key_is_kept_only_when_asked_for(page: Page, stub: Stub) -> None:
    write_an_answer(page)
    fill(page, f"http://127.0.0.1:{stub.server_port}")
    page.get_by_label("Key, if it needs one").fill("secret-2")
    page.get_by_label("Keep the key in this browser").check()
    page.reload()
    expect(page.get_by_label("Key, if it needs one")).to_have_value("secret-2")
    page.get_by_label("Keep the key in this browser").uncheck()
    assert "secret-2" not in page.evaluate("JSON.stringify(localStorage)")


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((200, "<!doctype html><p>hello"), "isn’t JSON"),
        ((200, "[1, 2]"), "no message in it"),
        ((200, json.dumps({"choices": [{"message": {"content": " "}}]})), "empty message"),
        ((401, "{}"), "refuses the key"),
        ((500, "oops"), "error (500)"),
    ],
)
def test_nonsense_gets_a_sentence_and_loses_nothing(
    page: Page, stub: Stub, reply: tuple[int, str], says: str
) -> None:
    write_an_answer(page)
    before = events(page)
    stub.reply = reply
    fill(page, f"http://127.0.0.1:{stub.server_port}/v1")
    send(page)
    expect(page.locator(".app-banner--alert")).to_contain_text(says)
    expect(page.locator("textarea")).to_have_value("A positive ranks above a negative.")
    assert events(page) == before
    stub.reply = (200, json.dumps(GOOD))
    send(page)
    expect(page.locator(".feedback-text")).to_be_visible()


def test_an_absent_endpoint_gets_a_sentence(page: Page) -> None:
    write_an_answer(page)
    fill(page, "http://127.0.0.1:9")
    send(page)
    expect(page.locator(".app-banner--alert")).to_contain_text("no connection to the endpoint")
    expect(page.get_by_role("button", name="Send it to my endpoint")).to_be_enabled()


def test_a_slow_endpoint_is_cancelled_or_given_up(page: Page, stub: Stub) -> None:
    write_an_answer(page)
    stub.wait = 3.0
    page.clock.install()
    fill(page, f"http://127.0.0.1:{stub.server_port}/v1")
    page.get_by_label("Give up after").select_option("30")
    send(page)
    expect(page.locator(".app-waiting")).to_contain_text("30 seconds at most")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".app-banner--alert")).to_contain_text("Cancelled")
    send(page)
    page.clock.fast_forward(31_000)
    expect(page.locator(".app-banner--alert").first).to_contain_text("no answer within 30 seconds")


def test_no_other_page_may_send_anything(page: Page, stub: Stub) -> None:
    page.goto("practice/mock/")
    refused = page.evaluate(
        "url => fetch(url, { method: 'POST' }).then(() => 'sent', () => 'refused')",
        f"http://127.0.0.1:{stub.server_port}/",
    )
    assert refused == "refused"
    assert stub.asked == []


@pytest.mark.parametrize("state", ["empty", "form", "reply", "problem"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    browser: Browser, address: str, stub: Stub, state: str, scheme: Any, width: int
) -> None:
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    if state == "empty":
        page.goto(FEEDBACK)
        expect(page.locator(".app-empty")).to_be_visible()
    else:
        write_an_answer(page)
        fill(page, f"http://127.0.0.1:{stub.server_port}")
    if state == "problem":
        stub.reply = (500, "")
    if state in ("reply", "problem"):
        send(page)
        expect(page.locator(".feedback-reply, .app-banner--alert").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
