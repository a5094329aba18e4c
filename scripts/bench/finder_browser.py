"""What Chromium says of the finder's page and of the theme's search."""

import functools
import http.server
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PAGE = "practice/find/"
DATA = "**/practice/find/data.js"

_SHOWN = """() => [...document.querySelectorAll(".md-search-result__list a.md-search-result__link")]
  .map(link => link.hash).filter(hash => hash.startsWith("#q-")).map(hash => hash.slice(3))"""

# From a keystroke to the results laid out; what is painted then takes no script.
_KEYSTROKES = """(queries) => {
  const field = document.getElementById("find-ask");
  const times = [];
  for (const query of queries) for (let end = 1; end <= query.length; end += 1) {
    field.value = query.slice(0, end);
    const start = performance.now();
    field.dispatchEvent(new Event("input", {bubbles: true}));
    document.querySelector(".find-results").getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}"""


@dataclass(frozen=True)
class PageCost:
    """Milliseconds from the start of the visit until one can type, and from a keystroke to its results."""

    ready: float
    median: float
    slowest: float


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


def measure_page(site: Path, index: bytes, queries: Sequence[str], slowdown: int) -> PageCost:
    """Type queries letter by letter.

    Args:
        site: The built site.
        index: The module of the index, in place of that of the site.
        queries: What is typed.
        slowdown: How many times slower the processor is made.
    """
    with _visited(site) as (browser, address):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.route(DATA, lambda route: route.fulfill(body=index, content_type="text/javascript"))
        page.goto(address + PAGE)
        page.wait_for_selector("#find-ask")
        ready = page.evaluate("performance.now()")
        times = page.evaluate(_KEYSTROKES, list(queries))
        return PageCost(ready, statistics.median(times), max(times))
