"""A small built site in, a publication out."""

from pathlib import Path

import pytest
from lxml import etree

from handbook.problems import ProblemsError
from handbook.publication.loader import load_publication
from handbook.publication.model import Publication, Selection
from handbook.publication.record import NAME, BuildRecord, RecordedPage, sources_digest

MATH = (
    '<span class="arithmatex"><span class="katex"><span class="katex-mathml">'
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi></mrow></math></span>'
    '<span class="katex-html" aria-hidden="true">x</span></span></span>'
)

SHORT = (
    '<details class="question" data-question="why" data-level="beginner"><summary>Why?'
    "<div class='question__meta'><span class='chip level'>Beginner</span></div></summary>"
    '<div class="question__short"><p>Short.</p></div></details>'
)
WHOLE = (
    '<details class="question" data-question="why" data-level="beginner" data-kind="concept"><summary>'
    '<h2 id="q-why">Why <em>so</em>?</h2>'
    '<div class="question__meta"><span class="chip level">Beginner</span></div></summary>'
    '<div class="question__short"><p>Short.</p></div>'
    '<div class="question__full"><p>Full. <img src="../../figures/f.svg" alt="A line."> '
    '<a href="./#q-how">How?</a></p></div>'
    '<div class="question__foot"><ul><li><a href="#q-why">Link to this question</a></li>'
    '<li>Taught in <a href="../../a/">its chapter</a></li><li>Reviewed 2026-11-20</li></ul></div></details>'
)
OTHER = WHOLE.replace("why", "how").replace("Why <em>so</em>", "How")

PAGES = {
    "a/": f'<h1 id="a">A<a class="headerlink" href="#a">¶</a></h1><p>{MATH} and <a href="../b/#x">b</a>,'
    f' <a href="../questions/t/#q-why">why</a>, <a href="../help/">help</a>.</p>{SHORT}'
    "<details class='question'><summary>Quick?</summary><p>Yes.</p></details>",
    "b/": f'<h1 id="b">B</h1><h2 id="x">X</h2>{SHORT}'
    '<figure class="diagram" id="d"><div class="diagram__scroll">'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9" role="img">'
    '<title>Flow</title><desc>From A to B.</desc><path fill="var(--dg-edge, #5a6675)"/></svg></div></figure>',
    "questions/t/": f'<h1 id="t">T: questions</h1>{WHOLE}{OTHER}',
    "help/": '<h1 id="help">Help</h1>',
}


def recorded(uri: str, *sections: str, kind: str = "chapter") -> RecordedPage:
    return RecordedPage(uri, uri.strip("/"), f"docs/{uri.strip('/')}.md", kind, sections)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("x")
    for uri, article in PAGES.items():
        folder = tmp_path / "site" / uri
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(
            f"<html><body><article class='md'>{article}</article></body></html>"
        )
    (tmp_path / "site" / "figures").mkdir()
    (tmp_path / "site" / "figures" / "f.svg").write_text("<svg/>")
    write_record(tmp_path)
    return tmp_path


def write_record(root: Path, site_url: str = "") -> None:
    pages = (
        recorded("a/", "Handbook", "One"),
        recorded("b/", "Handbook", "Two"),
        recorded("questions/t/", "Questions", kind="bank"),
        recorded("help/", "Contributing", kind="page"),
    )
    record = BuildRecord("T", "D", site_url, sources_digest(root), "abc", 7, ("Handbook", "Questions"), pages)
    (root / "site" / NAME).write_text(record.to_json())


def load(root: Path, selection: Selection | None = None) -> Publication:
    return load_publication(root, root / "site", selection)


def html(publication: Publication, uri: str) -> str:
    body = next(chapter.body for chapter in publication.chapters if chapter.uri == uri)
    return etree.tostring(body, encoding="unicode", method="html")


def test_a_question_stands_in_full_in_the_first_chapter_that_shows_it(root: Path) -> None:
    publication = load(root)
    first = html(publication, "a/")
    assert first.count('<section class="question" id="q-why"') == 1
    assert '<p class="question-title">Why <em>so</em>?</p>' in first
    assert 'data-title="Why so?"' in first and "Full." in first
    assert '<p class="question-reference"><a href="book:a/#q-why">Why so?</a></p>' in html(publication, "b/")


def test_the_bank_keeps_the_questions_that_no_chapter_shows(root: Path) -> None:
    publication = load(root)
    rest = html(publication, "questions/t/")
    assert 'id="q-how"' in rest and 'id="q-why"' not in rest
    assert [part.slug for part in publication.parts] == ["one", "two", "questions"]


def test_the_foot_of_a_question_loses_what_a_book_does_not_need(root: Path) -> None:
    first = html(load(root), "a/")
    assert "Reviewed 2026-11-20" in first
    assert "Link to this question" not in first and "Taught in" not in first


def test_links_lead_into_the_book_and_otherwise_to_the_site(root: Path) -> None:
    first = html(load(root), "a/")
    assert '<a href="book:b/#x">b</a>' in first
    assert '<a href="book:a/#q-why">why</a>' in first
    assert ", help." in first
    write_record(root, "https://learn.example-site.net/handbook/")
    assert '<a href="https://learn.example-site.net/handbook/help/">help</a>' in html(load(root), "a/")


def test_a_selection_has_no_links_to_what_it_leaves_out(root: Path) -> None:
    chosen = load(root, Selection(chapters=("b",)))
    assert [chapter.uri for chapter in chosen.chapters] == ["b/"]
    second = html(chosen, "b/")
    assert '<section class="question" id="q-why"' in second
    assert "book:a/" not in second and "book:questions" not in second


def test_formulas_are_mathml_with_a_text(root: Path) -> None:
    first = html(load(root), "a/")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x">' in first
    assert "katex" not in first


def test_images_are_named_by_content_and_diagrams_have_print_colours(root: Path) -> None:
    publication = load(root)
    assert sorted(name.partition(".")[2] for name in publication.images) == ["svg", "svg"]
    diagram = next(content for content in publication.images.values() if b"path" in content)
    assert b'fill="#5a6675"' in diagram and b'viewBox="0 0 9 9"' in diagram
    assert 'alt="Flow. From A to B."' in html(publication, "b/")


def test_anchors_are_the_places_of_links(root: Path) -> None:
    assert {"a/#", "a/#a", "a/#q-why", "b/#x", "questions/t/#q-how"} <= load(root).anchors


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("f.svg", "g.svg", "the image /figures/g.svg is missing"),
        ("<p>Short.</p>", "<video></video>", "the book has no form for <video>"),
        ("../b/#x", "../b/#y", "a link leads to b/#y, which the book doesn't have"),
    ],
)
def test_what_a_book_cannot_hold_is_named_with_the_page(root: Path, old: str, new: str, message: str) -> None:
    for uri in PAGES:
        file = root / "site" / uri / "index.html"
        file.write_text(file.read_text().replace(old, new))
    with pytest.raises(ProblemsError) as caught:
        load(root)
    assert f"docs/a.md: {message}" in str(caught.value)


def test_a_page_that_the_site_lacks_is_named(root: Path) -> None:
    (root / "site" / "b" / "index.html").unlink()
    with pytest.raises(ProblemsError, match=r"docs/b\.md: the site has no article at b/"):
        load(root)
