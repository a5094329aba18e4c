"""Run every test and check, one after the other, and say at the end which failed."""

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from handbook.browser_parts import ensure_browser_parts, node_command
from handbook.cli import SUITES
from handbook.preparation import prepare

WORKER_TYPES = "src/handbook/serviceworker/jsconfig.json"
PYTHON_FOLDERS = ("src", "hooks", "scripts", "scratch", "tests", "notebooks", "drills")
NEEDS_NOTEBOOKS = {"content", "build", "browser"}


@dataclass(frozen=True)
class Step:
    """One check: a suite it belongs to, a name for people, and its command."""

    suite: str
    name: str
    command: list[str]


def run(root: Path, arguments: argparse.Namespace) -> int:
    """Run the chosen suites; all of them run even when one fails."""
    unknown = set(arguments.suites) - set(SUITES)
    if unknown:
        print(f"unknown suite {', '.join(sorted(unknown))} (suites: {', '.join(SUITES)})", file=sys.stderr)
        return 2
    ensure_browser_parts(root, report=print, dev=True)
    chosen = set(arguments.suites or SUITES)
    prepared = not chosen & NEEDS_NOTEBOOKS or prepare(root)
    results = [(step, *_run_step(root, step)) for step in steps(root) if step.suite in chosen]
    print("\nSummary")
    for step, status, seconds in results:
        print(f"  {'ok    ' if status == 0 else 'FAILED'}  {step.suite:8} {step.name} ({seconds:.0f} s)")
    failed = [step.name for step, status, _ in results if status]
    if not prepared:
        failed.append("notebooks (see the top)")
    print(
        f"{sum(status == 0 for _, status, _ in results)} of {len(results)} steps passed"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


def steps(root: Path) -> list[Step]:
    """Return all steps in the order in which they run: the quickest first."""
    python = sys.executable
    folders = [name for name in PYTHON_FOLDERS if (root / name).exists()]
    modules = root / "node_modules"
    markdownlint = str(modules / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs")
    biome = str(modules / "@biomejs" / "biome" / "bin" / "biome")
    tsc = str(modules / "typescript" / "bin" / "tsc")
    node = node_command()
    scripts = sorted((root / "tests" / "javascript").rglob("*.test.js"))
    pytest = [python, "-m", "pytest"]
    return [
        Step("lint", "ruff check", [python, "-m", "ruff", "check", *folders]),
        Step("lint", "ruff format", [python, "-m", "ruff", "format", "--check", *folders]),
        Step("lint", "mypy", [python, "-m", "mypy"]),
        Step("lint", "typos", [str(Path(python).with_name("typos"))]),
        Step("lint", "markdownlint", [*node, markdownlint]),
        Step("lint", "locks are current", [python, "-m", "handbook", "lock", "--check"]),
        Step("lint", "biome", [*node, biome, "check", "--error-on-warnings"]),
        Step("lint", "types of scripts", [*node, tsc, "--project", "jsconfig.json"]),
        Step("lint", "types of the worker", [*node, tsc, "--project", WORKER_TYPES]),
        Step("unit", "script tests", [*node, "--test", "--test-reporter=dot", *map(str, scripts)]),
        Step("unit", "unit tests", [*pytest, "-n", "2", "tests/unit"]),
        Step("content", "content tests", [*pytest, "-n", "2", "tests/content"]),
        Step("build", "build tests", [*pytest, "tests/build"]),
        Step("browser", "browser tests", [*pytest, "tests/browser"]),
    ]


def _run_step(root: Path, step: Step) -> tuple[int, float]:
    print(f"\n=== {step.name}", flush=True)
    start = time.monotonic()
    status = subprocess.run(step.command, cwd=root, check=False).returncode
    return status, time.monotonic() - start
