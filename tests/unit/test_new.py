"""`handbook new`: what it writes is of valid form, with marked gaps and nothing else wrong."""

import argparse
from pathlib import Path

import pytest

from handbook.bank.parser import parse_question
from handbook.commands import new
from handbook.drills import parse_drill
from handbook.drills.checks import check_verdicts
from handbook.notebooks.source import read
from handbook.pages import PageLoader
from handbook.placeholders import check_placeholders


def start(root: Path, kind: str, name: str, **options: str) -> int:
    values = {"title": None, "chapter": "foundations/mean", "topic": "learning-foundations", **options}
    return new.run(root, argparse.Namespace(kind=kind, name=name, **values))


def test_a_question_parses_and_its_id_is_entered_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions/ids.txt").write_text("# Every id.\nzebra\nalpha\n", "utf-8")
    assert start(tmp_path, "question", "evaluation/roc-meaning", title="What does ROC mean?") == 0
    text = (tmp_path / "questions/evaluation/roc-meaning.md").read_text("utf-8")
    question = parse_question(text, "q.md", "evaluation")
    assert (question.id, question.title) == ("roc-meaning", "What does ROC mean?")
    assert (tmp_path / "questions/ids.txt").read_text("utf-8") == "# Every id.\nalpha\nroc-meaning\nzebra\n"


def test_a_drill_parses_and_its_tests_tell_right_from_wrong(tmp_path: Path) -> None:
    assert start(tmp_path, "drill", "evaluation/standardise") == 0
    text = (tmp_path / "drills/evaluation/standardise.py").read_text("utf-8")
    assert check_verdicts(parse_drill(text, "d.py", "evaluation/standardise")) == []


@pytest.mark.parametrize("kind", ["chapter", "case-study"])
def test_a_chapter_has_valid_front_matter(tmp_path: Path, kind: str) -> None:
    assert start(tmp_path, kind, "part/new-page") == 0
    pages, problems = PageLoader(tmp_path).load()
    assert [page.name for page in pages] == ["part/new-page"]
    assert problems == []


def test_a_notebook_is_a_percent_script_that_runs(tmp_path: Path) -> None:
    assert start(tmp_path, "notebook", "evaluation/means") == 0
    text = (tmp_path / "notebooks/evaluation/means.py").read_text("utf-8")
    assert len(read("evaluation/means", text).cells) >= 4


@pytest.mark.parametrize("kind", ["question", "chapter", "case-study", "notebook", "drill"])
def test_gaps_are_problems_until_they_are_filled(tmp_path: Path, kind: str) -> None:
    (tmp_path / "questions").mkdir()
    start(tmp_path, kind, "evaluation/a-slug")
    (problem,) = check_placeholders(tmp_path)
    assert "gaps are not filled" in problem.message
    assert problem.line > 0


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(tmp_path, "chapter", "part/page")
    path = tmp_path / "docs/part/page.md"
    path.write_text("mine", "utf-8")
    assert start(tmp_path, "chapter", "part/page") == 1
    assert path.read_text("utf-8") == "mine"
    assert "exists already" in capsys.readouterr().err


def test_a_name_or_id_that_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(tmp_path, "question", "Evaluation/ROC") == 2
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions/ids.txt").write_text("old-one retired\n", "utf-8")
    assert start(tmp_path, "question", "evaluation/old-one") == 1
    assert "issued before" in capsys.readouterr().err
