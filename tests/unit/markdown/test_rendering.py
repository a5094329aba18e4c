"""Markdown in, HTML out, through the extensions of the site."""

import html
import re

from markdown import Markdown

from handbook.diagrams.fence import diagram_fence
from handbook.markdown import Context, expand

CONTEXT = Context(
    terms={"leakage": 'Data leakage: a "b" $x$ *y* | <z> & {w} `v` \\ (u)'},
    topics={"roc": "evaluation"},
    chapters={"a/b": ("roc",)},
    short_cards=lambda ids: "/// html | div.card\n\nAsk [it](question:roc).\n\n///\n",
)


def convert(text: str, page: str = "") -> str:
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
        ],
        extension_configs={
            "pymdownx.arithmatex": {"generic": True},
            "pymdownx.superfences": {"custom_fences": fences},
        },
    )
    return md.convert(expand(text, CONTEXT, page).text)


def test_a_term_in_prose_tables_and_headings_keeps_its_definition_literally() -> None:
    link = "[leak](glossary:leakage)"
    text = f"# On {link}\n\nA {link}.\n\n| a |\n|---|\n| {link} |\n"
    page = convert(text)
    titles = re.findall(r'<a class="term" href="/reference/glossary.md#leakage" title="([^"]*)">', page)
    assert len(titles) == 3
    assert {html.unescape(title) for title in titles} == {CONTEXT.terms["leakage"]}
    assert "arithmatex" not in page


def test_cards_are_blocks_inside_an_admonition() -> None:
    page = convert("!!! note\n\n    <!-- questions: all -->\n\nAfter.\n", "docs/a/b.md")
    assert (
        '<div class="card">\n<p>Ask <a href="/questions/evaluation.md#q-roc">it</a>.</p>\n</div>\n</div>'
        in page
    )
    assert page.endswith("<p>After.</p>")


def test_a_diagram_becomes_a_figure_and_an_invalid_one_says_what_is_wrong() -> None:
    fence = "```diagram\ntitle: T\nalt: A\ncaption: C\nnodes:\n  a: [[0, 0], Box <1>]\n```\n"
    page = convert(fence)
    assert page.startswith('<figure class="diagram" id="dg-')
    assert "Box &lt;1&gt;" in page
    wrong = fence.replace("alt: A\n", "")
    assert [one.message for one in expand(wrong, CONTEXT).problems] == ["diagram: alt is missing"]
    broken = convert(wrong)
    assert "diagram--broken" in broken
    assert "alt is missing" in broken
