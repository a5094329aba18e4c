import argparse
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli import SUITES, build_parser, main
from handbook.commands import clean
from handbook.commands.test import steps
from handbook.problems import Problem, ProblemsError

ROOT = Path(__file__).parents[2]
COMMANDS = ("serve", "build", "export", "check", "test", "new", "lock", "clean")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_module(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build_parser().parse_args([command, "--help"])
    assert caught.value.code == 0
    assert "usage: handbook.py" in capsys.readouterr().out
    assert callable(importlib.import_module(f"handbook.commands.{command}").run)


def test_help_needs_nothing_installed() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "scripts" / "handbook.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(command in done.stdout for command in COMMANDS)


def test_an_unknown_suite_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "speed"]) == 2
    assert "unknown suite speed" in capsys.readouterr().err


def test_a_problem_of_a_command_is_one_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(root: Path, arguments: argparse.Namespace) -> int:
        raise ProblemsError(
            [Problem("package-lock.json", 0, "the browser parts could not be installed", "network")]
        )

    monkeypatch.setattr(clean, "run", fail)
    assert main(["clean"]) == 1
    assert (
        capsys.readouterr().err == "package-lock.json: the browser parts could not be installed (network)\n"
    )


def test_each_suite_has_steps() -> None:
    assert {step.suite for step in steps(ROOT)} == set(SUITES)


def test_clean_removes_what_was_built_and_nothing_else(tmp_path: Path) -> None:
    for name in ("site", ".cache", "node_modules", "docs"):
        (tmp_path / name).mkdir()
    clean.run(tmp_path, argparse.Namespace(all=False))
    assert {path.name for path in tmp_path.iterdir()} == {"node_modules", "docs"}
    clean.run(tmp_path, argparse.Namespace(all=True))
    assert {path.name for path in tmp_path.iterdir()} == {"docs"}
