from pathlib import Path

import pytest

from handbook.notebooks.__main__ import main
from tests.unit.notebooks.repository import FIGURE, Repository


def test_run_list_and_export(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write("topic/slug", FIGURE)
    repository.write("topic/bad", "1 / 0")
    repository.write("topic/other", "1")
    assert main(["list"], repository.root) == 0
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["topic/bad", "stale"],
        ["topic/other", "stale"],
        ["topic/slug", "stale"],
    ]
    folder = tmp_path / "figures"
    names = ["notebooks/topic/slug.py", "topic/bad"]
    assert main(["run", *names, "--jobs", "1", "--export-figures", str(folder)], repository.root) == 1
    shown = capsys.readouterr()
    assert "topic/slug ok" in shown.out and "2 notebooks, 2 executed, 1 problems" in shown.out
    assert "notebooks/topic/bad.py:7: cell 1 failed: ZeroDivisionError" in shown.err
    assert {"slug-line-dark.svg", "slug-line-light.svg"} <= {path.name for path in folder.iterdir()}
    assert main(["list"], repository.root) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["stale", "stale", "current"]
    assert main(["run", "topic/slug"], repository.root) == 0
    assert "1 notebooks, 0 executed, 0 problems" in capsys.readouterr().out


def test_unknown_notebook(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "topic/missing"], repository.root) == 2
    assert "there is no notebook topic/missing" in capsys.readouterr().err
