"""Weigh a chapter as a phone loads it: transfer, requests, blocking time, layout shift, search.

    python scripts/bench/pages.py --pages 150

The phone has a processor four times slower than this one and a slow 4G connection (1.6 Mbit/s, 150 ms); the
server compresses. Needs Chromium, and npm to fetch MathJax for the stock site once. Both sites are visited in
turns by one browser that has finished starting, and the medians are compared: what else the machine does
meets both alike. The browser slows down the page, not its workers. Prints the rows of the table that concern
readers, and fails when a target is missed.
"""

import argparse
import functools
import gzip
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.measuring import Row, run, table
from scripts.bench.synthetic import write_sites

CHROMIUM = "/usr/bin/chromium"
MATHJAX = "mathjax@3.2.2"
BUILD = (sys.executable, "-m", "mkdocs", "build")
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SETTLED_MS = 4000
STARTED_MS = 5000
WORDS = ("gradient", "kernel trick", "calibration")
PATIENCE_S = 120

_OBSERVE = """
window.measured = {blocking: 0, shift: 0};
new PerformanceObserver(list => {
  for (const task of list.getEntries()) measured.blocking += Math.max(0, task.duration - 50);
}).observe({type: "longtask", buffered: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) measured.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""

# A keystroke counts from the moment at which the browser got it to the new results in the page.
_WATCH_SEARCH = """() => {
  const list = document.querySelector(".md-search-result__list");
  const query = document.querySelector("[data-md-component=search-query]");
  window.changed = window.typed = window.focused = 0;
  new MutationObserver(() => {
    if (list.children.length) changed ||= performance.now();
  }).observe(list, {childList: true});
  addEventListener("keydown", event => { typed ||= event.timeStamp; }, {capture: true});
  query.addEventListener("focus", () => { focused ||= performance.now(); });
}"""


@dataclass
class Visit:
    """What one visit to a page cost.

    Attributes:
        transferred: Bytes over the network, compressed, with headers.
        requests: Number of requests.
        third_party: Requests to other hosts.
        blocking: Milliseconds by which long tasks keep the page from answering.
        shift: Cumulative layout shift.
    """

    transferred: int = 0
    requests: int = 0
    third_party: list[str] = field(default_factory=list)
    blocking: float = 0.0
    shift: float = 0.0


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed and lets the browser keep them, as a host of static sites does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        content, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        if kind.startswith(("text/", "application/j", "image/svg", "application/xml")):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(_Compressing, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def phone(browser: Browser) -> tuple[Page, CDPSession]:
    """Open an empty page on the phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page, session


def visit(page: Page, session: CDPSession, url: str) -> Visit:
    """Load a page and wait until nothing happens any more."""
    result = Visit()
    host = urlsplit(url).netloc

    def requested(event: dict[str, dict[str, str]]) -> None:
        address = event["request"]["url"]
        if urlsplit(address).scheme in ("http", "https"):
            result.requests += 1
            if urlsplit(address).netloc != host:
                result.third_party.append(address)

    def finished(event: dict[str, float]) -> None:
        result.transferred += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", requested)
    session.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="load", timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)
    measured = page.evaluate("measured")
    result.blocking, result.shift = measured["blocking"], measured["shift"]
    session.remove_listener("Network.requestWillBeSent", requested)
    session.remove_listener("Network.loadingFinished", finished)
    return result


def first_and_next(browser: Browser, address: str, chapters: list[str]) -> tuple[Visit, Visit]:
    """Visit a chapter for the first time, then the next one with what is cached by then."""
    page, session = phone(browser)
    visits = [visit(page, session, address + chapter) for chapter in chapters]
    page.context.close()
    return visits[0], visits[1]


def search_times(browser: Browser, url: str) -> tuple[float, float]:
    """Return the milliseconds from the first focus to a result, and from a later keystroke to its results."""
    page, _ = phone(browser)
    page.goto(url, wait_until="load", timeout=120_000)
    page.wait_for_timeout(SETTLED_MS)
    page.evaluate(_WATCH_SEARCH)
    page.evaluate("document.querySelector('[data-md-component=search-query]').focus()")
    page.keyboard.type("grad")
    _wait_for_results(page)
    first = float(page.evaluate("changed - focused"))
    page.wait_for_timeout(2000)
    keystrokes = []
    for word in WORDS:
        page.evaluate("document.querySelector('[data-md-component=search-query]').value = ''")
        for letter in word:
            page.evaluate("() => { changed = 0; typed = 0; }")
            page.keyboard.press(letter)
            _wait_for_results(page)
            keystrokes.append(float(page.evaluate("changed - typed")))
            page.wait_for_timeout(300)
    page.context.close()
    return first, statistics.median(keystrokes)


def _wait_for_results(page: Page) -> None:
    # Playwright's own waiting evaluates text in the page, which the security policy forbids.
    start = time.monotonic()
    while not page.evaluate("changed"):
        if time.monotonic() - start > PATIENCE_S:
            raise RuntimeError("the search never answered")
        time.sleep(0.01)


def _put_mathjax(stock: Path, cache: Path) -> None:
    """Give the stock site the file that its settings would fetch from a content delivery network."""
    source = cache / "node_modules/mathjax/es5"
    if not source.exists():
        npm = shutil.which("npm") or "npm"
        cache.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(cache), "--no-save", "--ignore-scripts", MATHJAX]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    target = stock / "docs/javascripts/mathjax"
    if not target.exists():
        target.mkdir(parents=True)
        shutil.copy(source / "tex-mml-chtml.js", target / "tex-mml-chtml.js")
        shutil.copytree(source / "output", target / "output")


def measure(folder: Path, cache: Path, pages: int, runs: int) -> list[Row]:
    """Build both sites and compare a chapter of them.

    Args:
        folder: For the sites.
        cache: For MathJax.
        pages: Number of chapters.
        runs: Visits of each; medians are compared.
    """
    if not (folder / "ours").exists():
        write_sites(folder, pages, 0)
    _put_mathjax(folder / "stock", cache)
    for name in ("ours", "stock"):
        if not (folder / name / "site").exists():
            run(BUILD, folder / name)
    names = sorted((folder / "ours/docs").glob("*/page-*.md"))[:2]
    chapters = [f"{name.relative_to(folder / 'ours/docs').with_suffix('').as_posix()}/" for name in names]
    visits: dict[str, list[tuple[Visit, Visit]]] = {"ours": [], "stock": []}
    searches = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # Its own pages start with it and would be measured, too.
        waiting = browser.new_page()
        waiting.wait_for_timeout(STARTED_MS)
        waiting.close()
        with served(folder / "ours/site") as ours, served(folder / "stock/site") as stock:
            for _ in range(runs):
                visits["stock"].append(first_and_next(browser, stock, chapters))
                visits["ours"].append(first_and_next(browser, ours, chapters))
                searches.append(search_times(browser, ours + chapters[0]))
        browser.close()
    return _rows(visits, searches)


def _rows(visits: dict[str, list[tuple[Visit, Visit]]], searches: list[tuple[float, float]]) -> list[Row]:
    def middle(site: str, which: int, value: str) -> float:
        return statistics.median(float(getattr(pair[which], value)) for pair in visits[site])

    def kilobytes(site: str, which: int) -> float:
        return middle(site, which, "transferred") / 1000

    third = {site: len(pairs[0][0].third_party) for site, pairs in visits.items()}
    blocking = {site: middle(site, 0, "blocking") for site in visits}
    shift = {site: middle(site, 0, "shift") for site in visits}
    counts = {site: middle(site, 0, "requests") for site in visits}
    sizes = {site: [kilobytes(site, which) for which in (0, 1)] for site in visits}
    first = statistics.median(pair[0] for pair in searches) / 1000
    later = statistics.median(pair[1] for pair in searches)

    def weight(site: str, which: int) -> str:
        return f"{sizes[site][which]:.0f} KB" + (f" in {counts[site]:.0f} requests" if which == 0 else "")

    ratio = blocking["ours"] / blocking["stock"] if blocking["stock"] else float("inf")
    blocked = [f"{blocking[site]:.0f} ms" for site in ("stock", "ours")]
    return [
        Row("chapter, first visit (KB)", weight("stock", 0), weight("ours", 0), sizes["ours"][0], 210),
        Row("next chapter (KB)", weight("stock", 1), weight("ours", 1), sizes["ours"][1], 60),
        Row("requests to others", str(third["stock"]), str(third["ours"]), third["ours"], 0),
        Row("layout shift", f"{shift['stock']:.3f}", f"{shift['ours']:.3f}", shift["ours"], 0.02),
        Row("blocking time", blocked[0], blocked[1], ratio, 0.3),
        Row("first search result after the first focus (s)", "", f"{first:.2f} s", first, 1.5),
        Row("search results after a keystroke (ms)", "", f"{later:.0f} ms", later, 50),
    ]


def main() -> int:
    """Measure what the command line asks for; the status is 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="Weigh a chapter as a phone loads it.")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep the sites here instead of in a temporary folder")
    arguments = parser.parse_args()
    cache = Path(__file__).resolve().parents[2] / ".cache/bench"
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        folder = (arguments.folder or Path(temporary) / "sites").resolve()
        rows = measure(folder, cache, arguments.pages, arguments.runs)
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
