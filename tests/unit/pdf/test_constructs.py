"""Each construct of a publication: HTML in, Typst out, compiled, its text and structure read from the PDF.

`fixtures/<construct>.html` is written as `<construct>.typ`; `<construct>.yml` lists what the pages say and
how many elements of a kind the structure gains.
"""

from pathlib import Path

import pytest
import yaml

from handbook.pdf.inspection import inspect_pdf
from handbook.pdf.metrics import TextMetrics
from tests.unit.pdf.books import body, chapter, compiled, pages, publication, tags, written

FIXTURES = Path(__file__).parent / "fixtures"
CONSTRUCTS = sorted(path.stem for path in FIXTURES.glob("*.html"))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, metrics: TextMetrics, fonts: Path) -> None:
    html = (FIXTURES / f"{name}.html").read_text("utf-8")
    expected = yaml.safe_load((FIXTURES / f"{name}.yml").read_text("utf-8"))
    kind = "glossary" if name == "glossary" else "chapter"
    book = publication(chapter(html, kind=kind))

    assert body(written(book, metrics)) == (FIXTURES / f"{name}.typ").read_text("utf-8").strip()

    pdf = compiled(book, metrics, fonts)
    assert inspect_pdf(pdf, "book.pdf") == []
    text = " ".join(pages(pdf))
    assert [line for line in expected["text"] if line not in text] == []
    empty = publication(chapter("<p>Nothing.</p>", kind=kind))
    gained = tags(pdf) - tags(compiled(empty, metrics, fonts))
    assert {kind: gained[kind] for kind in expected["structure"]} == expected["structure"]
