"""Each construct of the publication as XHTML: a pair of files a construct."""

import re
from pathlib import Path

import pytest
from lxml import etree

from handbook.epub.convert import Converter
from handbook.epub.places import place
from handbook.epub.xhtml import EPUB, XHTML
from handbook.problems import Problem
from handbook.publication.model import Chapter
from tests.unit.epub.samples import IMAGE, chapter, other

FIXTURES = Path(__file__).parent / "fixtures"
CONSTRUCTS = sorted(path.stem for path in FIXTURES.glob("*.html"))


def converted(source: Chapter) -> tuple[str, list[Problem]]:
    """Return the children of the chapter's section in canonical form, and the problems found."""
    places = place([source, other()])
    converter = Converter(places, {IMAGE})
    sections = [converter.section(section) for section in places.of(source)]
    return "\n".join(canonical(section) for section in sections), converter.problems


def canonical(section: etree._Element) -> str:
    copy = etree.fromstring(etree.tostring(section))
    texts = [
        copy.text or "",
        *(etree.tostring(child, method="c14n", exclusive=True).decode() for child in copy),
    ]
    return "\n".join(text.strip() for text in texts if text.strip())


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_construct(construct: str) -> None:
    html = (FIXTURES / f"{construct}.html").read_text("utf-8").strip()
    wanted = (FIXTURES / f"{construct}.xhtml").read_text("utf-8").strip()
    found, problems = converted(chapter(html, kind="glossary" if construct == "glossary" else "chapter"))
    assert problems == []
    root = etree.fromstring(f'<section xmlns="{XHTML}" xmlns:epub="{EPUB}">{wanted}</section>')
    assert found == canonical(root)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p><blink>no</blink></p>", "the EPUB has no form for <blink> (near 'no')"),
        ('<p><a href="book:gone/#x">gone</a></p>', "the link book:gone/#x leads nowhere"),
        ('<p><a href="book:other/page/#gone">gone</a></p>', "the link book:other/page/#gone leads nowhere"),
        ('<p><a href="../relative/">no</a></p>', "the link ../relative/ leads nowhere"),
        ('<p><img src="gone.png" alt="A dot."></p>', "there is no image gone.png"),
        (f'<p><img src="{IMAGE}" alt=" "></p>', f"image {IMAGE} has no alternative text"),
        (
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
            "a formula has no alternative text (near 'x')",
        ),
    ],
)
def test_what_cannot_be_written_is_named(html: str, message: str) -> None:
    _, problems = converted(chapter(f"<h1>Metrics</h1>{html}"))
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"docs/evaluation/metrics.md: {message}")


def test_questions_keep_their_level_below_any_section() -> None:
    question = '<section class="question"><p class="question-title">Why?</p></section>'
    found, _ = converted(
        chapter(f"<h1>M</h1><h2>A</h2>{question}<h3>B</h3>{question}{question}<h2>C</h2>{question}")
    )
    assert re.findall(r"<h(\d)", found) == ["1", "2", "3", "3", "4", "4", "2", "3"]


def test_the_kind_of_a_chapter_is_marked() -> None:
    source = chapter("<h1>Terms</h1>", kind="glossary")
    section = Converter(place([source]), ()).section(place([source]).sections[0])
    assert section.get("role") == "doc-glossary"
    assert section.get(f"{{{EPUB}}}type") == "glossary"
