"""Markdown in, Markdown out; each problem with its line."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from handbook.markdown import Context, Expansion, expand, line_offset
from handbook.problems import Problem, ProblemsError

PAGE = "docs/foundations/generalisation.md"


def show_cards(ids: Sequence[str]) -> str:
    return "".join(f"Card {name}\n" for name in ids)


def show_number(ref: str, spec: str) -> str:
    return format(0.25, spec)


CONTEXT = Context(
    terms={"leakage": "Data leakage: what will not exist", "odd": 'a $x$ | "b" (c) *d* [e]'},
    topics={"lasso-zeros": "learning-foundations", "ridge": "learning-foundations", "roc": "evaluation"},
    chapters={"foundations/generalisation": ("ridge", "lasso-zeros")},
    figures=("foundations/bias#plot",),
    numbers=("foundations/bias#noise",),
    counts={"questions": 78, "drills": 14},
    downloads="| file |\n| --- |",
    cards=show_cards,
    short_cards=lambda ids: f"short {show_cards(ids)}",
    figure=lambda ref: f"![{ref}](plot.svg)",
    number=show_number,
    plan=lambda argument: f"- [ ] {argument}\n- [ ] test",
)


@pytest.mark.parametrize(
    ("markdown", "expanded"),
    [
        pytest.param(
            "<!-- questions: all -->", "short Card ridge\nCard lasso-zeros", id="all questions of the chapter"
        ),
        pytest.param(
            "<!-- questions: roc, ridge -->", "Card roc\nCard ridge", id="questions in the given order"
        ),
        pytest.param(
            "<!--questions:\n  roc,\n  ridge\n-->", "Card roc\nCard ridge", id="directive over lines"
        ),
        pytest.param(
            "    <!-- questions: all -->",
            "    short Card ridge\n    Card lasso-zeros",
            id="indented in a tab",
        ),
        pytest.param(
            "<!-- figure: foundations/bias#plot -->", "![foundations/bias#plot](plot.svg)", id="figure"
        ),
        pytest.param("is <!-- number: foundations/bias#noise .3f -->.", "is 0.250.", id="number"),
        pytest.param("is <!-- number: foundations/bias#noise -->.", "is 0.25.", id="number without format"),
        pytest.param("all <!-- count: questions --> of them", "all 78 of them", id="count"),
        pytest.param("  <!-- downloads: all -->", "  | file |\n  | --- |", id="downloads"),
        pytest.param(
            "  <!-- plan: two-weeks#gaps  sheets -->",
            "  - [ ] two-weeks#gaps sheets\n  - [ ] test",
            id="plan",
        ),
        pytest.param(
            "[leak](glossary:leakage)s",
            '[leak](/reference/glossary.md#leakage "Data leakage: what will not exist"){ .term }s',
            id="glossary link",
        ),
        pytest.param(
            "[o](glossary:odd)",
            '[o](/reference/glossary.md#odd "a &#36;x&#36; &#124; &#34;b&#34; &#40;c&#41; '
            '&#42;d&#42; &#91;e&#93;"){ .term }',
            id="definition with special characters",
        ),
        pytest.param("[q](question:roc)", "[q](/questions/evaluation.md#q-roc)", id="question link"),
    ],
)
def test_expands(markdown: str, expanded: str) -> None:
    assert expand(markdown, CONTEXT, PAGE) == Expansion(expanded, ())


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("```markdown\n<!-- questions: nope -->\n[x](glossary:nope)\n```\n", id="fence"),
        pytest.param("~~~~\n~~~\n[x](glossary:nope)\n~~~~\n", id="long tilde fence"),
        pytest.param("- item\n\n    ```text\n    <!-- figure: nope -->\n    ```\n", id="indented fence"),
        pytest.param("> ```text\n> [x](glossary:nope)\n> ```\n", id="fence in a quote"),
        pytest.param("`[x](glossary:nope)` and ``<!-- number: ` -->``", id="inline code"),
        pytest.param("```one line``` of `code`", id="inline code with three marks"),
        pytest.param(
            "<!-- TODO: find a figure --> <!-- markdownlint-disable MD013 -->", id="ordinary comments"
        ),
        pytest.param("<!-- figure out the number -->\n<!-- note: x -->", id="comments that begin alike"),
        pytest.param("[x](page.md) [y](https://example.org/glossary:x)", id="ordinary links"),
        pytest.param("", id="empty page"),
    ],
)
def test_leaves_alone(markdown: str) -> None:
    expansion = expand(markdown, CONTEXT, PAGE)
    assert (expansion.text, expansion.problems) == (markdown, ())


@pytest.mark.parametrize(
    ("markdown", "line", "message", "hint"),
    [
        ("a\n\n[x](glossary:leekage)", 3, "unknown glossary key 'leekage'", "did you mean leakage?"),
        ("[x](glossary:zzz)", 1, "unknown glossary key 'zzz'", "docs/reference/glossary.yml"),
        ("\n[x](question:lasso-zero)", 2, "unknown question 'lasso-zero'", "did you mean lasso-zeros?"),
        ("<!-- questions: roc, rigde -->", 1, "unknown question 'rigde'", "did you mean ridge?"),
        ("<!-- questions: roc, roc -->", 1, "question named twice: roc", ""),
        ("text <!-- questions: roc -->", 1, "directive questions must be alone on its line", ""),
        ("<!-- figure: foundations/bias#plot --> text", 1, "directive figure must be alone on its line", ""),
        ("see <!-- plan: two-weeks -->", 1, "directive plan must be alone on its line", ""),
        ("<!-- plans: two-weeks -->", 1, "unknown directive 'plans'", "did you mean plan?"),
        (
            "<!-- figure: foundations/bias#plots -->",
            1,
            "unknown figure 'foundations/bias#plots'",
            "did you mean foundations/bias#plot?",
        ),
        (
            "<!-- figure: foundations/bias#noise -->",
            1,
            "foundations/bias#noise is a number, not a figure",
            "write <!-- number: … -->",
        ),
        (
            "<!-- number: foundations/bias#plot -->",
            1,
            "foundations/bias#plot is a figure, not a number",
            "write <!-- figure: … -->",
        ),
        (
            "<!-- number: foundations/bias#nose .3f -->",
            1,
            "unknown number 'foundations/bias#nose'",
            "did you mean foundations/bias#noise?",
        ),
        (
            "<!-- number: foundations/bias#noise .3q -->",
            1,
            "format '.3q' does not fit foundations/bias#noise",
            "Unknown format code 'q' for object of type 'float'",
        ),
        (
            "<!-- number: foundations/bias#zzz -->",
            1,
            "unknown number 'foundations/bias#zzz'",
            "it has noise",
        ),
        (
            "<!-- number: foundations/bia#noise -->",
            1,
            "unknown number 'foundations/bia#noise'",
            "did you mean foundations/bias#noise?",
        ),
        (
            "<!-- figure: trees/forest#plot -->",
            1,
            "unknown figure 'trees/forest#plot'",
            "no results of notebook trees/forest: does it exist, and has it run?",
        ),
        ("<!-- figure: plot -->", 1, "unknown figure 'plot'", "write <topic>/<notebook>#<name>"),
        ("<!-- question: all -->", 1, "unknown directive 'question'", "did you mean questions?"),
        ("<!-- figures: a/b#c -->", 1, "unknown directive 'figures'", "did you mean figure?"),
        ("<!-- Number: a/b#c -->", 1, "unknown directive 'Number'", "did you mean number?"),
        ("<!-- fig: a/b#c -->", 1, "unknown directive 'fig'", "did you mean figure?"),
        ("<!-- questions all -->", 1, "directive questions has no colon", "write <!-- questions: … -->"),
        ("<!-- figure: -->", 1, "directive figure is empty", "see docs/contributing/formats.md"),
        ("a\n```python\nx = 1\n", 2, "code fence is never closed", "repeat its opening mark below it"),
        (
            "[a]: glossary:leakage",
            1,
            "a glossary: link works only inline",
            "write it as [text](glossary:key)",
        ),
    ],
)
def test_reports(markdown: str, line: int, message: str, hint: str) -> None:
    expansion = expand(markdown, CONTEXT, PAGE)
    assert expansion.problems == (Problem(PAGE, line, message, hint),)
    assert expansion.text == markdown


def test_reports_everything_on_a_page_with_lines_of_the_file() -> None:
    body = (
        "# T\n\n[x](glossary:a1)\n\n```text\n[x](glossary:b2)\n```\n\n[x](question:c3)\n<!-- figure: d -->\n"
    )
    source = f"---\ntitle: T\n---\n\n{body}"
    problems = expand(body, CONTEXT, PAGE, line_offset(source, body)).problems
    assert [(one.line, one.message.split()[1]) for one in problems] == [
        (7, "glossary"),
        (13, "question"),
        (14, "figure"),
    ]
    lines = source.splitlines()
    assert "a1" in lines[6]
    assert "c3" in lines[12]
    assert "<!-- figure" in lines[13]


def test_a_chapter_without_questions_is_a_problem() -> None:
    (problem,) = expand("<!-- questions: all -->", CONTEXT, "docs/other/page.md").problems
    assert problem.message == "no question has the chapter 'other/page'"


def test_diagrams_are_checked_with_lines_of_the_page() -> None:
    markdown = "# T\n\n- item\n\n    ```diagram\n    title: T\n    nodes:\n      a: [[0, 7], A]\n    ```\n"
    problems = expand(markdown, CONTEXT, PAGE, offset=10).problems
    assert [(one.line, one.message) for one in problems] == [
        (16, "diagram: alt is missing"),
        (16, "diagram: caption is missing"),
        (18, "diagram: node a is in column 7"),
    ]


def test_cards_are_expanded_and_their_problems_shown_at_the_directive() -> None:
    good = replace(CONTEXT, cards=lambda ids: "[leak](question:roc)\n\n```text\n[x](glossary:no)\n```")
    assert expand("<!-- questions: roc -->", good, PAGE).text.startswith(
        "[leak](/questions/evaluation.md#q-roc)"
    )
    bad = replace(CONTEXT, cards=lambda ids: "a\n\n[leak](glossary:leek)")
    (problem,) = expand("\n<!-- questions: roc -->", bad, PAGE).problems
    assert (problem.line, problem.message) == (2, "in the cards shown here: unknown glossary key 'leek'")
    endless = replace(CONTEXT, cards=lambda ids: "<!-- questions: roc -->")
    (problem,) = expand("<!-- questions: roc -->", endless, PAGE).problems
    assert "cannot show other questions" in problem.message


def test_errors_of_the_functions_become_problems_at_the_directive() -> None:
    def missing(ref: str) -> str:
        raise KeyError("the notebook has not been executed")

    def wrong(ref: str) -> str:
        raise ProblemsError([Problem("elsewhere", 9, "one", "h"), Problem("elsewhere", 9, "two")])

    markdown = "\n<!-- figure: foundations/bias#plot -->"
    (problem,) = expand(markdown, replace(CONTEXT, figure=missing), PAGE).problems
    assert problem == Problem(PAGE, 2, "the notebook has not been executed")
    problems = expand(markdown, replace(CONTEXT, figure=wrong), PAGE).problems
    assert problems == (Problem(PAGE, 2, "one", "h"), Problem(PAGE, 2, "two"))


def test_an_empty_context_knows_nothing() -> None:
    (problem,) = expand("<!-- number: a/b#c -->", Context(), PAGE).problems
    assert problem.message == "unknown number 'a/b#c'"


@pytest.mark.parametrize(
    ("source", "body", "offset"),
    [("---\na: 1\n---\n\n# T\n", "# T\n", 4), ("# T\n", "# T\n", 0), ("---\na: 1\n---\n", "", 0)],
)
def test_line_offset(source: str, body: str, offset: int) -> None:
    assert line_offset(source, body) == offset
