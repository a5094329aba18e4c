"""A small publication for the tests of the EPUB."""

from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement, fromstring

from handbook.publication.model import Chapter, Part, Publication

SVG = b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><metadata>who</metadata><path d="M0 0h20"/></svg>
"""
IMAGE = "0123456789abcdef.svg"


def article(html: str) -> HtmlElement:
    """Parse a body; formulas keep their namespace, which HTML parsers drop."""
    body = fromstring(f"<article>{html}</article>")
    for math in list(body.iter("math")):
        text = etree.tostring(math, encoding="unicode", with_tail=False)
        formula = etree.fromstring(text)
        formula.tail = math.tail
        parent = math.getparent()
        assert parent is not None
        parent.replace(math, formula)
    return body


def chapter(
    html: str, uri: str = "evaluation/metrics/", title: str = "Metrics", kind: str = "chapter"
) -> Chapter:
    return Chapter(uri, title, f"docs/{uri.strip('/')}.md", kind, article(html))


def other() -> Chapter:
    body = '<h1>Other</h1><p id="far:1">Far.</p><p id="recall">Recall.</p>'
    return chapter(body, "other/page/", "Other", "page")


def publication(*chapters: Chapter, images: Mapping[str, bytes] | None = None) -> Publication:
    parts = (
        Part("evaluation", "Evaluation", chapters),
        Part("other", "Other", (other(),)),
    )
    return Publication(
        "The Handbook",
        "What is <in> it.",
        "https://handbook.example.org/",
        "abc123",
        1_700_000_000,
        parts,
        {IMAGE: SVG} if images is None else images,
    )
