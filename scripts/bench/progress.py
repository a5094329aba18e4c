"""Measure how long a reader with 20,000 events waits for the overview of progress and for a plan.

    python scripts/bench/progress.py

Opens the built site in Chromium with a log of that size and measures from the start of the navigation until
the overview stands, and how long the computation alone takes; the median of several loads. Prints a table,
and fails when a target is missed. Run it on a machine that does nothing else.
"""

import argparse
import functools
import http.server
import os
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.practice import put_raw
from tests.browser.test_progress import history

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {"progress page shown": 1000.0, "plan of 90 days computed": 100.0}
READY = """() => new Promise((resolve) => {
  const look = () => document.querySelector(".progress-group li")
    ? resolve(performance.now()) : requestAnimationFrame(look);
  look();
})"""
PLAN = """async () => {
  const base = new URL("../../assets/javascripts/practice/plan/", location.href);
  const [{ makePlan }, { usualWish }, { UNKNOWN }] = await Promise.all(
    ["planner", "wish", "tasks"].map((name) => import(new URL(`${name}.js`, base))));
  const outline = await (await fetch("../outline.json")).json();
  const today = Math.floor(Date.now() / 86400000);
  const wish = { ...usualWish(today), interview: today + 90 };
  const start = performance.now();
  makePlan(outline, wish, today, UNKNOWN);
  return performance.now() - start;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine while the block runs."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure(page: Page, events: int, loads: int) -> dict[str, float]:
    """Return medians in milliseconds."""
    page.goto("practice/progress/")
    page.wait_for_selector(".progress-next")
    put_raw(page, history(page, events))
    shown = []
    for _ in range(loads):
        page.goto("about:blank")
        page.goto("practice/progress/", wait_until="commit")
        shown.append(float(page.evaluate(READY)))
    plans = [float(page.evaluate(PLAN)) for _ in range(loads)]
    return dict(zip(TARGETS, map(statistics.median, (shown, plans)), strict=True))


def main() -> int:
    """Measure, print, and return 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--loads", type=int, default=7)
    options = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with served(options.site) as address, sync_playwright() as playwright:
        flags: Any = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        page = browser.new_context(base_url=address).new_page()
        found = measure(page, options.events, options.loads)
        browser.close()
    print(f"{options.events} events, median of {options.loads}, load average {os.getloadavg()[0]:.1f}")
    for name, value in found.items():
        print(f"{name:30} {value:8.0f} ms  (target {TARGETS[name]:.0f} ms)")
    return int(any(value > TARGETS[name] for name, value in found.items()))


if __name__ == "__main__":
    raise SystemExit(main())
