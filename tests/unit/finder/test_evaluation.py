from pathlib import Path

import pytest

from handbook.finder.evaluation import QUERIES, Query, load_queries, quality
from handbook.problems import ProblemsError


def test_quality_is_by_the_first_answer() -> None:
    queries = [
        Query(text, answers, "held-out")
        for text, answers in (("a", ("x", "y")), ("b", ("z",)), ("c", ("w",)))
    ]
    found = [["q", "y", "x"], ["1", "2", "3", "z"], []]
    result = quality(queries, found)
    assert result.mrr == pytest.approx((1 / 2 + 1 / 4 + 0) / 3)
    assert result.top3 == pytest.approx(1 / 3)


def write(root: Path, *rows: str) -> None:
    path = root / QUERIES
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(f"- {{{row}}}" for row in rows), "utf-8")


def test_queries_are_read(tmp_path: Path) -> None:
    write(tmp_path, "query: how so, answers: [a], half: development")
    assert load_queries(tmp_path, {"a"}) == [Query("how so", ("a",), "development")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["query: x, answers: [gone], half: held-out"], "`x` is answered by gone"),
        (["query: x, answers: [], half: held-out"], "`x` is answered by nothing"),
        (["query: x, answers: [a], half: third"], "`x` is there twice or has no half"),
        (["query: x, answers: [a], half: held-out"] * 2, "`x` is there twice"),
    ],
)
def test_a_wrong_query_is_named(tmp_path: Path, rows: list[str], said: str) -> None:
    write(tmp_path, *rows)
    with pytest.raises(ProblemsError, match=said):
        load_queries(tmp_path, {"a"})
