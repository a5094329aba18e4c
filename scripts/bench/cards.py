"""Measure the cards with 1,500 questions and 20,000 reviews: until usable, and until a grade is stored.

    python scripts/bench/cards.py SITE [--runs 9]

SITE is the folder that `handbook.py build` has written; its bank is multiplied on the way to the browser.
Each run loads the page with an empty cache of files and a full log, then grades cards. Medians count, since
others use the machine, too. Prints a Markdown table and fails when a target is missed. Needs Chromium.
"""

import argparse
import functools
import gzip
import http.server
import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.measuring import Row, table

CHROMIUM = "/usr/bin/chromium"
CARDS = 1500
REVIEWS = 20_000
GRADES = 15
READY_S = 1.0
GRADE_MS = 50.0
DAY = 86_400_000

# The page can be used when its first button stands there and the browser has painted it.
_WATCH_START = """
const watch = new MutationObserver(() => {
  if (!document.querySelector(".cards-home .app-button--primary")) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.ready = performance.now(); }));
});
watch.observe(document, {childList: true, subtree: true});
window.pressed = 0;
addEventListener("keydown", (event) => { if (event.key === "3") window.pressed = performance.now(); }, true);
"""

# A grade is stored when its transaction is complete; then the next card has come, too.
_WATCH_GRADES = """() => {
  window.stored = []; window.shown = [];
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...values) {
    const made = transaction.apply(this, values);
    if (values[1] === "readwrite") {
      made.addEventListener("complete", () => stored.push(performance.now() - pressed));
    }
    return made;
  };
  new MutationObserver(() => { if (pressed) { shown.push(performance.now() - pressed); pressed = 0; } })
    .observe(document.querySelector(".study-count"), {childList: true, characterData: true, subtree: true});
}"""

_FILL = """async (rows) => {
  const base = "/assets/javascripts/practice/study/";
  const [{StudyLog}, {seal}] = await Promise.all([import(`${base}log.js`), import(`${base}event.js`)]);
  const log = await StudyLog.open();
  await log.merge(rows.map(([id, t, card, rating]) =>
    seal({id, t, kind: "review", data: {card, rating, seconds: 45, from: "cards", zone: 0}})));
  log.close();
}"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site with another index of the bank."""

    protocol_version = "HTTP/1.1"
    index = b""

    def do_GET(self) -> None:
        """Answer a request."""
        if self.path != "/questions/index.json":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.index)))
        self.end_headers()
        self.wfile.write(self.index)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _serving(site: Path, index: bytes) -> Iterator[str]:
    kind = type("Handler", (_Handler,), {"index": index})
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def multiplied(bank: dict[str, Any], count: int) -> dict[str, Any]:
    """Return the bank's index with copies of its questions under other ids, so that there are `count`."""
    rows = bank["questions"]
    copies = [
        {**rows[n % len(rows)], "id": f"{rows[n % len(rows)]['id']}-{n // len(rows)}"} for n in range(count)
    ]
    return {**bank, "questions": copies}


def history(ids: list[str], count: int, now: float) -> list[tuple[str, int, str, int]]:
    """Return `count` reviews of four fifths of the cards over the last year, as id, time, card and rating."""
    rng = random.Random(20261120)
    studied = ids[: len(ids) * 4 // 5]
    rows: list[tuple[float, str, int]] = []
    while len(rows) < count:
        for card in studied:
            time_of_card = now - rng.uniform(2, 360) * DAY
            for gap in (0, 0.007, 2, 9, 30, 70, 120):
                time_of_card += gap * DAY * rng.uniform(0.9, 1.3)
                if time_of_card < now:
                    rows.append((time_of_card, card, rng.choices((1, 2, 3, 4), (12, 12, 60, 16))[0]))
    rows = rows[:count]
    return [(f"bench{n:06}", round(t), card, rating) for n, (t, card, rating) in enumerate(sorted(rows))]


def _prepare(context: BrowserContext, bank: dict[str, Any]) -> None:
    page = context.new_page()
    page.goto("practice/data/")
    ids = [row["id"] for row in bank["questions"]]
    page.evaluate(_FILL, history(ids, REVIEWS, time.time() * 1000))
    page.close()


def _load(context: BrowserContext) -> tuple[Page, float, float]:
    """Return the page, the milliseconds until it could be used, and the processor's seconds for it."""
    page = context.new_page()
    page.add_init_script(_WATCH_START)
    session = context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto("practice/cards/")
    _wait(page, "window.ready > 0")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return page, float(page.evaluate("window.ready")), float(metrics["TaskDuration"])


def _load_plain(context: BrowserContext) -> float:
    """Return how long the same browser takes for a page of text, which tells how busy the machine is."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    page.goto("practice/data/", wait_until="load")
    milliseconds = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    page.close()
    return float(milliseconds)


def _wait(page: Page, condition: str) -> None:
    # Playwright's own waiting evaluates text in the page, which its policy forbids.
    page.evaluate(
        f"new Promise(done => {{ const ask = () => {condition} ? done() : setTimeout(ask, 5); ask(); }})"
    )


def _grade(page: Page, grades: int) -> tuple[list[float], list[float]]:
    page.locator(".cards-home .app-button--primary").first.click()
    page.wait_for_selector(".study-question")
    page.evaluate(_WATCH_GRADES)
    for number in range(1, grades + 1):
        page.keyboard.press(" ")
        page.wait_for_selector(".question__short")
        page.keyboard.press("3")
        _wait(page, f"shown.length >= {number}")
    page.keyboard.press("Escape")
    page.wait_for_selector(".cards-end")
    stored, shown = page.evaluate("[stored, shown]")
    return stored, shown


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args(arguments)
    ready: list[float] = []
    stored: list[float] = []
    shown: list[float] = []
    bank = multiplied(json.loads((options.site / "questions/index.json").read_text("utf-8")), CARDS)
    index = json.dumps(bank, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    plain: list[float] = []
    cpu: list[float] = []
    with _serving(options.site, index) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        _prepare(context, bank)
        _load(context)[0].close()  # the browser finishes starting
        for _ in range(options.runs):
            plain.append(_load_plain(context))
            page, milliseconds, seconds_of_cpu = _load(context)
            ready.append(milliseconds)
            cpu.append(seconds_of_cpu)
            some_stored, some_shown = _grade(page, GRADES)
            stored += some_stored
            shown += some_shown
            page.close()
        browser.close()
    seconds, grade = statistics.median(ready) / 1000, statistics.median(stored)
    slow = statistics.quantiles(stored, n=20)[-1]
    rows = [
        Row(
            f"page usable, {CARDS:,} cards and {REVIEWS:,} reviews",
            "",
            f"{seconds:.2f} s ({min(ready) / 1000:.2f} to {max(ready) / 1000:.2f})",
            seconds,
            READY_S,
        ),
        Row("a grade stored", "", f"{grade:.1f} ms (19 of 20 below {slow:.0f} ms)", grade, GRADE_MS),
        Row(
            "the next card shown",
            "",
            f"{statistics.median(shown):.1f} ms",
            statistics.median(shown),
            GRADE_MS,
        ),
    ]
    size = len(gzip.compress(index, 6)) / 1000
    usual = statistics.median(plain) / 1000
    processor = statistics.median(cpu)
    sys.stdout.write(
        f"{table(rows)}\n\nMedians of {len(ready)} runs and {len(stored)} grades. Until it was usable, the "
        f"page's own thread took {processor:.2f} s of a processor. In the same minutes the scripts of "
        f"another page of the site had run after {usual:.2f} s. The bank's index has {size:.0f} kB "
        "compressed.\n"
    )
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
