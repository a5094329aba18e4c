from pathlib import Path

import pytest

from handbook.drills import DrillLoader, parse_drill, run_tests
from handbook.drills.checks import check_references, check_verdicts
from handbook.drills.pages import drill_files
from handbook.problems import ProblemsError

DRILL = '''# ---
# title: Mean of a list
# level: beginner
# minutes: 5
# frequency: low
# chapter: mathematics/statistics
# questions: [mean]
# reviewed: 2026-11-20
# ---

# %% statement
# Write `mean(values)`.
#
# It raises ValueError when empty.

# %% starter
def mean(values: list[float]) -> float:
    raise NotImplementedError

# %% hint
# Sum.

# %% hint
# Divide.

# %% hint
# By the length.

# %% solution
def mean(values: list[float]) -> float:
    if not values:
        raise ValueError("empty")
    return sum(values) / len(values)

# %% complexity
# $O(n)$ time.

# %% follow-ups
# - **Overflow?** Use `math.fsum`.

# %% tests
def test_mean() -> None:
    """The mean of 1 and 2 is 1.5."""
    assert mean([1.0, 2.0]) == 1.5, f"expected 1.5, got {mean([1.0, 2.0])}"

def test_empty() -> None:
    """An empty list is an error."""
    try:
        mean([])
    except ValueError:
        return
    raise AssertionError("expected ValueError")

# %% mutant: rounds down
def mean(values: list[float]) -> float:
    if not values:
        raise ValueError("empty")
    return sum(values) // len(values)

# %% mutant: gives nought for an empty list
def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
'''


def parse(text: str = DRILL):  # type: ignore[no-untyped-def]
    return parse_drill(text, "drills/t/mean.py", "t/mean")


def test_a_drill_is_read_whole() -> None:
    drill = parse()
    assert drill.statement == "Write `mean(values)`.\n\nIt raises ValueError when empty."
    assert drill.hints == ("Sum.", "Divide.", "By the length.")
    assert [mutant.name for mutant in drill.mutants] == ["rounds down", "gives nought for an empty list"]
    assert drill.mutants[0].line == 54
    assert drill.topic == "t"


def test_the_sample_drill_is_sound() -> None:
    assert check_verdicts(parse()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("# level: beginner", "# level: easy", "drills/t/mean.py:3: `level`: 'easy' is not one of"),
        ("# %% hint\n# Sum.\n", "", "2 hints (write exactly 3)"),
        ("# %% complexity", "# %% cost", "drills/t/mean.py:35: unknown cell `cost`"),
        ("# $O(n)$ time.", "", "drills/t/mean.py:35: cell `complexity` is empty"),
        ("# %% mutant: rounds down", "# %% mutant", "drills/t/mean.py:54: a mutant without a name"),
        ("# %% tests", "# %%tests", "malformed cell marker"),
        ("# %% starter", "# %% solution", "cell `solution` stands twice"),
    ],
)
def test_what_is_wrong_with_the_form_is_named(old: str, new: str, expected: str) -> None:
    assert old in DRILL
    with pytest.raises(ProblemsError) as caught:
        parse(DRILL.replace(old, new, 1))
    assert expected in str(caught.value)


def test_an_accepted_mutant_is_reported_at_its_line() -> None:
    weak = DRILL.replace("mean([1.0, 2.0]) == 1.5", "mean([1.0, 2.0]) >= 1")
    (problem,) = check_verdicts(parse(weak))
    assert str(problem).startswith("drills/t/mean.py:54: the tests accept the mutant `rounds down`")


def test_a_failing_solution_and_a_passing_starter_are_reported() -> None:
    wrong = DRILL.replace(
        "return sum(values) / len(values)\n\n# %% complexity", "return 0.0\n\n# %% complexity"
    )
    assert "the solution does not pass: test_mean" in str(check_verdicts(parse(wrong))[0])
    head, solution = DRILL.split("# %% solution\n")
    easy = head.replace(
        "    raise NotImplementedError", solution.split("# %% complexity")[0].split(":\n", 1)[1]
    )
    problems = check_verdicts(parse(easy + "# %% solution\n" + solution))
    assert [problem.message for problem in problems] == ["the starter passes the tests"]


def test_a_drill_without_tests_accepts_nothing() -> None:
    assert not run_tests("x = 1", "y = 2").accepted


def test_a_test_that_the_attempt_brings_along_does_not_count() -> None:
    assert not run_tests("def test_mine():\n    pass\n", "").accepted


def test_a_failure_says_what_was_demanded_and_where_the_attempt_broke() -> None:
    verdict = run_tests("def mean(values):\n    return values[9]\n", parse().tests)
    failure = verdict.failures[0]
    assert failure.promise == "The mean of 1 and 2 is 1.5."
    assert failure.message == "IndexError: list index out of range (line 2: return values[9])"


def test_an_attempt_that_does_not_compile_is_one_failure() -> None:
    (failure,) = run_tests("def mean(:\n", parse().tests).failures
    assert failure.test == "attempt"
    assert failure.message.startswith("SyntaxError")


def test_sql_attempts_are_queries() -> None:
    tests = (
        "import sqlite3\n"
        "def test_rows() -> None:\n"
        "    db = sqlite3.connect(':memory:')\n"
        "    db.execute('create table t (x)')\n"
        "    db.executemany('insert into t values (?)', [(1,), (2,)])\n"
        "    assert query(db) == [(3,)]\n"
    )
    assert run_tests("select sum(x) from t", tests, "sql").accepted
    assert not run_tests("select x from t", tests, "sql").accepted


SQL = (
    DRILL[: DRILL.index("# %% statement")].replace("# level", "# language: sql\n# level")
    + """# %% statement
# Add up.

# %% setup
# CREATE TABLE t (x INTEGER);
# INSERT INTO t VALUES (1), (2);

# %% starter
# SELECT x FROM t

# %% hint
# One.

# %% hint
# Two.

# %% hint
# Three.

# %% solution
# SELECT sum(x)
#   FROM t

# %% complexity
# One pass.

# %% follow-ups
# - **NULL?** It is left out.

# %% tests
def test_sum() -> None:
    assert query(database()) == [(3,)]
    assert query(database(t=[(5,)])) == [(5,)]

# %% mutant: counts
# SELECT count(x) FROM t

# %% mutant: knows the sample
# SELECT 3
"""
)


def test_an_sql_drill_has_tables_and_a_page_that_shows_them() -> None:
    drill = parse(SQL)
    assert drill.solution == "SELECT sum(x)\n  FROM t\n"
    assert drill.setup == "CREATE TABLE t (x INTEGER);\nINSERT INTO t VALUES (1), (2);\n"
    assert check_verdicts(drill) == []
    (page,) = (file.content for file in drill_files([drill], {}, {}) if file.uri.endswith("mean.md"))
    assert "## Tables\n\n`t`:\n\n| x `INTEGER` |" in str(page)
    assert "``` { .sql .no-run .drill-setup }" in str(page)


def test_tables_belong_to_sql_drills_and_are_checked() -> None:
    with pytest.raises(ProblemsError, match="missing cell `setup`"):
        parse(SQL.replace("# %% setup", "# %% hint"))
    with pytest.raises(ProblemsError, match="unknown cell `setup`"):
        parse(DRILL.replace("# %% starter", "# %% setup\n# x\n\n# %% starter"))
    (problem,) = check_verdicts(parse(SQL.replace("CREATE TABLE", "CREATE TABLES")))
    assert "the tables cannot be made: near" in problem.message


def test_a_page_names_the_parts_that_its_script_reads() -> None:
    (page,) = (file.content for file in drill_files([parse()], {}, {}) if file.uri.endswith("mean.md"))
    for part in ("starter", "solution", "tests"):
        assert str(page).count(f".drill-{part} }}") == 1
    assert str(page).count("tip drill-hint") == 3
    assert "\napp: drill\n" in str(page)


def test_leaving_the_program_is_a_failure() -> None:
    (failure,) = run_tests("import sys\nsys.exit()\n", parse().tests).failures
    assert failure.message.startswith("SystemExit: the code ends the program")
    assert failure.line == 2


def test_unknown_references_are_reported() -> None:
    problems = check_references([parse()], topics=["u"], chapters=[], questions=[])
    assert [problem.message for problem in problems] == [
        "unknown topic `t`",
        "unknown chapter `mathematics/statistics`",
        "unknown question id `mean`",
    ]


def test_each_drill_has_a_page_and_a_line_in_the_index() -> None:
    files = {
        file.uri: str(file.content)
        for file in drill_files([parse()], {"t": "Things"}, {"mean": "What is a mean?"})
    }
    assert set(files) == {"practice/drills/index.md", "practice/drills/t/mean.md"}
    assert "[Mean of a list](t/mean.md)" in files["practice/drills/index.md"]
    page = files["practice/drills/t/mean.md"]
    assert "return sum(values) / len(values)" in page
    assert "- rounds down" in page
    assert "- Asked as: [What is a mean?](question:mean)" in page


def test_drills_load_from_their_folder_and_broken_ones_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "drills" / "t"
    folder.mkdir(parents=True)
    (folder / "mean.py").write_text(DRILL, "utf-8")
    (folder / "broken.py").write_text("x = 1\n", "utf-8")
    drills, problems = DrillLoader(tmp_path).load()
    assert [drill.slug for drill in drills] == ["t/mean"]
    assert str(problems[0]).startswith("drills/t/broken.py:1: no front matter")
