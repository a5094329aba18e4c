"""Each formula of formulas.yml goes the whole way: TeX, KaTeX's MathML, Typst, PDF."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import typst
import yaml
from lxml import etree

from handbook.katex import normalise
from handbook.katex.engine import Engine, Rendered
from handbook.katex.formulas import Formula as Tex
from handbook.pdf.mathematics import Formula, UnsupportedMathError, typst_math
from handbook.pdf.mathematics.names import RESERVED

ROOT = Path(__file__).parents[4]
TYPST = ROOT / "src" / "handbook" / "pdf" / "typst"
DATA = yaml.safe_load(Path(__file__).with_name("formulas.yml").read_text("utf-8"))
CASES = [case for group in DATA.values() for case in group]
NAMES = [case["tex"] + (" (inline)" if case.get("inline") else "") for case in CASES]
# Lines of text that stretch beyond the page would be missing from it.
PREAMBLE = """
#import "/mathematics.typ": *
#set page(width: 60cm, height: auto)
#show math.equation: set text(font: "New Computer Modern Math")
"""
UNSUPPORTED = [
    (r"\begin{align*} a &= b \tag{1} \\ c &= d \end{align*}", r"\tag in a row"),
    (r"\genfrac{}{}{2pt}{}{n}{k}", "thickness"),
    (r"\overlinesegment{AB}", "accent “undefined”"),
    (r"\underrightarrow{AB}", "accent “→” below"),
    (r"\Overrightarrow{AB}", "accent “⇒”"),
    (r"\angl{n}", "actuarial"),
    (r"\phase{x}", "phasorangle"),
    (r"\vcenter{x}", "<mpadded class>"),
    (r"\textcolor{papayawhip}{x}", "the colour papayawhip"),
]


@dataclass(frozen=True)
class Finished:
    formula: Formula
    text: str


def mathml(tex: Sequence[Tex]) -> list[etree._Element]:
    engine = Engine(ROOT)
    results = engine.render(tex)
    engine.close()
    elements = []
    for formula, result in zip(tex, results, strict=True):
        assert isinstance(result, Rendered), (formula.tex, result)
        html = normalise(result.html)
        elements.append(etree.fromstring(html[html.index("<math") : html.index("</math>") + 7]))
    return elements


def dollars(formula: Formula, inline: bool) -> str:
    return f"${formula.markup}$" if inline else f"$ {formula.markup} $"


def letters(text: str) -> str:
    """Return text without what distinguishes the letters of mathematical alphabets, and without spaces."""
    plain = unicodedata.normalize("NFKC", text).replace("\ufe00", "")
    return "".join(plain.split())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finished]:
    folder = tmp_path_factory.mktemp("typst")
    (folder / "mathematics.typ").write_bytes((TYPST / "mathematics.typ").read_bytes())
    elements = mathml([Tex(case["tex"], not case.get("inline")) for case in CASES])
    formulas = [typst_math(element) for element in elements]
    pages = [dollars(formula, case.get("inline")) for formula, case in zip(formulas, CASES, strict=True)]
    book = folder / "book.typ"
    book.write_text(PREAMBLE + "\n#pagebreak()\n".join(pages), encoding="utf-8")
    pdf = pypdfium2.PdfDocument(typst.compile(book, root=folder))
    assert len(pdf) == len(CASES)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    return {name: Finished(*pair) for name, *pair in zip(NAMES, formulas, texts, strict=True)}


@pytest.mark.parametrize(("name", "case"), list(zip(NAMES, CASES, strict=True)), ids=NAMES)
def test_formula_is_printed(finished: dict[str, Finished], name: str, case: dict[str, str]) -> None:
    result = finished[name]
    assert letters(result.text), "nothing is printed"
    assert "\ufffd" not in result.text
    assert result.formula.tag == case.get("tag")
    if "text" in case:
        assert letters(result.text) == letters(case["text"])
    if "typst" in case:
        assert result.formula.markup == case["typst"]


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES) > 120


@pytest.mark.parametrize(("tex", "named"), UNSUPPORTED)
def test_what_has_no_translation_is_named(tex: str, named: str) -> None:
    (element,) = mathml([Tex(tex, True)])
    with pytest.raises(UnsupportedMathError, match=re.escape(named)):
        typst_math(element)


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("<mglyph></mglyph>", "<mglyph>"),
        ('<mi mathvariant="looped">x</mi>', "the alphabet looped"),
        ("<mo>and</mo>", "the operator “and”"),
        ('<mspace width="3ex"></mspace>', "the length 3ex"),
        ('<mspace linebreak="newline"></mspace>', "a line break"),
        ('<menclose notation="roundedbox"><mi>x</mi></menclose>', "<menclose notation=roundedbox>"),
        ('<mstyle mathbackground="red"><mi>x</mi></mstyle>', "<mstyle mathbackground>"),
        ('<mpadded width="+2em"><mi>x</mi></mpadded>', "<mpadded width>"),
        ('<munder accentunder="true"><mi>x</mi><mo>~</mo></munder>', "the accent “~” below"),
    ],
)
def test_unknown_mathml_is_named(inner: str, named: str) -> None:
    element = etree.fromstring(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>')
    with pytest.raises(UnsupportedMathError, match=re.escape(named)):
        typst_math(element)


def test_elements_without_namespace_are_read_too() -> None:
    assert typst_math(etree.fromstring("<math><msup><mi>x</mi><mn>2</mn></msup></math>")).markup == (
        "attach(x, t: 2)"
    )


def test_reserved_names_are_those_that_formulas_use(finished: dict[str, Finished]) -> None:
    used: set[str] = set()
    for result in finished.values():
        markup = re.sub(r'"(?:\\.|[^"\\])*"|#[^,)]*|\\.', " ", result.formula.markup)
        used |= set(
            re.findall(
                r"[a-z]{2,}(?=[.(])|(?<=, )[a-z]{2,}(?=[,.)])|\b(?:thin|med|thick|quad|wide|space)\b", markup
            )
        )
    assert used <= RESERVED
    own = (TYPST / "mathematics.typ").read_text("utf-8")
    assert {name for name in RESERVED if name.startswith("tex") and name != "text"} <= set(
        re.findall(r"#let (\w+)", own)
    )


@pytest.mark.parametrize("path", sorted(TYPST.glob("*.typ")), ids=lambda path: path.name)
def test_no_module_takes_the_place_of_a_name_in_formulas(path: Path) -> None:
    names = set(re.findall(r"^#let ([\w-]+)", path.read_text("utf-8"), re.MULTILINE))
    allowed = (
        {name for name in RESERVED if name.startswith("tex")} if path.name == "mathematics.typ" else set()
    )
    assert not (names & RESERVED) - allowed
