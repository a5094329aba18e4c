"""`mkdocs serve` shows what was saved, soon, and however an editor saves it."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
FIXTURE = Path(__file__).with_name("incremental_site")
PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A development server of the fixture site."""

    root: Path
    port: int
    log: Path

    def get(self, path: str) -> str:
        """Fetch a page, waiting as a browser does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        return connection.getresponse().read().decode("utf-8")

    def save(self, save: Callable[[], object], url: str) -> tuple[str, float]:
        """Save, wait for the signal to reload, and return the page and the seconds since the save."""
        found = re.search(r"livereload\((\d+), (\d+)\)", self.get(url))
        assert found, "the page does not reload itself"
        start = time.monotonic()
        save()
        self.get(f"/livereload/{found[1]}/{found[2]}")
        return self.get(url), time.monotonic() - start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serving")
    root = folder / "site"
    shutil.copytree(FIXTURE, root)
    code = folder / "code"
    shutil.copytree(REPOSITORY / "src", code / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "hooks", code / "hooks")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    hook = str(code / "hooks" / "incremental.py")
    (root / "mkdocs.yml").write_text(settings.replace("INCREMENTAL_HOOK", hook), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "HANDBOOK_CACHE": "1"}
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=output)
    running = Server(root, port, log)
    try:
        _wait_until_ready(running, process)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        assert process.poll() is None, server.log.read_text("utf-8")
        with contextlib.suppress(OSError):
            server.get("/")
            return
        time.sleep(0.05)
    pytest.fail(server.log.read_text("utf-8"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _replace_by_renaming(path: Path, old: str, new: str) -> None:
    beside = path.with_name(f".{path.name}.swp")
    shutil.copy(path, beside)
    _replace(beside, old, new)
    beside.replace(path)


@pytest.mark.parametrize("save", [_replace, _replace_by_renaming], ids=["in place", "by renaming"])
@pytest.mark.parametrize(
    ("name", "old", "new", "url"),
    [
        ("docs/eta.md", "a word or two", "three words", "/eta/"),
        ("mkdocs.yml", "site_name: Fixture", "site_name: Renamed", "/"),
        ("overrides/partials/copyright.html", "<p>Fixture", "<p>Changed", "/eta/"),
    ],
    ids=["page", "settings", "template"],
)
def test_save_is_shown(
    server: Server, name: str, old: str, new: str, url: str, save: Callable[[Path, str, str], None]
) -> None:
    page, _ = server.save(lambda: save(server.root / name, old, new), url)
    assert new.split("<p>")[-1].removeprefix("site_name: ") in page
    page, _ = server.save(lambda: save(server.root / name, new, old), url)
    assert old.split("<p>")[-1].removeprefix("site_name: ") in page


def test_nothing_is_built_when_nothing_is_saved(server: Server) -> None:
    server.save(lambda: _replace(server.root / "docs/eta.md", "a word or two", "three words"), "/eta/")
    server.save(lambda: _replace(server.root / "docs/eta.md", "three words", "a word or two"), "/eta/")
    before = server.log.read_text("utf-8").count("Detected file changes")
    for url in ("/", "/eta/", "/zeta/"):
        server.get(url)
    time.sleep(1.5)
    assert server.log.read_text("utf-8").count("Detected file changes") == before


def test_failed_build_shows_the_last_good_page(server: Server) -> None:
    log = server.log.read_text("utf-8")
    _replace(server.root / "docs/eta.md", "a word or two", "[no](missing.md) word")
    start = time.monotonic()
    while "is left as it was" not in server.log.read_text("utf-8")[len(log) :]:
        assert time.monotonic() - start < PATIENCE
        time.sleep(0.1)
    lines = server.log.read_text("utf-8")[len(log) :].splitlines()
    site = next(line for line in lines if "is left as it was" in line)
    served = Path(site.split("-  ")[1].removesuffix(" is left as it was"))
    assert "a word or two" in (served / "eta/index.html").read_text("utf-8")
    _replace(server.root / "docs/eta.md", "[no](missing.md) word", "a word or two")
    start = time.monotonic()
    while "a word or two" not in server.get("/eta/"):
        assert time.monotonic() - start < PATIENCE
