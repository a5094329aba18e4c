"""The index of a small bank, and what is made again when something changes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook.bank import Bank, Question, Topic
from handbook.bank.model import FollowUp, RubricPoint
from handbook.bank.model import Section as AnswerSection
from handbook.content import Content, Shared
from handbook.finder import Finder
from handbook.finder.documents import QuestionWords, question_entries
from handbook.finder.finder import URI, Recipe, index_of, module_of
from handbook.finder.index import make_entry
from handbook.finder.lists import common_words, stop_words, synonyms, synonyms_by_hand
from handbook.glossary import Glossary, Term
from handbook.kept import Kept
from handbook.notebooks.results import Results
from handbook.pages import PageSource
from handbook.sources import Document

QUESTION = Question(
    path="questions/evaluation/drift.md",
    lines={},
    id="drift",
    topic="evaluation",
    level="beginner",
    kind="concept",
    rounds=("theory",),
    roles=("mle",),
    frequency="high",
    chapter="evaluation/shift",
    related=(),
    tags=("monitoring",),
    also_asked=("Why does a model decay?",),
    reviewed="2026-11-20",
    sources=(),
    title='What is "drift", and isn\'t it $\\lambda$?',
    short_answer="The distribution moves.",
    sections=(AnswerSection("Full answer", "Kolmogorov 1933 and the distribution."),),
    rubric=(RubricPoint(True, "Names covariates."),),
    follow_ups=(FollowUp("And concept shift?", "Yes."),),
    traps="- **Retrain.** No.",
)
TOPICS = (Topic("evaluation", "Evaluation", "Evaluation"), Topic("empty", "Empty", "Evaluation"))
TERM = Term("auc", "ROC-AUC", "An area.", "It is asked.", also=("area under the ROC curve",))


def chapter(body: str, kind: str = "chapter") -> PageSource:
    data = {"title": "Shift", "description": "About shift.", "kind": kind}
    return PageSource("evaluation/shift.md", Document("docs/evaluation/shift.md", data, {}, body, 6))


def content(
    key: str = "key", page: PageSource | None = None, questions: tuple[Question, ...] = (QUESTION,)
) -> Content:
    shared = Shared(
        key=key,
        root=Path(),
        bank=Bank(TOPICS, questions),
        drills=(),
        glossary=Glossary((TERM,)),
        results=Results((), lambda _: None),
        notebooks={},
        chapters=1,
    )
    page = page or chapter("# Shift\n\n## Covariates\n\nText.\n")
    return Content({page.uri: page}, shared)


def index(value: Content, recipe: Recipe | None = None) -> dict[str, Any]:
    made = Finder(recipe).file(value)
    assert made.uri == URI
    assert isinstance(made.content, bytes)
    return index_of(made.content)


def test_the_index_holds_all_that_a_question_says() -> None:
    words = index(content())["words"].split()
    said = ["drift", "decay", "monitoring", "moves", "covariates", "shift", "lambda", "kolmogorov"]
    assert set(said) <= set(words)
    assert "1933" not in words


def test_what_is_shown_is_in_columns() -> None:
    shown = index(content())["shown"]
    assert shown["questions"]["title"] == [QUESTION.title]
    assert shown["questions"]["also_asked"] == [["Why does a model decay?"]]
    assert shown["topics"] == [{"slug": "evaluation", "title": "Evaluation", "part": "Evaluation"}]
    assert shown["sections"] == {
        "page": ["evaluation/shift"] * 2,
        "title": ["Shift", "Covariates"],
        "anchor": ["", "covariates"],
    }
    assert shown["terms"]["key"] == ["auc"]


def test_pages_that_are_no_chapters_are_left_out() -> None:
    value = index(content(page=chapter("# Shift\n", kind="page")))
    assert value["groups"] == {"questions": 1, "sections": 0, "terms": 1}


def test_the_module_gives_back_its_index() -> None:
    text = '{"a":"it\'s \\"b\\" \\\\lambda \\n"}'
    assert index_of(module_of(text)) == {"a": 'it\'s "b" \\lambda \n'}


def test_a_word_of_full_answers_counts_while_few_questions_have_it() -> None:
    def words(text: str, full: tuple[str, ...]) -> QuestionWords:
        return QuestionWords(make_entry({"text": text.split()}, ()), full)

    bank = [words("a", ("rare", "often")), words("often", ()), words("b", ("often",)), words("c", ("often",))]
    assert sorted(question_entries(bank, 3)[0].counts) == ["a", "rare"]
    assert sorted(question_entries(bank, 4)[0].counts) == ["a", "often", "rare"]
    assert question_entries(bank, 4)[0].lengths == (0, 0, 3)
    assert sorted(question_entries(bank, 0)[0].counts) == ["a"]


def test_nothing_is_made_again_while_nothing_changes() -> None:
    finder = Finder()
    first = finder.file(content())
    assert finder.file(content()) is first


@pytest.mark.parametrize(
    "changed",
    [
        content(key="other"),
        content(page=chapter("# Shift\n\n## Another heading\n\nText.\n")),
        content(page=chapter("# Shift\n\n## Covariates\n\nOther text.\n")),
    ],
    ids=["sources", "heading", "opening"],
)
def test_a_change_makes_the_index_again(changed: Content) -> None:
    finder = Finder()
    first = finder.file(content())
    assert finder.file(changed) is not first


def test_a_changed_question_is_read_again() -> None:
    finder = Finder()
    finder.file(content())
    other = replace(QUESTION, title="What is leakage?")
    made = finder.file(content(key="other", questions=(other,))).content
    assert isinstance(made, bytes)
    assert "leakage" in index_of(made)["words"].split()


def test_the_index_outlives_the_process(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "code")
    first = Finder().file(content(), kept)
    assert Finder().file(content(), kept) == first
    assert Finder().file(content(key="other"), kept) == first
    (tmp_path / "finder.kept").write_bytes(b"damaged")
    assert Finder().file(content(), kept) == first


def test_synonyms_come_from_the_glossary_and_the_list() -> None:
    plain = Term("x", "Alone", "…", "…")
    same = Term("y", "K-fold", "…", "…", also=("k fold",))
    sets = synonyms(Glossary((TERM, plain, same)), [["sklearn", "scikit-learn"]])
    assert sets == [("roc auc", "area under the roc curve"), ("sklearn", "scikit learn")]


def test_the_lists_are_in_the_words_of_the_index() -> None:
    assert {"the", "of"} <= stop_words() <= common_words()
    assert all(
        len(phrases) > 1 and all(phrase == phrase.lower() for phrase in phrases)
        for phrases in synonyms_by_hand()
    )


def test_a_recipe_can_leave_things_out() -> None:
    value = index(content(), Recipe(stop=frozenset(), fewest=0, by_hand=()))
    words = value["words"].split()
    assert "the" in words
    assert "kolmogorov" not in words
    assert len(value["synonyms"]) == 1
