"""The finder answers what people type about this handbook."""

from pathlib import Path

import pytest

from handbook.content import Content
from handbook.finder import Finder
from handbook.finder.evaluation import HALVES, Query, Rankings, load_queries, quality, rank

ROOT = Path(__file__).parents[2]
FEWEST = 100
LARGEST = 600_000
"""Bytes for a hundred questions; the page loads them at once."""


@pytest.fixture(scope="module")
def module(content: Content) -> bytes:
    made = Finder().file(content).content
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def queries(content: Content) -> list[Query]:
    return load_queries(ROOT, content.shared.bank.by_id)


@pytest.fixture(scope="module")
def rankings(module: bytes, queries: list[Query]) -> Rankings:
    return rank(ROOT, module, [query.text for query in queries])


def test_there_are_enough_queries(queries: list[Query]) -> None:
    assert len(queries) >= FEWEST
    sizes = [sum(query.half == half for query in queries) for half in HALVES]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("half", HALVES)
def test_natural_questions_are_answered(half: str, queries: list[Query], rankings: Rankings) -> None:
    """The targets of the project, and a little less than what is reached, so that a loss is noticed."""
    chosen = [
        (query, found) for query, found in zip(queries, rankings.found, strict=True) if query.half == half
    ]
    result = quality([query for query, _ in chosen], [found for _, found in chosen])
    assert result.mrr >= 0.70, result
    assert result.top3 >= 0.82, result


def test_questions_are_found_by_their_titles(content: Content, module: bytes) -> None:
    pairs = [(question.title, question.id) for question in content.shared.bank.questions]
    missed = _missed(module, pairs, 1)
    assert len(missed) <= 0.02 * len(pairs), missed


def test_questions_are_found_by_other_wordings(content: Content, module: bytes) -> None:
    pairs = [
        (text, question.id) for question in content.shared.bank.questions for text in question.also_asked
    ]
    missed = _missed(module, pairs, 3)
    assert len(missed) <= 0.05 * len(pairs), missed


def _missed(module: bytes, pairs: list[tuple[str, str]], places: int) -> list[str]:
    found = rank(ROOT, module, [text for text, _ in pairs]).found
    return [text for (text, name), ids in zip(pairs, found, strict=True) if name not in ids[:places]]


def test_the_index_is_of_a_size_to_load_at_once(content: Content, module: bytes) -> None:
    assert len(module) <= LARGEST * max(1, len(content.shared.bank.questions) / 100)
