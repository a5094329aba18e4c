"""The page judges every attempt as pytest does: the solution, the starter and each mutant of all drills.

One page runs them one after another in its own Python, with the code that readers run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.drills import Drill, DrillLoader, run_tests

DRILLS = DrillLoader(Path(__file__).parents[2]).load()[0]
LIMIT_SECONDS = 60

_RUN = """
async ([request, limit]) => {
  const { Python } = await import(new URL("/assets/javascripts/practice/drill/python.js", location.href));
  globalThis.pythons ??= {};
  const python = (pythons[request.language] ??= new Python(request.language === "python"));
  return python.run(request, {}, limit);
}
"""


@dataclass(frozen=True)
class Judged:
    """Names of the tests, or of the stage that failed."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]


def attempts(drill: Drill) -> dict[str, str]:
    mutants = {f"mutant: {mutant.name}": mutant.code for mutant in drill.mutants}
    return {"solution": drill.solution, "starter": drill.starter, **mutants}


def judged_here(drill: Drill, attempt: str) -> Judged:
    verdict = run_tests(attempt, drill.tests, drill.language, drill.setup)
    return Judged(verdict.passed, tuple(failure.test for failure in verdict.failures))


def judged_in_page(page: Page, drill: Drill, attempt: str) -> Judged | str:
    request = {
        "attempt": attempt,
        "tests": drill.tests,
        "language": drill.language,
        "setup": drill.setup,
    }
    outcome: dict[str, Any] = page.evaluate(_RUN, [request, LIMIT_SECONDS])
    if outcome["kind"] != "verdict":
        return f"{outcome['kind']}: {outcome['message']}"
    verdict = outcome["verdict"]
    return Judged(tuple(verdict["passed"]), tuple(failure["test"] for failure in verdict["failures"]))


@pytest.fixture(scope="module")
def drill_page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address)
    page.goto(f"practice/drills/{DRILLS[0].slug}/")
    yield page
    page.close()


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_page_judges_as_pytest_does(drill_page: Page, drill: Drill) -> None:
    different = {}
    for name, attempt in attempts(drill).items():
        here, there = judged_here(drill, attempt), judged_in_page(drill_page, drill, attempt)
        if here != there:
            different[name] = (here, there)
    assert different == {}


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_page_holds_the_drill_as_it_was_written(page: Page, drill: Drill) -> None:
    page.goto(f"practice/drills/{drill.slug}/")
    read: dict[str, str] = page.evaluate(
        """async () => {
          const { readDrill } = await import(
            new URL("/assets/javascripts/practice/drill/source.js", location.href));
          const html = await (await fetch(location.href)).text();
          return readDrill(new DOMParser().parseFromString(html, "text/html"), location.pathname);
        }"""
    )
    assert read == {
        "slug": drill.slug,
        "language": drill.language,
        "starter": drill.starter,
        "solution": drill.solution,
        "tests": drill.tests,
        "setup": drill.setup,
    }
