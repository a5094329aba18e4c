import pytest

from handbook.drills.runner import open_database, run_tests
from handbook.drills.tables import setup_problem, tables_markdown

SETUP = "CREATE TABLE a (x INTEGER, y TEXT); INSERT INTO a VALUES (1, 'p|q'), (2, NULL);"


def test_a_table_is_shown_with_types_and_rows() -> None:
    assert tables_markdown(SETUP).splitlines() == [
        "`a`:",
        "",
        "| x `INTEGER` | y `TEXT` |",
        "| --- | --- |",
        "| 1 | p\\|q |",
        "| 2 | NULL |",
    ]


def test_a_long_table_is_cut_and_says_so() -> None:
    rows = ", ".join(f"({i}, 'v')" for i in range(30))
    shown = tables_markdown(f"CREATE TABLE a (x, y); INSERT INTO a VALUES {rows};")
    assert shown.startswith("`a`, the first 12 of 30 sample rows:")


@pytest.mark.parametrize(
    ("setup", "problem"),
    [
        (SETUP, ""),
        ("SELECT 1;", "there is no CREATE TABLE"),
        ("CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO a VALUES (1);", "no sample rows in b"),
        ("CREATE TABLES a (x);", 'near "TABLES": syntax error'),
    ],
)
def test_a_useless_setup_is_named(setup: str, problem: str) -> None:
    assert setup_problem(setup) == problem


def test_rows_of_a_test_take_the_place_of_all_sample_rows() -> None:
    setup = SETUP + "CREATE TABLE b (z); INSERT INTO b VALUES (9);"
    assert open_database(setup).execute("SELECT count(*) FROM a").fetchone() == (2,)
    other = open_database(setup, {"b": [(1,), (2,)]})
    assert other.execute("SELECT count(*) FROM a").fetchone() == (0,)
    assert other.execute("SELECT z FROM b").fetchall() == [(1,), (2,)]


def test_the_input_of_an_sql_test_are_its_rows() -> None:
    tests = "def test_it():\n    rows = [(1, 'a')]\n    assert query(database(a=rows)) == [(2,)]\n"
    (failure,) = run_tests("SELECT x FROM a", tests, "sql", SETUP).failures
    assert failure.evidence.call == "database(a=rows)"
    assert failure.evidence.values == (("rows", "[(1, 'a')]"),)
    assert (failure.evidence.expected, failure.evidence.got) == ("[(2,)]", "[(1,)]")
