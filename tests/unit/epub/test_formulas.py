"""Estimated widths of formulas, and what follows from them."""

import pytest
from lxml import etree

from handbook.epub.formulas import width_class, width_em


def math(content: str) -> etree._Element:
    return etree.fromstring(f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>{content}</mrow></math>')


@pytest.mark.parametrize(
    ("content", "width"),
    [
        ("<mi>x</mi><mo>=</mo><mn>2</mn>", 2.25),
        ("<mfrac><mn>1</mn><mn>100</mn></mfrac>", 1.7),
        ("<msup><mi>x</mi><mn>2</mn></msup>", 0.85),
        ('<mi>x</mi><mspace width="1em"/><mi>y</mi>', 2.0),
        ("<munder><mo>+</mo><mtext>all words</mtext></munder>", 3.15),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>22</mn></mtd></mtr><mtr><mtd/></mtr></mtable>", 2.5),
    ],
)
def test_width(content: str, width: float) -> None:
    assert width_em(math(content)) == pytest.approx(width)


@pytest.mark.parametrize(("letters", "name"), [(39, ""), (41, "wide"), (53, "widest")])
def test_wide_formulas_are_set_smaller(letters: int, name: str) -> None:
    assert width_class(math(f"<mtext>{'x' * letters}</mtext>")) == name
