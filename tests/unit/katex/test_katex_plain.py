import pytest

from handbook.katex import search_text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"the rate \(\lambda\)", "the rate λ"),
        (r"\(\hat\beta_1 \leq \frac{1}{n}\)", "β_1 ≤ 1/n"),
        (r"\(\frac{\frac{a}{b}}{c}\)", "a/b/c"),
        (
            r"\[\begin{aligned} p(y \mid x) &= \log\sigma(z) \\ &= 1 \end{aligned}\]",
            "p(y | x) = log σ(z) = 1",
        ),
        (r"\(\mathbf{w}^\top x\)", "w^ᵀ x"),
        (r"\(\{0, 1\}\)", "{0, 1}"),
        (r"\(\lVert w \rVert\)", "‖ w ‖"),
        (r"\(D\|P\)", "D‖P"),
        (r"\(\Omega(n)\)", "Ω(n)"),
        ("no formula, $5", "no formula, $5"),
    ],
)
def test_formulas_become_readable(before: str, after: str) -> None:
    assert search_text(before) == after


def test_entities_stay_escaped() -> None:
    assert search_text(r"\(a &lt; b &amp; c\)") == "a &lt; b c"
