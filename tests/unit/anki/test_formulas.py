import pytest

from handbook.anki.formulas import UnknownCommandError, to_mathjax


@pytest.mark.parametrize(
    ("katex", "mathjax"),
    [
        (r"\frac{a}{b} < \alpha_i", r"\frac{a}{b} < \alpha_i"),
        (r"\hat w = \argmin_w L(w)", r"\hat w = \operatorname*{arg\,min}_w L(w)"),
        (r"\bm w + \bm{v}", r"\boldsymbol w + \boldsymbol {v}"),
        (r"\bmod n", r"\bmod n"),
        (r"\R^n, \, x\isin\R", r"\mathbb{R}^n, \, x\in \mathbb{R}"),
        (r"a \\ \infin", r"a \\ \infty "),
        (r"\llbracket x \rrbracket", r"\mathopen{⟦} x \mathclose{⟧}"),
        (r"50\,\% \text{ of 50\% or a\_b}", r"50\,\% \text{ of 50% or a_b}"),
        (r"\text{if $x \isin A$ and {so} on} \R", r"\text{if $x \isin A$ and {so} on} \mathbb{R}"),
        (r"\text{5\$ and \{\}}", r"\text{5\$ and \{\}}"),
    ],
)
def test_a_formula_is_said_in_words_that_anki_knows(katex: str, mathjax: str) -> None:
    assert to_mathjax(katex) == mathjax


@pytest.mark.parametrize(
    ("katex", "command"),
    [
        (r"\widecheck{x}", r"\widecheck"),
        (r"\redA{x}", r"\redA"),
        (r"\begin{darray}{c} x \end{darray}", r"\begin{darray}"),
        (r"\text{so \textbf{bold}}", r"\textbf inside of \text"),
        (r"\text{so \'e}", r"\' inside of \text"),
    ],
)
def test_what_anki_does_not_know_is_refused(katex: str, command: str) -> None:
    with pytest.raises(UnknownCommandError) as raised:
        to_mathjax(katex)
    assert raised.value.command == command
