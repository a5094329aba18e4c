import pytest
from lxml import html

from handbook.glossary import Term
from handbook.problems import ProblemsError
from tests.unit.anki.conftest import PATH, Render

FIELDS = [
    *(
        "Id",
        "Question",
        "Chips",
        "Short answer",
        "Full answer",
        "Rubric",
        "Follow-ups",
        "Traps",
        "Also asked as",
    ),
    *("Details", "Link"),
]


def test_a_question_becomes_the_fields_of_its_note(render: Render, question_text: str) -> None:
    fields = render(question_text)
    assert list(fields) == FIELDS
    assert fields["Id"] == "lasso-zeros"
    assert fields["Question"] == 'Why does <span class="formula">\\(L_1\\)</span> give exact zeros?'
    assert fields["Short answer"].startswith("<p>Near zero the penalty")
    assert fields["Also asked as"] == "<ul><li>Why is |w| &lt; w^2 sparse?</li></ul>"
    assert fields["Link"] == ""


def test_the_chips_say_what_kind_of_question_it_is(render: Render, question_text: str) -> None:
    assert render(question_text)["Chips"] == (
        "<span>Intermediate</span> <span>Asked often</span> <span>Screen, Theory</span> "
        "<span>Learning foundations</span>"
    )


def test_the_full_answer_keeps_code_tables_and_headings(render: Render, question_text: str) -> None:
    answer = render(question_text)["Full answer"]
    assert '<span class="term" title="Lasso: L1">lasso</span> and itself, with a note.<sup>1</sup>' in answer
    assert "<h3>Derivation</h3>" in answer
    assert '<span class="k">for</span>' in answer
    code = html.fragment_fromstring(answer, create_parent="div").find(".//pre").text_content()
    assert code == 'for i in range(3):\n    print(f"{{i}} < \\(4\\)")\n'
    assert '<div class="table-box"><table>' in answer
    assert r"\(\operatorname*{arg\,min}_w\)" in answer
    assert '<div class="footnote">' in answer and "<p>The note.</p>" in answer.replace(
        "\N{NO-BREAK SPACE}", ""
    )


def test_the_rubric_can_be_ticked_off(render: Render, question_text: str) -> None:
    rubric = render(question_text)["Rubric"]
    assert rubric.count('<input type="checkbox" class="tappable">') == 3
    assert '<span class="mark must">must</span> The force is <strong>constant</strong>.</span>' in rubric
    assert 'data-of="3"' in rubric


def test_each_follow_up_opens_by_itself(render: Render, question_text: str) -> None:
    follow_ups = render(question_text)["Follow-ups"]
    first = '<details><summary class="tappable">And ridge?</summary><div><p>It shrinks.</p>\n<ul>'
    assert follow_ups.startswith(first)
    assert follow_ups.count("<details>") == 2


def test_the_details_name_roles_and_sources(render: Render, question_text: str) -> None:
    details = render(question_text)["Details"]
    assert "<li>Roles: ML engineer, Data scientist</li>" in details
    assert "<li>Sources: Tibshirani (1996), <em>Lasso</em>; Zou (2005), Adaptive lasso</li>" in details


def test_a_known_site_gives_links(render: Render, question_text: str) -> None:
    fields = render(question_text, site="https://handbook.dev")
    page = "https://handbook.dev/questions/learning-foundations/#q-lasso-zeros"
    assert fields["Link"] == page
    assert f'<a href="{page}">itself</a>' in fields["Full answer"]


def test_a_behavioral_question_has_sections_of_its_own(render: Render, question_text: str) -> None:
    start, rest = question_text.split("## Full answer")
    text = start.replace("kind: concept", "kind: behavioral")
    text += "## Example\n\nIt was.\n\n## Weak version\n\nEr.\n\n## Build your own\n\n- What?\n\n## Rubric"
    fields = render(text + rest.split("## Rubric")[1])
    assert fields["Example"] == "<p>It was.</p>"
    assert fields["Weak version"] == "<p>Er.</p>"
    assert fields["Build your own"] == "<ul>\n<li>What?</li>\n</ul>"
    assert "Full answer" not in fields


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Some text",
            "<video></video> Some text",
            "26: a card cannot show <video> (write it in another way)",
        ),
        (
            "Some text",
            "$\\widecheck{a}$",
            "26: Anki's MathJax cannot show \\widecheck (write it in another way)",
        ),
        ("Some text", "![A](../x.png)", "26: there is no picture docs/x.png (write it in another way)"),
        ("Some text", "[a](glossary:ridge)", "26: unknown glossary key 'ridge'"),
        ("Some text", "<!-- questions: lasso-zeros -->\n", "26: a question cannot show other questions"),
        ("for i in range(3):", '--8<-- "none.py"', "33: Snippet at path 'none.py' could not be found"),
    ],
)
def test_what_a_card_cannot_show_is_named_with_its_line(
    render: Render, question_text: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(ProblemsError) as raised:
        render(question_text.replace(old, new, 1))
    assert str(raised.value).startswith(f"{PATH}:{problem}")


def test_a_term_is_plain_text(render: Render, question_text: str) -> None:
    from pathlib import Path

    from markdown import Markdown

    from handbook.anki.clean import Cleaner
    from handbook.anki.links import Site
    from handbook.anki.media import Media
    from handbook.anki.render import Renderer
    from handbook.bank import Bank
    from handbook.markdown import Context
    from handbook.notebooks.results import Results

    cleaner = Cleaner(Media(Path(), Results((), lambda name: None)), Site.at("https://handbook.dev/"))
    renderer = Renderer(Path(), Bank((), ()), Context(), Markdown(), cleaner)
    term = Term("l1", "L1", "Sum of |w| < 1.", "Sparse.", also=("lasso", "LASSO"), see=("l2", "gone"))
    other = Term("l2", "Ridge & co", "x", "y")
    assert renderer.term(term, {"l1": term, "l2": other}) == {
        "Id": "l1",
        "Term": "L1",
        "Definition": "Sum of |w| &lt; 1.",
        "Why it matters": "Sparse.",
        "Also called": "lasso, LASSO",
        "See also": "Ridge &amp; co",
        "Link": "https://handbook.dev/reference/glossary/#l1",
    }
