"""Markdown in, HTML out, through the extensions of the site."""

import html
import re

import pytest
from markdown import Markdown

from handbook.diagrams.fence import diagram_fence
from handbook.markdown import Context, HandbookExtension
from handbook.problems import Problem, ProblemsError

CONTEXT = Context(
    terms={"leakage": 'Data leakage: a "b" $x$ *y* | <z> & {w} `v` \\ (u)'},
    topics={"roc": "evaluation"},
    chapters={"a/b": ("roc",)},
    cards=lambda ids: "/// html | div.card\n\nAsk [it](question:roc).\n\n///\n",
)


def convert(text: str, extension: HandbookExtension) -> str:
    fences = [{"name": "diagram", "class": "diagram", "format": diagram_fence}]
    md = Markdown(
        extensions=[
            "admonition",
            "attr_list",
            "tables",
            "toc",
            "pymdownx.arithmatex",
            "pymdownx.betterem",
            "pymdownx.blocks.html",
            "pymdownx.superfences",
            extension,
        ],
        extension_configs={
            "pymdownx.arithmatex": {"generic": True},
            "pymdownx.superfences": {"custom_fences": fences},
        },
    )
    return md.convert(text)


def test_a_term_in_prose_tables_and_headings_keeps_its_definition_literally() -> None:
    extension = HandbookExtension(lambda: CONTEXT)
    link = "[leak](glossary:leakage)"
    text = f"# On {link}\n\nA {link}.\n\n| a |\n|---|\n| {link} |\n"
    page = convert(text, extension)
    titles = re.findall(r'<a class="term" href="/reference/glossary.md#leakage" title="([^"]*)">', page)
    assert len(titles) == 3
    assert {html.unescape(title) for title in titles} == {CONTEXT.terms["leakage"]}
    assert "arithmatex" not in page


def test_cards_are_blocks_inside_an_admonition() -> None:
    extension = HandbookExtension(lambda: CONTEXT)
    extension.page = "docs/a/b.md"
    page = convert("!!! note\n\n    <!-- questions: all -->\n\nAfter.\n", extension)
    assert (
        '<div class="card">\n<p>Ask <a href="/questions/evaluation.md#q-roc">it</a>.</p>\n</div>\n</div>'
        in page
    )
    assert page.endswith("<p>After.</p>")


def test_problems_go_to_the_callback_and_the_page_is_still_made() -> None:
    found: list[Problem] = []
    extension = HandbookExtension(lambda: CONTEXT, found.append)
    extension.page, extension.offset = "docs/a/b.md", 4
    page = convert("One [x](glossary:no).\n\n[y](question:no)\n", extension)
    assert [(one.path, one.line) for one in found] == [("docs/a/b.md", 5), ("docs/a/b.md", 7)]
    assert "<p>One " in page


def test_without_a_callback_problems_stop_the_conversion() -> None:
    with pytest.raises(ProblemsError, match="unknown glossary key 'no'"):
        convert("[x](glossary:no)", HandbookExtension(lambda: CONTEXT))


def test_a_diagram_becomes_a_figure_and_an_invalid_one_says_what_is_wrong() -> None:
    found: list[Problem] = []
    extension = HandbookExtension(lambda: CONTEXT, found.append)
    fence = "```diagram\ntitle: T\nalt: A\ncaption: C\nnodes:\n  a: [[0, 0], Box <1>]\n```\n"
    page = convert(fence, extension)
    assert page.startswith('<figure class="diagram" id="dg-')
    assert "Box &lt;1&gt;" in page
    assert not found
    broken = convert(fence.replace("alt: A\n", ""), extension)
    assert "diagram--broken" in broken
    assert "alt is missing" in broken
    assert [one.message for one in found] == ["diagram: alt is missing"]
