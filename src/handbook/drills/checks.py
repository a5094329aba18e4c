"""What must hold of every drill: references, a failing starter, a passing solution, rejected mutants."""

from collections.abc import Collection, Iterable

from handbook.drills.model import Drill
from handbook.drills.runner import Verdict, run_tests
from handbook.drills.tables import setup_problem
from handbook.problems import Problem


def check_references(
    drills: Iterable[Drill], topics: Collection[str], chapters: Collection[str], questions: Collection[str]
) -> list[Problem]:
    """Report unknown topics, chapters and question ids."""
    problems = []
    for drill in drills:
        if drill.topic not in topics:
            hint = "topics are the keys of questions/topics.yml"
            problems.append(Problem(drill.path, 0, f"unknown topic `{drill.topic}`", hint))
        if drill.chapter not in chapters:
            problems.append(Problem(drill.path, drill.lines["chapter"], f"unknown chapter `{drill.chapter}`"))
        problems += [
            Problem(drill.path, drill.lines["questions"], f"unknown question id `{name}`")
            for name in drill.questions
            if name not in questions
        ]
    return problems


def check_verdicts(drill: Drill) -> list[Problem]:
    """Run the drill's own attempts: its tests accept the solution and reject the starter and each mutant."""
    wrong = setup_problem(drill.setup) if drill.language == "sql" else ""
    if wrong:
        return [Problem(drill.path, drill.lines["setup"], f"the tables cannot be made: {wrong}")]
    problems = []

    def run(attempt: str) -> Verdict:
        return run_tests(attempt, drill.tests, drill.language, drill.setup)

    solution = run(drill.solution)
    if not solution.accepted:
        what = "; ".join(f"{failure.test}: {failure.message}" for failure in solution.failures) or "no tests"
        problems.append(Problem(drill.path, drill.lines["solution"], f"the solution does not pass: {what}"))
    if run(drill.starter).accepted:
        problems.append(Problem(drill.path, drill.lines["starter"], "the starter passes the tests"))
    problems += [
        Problem(
            drill.path,
            mutant.line,
            f"the tests accept the mutant `{mutant.name}`",
            "add the test that tells them apart",
        )
        for mutant in drill.mutants
        if run(mutant.code).accepted
    ]
    return problems
