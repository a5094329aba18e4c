import json
import os
from pathlib import Path

import pytest

from handbook.bank import Bank, BankLoader, Topic
from handbook.bank.cards import card, cards, short_cards
from handbook.bank.checks import check_bank
from handbook.bank.pages import bank_files, index_json, questions_json
from handbook.bank.parser import parse_question
from handbook.sources import split_front_matter

CHAPTER = "foundations/generalisation"


@pytest.fixture
def bank(question_text: str) -> Bank:
    first = parse_question(question_text, "questions/t/a.md", "t")
    other = question_text.replace("id: lasso-zeros", "id: ridge-shrinks").replace(
        "related: []", "related: [lasso-zeros]"
    )
    other = other.replace("level: intermediate", "level: beginner").replace(
        "Why does lasso", "Why does ridge not"
    )
    second = parse_question(other, "questions/t/b.md", "t")
    return Bank((Topic("t", "Things", "Part"), Topic("empty", "Empty", "Part")), (first, second))


def messages(bank: Bank, ledger: str, chapters: tuple[str, ...] = (CHAPTER,)) -> list[str]:
    return [str(problem) for problem in check_bank(bank, ledger, chapters)]


def test_a_sound_bank_has_no_problems(bank: Bank) -> None:
    assert messages(bank, "# ledger\nlasso-zeros\nridge-shrinks\n") == []


def test_a_vanished_id_is_reported_at_its_line_of_the_ledger(bank: Bank) -> None:
    (problem,) = messages(bank, "lasso-zeros\nold-one\nridge-shrinks\n")
    assert problem.startswith("questions/ids.txt:2: id `old-one` has vanished")


def test_a_retired_id_may_be_absent_and_may_not_return(bank: Bank) -> None:
    assert messages(bank, "lasso-zeros\nold-one retired\nridge-shrinks\n") == []
    (problem,) = messages(bank, "lasso-zeros retired\nridge-shrinks\n")
    assert problem.startswith("questions/t/a.md:2: id `lasso-zeros` is retired")


def test_an_id_that_was_never_issued_is_reported(bank: Bank) -> None:
    (problem,) = messages(bank, "lasso-zeros\n")
    assert problem.startswith("questions/t/b.md:2: id `ridge-shrinks` is not in questions/ids.txt")


def test_duplicate_ids_are_reported_with_both_files(bank: Bank, question_text: str) -> None:
    copy = parse_question(question_text, "questions/t/c.md", "t")
    doubled = Bank(bank.topics, (*bank.questions, copy))
    assert any(
        problem == "questions/t/c.md:2: duplicate id `lasso-zeros` (also in questions/t/a.md)"
        for problem in messages(doubled, "lasso-zeros\nridge-shrinks\n")
    )


def test_unknown_references_come_with_the_closest_name(bank: Bank, question_text: str) -> None:
    text = question_text.replace("related: []", "related: [riddge-shrinks]").replace(
        "generalisation", "generalization"
    )
    broken = Bank(bank.topics, (parse_question(text, "questions/t/a.md", "t"), bank.questions[1]))
    found = messages(broken, "lasso-zeros\nridge-shrinks\n")
    assert "questions/t/a.md:9: unknown related id `riddge-shrinks` (did you mean `ridge-shrinks`?)" in found
    assert any(
        "questions/t/a.md:8: unknown chapter `foundations/generalization`" in problem for problem in found
    )


def test_every_chapter_has_questions(bank: Bank) -> None:
    found = messages(bank, "lasso-zeros\nridge-shrinks\n", (CHAPTER, "evaluation/metrics"))
    assert found == [
        "docs/evaluation/metrics.md: the chapter has no questions (every chapter has some in the bank)"
    ]


def test_questions_are_read_often_asked_first_then_easy_first(bank: Bank) -> None:
    assert [question.id for question in bank.of_chapter(CHAPTER)] == ["ridge-shrinks", "lasso-zeros"]


def test_a_card_is_a_heading_in_the_bank_and_none_in_a_chapter(bank: Bank) -> None:
    question = bank.by_id["ridge-shrinks"]
    in_bank = card(question, bank, in_bank=True)
    assert "## Why does ridge not give exact zeros? { #q-ridge-shrinks }" in in_bank
    assert f"/{CHAPTER}.md" in in_bank
    in_chapter = cards([question], bank)
    assert "## Why" not in in_chapter
    assert "data-search-exclude" in in_chapter
    assert "/questions/t.md#q-ridge-shrinks" in in_chapter
    assert "[Why does lasso give exact zeros?](/questions/t.md#q-lasso-zeros)" in in_chapter


def test_a_short_card_holds_the_short_answer_and_leads_to_the_rest(bank: Bank) -> None:
    text = short_cards([bank.by_id["ridge-shrinks"]], bank)
    assert "Near zero the penalty keeps pulling" in text
    assert "Some text." not in text
    assert "[Full answer, rubric, follow-ups and traps](/questions/t.md#q-ridge-shrinks)" in text


def test_headings_inside_an_answer_do_not_enter_the_outline(bank: Bank) -> None:
    text = card(bank.by_id["lasso-zeros"], bank, in_bank=True)
    assert "### Derivation" not in text
    assert "Derivation\n{ .question__sublabel }" in text


def test_the_bank_has_an_index_and_a_page_a_topic_with_questions(bank: Bank) -> None:
    files = {file.uri: file.content for file in bank_files(bank)}
    assert set(files) == {
        "questions/index.md",
        "questions/t.md",
        "questions/questions.json",
        "questions/index.json",
        "questions/question.schema.json",
    }
    assert "2 questions" in str(files["questions/index.md"])
    assert '<option value="beginner">Beginner</option>' in str(files["questions/t.md"])


def test_the_machine_readable_bank_points_at_the_permanent_address(bank: Bank) -> None:
    rows = json.loads(questions_json(bank))["questions"]
    assert [row["id"] for row in rows] == ["lasso-zeros", "ridge-shrinks"]
    assert rows[0]["url"] == "questions/t/#q-lasso-zeros"
    assert rows[0]["rubric"]


def test_the_index_is_the_same_without_the_answers(bank: Bank) -> None:
    whole, index = json.loads(questions_json(bank)), json.loads(index_json(bank))
    assert index["topics"] == whole["topics"] == [{"slug": "t", "title": "Things", "part": "Part"}]
    for row, full in zip(index["questions"], whole["questions"], strict=True):
        assert full.keys() - row.keys() == {"short_answer", "rubric"}
        assert row.items() <= full.items()


def test_only_a_whole_design_carries_its_mark(bank: Bank, question_text: str) -> None:
    text = question_text.replace("kind: concept", "kind: design\nwhole: true")
    marked = parse_question(text, "questions/t/a.md", "t")
    rows = json.loads(index_json(Bank(bank.topics, (marked, bank.questions[1]))))["questions"]
    assert [row.get("whole") for row in rows] == [True, None]


def test_the_loader_parses_a_file_again_only_when_it_changed(tmp_path: Path, question_text: str) -> None:
    folder = tmp_path / "questions" / "t"
    folder.mkdir(parents=True)
    (tmp_path / "questions" / "topics.yml").write_text("t: {title: Things, part: Part}\n", "utf-8")
    path = folder / "a.md"
    path.write_text(question_text, "utf-8")
    loader = BankLoader(tmp_path)
    first = loader.load()[0].questions[0]
    assert loader.load()[0].questions[0] is first
    path.write_text(question_text.replace("exact zeros?", "true zeros?"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert loader.load()[0].questions[0].title == "Why does lasso give true zeros?"
    path.unlink()
    assert loader.load() == (Bank((Topic("t", "Things", "Part"),), ()), [])


def test_an_unknown_topic_and_a_malformed_topic_list_are_reported(tmp_path: Path, question_text: str) -> None:
    folder = tmp_path / "questions" / "tt"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(question_text, "utf-8")
    (tmp_path / "questions" / "topics.yml").write_text("t: {title: Things, part: Part}\n", "utf-8")
    (problem,) = BankLoader(tmp_path).load()[1]
    assert str(problem).startswith("questions/tt/a.md: unknown topic `tt`")
    (tmp_path / "questions" / "topics.yml").write_text("t: {title: [}\n", "utf-8")
    assert "questions/topics.yml:1: malformed list of topics" in str(BankLoader(tmp_path).load()[1][0])


def test_a_topic_belongs_to_theory_unless_it_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    rows = "t: {title: Things, part: Part}\ns: {title: SQL, part: Part, dimension: coding}\n"
    (tmp_path / "questions" / "topics.yml").write_text(rows, "utf-8")
    bank, problems = BankLoader(tmp_path).load()
    assert [topic.dimension for topic in bank.topics] == ["theory", "coding"]
    assert problems == []


def test_an_unknown_dimension_is_reported_at_its_topic(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    rows = "t: {title: Things, part: Part}\ns: {title: SQL, part: Part, dimension: [sql]}\n"
    (tmp_path / "questions" / "topics.yml").write_text(rows, "utf-8")
    (problem,) = BankLoader(tmp_path).load()[1]
    assert str(problem) == (
        "questions/topics.yml:2: unknown dimension `['sql']` of topic `s` "
        "(one of theory, coding, design, behavioral)"
    )


def test_a_title_with_a_colon_keeps_the_front_matter_of_its_page_whole(bank: Bank) -> None:
    named = Bank((Topic("t", "Behavioral: models", "Part"),), bank.questions)
    page = {file.uri: str(file.content) for file in bank_files(named)}["questions/t.md"]
    meta = split_front_matter(page, "questions/t.md").data
    assert meta["title"] == "Behavioral: models questions"
    assert meta["description"].startswith("2 interview questions on behavioral: models with")
