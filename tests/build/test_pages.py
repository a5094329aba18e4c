"""The sample handbook, built as readers get it: one construct a test."""

import json
import re

import pytest

from tests.build.repository import Repository

CHAPTER = "foundations/mean"


@pytest.fixture
def chapter(built: Repository) -> str:
    return built.page(CHAPTER)


def test_the_header_stands_below_the_title(chapter: str) -> None:
    after = chapter.split("</h1>", 1)[1]
    assert after.lstrip().startswith('<div class="page-header"')
    assert "asked often" in after
    assert 'href="../../notebooks/learning-foundations/mean/"' in after
    assert 'href="../../practice/drills/learning-foundations/mean/"' in after


def test_formulas_are_typeset_with_mathml_and_no_script(chapter: str) -> None:
    assert "<math" in chapter
    assert "\\bar" not in re.sub(r"<annotation.*?</annotation>", "", chapter)
    assert "katex.min.js" not in chapter


def test_a_named_figure_is_shown_for_both_schemes_with_size_and_text(built: Repository, chapter: str) -> None:
    for scheme in ("light", "dark"):
        found = re.search(rf'<img[^>]*src="([^"]*values-{scheme}\.svg)"[^>]*>', chapter)
        assert found
        assert 'alt="A line through the values' in found[0]
        assert "width=" in found[0] and "height=" in found[0]
        assert (built.root / "site" / CHAPTER / found[1]).resolve().is_file()
    assert "Three values." in chapter


def test_a_named_number_is_formatted(chapter: str) -> None:
    assert "The mean is 3.00." in re.sub(r"<[^>]+>", "", chapter)


def test_a_glossary_link_carries_its_definition(chapter: str) -> None:
    found = re.search(r'<a[^>]*href="../../reference/glossary/#mean"[^>]*>', chapter)
    assert found
    assert "minimises the sum of squared distances" in found[0]


def test_a_diagram_is_inline_text(chapter: str) -> None:
    assert re.search(r"<svg[^>]*role=\"img\"", chapter)
    assert ">Values<" in chapter


def test_a_question_stands_in_its_chapter_and_in_the_bank(built: Repository, chapter: str) -> None:
    assert 'data-question="mean-definition"' in chapter
    assert 'href="../../questions/learning-foundations/#q-mean-definition"' in chapter
    bank = built.page("questions/learning-foundations")
    assert re.search(r'<h2 id="q-mean-definition"', bank)
    assert "question-filter" in bank


def test_the_bank_is_machine_readable(built: Repository) -> None:
    data = json.loads((built.root / "site/questions/questions.json").read_text("utf-8"))
    assert [row["id"] for row in data["questions"]] == ["mean-definition"]


def test_a_notebook_is_a_page_with_its_output_and_downloads(built: Repository) -> None:
    page = built.page("notebooks/learning-foundations/mean")
    assert "values-light.svg" in page
    links = re.findall(r'href="([^"]+\.(?:ipynb|py))"', page)
    assert {link.rsplit(".", 1)[1] for link in links} == {"ipynb", "py"}
    folder = built.root / "site/notebooks/learning-foundations/mean"
    notebook = next((folder / link).resolve() for link in links if link.endswith(".ipynb"))
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in cells)


def test_a_drill_has_a_page(built: Repository) -> None:
    page = built.page("practice/drills/learning-foundations/mean")
    assert "rounds down" in page


def test_the_glossary_has_an_anchor_a_term(built: Repository) -> None:
    assert re.search(r'<h3 id="mean"', built.page("reference/glossary"))


def test_search_finds_questions_in_the_bank_and_holds_no_tex(built: Repository) -> None:
    index = json.loads((built.root / "site/search/search_index.json").read_text("utf-8"))
    places = [entry["location"] for entry in index["docs"]]
    assert "questions/learning-foundations/#q-mean-definition" in places
    chapter = " ".join(entry["text"] for entry in index["docs"] if entry["location"].startswith(CHAPTER))
    assert "squared distances to the values" not in chapter
    assert "\\frac" not in chapter


def test_language_models_get_an_index_and_copies(built: Repository) -> None:
    index = (built.root / "site/llms.txt").read_text("utf-8")
    assert "foundations/mean" in index
    copy = (built.root / "site" / CHAPTER / "index.html.md").read_text("utf-8")
    assert "What does the mean minimise?" in copy
    assert "<!-- questions" not in copy


def test_every_page_carries_the_security_policy(built: Repository) -> None:
    pages = list((built.root / "site").rglob("*.html"))
    assert len(pages) > 5
    assert [page for page in pages if "Content-Security-Policy" not in page.read_text("utf-8")] == []
