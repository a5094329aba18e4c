"""What is read to somebody who cannot see a formula."""

from pathlib import Path

import pytest
from lxml import etree

from handbook.katex import normalise
from handbook.katex.engine import Engine, Rendered
from handbook.katex.formulas import Formula
from handbook.katex.spoken import readable

ROOT = Path(__file__).parents[3]
DISPLAYED = [
    (r"\frac{a}{b} + \frac{1}{1 + \frac{c}{d}}", "a/b + 1/(1 + c/d)"),
    (r"\frac{1}{N}\sum_{i=1}^{N} x_i^2", "(1/N) sum over i = 1 to N of x_i^2"),
    (r"\frac{x_i}{y_j} \cdot \frac{a+b}{c d}", "x_i/y_j · (a + b)/(c d)"),
    (r"\log\frac{p(x)}{q(x)}", "log (p(x)/q(x))"),
    (r"\frac{\partial^2 f}{\partial x^2}", "(∂^2 f)/∂x^2"),
    (r"\binom{n}{k} p^k", "(n choose k) p^k"),
    (r"2^{\binom{n}{k}}", "2^(n choose k)"),
    (
        r"\sqrt{x} + \sqrt{x+1} + \sqrt{d_k} + \sqrt[3]{x} + \sqrt[n]{x}",
        "√x + √(x + 1) + √(d_k) + ∛x + n-th root of x",
    ),
    (
        r"x_{ij} + x_{i+1} + x_{i,j} + x_{\max} + x_{\text{train}}",
        "x_ij + x_(i + 1) + x_(i, j) + x_max + x_train",
    ),
    (r"x^{2n} + x^{-1} + x^{(i)} + {x_i}^2 + {x^2}^3", "x^(2 n) + x^−1 + x^(i) + x_i^2 + (x^2)^3"),
    (r"f' + f''_i + f'^2 + f^{(k)}", "f′ + f_i′′ + f′^2 + f^(k)"),
    (r"\mathbf{w}^\top \mathbf{x} + x^* + 45^\circ", "w^T x + x^* + 45°"),
    (r"\left(\frac{1}{2}\right)^2 + (a+b)^2 + \frac{1}{2}^2", "(1/2)^2 + (a + b)^2 + (1/2)^2"),
    (
        r"\sum_{i<j} a_{ij} + \prod_k b_k + \sum x",
        "sum over i < j of a_ij + product over k of b_k + sum of x",
    ),
    (r"\sum_{\substack{i=1 \\ i \ne j}}^n x", "sum over i = 1, i ≠ j to n of x"),
    (r"\int_0^\infty f(x)\,dx + \int_D g", "integral from 0 to ∞ of f(x) d x + integral over D of g"),
    (r"\bigcup_{i} A_i \subseteq \bigcap_j B_j", "union over i of A_i ⊆ intersection over j of B_j"),
    (r"\lim_{n\to\infty} a_n = \limsup_n a_n", "limit as n → ∞ of a_n = limit superior over n of a_n"),
    (r"\hat\theta = \operatorname*{arg\,max}_{\theta} p(\theta)", "θ-hat = arg max over θ of p(θ)"),
    (r"\max_{x} f(x) - \min_{w,b} g", "max over x of f(x) − min over w, b of g"),
    (r"\underset{x \in \mathbb{R}^d}{\operatorname{minimise}} f(x)", "minimise over x ∈ ℝ^d of f(x)"),
    (
        r"\log_2 n + \sin^2 x + \log x + \exp(x) + \operatorname{softmax}(z)_i",
        "log_2 n + sin^2 x + log x + exp(x) + softmax(z)_i",
    ),
    (
        r"\hat y_i + \bar x^2 + \vec{v} + \widehat{\mathrm{Var}}(x)",
        "y-hat_i + x-bar^2 + v-vector + Var-hat(x)",
    ),
    (r"\overline{AB} + \widehat{xyz} + \dot{x}", "bar(A B) + hat(x y z) + x-dot"),
    (r"\underbrace{(\bar f - f)^2}_{\text{bias}^2} + \underbrace{x}", "((f-bar − f)^2, labelled bias^2) + x"),
    (r"X \overset{d}{=} Y \stackrel{\text{def}}{=} Z", "X =[d] Y =[def] Z"),
    (r"a \xrightarrow{n \to \infty} b \xleftarrow{} c", "a →[n → ∞] b ← c"),
    (r"A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "A = matrix [1, 2; 3, 4]"),
    (r"\begin{pmatrix} a \\ b \end{pmatrix}^\top", "(matrix (a; b))^T"),
    (r"\left(\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}\right)", "matrix (a, b; c, d)"),
    (
        r"f(x) = \begin{cases} 1 & x>0 \\ 0 & \text{otherwise} \end{cases}",
        "f(x) = cases {1, x > 0; 0, otherwise}",
    ),
    (r"\begin{aligned} a &= b + c \\ &= d \end{aligned}", "a = b + c; = d"),
    (r"\begin{align*} a &= b & c &= d \\ e &= f & g &= h \end{align*}", "a = b, c = d; e = f, g = h"),
    (r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}", "array [a, b; c, d]"),
    (r"E = mc^2 \tag{1}", "E = m c^2 (1)"),
    (r"\|x\|_2 + |x| + \lVert x\rVert_F^2 + \left|\frac ab\right|", "‖x‖_2 + |x| + ‖x‖_F^2 + |a/b|"),
    (r"P(A \mid B) + p(x|y) + D_{\mathrm{KL}}(p \,\|\, q)", "P(A | B) + p(x | y) + D_KL(p ‖ q)"),
    (r"\mathbb{E}_{x\sim p}\left[\,f \,\middle|\, y\right]", "E_(x ~ p)[f | y]"),
    (r"\left.\frac{df}{dx}\right|_{x=0}", "(d f)/(d x)|_(x = 0)"),
    (r"\{x \in \mathbb{R} : x > 0\}, [0,1)", "{x ∈ ℝ : x > 0}, [0, 1)"),
    (r"-x = -1 \cdot (-y) \pm 2", "−x = −1 · (−y) ± 2"),
    (r"\text{precision} = \frac{\text{TP}}{\text{TP} + \text{FP}}", "precision = TP/(TP + FP)"),
    (r"\text{recall@}k \text{ na\"ive, if $x>0$, else}", "recall@k naïve, if x > 0, else"),
    (r"100\,\% = 5\,\text{ms}/\text{token}, n!", "100% = 5 ms/token, n!"),
    (r"f\colon X \to Y, a := b", "f : X → Y, a := b"),
    (r"\mathrm{TP} + \mathrm{KL}(p) + \mathcal{L}(\boldsymbol{\theta})", "TP + KL(p) + L(θ)"),
    (r"x_1, \dots, x_n \iff \forall x \in S", "x_1, …, x_n ⇔ ∀x ∈ S"),
    (r"\cancel{x} + \boxed{y} + \phantom{z} \textcolor{red}{w}", "cancelled(x) + y + w"),
    (r"x \pmod{n}, 1{,}000", "x(mod n), 1,000"),
    (r"\nabla_\theta \log \pi_\theta(a_t \mid s_t)", "∇_θ log π_θ(a_t | s_t)"),
    (
        r"\mathcal{L} = -\frac{1}{N}\sum_{i}\left[ y_i \log \hat{y}_i + (1-y_i)\log(1-\hat{y}_i) \right]",
        "L = −(1/N) sum over i of [y_i log y-hat_i + (1 − y_i) log(1 − y-hat_i)]",
    ),
    (
        r"\operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        "softmax((Q K^T)/(√(d_k))) V",
    ),
]
INLINE = [
    (r"\sum_{i=1}^n x_i", "sum over i = 1 to n of x_i"),
    (r"\max_x f", "max over x of f"),
    (r"\lim_{n\to\infty} a_n", "limit as n → ∞ of a_n"),
    (r"x_i", "x_i"),
]
CASES = [(tex, True, text) for tex, text in DISPLAYED] + [(tex, False, text) for tex, text in INLINE]


@pytest.fixture(scope="module")
def spoken() -> dict[tuple[str, bool], str]:
    formulas = [Formula(tex, display) for tex, display, _ in CASES]
    engine = Engine(ROOT)
    results = engine.render(formulas)
    engine.close()
    texts = {}
    for formula, result in zip(formulas, results, strict=True):
        assert isinstance(result, Rendered), (formula.tex, result)
        html = normalise(result.html)
        math = etree.fromstring(html[html.index("<math") : html.index("</math>") + 7])
        texts[formula.tex, formula.display] = readable(math)
    return texts


@pytest.mark.parametrize(("tex", "display", "text"), CASES, ids=[case[0] for case in CASES])
def test_formula_is_read_as_text(
    spoken: dict[tuple[str, bool], str], tex: str, display: bool, text: str
) -> None:
    assert spoken[tex, display] == text


def test_elements_without_namespace_are_read_too() -> None:
    assert readable(etree.fromstring("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>")) == "a/b"
