from handbook.katex.formulas import Formula, find_formulas, line_of
from handbook.katex.lint import PRINT_WIDTH, lint, lint_width

PAGE = (
    '<span class="md-ellipsis">\n Why \\(p\\) matters </span>'
    '<p>Let <span class="arithmatex">\\(a &lt; b\\)</span> hold.</p>'
    '<div class="arithmatex">\\[\nx^2\n\\]</div>'
)


def test_formulas_are_found_in_order_with_their_kind_and_unescaped() -> None:
    assert [place.formula for place in find_formulas(PAGE)] == [
        Formula("p", False),
        Formula("a < b", False),
        Formula("x^2", True),
    ]


def test_a_place_spans_the_element_and_in_labels_the_delimiters() -> None:
    label, inline, _ = find_formulas(PAGE)
    assert PAGE[label.start : label.end] == r"\(p\)"
    assert PAGE[inline.start : inline.end] == '<span class="arithmatex">\\(a &lt; b\\)</span>'


def test_a_page_without_formulas_has_none() -> None:
    assert find_formulas("<p>costs $5, \\(not marked\\)</p>") == []


def test_the_line_is_that_of_the_character_in_the_source() -> None:
    markdown = "---\ntitle: T\n---\n\nText.\n\n$$\na\n+ b\n$$\n"
    assert line_of("a\n+ b", markdown) == 8
    assert line_of("a\n+ b", markdown, position=4) == 9


def test_indentation_and_quotes_do_not_hide_a_formula() -> None:
    assert line_of("a\n+ b", "!!! note\n\n    $$\n    a\n    + b\n    $$\n") == 4
    assert line_of("a\n+ b", "> $$\n> a\n> + b\n> $$\n") == 2


def test_a_formula_from_another_file_has_no_line() -> None:
    assert line_of("x^2", "No formula here.") == 0
    assert line_of("  ", "No formula here.") == 0


def test_what_katex_lacks_is_refused_with_a_hint() -> None:
    for tex, name, position in (
        (r"a \label{eq}", r"\label", 2),
        (r"\begin{multline*} a \end{multline*}", r"\begin{multline}", 0),
        (r"\begin{align} a \end{align}", "an environment that numbers itself", 0),
        (r"\mathds{1}", r"\mathds", 0),
        ("x \\in ℝ", "a letter in blackboard bold", 6),
        (r"x \href{https://example.org}{y}", r"\href", 2),
        (r"\eqref{eq}", r"\ref", 0),
        (r"\includegraphics{a.png}", r"\includegraphics", 0),
        (r"\htmlClass{a}{b}", r"\htmlClass and its kin", 0),
    ):
        (finding,) = lint(Formula(tex, True))
        assert finding.message == f"{name} is not available in formulas"
        assert finding.position == position
        assert finding.hint


def test_an_empty_formula_is_refused() -> None:
    assert lint(Formula("", False))[0].message == "the formula is empty"


def test_usual_environments_pass() -> None:
    assert lint(Formula(r"\begin{aligned} a &= b \end{aligned} \refl", True)) == []


def test_only_display_formulas_wider_than_the_printed_page_are_reported() -> None:
    assert lint_width(Formula("x", True), PRINT_WIDTH) == []
    assert lint_width(Formula("x", False), PRINT_WIDTH + 1) == []
    (finding,) = lint_width(Formula("x", True), PRINT_WIDTH + 1)
    assert finding.message == "the formula is 44 em wide, a printed page holds 43"
