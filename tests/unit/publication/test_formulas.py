from lxml.html import fromstring

from handbook.publication.formulas import keep_mathml
from handbook.publication.vocabulary import MATHML

ARRAY = '<menclose notation="top right"><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable></menclose>'


def test_the_outer_lines_of_an_array_get_their_right_sides() -> None:
    body = fromstring(f'<article><span class="arithmatex"><math>{ARRAY}</math></span></article>')
    keep_mathml(body)
    assert [found.get("notation") for found in body.iter(f"{MATHML}menclose")] == ["left bottom"]


def test_a_formula_that_is_struck_out_keeps_its_strike() -> None:
    struck = '<menclose notation="updiagonalstrike"><mi>x</mi></menclose>'
    body = fromstring(f'<article><div class="arithmatex"><math>{struck}</math></div></article>')
    keep_mathml(body)
    (formula,) = body.iter(f"{MATHML}math")
    assert formula.get("display") == "block"
    assert formula[0].get("notation") == "updiagonalstrike"
