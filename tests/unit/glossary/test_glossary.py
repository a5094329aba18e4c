"""The glossary's loader, its checks, its page, and the glossary of this repository."""

import html
from pathlib import Path

import pytest
from markdown import Markdown

from handbook.glossary import PATH, Glossary, Term, glossary_page, load_glossary, parse_glossary

ROOT = Path(__file__).parents[3]
PAGES = {"data/leakage": "Leakage"}
VALID = """leakage:
  term: Data leakage
  also: [target leakage]
  definition: >-
    Information in training that will not exist
    when the prediction is made.
  why: It makes validation look better than production.
  see: [zca]
  chapter: data/leakage
zca:
  term: ZCA *whitening*
  definition: "Costs $2 | a_b < c."
  why: Rare.
"""


def test_reads_entries() -> None:
    glossary, problems = parse_glossary(VALID, PAGES)
    assert problems == []
    first, second = glossary.terms
    assert first == Term(
        key="leakage",
        term="Data leakage",
        definition="Information in training that will not exist when the prediction is made.",
        why="It makes validation look better than production.",
        also=("target leakage",),
        see=("zca",),
        chapter="data/leakage",
        chapter_title="Leakage",
    )
    assert second.key == "zca"
    assert glossary.tooltips()["zca"] == "ZCA *whitening*: Costs $2 | a_b < c."


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("leakage:\n", "Leakage:\n", 1, "key 'Leakage' is not kebab-case"),
        ("  term: Data leakage\n", "", 1, "leakage: term is missing"),
        ("  why: Rare.\n", "  why:\n", 13, "zca: why is empty"),
        ("target leakage", "ZCA *Whitening*", 11, "zca: 'ZCA *whitening*' also names the entry leakage"),
        ("[target leakage]", "target leakage", 3, "leakage: also is not a list"),
        ("[zca]", "[zcaa]", 8, "see: unknown key 'zcaa'"),
        ("chapter: data/leakage", "chapter: data/leaks", 9, "leakage: there is no page 'data/leaks'"),
        ("  why: Rare.\n", "  wy: Rare.\n", 13, "zca: unknown field 'wy'"),
        ("zca:\n", "leakage:\n", 10, "leakage stands twice"),
        ("It makes", "It **makes**", 7, "leakage: markup in why"),
        ("Costs $2", "Costs $2$ [x](y)", 12, "zca: markup in definition"),
        ("Costs $2", "word " * 60, 12, "zca: the definition has 64 words"),
        ("zca:\n", "zca: text\nother:\n", 10, "zca is not a mapping"),
    ],
)
def test_reports(old: str, new: str, line: int, message: str) -> None:
    assert old in VALID
    problems = parse_glossary(VALID.replace(old, new, 1), PAGES)[1]
    assert (PATH, line, message) in [(one.path, one.line, one.message) for one in problems]


def test_reports_malformed_yaml_and_other_documents() -> None:
    (problem,) = parse_glossary("a:\n  term: b: c\n", {})[1]
    assert problem.line == 2
    assert problem.message.startswith("malformed YAML")
    (problem,) = parse_glossary("- a\n", {})[1]
    assert problem.message == "the glossary is not a mapping"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    glossary, problems = load_glossary(tmp_path)
    assert glossary == Glossary()
    assert [str(one) for one in problems] == [f"{PATH}: the glossary is missing"]


def test_chapter_titles_come_from_the_pages(tmp_path: Path) -> None:
    (tmp_path / "docs/reference").mkdir(parents=True)
    (tmp_path / "docs/data").mkdir()
    (tmp_path / PATH).write_text(VALID, encoding="utf-8")
    (tmp_path / "docs/data/leakage.md").write_text("---\ntitle: Leaks, found\n---\n", encoding="utf-8")
    glossary, problems = load_glossary(tmp_path)
    assert problems == []
    assert glossary.by_key()["leakage"].chapter_title == "Leaks, found"


def test_the_page_has_a_heading_with_the_key_and_literal_text() -> None:
    glossary = parse_glossary(VALID, PAGES)[0]
    page = glossary_page(glossary)
    assert page.uri == "reference/glossary.md"
    assert page.source == PATH
    assert isinstance(page.content, str)
    body = page.content.split("---\n", 2)[2]
    md = Markdown(extensions=["attr_list", "toc", "tables", "pymdownx.arithmatex", "pymdownx.betterem"])
    made = html.unescape(md.convert(body))
    assert '<h2 id="letter-d">D</h2>\n<h3 id="leakage">Data leakage</h3>' in made
    assert '<a href="#letter-d">D</a> <a href="#letter-z">Z</a>' in made
    assert '<h3 id="zca">ZCA *whitening*</h3>\n<p>Costs $2 | a_b < c.</p>' in made
    assert '<p class="glossary-why">Rare.</p>' in made
    assert (
        '<p class="glossary-more">Also: target leakage. See <a href="#zca">ZCA *whitening*</a>. '
        'Chapter: <a href="../data/leakage.md">Leakage</a>.</p>'
    ) in made


def test_the_page_is_alphabetical_whatever_the_case_accent_or_sign() -> None:
    names = ["zeta", "Étage", "early", "0–1 loss", "K-means", "k nearest", "Gini"]
    terms = tuple(Term(f"t{index}", name, "d", "w") for index, name in enumerate(names))
    content = glossary_page(Glossary(terms)).content
    assert isinstance(content, str)
    headings = [line.split(" { ")[0] for line in content.splitlines() if line.startswith("##")]
    assert headings == [
        *("## 0-9", "### 0–1 loss", "## E", "### early", "### Étage", "## G", "### Gini"),
        *("## K", "### k nearest", "### K-means", "## Z", "### zeta"),
    ]


def test_the_glossary_of_this_repository_is_valid_and_substantial() -> None:
    glossary, problems = load_glossary(ROOT)
    # Whether chapters exist is a matter of the whole content, which `check` tests.
    assert [str(one) for one in problems if "there is no page" not in one.message] == []
    assert len(glossary.terms) >= 90
    short = [term.key for term in glossary.terms if len(term.definition.split()) < 8]
    assert short == []


def test_terms_of_this_repository_that_see_one_another_exist() -> None:
    glossary = load_glossary(ROOT)[0]
    keys = glossary.by_key()
    assert [
        (term.key, key) for term in glossary.terms for key in term.see if key == term.key or key not in keys
    ] == []
