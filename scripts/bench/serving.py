"""Measure how long it takes from saving a page to seeing it under `mkdocs serve`."""

import contextlib
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 300.0


def save_to_visible(
    site: Path, page: str, url: str, runs: int, edit: Callable[[str, str], str] | None = None
) -> float:
    """Return the median of the seconds from saving a file to the new page in a browser.

    Follows what the browser does: it waits for the server's signal to reload, then fetches the page.

    Args:
        site: Folder with ``mkdocs.yml``.
        page: File that is edited; it is put back.
        url: Path of a page that shows the edit.
        runs: Number of edits.
        edit: Puts a mark into the text; a paragraph at the end when left out.
    """
    change = edit or (lambda text, mark: f"{text}\n\n{mark}\n")
    path = site / page
    original = path.read_text("utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (site / "serve-log.txt").open("wb") as log:
        variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(command, cwd=site, env=variables, stdout=log, stderr=log)
    try:
        base = _wait_until_ready(port, process)
        seconds = []
        for index in range(runs):
            mark = f"mark{index}of{os.getpid()}"
            seconds.append(_one_save(port, base + url, path, change(original, mark), mark))
        return statistics.median(seconds)
    finally:
        path.write_text(original, "utf-8")
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    return connection.getresponse().read().decode("utf-8", "replace")


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> str:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE and process.poll() is None:
        with contextlib.suppress(OSError):
            _get(port, "/")
            return "/"
        time.sleep(0.1)
    raise RuntimeError("mkdocs serve did not start; see serve-log.txt")


def _one_save(port: int, url: str, path: Path, text: str, mark: str) -> float:
    time.sleep(1)
    found = re.search(r"livereload\((\d+), (\d+)\)", _get(port, url))
    if not found:
        raise RuntimeError(f"{url} does not reload itself")
    start = time.perf_counter()
    path.write_text(text, "utf-8")
    while time.perf_counter() - start < PATIENCE:
        signal_url = f"/livereload/{found[1]}/{found[2]}"
        _get(port, signal_url)
        if mark in _get(port, url):
            return time.perf_counter() - start
    raise RuntimeError(f"{url} never showed the edit")
