"""What Chromium says of the finder's page and of the theme's search."""

import functools
import http.server
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PAGE = "practice/find/"
DATA = "**/practice/find/data.js"

_SHOWN = """() => [...document.querySelectorAll(".md-search-result__list a.md-search-result__link")]
  .map(link => link.hash).filter(hash => hash.startsWith("#q-")).map(hash => hash.slice(3))"""

# From a keystroke to the results laid out.
_KEYSTROKE = """(text) => {
  const field = document.getElementById("find-ask");
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelector(".find-results").getBoundingClientRect();
}"""
_PARTS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")


@dataclass(frozen=True)
class PageCost:
    """Milliseconds of the page's thread, which other work on the machine does not lengthen.

    Attributes:
        ready: From the start of the visit until one can type.
        median: From a keystroke until its results are laid out.
        high: The same for 95 of 100 keystrokes.
    """

    ready: float
    median: float
    high: float


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _visited(site: Path) -> Iterator[tuple[Browser, str]]:
    handler = functools.partial(_Quiet, directory=str(site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
        server.shutdown()


def theme_rankings(site: Path, queries: Sequence[str]) -> list[list[str]]:
    """Return the questions that the theme's search shows for each query, in its order."""
    found = []
    with _visited(site) as (browser, address):
        page = browser.new_page(viewport={"width": 1280, "height": 4000})
        page.goto(address)
        field = page.locator("[data-md-component=search-query]")
        field.click()
        for query in queries:
            field.fill("")
            field.fill(query)
            field.dispatch_event("keyup")
            page.wait_for_timeout(600)
            # Sections of a page beyond the first are folded, but there.
            found.append(page.evaluate(_SHOWN))
    return found


def measure_page(site: Path, index: bytes, queries: Sequence[str]) -> PageCost:
    """Type queries letter by letter.

    Args:
        site: The built site.
        index: The module of the index, in place of that of the site.
        queries: What is typed.
    """
    with _visited(site) as (browser, address):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.route(DATA, lambda route: route.fulfill(body=index, content_type="text/javascript"))
        page.goto(address + PAGE)
        page.wait_for_selector("#find-ask")
        ready = _spent(session)
        times = []
        for query in queries:
            for end in range(1, len(query) + 1):
                before = _spent(session)
                page.evaluate(_KEYSTROKE, query[:end])
                times.append(_spent(session) - before)
        return PageCost(ready, statistics.median(times), statistics.quantiles(times, n=20)[-1])


def _spent(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * sum(float(item["value"]) for item in metrics if item["name"] in _PARTS)
