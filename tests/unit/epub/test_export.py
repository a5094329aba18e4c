"""The whole file: its container, package and contents, and what happens when something is wrong."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from handbook.epub.export import export_epub
from handbook.epub.xhtml import MATHML
from handbook.problems import ProblemsError
from tests.unit.epub.samples import IMAGE, chapter, publication

BODY = f"""<h1>Metrics &amp; more</h1>
<h2 id="first">The <math xmlns="{MATHML}" alttext="F one"><mi>F</mi></math> score</h2>
<figure id="f"><img src="{IMAGE}" alt="A line."></figure><p><a href="book:other/page/#far:1">far</a></p>
"""
PACKAGE = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def quiet(line: str) -> None:
    assert line


@pytest.fixture
def book(tmp_path: Path) -> zipfile.ZipFile:
    export_epub(publication(chapter(BODY)), tmp_path / "new" / "book.epub", quiet)
    return zipfile.ZipFile(tmp_path / "new" / "book.epub")


def test_the_same_publication_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_epub(publication(chapter(BODY)), tmp_path / name, quiet)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_container_begins_with_its_type(book: zipfile.ZipFile) -> None:
    first, *others = book.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read(first) == b"application/epub+zip"
    container, *names = [entry.filename for entry in others]
    assert container == "META-INF/container.xml"
    assert names == sorted(names)
    assert {entry.date_time for entry in book.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_the_package_tells_what_it_is_and_the_order_of_reading(book: zipfile.ZipFile) -> None:
    package = etree.fromstring(book.read("EPUB/book.opf"))
    texts = {
        name: package.xpath(f"string(.//dc:{name})", namespaces=PACKAGE) for name in ("title", "description")
    }
    assert texts == {"title": "The Handbook", "description": "What is <in> it."}
    metadata = package.xpath("string(.//opf:meta[@property='dcterms:modified'])", namespaces=PACKAGE)
    assert metadata == "2023-11-14T22:13:20Z"
    items = {item.get("id"): item for item in package.iterfind(".//opf:item", PACKAGE)}
    order = [
        items[reference.get("idref")].get("href") for reference in package.iterfind(".//opf:itemref", PACKAGE)
    ]
    assert order == [
        "title.xhtml",
        "nav.xhtml",
        "part.evaluation.xhtml",
        "evaluation.metrics.xhtml",
        "other.page.xhtml",  # A part of one chapter with its title needs no page of its own.
    ]
    properties = {
        item.get("href"): item.get("properties") for item in items.values() if item.get("properties")
    }
    assert properties == {
        "evaluation.metrics.xhtml": "mathml",
        "images/cover.png": "cover-image",
        "nav.xhtml": "nav",
    }


@pytest.mark.parametrize("file", ["nav.xhtml", "toc.ncx"])
def test_both_contents_name_parts_chapters_and_sections(book: zipfile.ZipFile, file: str) -> None:
    root = etree.fromstring(book.read(f"EPUB/{file}"))
    toc = root.find(".//{*}nav") if file == "nav.xhtml" else root.find(".//{*}navMap")
    assert toc is not None
    addresses = [value for each in toc.iter() for value in (each.get("href"), each.get("src")) if value]
    assert addresses == [
        "part.evaluation.xhtml",
        "evaluation.metrics.xhtml",
        "evaluation.metrics.xhtml#first",
        "other.page.xhtml",
    ]
    assert "The F one score" in " ".join("".join(toc.itertext()).split())


def test_figures_lie_on_paper_and_tell_nothing_of_their_maker(book: zipfile.ZipFile) -> None:
    svg = book.read(f"EPUB/images/{IMAGE}").decode()
    assert '<rect x="0" y="0" width="20" height="10" fill="#fefefe"/>' in svg
    assert svg.index("<rect") < svg.index("<path")
    assert not re.search("metadata|DOCTYPE", svg)


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        (b"<svg", f"{IMAGE}: the image is no well-formed SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', f"{IMAGE}: the image holds <script>"),
    ],
)
def test_a_broken_image_stops_the_export(tmp_path: Path, svg: bytes, message: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        export_epub(publication(chapter(BODY), images={IMAGE: svg}), tmp_path / "book.epub", quiet)
    assert str(raised.value).startswith(message)


def test_problems_of_all_chapters_are_reported_and_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_text("before")
    broken = [chapter("<h1>M</h1><p><blink>x</blink></p>", uri=f"evaluation/{name}/") for name in "ab"]
    with pytest.raises(ProblemsError) as raised:
        export_epub(publication(*broken), tmp_path / "book.epub", quiet)
    assert [problem.path for problem in raised.value.problems] == [
        "docs/evaluation/a.md",
        "docs/evaluation/b.md",
    ]
    assert (tmp_path / "book.epub").read_text() == "before"


def test_an_interruption_leaves_the_previous_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "book.epub").write_text("before")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        export_epub(publication(chapter(BODY)), tmp_path / "book.epub", quiet)
    assert [path.name for path in tmp_path.iterdir()] == ["book.epub"]
    assert (tmp_path / "book.epub").read_text() == "before"


def test_without_a_commit_or_an_address_nothing_is_claimed(tmp_path: Path) -> None:
    bare = replace(publication(chapter(BODY)), site_url="", commit="", time=0)
    export_epub(bare, tmp_path / "book.epub", quiet)
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        assert b"dc:source" not in book.read("EPUB/book.opf")
        page = book.read("EPUB/title.xhtml").decode()
    assert "commit" not in page
    assert page.count("href=") == 2, "the style sheet and the licence"
