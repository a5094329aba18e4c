"""What must hold between the questions of a bank and the rest of the handbook."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from handbook.bank.bank import Bank
from handbook.bank.model import Question
from handbook.problems import Problem
from handbook.sources import read_source

LEDGER = "questions/ids.txt"
_RETIRED = " retired"


def check_bank(bank: Bank, ledger: str, chapters: Collection[str]) -> list[Problem]:
    """Check ids, references and coverage.

    Args:
        bank: All questions that parsed.
        ledger: Text of ``questions/ids.txt``, every id ever issued.
        chapters: Pages under docs/ of kind chapter or case study, without ``.md``.
    """
    return [
        *_check_duplicates(bank),
        *check_ledger((question for question in bank.questions), ledger),
        *_check_references(bank, chapters),
        *_check_coverage(bank, chapters),
    ]


def check_ledger(questions: Iterable[Question], ledger: str) -> list[Problem]:
    """Report ids that vanished, came back from retirement, or were never entered in the ledger."""
    problems = []
    alive = {question.id: question for question in questions}
    issued: dict[str, int] = {}
    for number, row in enumerate(ledger.splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        name = row.removesuffix(_RETIRED)
        if name in issued:
            problems.append(Problem(LEDGER, number, f"id `{name}` stands twice"))
        issued[name] = number
        if row.endswith(_RETIRED) and name in alive:
            hint = "a withdrawn id is never used again: choose a new one"
            problems.append(alive_problem(alive[name], f"id `{name}` is retired", hint))
        elif not row.endswith(_RETIRED) and name not in alive:
            hint = "bring the question back, or write ` retired` behind its id"
            problems.append(Problem(LEDGER, number, f"id `{name}` has vanished from the bank", hint))
    problems += [
        alive_problem(question, f"id `{name}` is not in {LEDGER}", "add it there as a line of its own")
        for name, question in alive.items()
        if name not in issued
    ]
    return problems


def alive_problem(question: Question, message: str, hint: str = "") -> Problem:
    """Make a problem that points at a question's id."""
    return Problem(question.path, question.lines["id"], message, hint)


def _check_duplicates(bank: Bank) -> list[Problem]:
    counts = Counter(question.id for question in bank.questions)
    first = {question.id: question for question in reversed(bank.questions)}
    return [
        alive_problem(question, f"duplicate id `{question.id}`", f"also in {first[question.id].path}")
        for question in bank.questions
        if counts[question.id] > 1 and question is not first[question.id]
    ]


def _check_references(bank: Bank, chapters: Collection[str]) -> list[Problem]:
    problems = []
    for question in bank.questions:
        for name in question.related:
            if name not in bank.by_id:
                message = f"unknown related id `{name}`"
                line = question.lines.get("related", 1)
                problems.append(Problem(question.path, line, message, suggest(name, bank.by_id)))
            elif name == question.id:
                problems.append(
                    Problem(question.path, question.lines.get("related", 1), "a question related to itself")
                )
        if question.chapter not in chapters:
            message = f"unknown chapter `{question.chapter}`"
            line = question.lines["chapter"]
            problems.append(Problem(question.path, line, message, suggest(question.chapter, chapters)))
    return problems


def _check_coverage(bank: Bank, chapters: Collection[str]) -> list[Problem]:
    taught = {question.chapter for question in bank.questions}
    return [
        Problem(f"docs/{chapter}.md", 0, "the chapter has no questions", "every chapter has some in the bank")
        for chapter in sorted(chapters)
        if chapter not in taught
    ]


def suggest(name: str, known: Collection[str]) -> str:
    """Return a hint that names the closest known value, or where to look."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def read_ledger(root: Path) -> str:
    """Return the text of the ledger; empty when there is none yet."""
    path = root / LEDGER
    return read_source(path, root) if path.exists() else ""
