import multiprocessing
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from handbook.katex import Typesetter
from handbook.katex.engine import Engine, Rejected, Rendered
from handbook.katex.formulas import Formula
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[3]


def inline(tex: str) -> str:
    return f'<span class="arithmatex">\\({escape(tex)}\\)</span>'


def display(tex: str) -> str:
    return f'<div class="arithmatex">\\[{escape(tex)}\\]</div>'


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("katex")


@pytest.fixture(scope="module")
def typesetter(cache: Path) -> Iterator[Typesetter]:
    with Typesetter(ROOT, cache) as made:
        yield made


def test_formulas_become_html_and_mathml_and_the_rest_stays(typesetter: Typesetter) -> None:
    html, problems = typesetter.typeset(f"<p>Let {inline('a < b')} &amp; so.</p>", "docs/a.md")
    assert problems == []
    assert html.startswith('<p>Let <span class="arithmatex"><span class="katex">')
    assert html.endswith("</span></span> &amp; so.</p>")
    assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" in html
    assert "annotation" not in html
    assert 'class="katex-html" aria-hidden="true"' in html


def test_a_page_without_formulas_is_returned_as_it_is(tmp_path: Path) -> None:
    assert Typesetter(tmp_path).typeset("<p>x</p>", "docs/a.md") == ("<p>x</p>", [])


def test_only_wide_display_formulas_are_stops_for_the_keyboard(typesetter: Typesetter) -> None:
    wide = display(r"\text{" + "wide " * 8 + "}")
    html, problems = typesetter.typeset(display("x") + wide + inline("x"), "docs/a.md")
    assert problems == []
    assert html.count('<div class="arithmatex" tabindex="0" role="group" aria-label="Formula">') == 1
    assert html.startswith('<div class="arithmatex"><span')


def test_every_rejected_formula_is_reported_with_its_line_and_left_as_it_is(typesetter: Typesetter) -> None:
    page = inline(r"\foo") + inline("x") + display(r"a \label{b}") + inline(r"\frac{1")
    markdown = "# T\n\n$\\foo$ and $x$\n\n$$\na \\label{b}\n$$\n\n$\\frac{1$\n"
    html, problems = typesetter.typeset(page, "docs/a.md", markdown)
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, r"KaTeX: Undefined control sequence: \foo, at character 1, in `\foo`"),
        (6, r"\label is not available in formulas, in `a \label{b}`"),
        (
            9,
            r"KaTeX: Unexpected end of input in a macro argument, expected '}', at character 8, in `\frac{1`",
        ),
    ]
    assert {problem.path for problem in problems} == {"docs/a.md"}
    assert inline(r"\foo") in html
    assert html.count('<span class="katex">') == 1


def test_the_line_is_that_of_the_fault_in_a_long_formula(typesetter: Typesetter) -> None:
    tex = "a = b \\\\\n\\foo"
    (problem,) = typesetter.typeset(display(tex), "docs/a.md", f"$$\n{tex}\n$$\n")[1]
    assert problem.line == 3


@pytest.mark.parametrize("tex", ["a — b", r"\text{x ≥ 1}", "x % note"])
def test_what_other_tex_engines_would_reject_is_an_error(typesetter: Typesetter, tex: str) -> None:
    (problem,) = typesetter.typeset(inline(tex), "docs/a.md")[1]
    assert problem.message.startswith("KaTeX: ")
    assert "strict mode" not in problem.message


def test_a_formula_too_wide_for_the_printed_page_is_typeset_and_reported(typesetter: Typesetter) -> None:
    html, (problem,) = typesetter.typeset(display("+".join(["x_i"] * 30)), "docs/a.md")
    assert problem.message.startswith("the formula is 61 em wide")
    assert problem.hint == "break it with aligned"
    assert "katex-display" in html


def test_labels_are_typeset_and_attributes_become_plain_text(typesetter: Typesetter) -> None:
    page = (
        r'<title>Why \(\lambda\)</title><nav aria-label="Why \(\lambda\) &amp; how">'
        rf'<span class="md-ellipsis">Why \(\lambda\)</span></nav>{inline("x")}'
    )
    html, _ = typesetter.typeset(page, "docs/a.md")
    assert html.startswith(
        '<title>Why λ</title><nav aria-label="Why λ &amp; how"><span class="md-ellipsis">Why <span'
    )


def test_the_cache_gives_the_same_page_without_node(
    typesetter: Typesetter, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = inline(r"\sigma^2") + display(r"\sum_{i=1}^n x_i")
    first, _ = typesetter.typeset(page, "docs/a.md")

    def fail(engine: Engine, formulas: list[Formula]) -> list[Rendered | Rejected]:
        raise AssertionError(f"{engine} was asked for {formulas}")

    monkeypatch.setattr(Engine, "render", fail)
    with Typesetter(ROOT, cache) as other:
        assert other.typeset(page, "docs/b.md") == (first, [])


def child(typesetter: Typesetter, results: "multiprocessing.Queue[str]") -> None:
    results.put(typesetter.typeset(inline(r"\gamma_{17}"), "docs/a.md")[0])
    typesetter.close()


def test_it_may_be_carried_over_a_fork(typesetter: Typesetter) -> None:
    typesetter.typeset(inline("q"), "docs/a.md")
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[str] = context.Queue()
    process = context.Process(target=child, args=(typesetter, results))
    process.start()
    in_child = results.get(timeout=20)
    process.join()
    assert in_child == typesetter.typeset(inline(r"\gamma_{17}"), "docs/a.md")[0]
    assert typesetter.typeset(inline("r"), "docs/a.md")[1] == []


def test_without_katex_the_way_out_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        Typesetter(tmp_path).typeset(inline("x"), "docs/a.md")
    assert caught.value.problems[0].message == "KaTeX is not installed"


def test_a_renderer_that_dies_is_reported_with_its_reason(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "katex"
    package.mkdir(parents=True)
    (package / "package.json").write_text(
        '{"name": "katex", "version": "0", "main": "no.js"}', encoding="utf-8"
    )
    with pytest.raises(ProblemsError, match=r"the formula renderer stopped: Error: Cannot find module"):
        Engine(tmp_path).render([Formula("x", False)])


def test_a_damaged_store_is_rendered_again(tmp_path: Path) -> None:
    with Typesetter(ROOT, tmp_path) as made:
        first = made.typeset(inline("z"), "docs/a.md")
    (store,) = tmp_path.glob("*.sqlite3")
    shutil.copyfile(__file__, store)
    with Typesetter(ROOT, tmp_path) as made:
        assert made.typeset(inline("z"), "docs/a.md") == first


@pytest.mark.parametrize(
    ("tex", "measured"),  # in Chromium 156, in em
    [
        (r"\sum_{i=1}^n \frac{x_i}{\sqrt{2}} \begin{bmatrix}a&bb\\c&d\end{bmatrix}", 6.79),
        (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", 8.61),
        (
            r"\text{precision} = \frac{\text{TP}}{\text{TP} + \text{FP}}, \qquad "
            r"\text{recall} = \frac{\text{TP}}{\text{TP}+\text{FN}}",
            19.75,
        ),
        (r"f(x)=\begin{cases}x & \text{if } x>0\\ \alpha(e^x-1) & \text{otherwise}\end{cases}", 13.39),
    ],
)
def test_widths_are_those_a_browser_measures(tex: str, measured: float) -> None:
    engine = Engine(ROOT)
    (result,) = engine.render([Formula(tex, True)])
    engine.close()
    assert isinstance(result, Rendered)
    assert result.width == pytest.approx(measured, rel=0.04)
