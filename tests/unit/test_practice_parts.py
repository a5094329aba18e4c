import gzip
import json
import re
from pathlib import Path

import pytest

from handbook.practice_parts import EDITOR_URI, MANIFEST, PYTHON_URI, RUNNER_URI, practice_files
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "docs/assets/javascripts/practice/drill/bench.js"


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return {file.uri: bytes(file.content) for file in practice_files(ROOT, lambda line: None)}  # type: ignore[arg-type]


def test_the_page_runs_the_very_files_that_run_under_pytest(parts: dict[str, bytes]) -> None:
    for name in ("runner.py", "evidence.py", "in_page.py"):
        assert parts[f"{RUNNER_URI}/{name}"] == (ROOT / "src/handbook/drills" / name).read_bytes()


def test_the_manifest_has_the_size_of_each_file(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[f"{PYTHON_URI}/{MANIFEST}"])
    assert {name: len(parts[f"{PYTHON_URI}/{name}"]) for name in manifest["files"]} == manifest["files"]
    assert list(manifest["lock"]["packages"]) == ["numpy"]


def test_the_scripts_ask_nobody_else(parts: dict[str, bytes]) -> None:
    assert b"import" not in parts[EDITOR_URI].split(b";")[0]
    assert b"export{" in parts[EDITOR_URI]
    assert b"import.meta" not in parts[f"{PYTHON_URI}/pyodide.js"]


def test_the_announced_size_is_that_of_the_files(parts: dict[str, bytes]) -> None:
    announced = re.search(r"DOWNLOAD = \{ python: (\d+), sql: (\d+) \}", BENCH.read_text("utf-8"))
    assert announced
    sizes = {
        name: len(gzip.compress(parts[f"{PYTHON_URI}/{name}"], 6))
        for name in json.loads(parts[f"{PYTHON_URI}/{MANIFEST}"])["files"]
    }
    whole = sum(sizes.values()) / 1e6
    without = whole - sum(size for name, size in sizes.items() if name.startswith("numpy")) / 1e6
    assert abs(whole - int(announced[1])) < 1
    assert abs(without - int(announced[2])) < 1


def test_a_repository_without_drills_needs_no_parts(tmp_path: Path) -> None:
    assert practice_files(tmp_path, lambda line: None) == []


def test_missing_parts_are_named(tmp_path: Path) -> None:
    (tmp_path / "drills").mkdir()
    with pytest.raises(ProblemsError, match="CodeMirror cannot be bundled: esbuild is missing"):
        practice_files(tmp_path, lambda line: None)
