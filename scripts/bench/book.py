"""Weigh the export of the PDF against headless Chromium printing the same pages, in one run.

    python scripts/bench/book.py                 # site/ must be built

Prints a Markdown table: processor time and memory for each page of the PDF, and how many times the processor
time Chromium needs for the pages of the site that hold the same text. Fails when a target is missed. The
export is the whole command, from the start of Python to the finished files, A4 and US Letter. Needs Chromium.
"""

import argparse
import http.server
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pikepdf
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from handbook.publication.loader import load_publication
from handbook.publication.record import read_record
from scripts.bench.measuring import Cost, Row, median, run, table
from scripts.bench.synthetic import REPOSITORY

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 120_000
MILLISECONDS_PER_PAGE = 15.0
MEGABYTES_PER_PAGE = 3.0
SHARE_OF_CHROMIUM = 1 / 5


def export(site: Path, folder: Path) -> tuple[Cost, list[int]]:
    """Export the PDF as readers get it, one file a paper, and return what it cost and the pages of each."""
    command = (
        *(sys.executable, "-m", "handbook", "export", "pdf"),
        *("--site-dir", str(site), "--output", str(folder)),
    )
    cost = run(command, folder, {"PYTHONPATH": str(REPOSITORY / "src")})
    return cost, [len(pikepdf.open(path).pages) for path in sorted(folder.glob("*.pdf"))]


def addresses(site: Path) -> list[str]:
    """Return the pages of the site whose text is in the book: chapters, and the bank with its answers."""
    chapters = {chapter.uri for chapter in load_publication(REPOSITORY, site).chapters}
    record = read_record(REPOSITORY, site)
    return [page.uri for page in record.pages if page.uri in chapters or page.kind == "bank"]


class ProcessorTime(threading.Thread):
    """Asks the kernel twenty times a second how long the processes of Chromium have run.

    A process that ended counts as far as it was seen, so that the sum is rather too small.
    """

    def __init__(self) -> None:
        """Begin to watch all Chromium processes that start from now on."""
        super().__init__(daemon=True)
        self._before = set(_chromium_processes())
        self._seen: dict[int, float] = {}
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to end."""
        while not self._ended.wait(0.05):
            self._look()

    def stop(self) -> float:
        """Look a last time and return the seconds of all processes."""
        self._ended.set()
        self.join()
        self._look()
        return sum(self._seen.values())

    def _look(self) -> None:
        for process in _chromium_processes():
            if process not in self._before:
                self._seen[process] = max(self._seen.get(process, 0.0), _seconds(process))


def _chromium_processes() -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name = (entry / "comm").read_text().strip()
            except OSError:
                continue
            if name.startswith("chrom"):
                yield int(entry.name)


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


class _Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def print_with_chromium(site: Path, uris: list[str]) -> tuple[float, int]:
    """Print pages of the site one after another in one browser.

    Returns:
        Processor seconds of all processes of the browser, and the number of pages printed.
    """
    watch = ProcessorTime()
    printed = 0
    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        for uri in uris:
            page.goto(base + uri, wait_until="load")
            content = page.pdf(format="A4", tagged=True, outline=True)
            with tempfile.TemporaryFile() as file:
                file.write(content)
                with pikepdf.open(file) as pdf:
                    printed += len(pdf.pages)
        seconds = watch.stop()
        browser.close()
    return seconds, printed


def main() -> int:
    """Run the benchmark; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="Weigh the export of the PDF.")
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site", help="built site (default: site/)")
    parser.add_argument("--runs", type=int, default=3, help="exports; medians are compared")
    arguments = parser.parse_args()
    site = arguments.site.resolve()
    uris = addresses(site)
    results = []
    for _ in range(arguments.runs):
        with tempfile.TemporaryDirectory() as folder:
            results.append(export(site, Path(folder)))
    files = results[0][1]
    pages = sum(files)
    costs = [cost for cost, _ in results]
    cpu, memory = median(costs, lambda cost: cost.cpu), median(costs, lambda cost: cost.memory)
    chromium, printed = print_with_chromium(site, uris)
    rows = [
        Row("processor time a page (ms)", "", f"{cpu:.1f} s", 1000 * cpu / pages, MILLISECONDS_PER_PAGE),
        Row("memory a page (MB)", "", f"{memory / 1e6:.0f} MB", memory / 1e6 / pages, MEGABYTES_PER_PAGE),
        Row(
            "the same text on one paper, processor time",
            f"{chromium:.1f} s",
            f"{cpu / len(files):.1f} s",
            cpu / len(files) / chromium,
            SHARE_OF_CHROMIUM,
        ),
    ]
    print(f"{pages} pages in {len(files)} files; Chromium prints {len(uris)} pages on {printed} sheets")
    print(table(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
