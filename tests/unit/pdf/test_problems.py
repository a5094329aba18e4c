"""What cannot be printed stops the export, with its source and the element named."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.pdf.coverage import missing_characters
from handbook.pdf.metrics import TextMetrics
from handbook.problems import ProblemsError
from handbook.publication.model import Publication
from tests.unit.pdf.books import MATHML, chapter, compiled, publication, written

SOURCE = "docs/demo/fixture.md"


def problems(book: Publication, metrics: TextMetrics) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        written(book, metrics)
    return list(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<video>film</video>", "the PDF has no form for <video> (near 'film')"),
        ("<p><button>Press</button></p>", "the PDF has no form for <button> within text (near 'Press')"),
        ('<section class="slides"><p>x</p></section>', "the PDF has no form for a section of class 'slides'"),
        (
            '<p><a href="book:demo/other/#gone">x</a></p>',
            "a link to book:demo/other/#gone, which is not in the book",
        ),
        (
            '<p><sup class="footnote"><a href="book:demo/fixture/#fn:9">9</a></sup></p>',
            "a footnote that is nowhere",
        ),
        ('<figure><img src="ffff.svg" alt="x"></figure>', "an image that is missing: ffff.svg"),
        ('<figure><img src="0123456789abcdef.svg" alt=" "></figure>', "an image without alternative text"),
        ("<figure><p>none</p></figure>", "a figure without an image"),
        ("<table><tbody></tbody></table>", "a table without rows"),
        ("<dl><p>x</p></dl>", "<p> where a term is expected"),
        ('<section class="question" id="q-x"></section>', "a question without title or id"),
        (f"<p><math {MATHML}><maction>x</maction></math></p>", "a formula that the PDF cannot show"),
    ],
)
def test_unsupported_construct(html: str, message: str, metrics: TextMetrics) -> None:
    (found,) = problems(publication(chapter(html)), metrics)
    assert found.startswith(f"{SOURCE}: {message}")


def test_all_problems_are_told_at_once(metrics: TextMetrics) -> None:
    first = chapter("<video>a</video><p><button>b</button></p>")
    second = chapter("<video>c</video>", "demo/second/")
    assert len(problems(publication(first, second), metrics)) == 3


def test_formula_wider_than_the_page(metrics: TextMetrics, fonts: Path) -> None:
    terms = "<mo>×</mo>".join("<mi>x</mi>" for _ in range(60))
    math = f'<math {MATHML} display="block" alttext="too long"><mrow>{terms}</mrow></math>'
    html = f'<div class="formula">{math}</div>'
    with pytest.raises(ProblemsError) as caught:
        compiled(publication(chapter(html)), metrics, fonts)
    (problem,) = caught.value.problems
    assert problem.path == SOURCE
    assert "wider than text and margin of page 5 of the PDF" in problem.message
    assert "too long" in problem.hint


def test_character_without_a_glyph(fonts: Path, tmp_path: Path) -> None:
    book = publication(chapter("<p>fine → ≤ λ ŷ ✓</p><p>not fine 🦜</p>"))
    (tmp_path / "docs/demo").mkdir(parents=True)
    (tmp_path / SOURCE).write_text("# Title\n\nfine\n\nnot fine 🦜\n", encoding="utf-8")
    (problem,) = missing_characters(book, fonts, tmp_path)
    assert str(problem) == (
        f"{SOURCE}:5: no font of the PDF has the character 🦜 (U+1F99C) (write it in words, or as a formula)"
    )


def test_character_of_a_question_is_found_in_the_bank(fonts: Path, tmp_path: Path) -> None:
    (tmp_path / "questions/topic").mkdir(parents=True)
    (tmp_path / "questions/topic/why.md").write_text("---\n---\n🦜\n", encoding="utf-8")
    (problem,) = missing_characters(publication(chapter("<p>🦜</p>")), fonts, tmp_path)
    assert (problem.path, problem.line) == ("questions/topic/why.md", 3)


def test_the_lettering_of_a_drawing_counts(tmp_path: Path, fonts: Path) -> None:
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>a 🦜</text><desc>🦆</desc></svg>"
    )
    book = publication(chapter('<figure><img src="0.svg" alt="A parrot."></figure>'))
    book = replace(book, images={**book.images, "0.svg": drawing.encode()})
    (problem,) = missing_characters(book, fonts, tmp_path)
    assert "the character 🦜" in problem.message
