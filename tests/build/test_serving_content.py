"""`mkdocs serve` shows an edit of any content file, not only of pages under docs/."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.build.repository import ROOT, Repository

SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(address: str, text: str) -> str:
    """Return the page once it holds the text."""
    deadline = time.monotonic() + SECONDS
    page = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                page = answer.read().decode("utf-8")
        except OSError:
            page = ""
        if text in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"{text!r} did not appear at {address} within {SECONDS} s")


@pytest.fixture
def server(repository: Repository) -> Iterator[str]:
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=repository.root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDBOOK_SITE_URL": f"http://{address}/"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://{address}/"
    process.terminate()
    process.wait(30)


def test_edits_of_questions_drills_notebooks_and_terms_are_shown(repository: Repository, server: str) -> None:
    wait_for(f"{server}foundations/mean/", "Mean")
    time.sleep(1)  # the observer starts after the first page is served
    edits = [
        ("questions/learning-foundations/mean-definition.md", "Squared distances.", "Squares, says the edit.",
         "questions/learning-foundations/"),
        ("drills/learning-foundations/mean.py", "# Write `mean(values)`", "# Edited: write `mean(values)`",
         "practice/drills/learning-foundations/mean/"),
        ("notebooks/learning-foundations/mean.py", "# # The mean of three values", "# # The edited mean",
         "notebooks/learning-foundations/mean/"),
        ("docs/reference/glossary.yml", "The sum of the values", "The edited sum of the values",
         "reference/glossary/"),
    ]  # fmt: skip
    for name, old, new, url in edits:
        repository.edit(name, old, new)
        wait_for(f"{server}{url}", new.lstrip("# ").split("`")[0].strip())
