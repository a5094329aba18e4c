"""The tables of an SQL drill, as its page shows them."""

import sqlite3

from handbook.drills.runner import open_database, table_names

MOST_ROWS = 12


def setup_problem(setup: str) -> str:
    """Return why the statements do not create and fill a table; empty when they do."""
    try:
        with open_database(setup) as connection:
            names = table_names(connection)
            empty = [name for name in names if not _rows(connection, name, 1)]
    except sqlite3.Error as error:
        return str(error)
    if not names:
        return "there is no CREATE TABLE"
    return f"no sample rows in {', '.join(empty)}" if empty else ""


def tables_markdown(setup: str) -> str:
    """Return each table with the names and types of its columns and its first sample rows."""
    with open_database(setup) as connection:
        return "\n\n".join(_table(connection, name) for name in table_names(connection))


def _table(connection: sqlite3.Connection, name: str) -> str:
    columns = [(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{name}")')]
    rows = _rows(connection, name, MOST_ROWS)
    (total,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    lines = [
        f"`{name}`" + (f", the first {len(rows)} of {total} sample rows:" if total > len(rows) else ":"),
        "",
        "| " + " | ".join(f"{column} `{kind}`" for column, kind in columns) + " |",
        "|" + " --- |" * len(columns),
        *("| " + " | ".join(_cell(value) for value in row) + " |" for row in rows),
    ]
    return "\n".join(lines)


def _rows(connection: sqlite3.Connection, name: str, most: int) -> list[tuple[object, ...]]:
    return list(connection.execute(f'SELECT * FROM "{name}" LIMIT {most}'))


def _cell(value: object) -> str:
    return "NULL" if value is None else str(value).replace("|", "\\|")
