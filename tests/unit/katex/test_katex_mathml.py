from pathlib import Path

import pytest
from lxml import etree

from handbook.katex import normalise
from handbook.katex.engine import Engine, Rendered
from handbook.katex.formulas import Formula

ROOT = Path(__file__).parents[3]
XMLNS = 'xmlns="http://www.w3.org/1998/Math/MathML"'
CHILDREN = {
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "mfrac": 2,
    "mroot": 2,
    "msubsup": 3,
    "munderover": 3,
}
FORMULAS = (
    r"a_{\max}",
    r"\max_x f(x)",
    r"x^{\operatorname{tr}}_{\log}",
    r"\operatorname*{arg\,max}_\theta \log p",
    r"\overset{\triangle}{=}",
    r"a \stackrel{d}{=} b",
    r"\frac{\log}{\exp}",
    r"E = mc^2 \tag{1}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"\underbrace{a + b}_{\text{sum}}",
    r"\widehat{\beta}",
)


def math(inner: str) -> str:
    return f"<math {XMLNS}>{inner}</math>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<msub><mi>a</mi><mi>max</mi><mo>\u2061</mo></msub>", "<msub><mi>a</mi><mi>max</mi></msub>"),
        ("<mo><mover><mo>=</mo><mi>d</mi></mover></mo>", "<mrow><mover><mo>=</mo><mi>d</mi></mover></mrow>"),
        (
            '<mtable width="100%"><mtr><mtd width="50%"></mtd></mtr></mtable>',
            "<mtable><mtr><mtd></mtd></mtr></mtable>",
        ),
        ("<mi>log</mi><mo>\u2061</mo><mi>x</mi>", "<mi>log</mi><mo>\u2061</mo><mi>x</mi>"),
    ],
)
def test_faults_are_mended_and_the_rest_is_kept(before: str, after: str) -> None:
    assert normalise(f"<span>{math(before)}</span>") == f"<span>{math(after)}</span>"


def test_what_is_around_and_between_formulas_stays() -> None:
    html = f"<p>a &amp; b {math('<mi>x</mi>')} <br> {math('<mi>y</mi>')}"
    assert normalise(html) == html


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(ROOT)


def test_everything_katex_writes_becomes_valid(engine: Engine) -> None:
    formulas = [Formula(tex, True) for tex in FORMULAS]
    results = engine.render(formulas)
    engine.close()
    for formula, result in zip(formulas, results, strict=True):
        assert isinstance(result, Rendered), result
        html = normalise(result.html)
        assert normalise(html) == html
        root = etree.fromstring(html[html.index("<math") : html.index("</math>") + 7])
        for element in root.iter():
            name = etree.QName(element).localname
            assert len(element) == CHILDREN.get(name, len(element)), (formula.tex, name)
            assert not (name in ("mo", "mi", "mn", "mtext") and len(element)), (formula.tex, name)
            assert "width" not in element.attrib or name not in ("mtable", "mtd")
