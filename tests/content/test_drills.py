"""Every drill: the solution passes, the starter and each mutant fail."""

from pathlib import Path

import pytest

from handbook.drills import DrillLoader, run_tests
from handbook.drills.model import Drill, Mutant

DRILLS = DrillLoader(Path(__file__).parents[2]).load()[0]


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_solution_passes(drill: Drill) -> None:
    verdict = run_tests(drill.solution, drill.tests, drill.language, drill.setup)
    assert not verdict.failures
    assert len(verdict.passed) >= 2


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_starter_fails(drill: Drill) -> None:
    assert not run_tests(drill.starter, drill.tests, drill.language, drill.setup).accepted


@pytest.mark.parametrize(
    ("drill", "mutant"),
    [(drill, mutant) for drill in DRILLS for mutant in drill.mutants],
    ids=lambda value: value.slug if isinstance(value, Drill) else value.name.replace(" ", "-"),
)
def test_the_mutant_fails(drill: Drill, mutant: Mutant) -> None:
    verdict = run_tests(mutant.code, drill.tests, drill.language, drill.setup)
    assert verdict.failures
    # A mutant is a plausible attempt: it runs, and it is the tests that reject it.
    assert all(failure.test.startswith("test_") for failure in verdict.failures)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_drill_needs_only_numpy_and_the_standard_library(drill: Drill) -> None:
    import ast
    import sys

    allowed = {*sys.stdlib_module_names, "numpy"}
    for code in (
        (drill.starter, drill.solution, drill.tests) if drill.language == "python" else (drill.tests,)
    ):
        for node in ast.walk(ast.parse(code)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= allowed
