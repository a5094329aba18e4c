from pathlib import Path

import pytest

from handbook.pages import Facts, PageLoader, with_header
from handbook.pages.checks import check_pages
from handbook.pages.header import reading_minutes

PAGE = """---
title: Ridge
description: What ridge regression is, why it shrinks and when it is the right first choice.
kind: chapter
levels: [junior, mid]
frequency: high
topic: t
notebooks: [t/paths]
drills: [t/ridge]
reviewed: 2026-11-20
---

# Ridge

Text.
"""


def load(root: Path, text: str) -> tuple[list[str], list[str]]:
    (root / "docs" / "part").mkdir(parents=True, exist_ok=True)
    (root / "docs" / "part" / "ridge.md").write_text(text, "utf-8")
    pages, problems = PageLoader(root).load()
    return [page.name for page in pages], [str(problem) for problem in problems]


def test_a_page_is_named_without_its_ending(tmp_path: Path) -> None:
    assert load(tmp_path, PAGE) == (["part/ridge"], [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("levels: [junior, mid]", "levels: [guru]", "docs/part/ridge.md:5: `levels`: 'guru' is not one of"),
        ("frequency: high\n", "", "docs/part/ridge.md:1: missing in the front matter: 'frequency'"),
        ("kind: chapter", "kind: poem", "docs/part/ridge.md:4: `kind`: 'poem' is not one of"),
        ("# Ridge", "# Lasso", "docs/part/ridge.md:13: the heading `Lasso` differs from the title `Ridge`"),
    ],
)
def test_what_is_wrong_with_front_matter_is_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in PAGE
    assert any(problem.startswith(expected) for problem in load(tmp_path, PAGE.replace(old, new))[1])


def test_unknown_references_come_with_the_closest_name(tmp_path: Path) -> None:
    load(tmp_path, PAGE)
    pages, _ = PageLoader(tmp_path).load()
    problems = check_pages(pages, topics=["u"], notebooks=["t/path"], drills=["t/ridge"])
    assert [str(problem) for problem in problems] == [
        "docs/part/ridge.md:8: unknown notebook `t/paths` (did you mean `t/path`?)",
        "docs/part/ridge.md:7: unknown topic `t` (topics are the keys of questions/topics.yml)",
    ]


def test_the_header_stands_below_the_heading_and_links_what_belongs_to_the_page() -> None:
    meta = {
        "kind": "chapter",
        "levels": ["junior", "mid"],
        "frequency": "high",
        "notebooks": ["t/paths"],
        "drills": ["t/ridge"],
    }
    text = with_header("# Ridge\n\nText.\n", meta, Facts(4, {"t/paths": "Paths"}, {"t/ridge": "Ridge drill"}))
    heading, header = text.split("\n\n", 1)
    assert heading == "# Ridge"
    assert "- junior, mid" in header
    assert "- asked often" in header
    assert "- 4 questions" in header
    assert "[Paths](/notebooks/t/paths.md)" in header
    assert "[Ridge drill](/practice/drills/t/ridge.md)" in header
    assert header.endswith("</div>\n\n\nText.\n")


def test_a_page_without_level_has_no_header() -> None:
    assert with_header("# About\n", {"kind": "page"}, Facts(0, {}, {})) == "# About\n"


def test_reading_time_counts_prose_formulas_and_figures_and_skims_code() -> None:
    prose = "word " * 2100
    assert reading_minutes(prose) == 10
    assert reading_minutes(prose + "\n```python\n" + "x " * 400 + "\n```\n") == 11
    assert reading_minutes(prose + "\n$$\nx\n$$\n" * 6) == 11
    assert reading_minutes(prose + "<!-- figure: a/b#c -->" * 3) == 11
    assert reading_minutes(prose + "<!-- questions: all -->") == 10
