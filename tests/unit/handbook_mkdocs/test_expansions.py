from pathlib import Path

import pytest

from handbook.kept import Kept
from handbook.markdown import Context
from handbook_mkdocs import expansions
from handbook_mkdocs.expansions import Expansions

CONTEXT = Context(counts={"questions": 3})
TEXT = "There are <!-- count: questions --> and <!-- count: answers -->."


@pytest.fixture
def expanded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages that were really expanded."""
    pages: list[str] = []
    original = expansions.expand
    monkeypatch.setattr(
        expansions,
        "expand",
        lambda text, context, page, offset: pages.append(page) or original(text, context, page, offset),
    )
    return pages


def test_the_same_page_is_expanded_once_also_by_the_next_process(tmp_path: Path, expanded: list[str]) -> None:
    kept = Kept(tmp_path, "code")
    first = Expansions(kept)
    first.begin("key")
    result = first.expand("a.md", TEXT, 4, CONTEXT)
    assert result.text.startswith("There are 3 and")
    assert [(problem.path, problem.line) for problem in result.problems] == [("docs/a.md", 5)]
    assert first.expand("a.md", TEXT, 4, CONTEXT) is result
    first.keep(["a.md"])
    second = Expansions(kept)
    second.begin("key")
    assert second.expand("a.md", TEXT, 4, CONTEXT) == result
    assert expanded == ["docs/a.md"]


@pytest.mark.parametrize(
    ("key", "text", "offset"),
    [("other", TEXT, 4), ("key", f"{TEXT} More.", 4), ("key", TEXT, 5)],
    ids=["other sources", "other text", "moved text"],
)
def test_whatever_changes_is_expanded_again(
    tmp_path: Path, expanded: list[str], key: str, text: str, offset: int
) -> None:
    kept = Kept(tmp_path, "code")
    first = Expansions(kept)
    first.begin("key")
    first.expand("a.md", TEXT, 4, CONTEXT)
    first.keep(["a.md"])
    second = Expansions(kept)
    for pages in (first, second):
        pages.begin(key)
        pages.expand("a.md", text, offset, CONTEXT)
    assert len(expanded) == 3


def test_pages_that_are_gone_are_not_kept(tmp_path: Path, expanded: list[str]) -> None:
    kept = Kept(tmp_path, "code")
    first = Expansions(kept)
    first.begin("key")
    for uri in ("a.md", "b.md"):
        first.expand(uri, TEXT, 0, CONTEXT)
    first.keep(["a.md", "b.md"])
    first.keep(["a.md"])
    second = Expansions(kept)
    second.begin("key")
    for uri in ("a.md", "b.md"):
        second.expand(uri, TEXT, 0, CONTEXT)
    assert expanded == ["docs/a.md", "docs/b.md", "docs/b.md"]
