"""What readers take away works: the skeleton passes its own tests, and these notice a leak."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.templates import FOLDER, skeleton_files

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "interview" / "portfolio-template.md"

LEAKS = {
    "bikes_now": ("readings[day, DECISION_HOUR]", "readings[day, DECISION_HOUR + 1]"),
    "empty_share": ("range(day - HISTORY, day)", "range(day - HISTORY + 1, day + 1)"),
    "bikes_yesterday": ("readings[day - 1, 8]", "readings[day, 8]"),
}
"""The faults that people make: an hour too late, a window that holds today, today in place of yesterday."""


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    source = ROOT / FOLDER
    for path in skeleton_files(source):
        target = tmp_path / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def test_the_skeleton_passes_its_tests_and_prints_its_table(skeleton: Path) -> None:
    done = run(skeleton, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    printed = run(skeleton, "-m", "decision.evaluate").stdout
    assert re.search(r"^difference +\d\.\d\d +\(\d\.\d\d to \d\.\d\d\)$", printed, re.MULTILINE), printed


@pytest.mark.parametrize("name", LEAKS)
def test_its_tests_notice_a_feature_that_is_newer_than_the_decision(skeleton: Path, name: str) -> None:
    before, after = LEAKS[name]
    module = skeleton / "src" / "decision" / "features.py"
    text = module.read_text("utf-8")
    assert text.count(before) == 1
    module.write_text(text.replace(before, after), "utf-8")
    done = run(skeleton, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_features.py")
    assert done.returncode == 1
    assert "test_no_feature_is_newer_than_the_decision" in done.stdout


@pytest.mark.parametrize(
    ("path", "fence"),
    [
        ("README.md", r"^````markdown\n(# <What.*?)^````$"),
        ("docs/model-card.md", r"^```markdown\n(# Model card.*?)^```$"),
    ],
)
def test_a_file_is_what_the_page_shows(path: str, fence: str) -> None:
    shown = re.search(fence, PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert shown is not None
    assert (ROOT / FOLDER / path).read_text("utf-8") == shown[1]
