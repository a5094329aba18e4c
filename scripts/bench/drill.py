"""Measure how long a reader waits for the first verdict of a drill, and what the page loads for it.

    python scripts/bench/drill.py --runs 3

Uses the built site. Cold is a browser that has never been here, warm the next visit with what it keeps. Fails
when a target is missed.
"""

import argparse
import functools
import gzip
import http.server
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.measuring import Row, table

CHROMIUM = "/usr/bin/chromium"
SITE = Path(__file__).resolve().parents[2] / "site"
DRILL = "practice/drills/evaluation/roc-auc-by-ranks/"
READING = ("", "evaluation/classification-metrics/", "questions/evaluation/")
COLD_S, WARM_S = 6.0, 4.0

_VERDICT_SECONDS = """
async () => {
  const button = document.querySelector(".drill-button--run");
  const verdict = document.querySelector(".drill-verdict");
  const start = performance.now();
  button.click();
  while (!verdict.dataset.state) await new Promise((resolve) => setTimeout(resolve, 10));
  return (performance.now() - start) / 1000;
}
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files that the browser may keep."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def visit(context: BrowserContext, address: str, *, run: bool) -> tuple[float, set[str]]:
    """Open a page, run its drill if told so; return the seconds to the verdict and the paths asked for."""
    page = context.new_page()
    paths: set[str] = set()
    page.on("request", lambda request: paths.add(urlsplit(request.url).path))
    page.goto(address, wait_until="networkidle")
    seconds = float(page.evaluate(_VERDICT_SECONDS)) if run else 0.0
    page.close()
    return seconds, paths


def weight(paths: set[str], part: str) -> int:
    """Return the bytes of the files whose path holds this part, compressed."""
    files = [SITE / path.lstrip("/") for path in paths if part in path]
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in files if path.is_file())


def measure(browser: Browser, address: str, runs: int) -> list[Row]:
    """Visit the drill and pages to read."""
    cold, warm, loaded = [], [], set[str]()
    for _ in range(runs):
        context = browser.new_context()
        seconds, loaded = visit(context, address + DRILL, run=True)
        cold.append(seconds)
        warm.append(visit(context, address + DRILL, run=True)[0])
        context.close()
    context = browser.new_context()
    opened = visit(context, address + DRILL, run=False)[1]
    read = set[str]().union(*(visit(context, address + name, run=False)[1] for name in READING))
    context.close()
    extra = {path for path in read if any(name in path for name in ("drill", "codemirror", "pyodide"))}
    python = weight(loaded, "/vendor/pyodide/") / 1e6
    page = (weight(opened, "/practice/") + weight(opened, "/codemirror/")) / 1e3
    first, later = statistics.median(cold), statistics.median(warm)
    return [
        Row("drill: first verdict, cold (s)", "", f"{first:.1f} s", first, COLD_S),
        Row("drill: first verdict, warm (s)", "", f"{later:.1f} s", later, WARM_S),
        Row("drill: Python and NumPy, once (MB)", "", f"{python:.1f} MB", python, 11.5),
        Row("drill: scripts and styles of its page (KB)", "", f"{page:.0f} KB", page, 180),
        Row("drill: files on pages to read", "", str(len(extra)), len(extra), 0),
    ]


def main() -> int:
    """Measure; the status is 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="Measure how long a reader waits for a verdict.")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with sync_playwright() as playwright, served(SITE) as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        rows = measure(browser, address, arguments.runs)
        browser.close()
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
