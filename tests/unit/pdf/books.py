"""Small publications for the tests, and what a finished PDF says."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from lxml.html import HtmlElement, fromstring

from handbook.pdf.book import BookSource, write_book
from handbook.pdf.compiling import compile_book
from handbook.pdf.layout import PdfOptions
from handbook.pdf.metrics import TextMetrics
from handbook.publication.model import Chapter, Part, Publication

MATHML = 'xmlns="http://www.w3.org/1998/Math/MathML"'
IMAGE = "0123456789abcdef.svg"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><path d='M0 0h90v90z'/></svg>"
TIME = 1_700_000_000


def article(title: str, html: str) -> HtmlElement:
    body = fromstring(f"<article><h1>{title}</h1>{html}</article>")
    # The parser of HTML knows no namespaces; in a publication formulas have theirs.
    for element in body.iter("math"):
        for inner in element.iter():
            inner.tag = f"{{http://www.w3.org/1998/Math/MathML}}{inner.tag}"
        element.attrib.pop("xmlns", None)
    return body


def chapter(html: str, uri: str = "demo/fixture/", kind: str = "chapter", title: str = "Fixture") -> Chapter:
    return Chapter(uri, title, f"docs/{uri.strip('/')}.md", kind, article(title, html))


def publication(*chapters: Chapter) -> Publication:
    other = chapter('<h2 id="there">There</h2><p>Text.</p>', "demo/other/", title="Other")
    parts = (Part("demo", "Demonstration", (*chapters, other)),)
    return Publication("Test book", "For tests.", "", "abc1234", TIME, parts, {IMAGE: SVG})


def written(book: Publication, metrics: TextMetrics, options: PdfOptions | None = None) -> BookSource:
    return write_book(book, options or PdfOptions(), metrics)


def compiled(
    book: Publication, metrics: TextMetrics, fonts: Path, options: PdfOptions | None = None
) -> bytes:
    return compile_book(written(book, metrics, options), book.images, fonts, book.time)


def body(source: BookSource, number: int = 1) -> str:
    """Return the markup of a chapter below its title."""
    return source.files[f"chapters/{number:03}.typ"].split("\n\n", 1)[1].strip()


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def tags(pdf: bytes) -> Counter[str]:
    """Count the elements of the structure of a PDF by their kind."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return Counter(_kinds(document.Root.StructTreeRoot))


def _kinds(node: pikepdf.Object) -> Iterator[str]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield str(kid["/S"]).lstrip("/")
            yield from _kinds(kid)
