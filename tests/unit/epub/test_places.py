"""Files and names of everything that can be linked to."""

import pytest

from handbook.epub import places
from handbook.epub.places import file_name, place, xml_name
from tests.unit.epub.samples import chapter


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("q-roc", "q-roc"), ("fn:1", "fn-1"), ("1", "_1"), ("naïve bayes", "na-ve-bayes"), ("-a", "_-a")],
)
def test_identifiers_become_names_of_xml(identifier: str, name: str) -> None:
    assert xml_name(identifier) == name


def test_names_that_collide_are_told_apart() -> None:
    source = chapter('<h1>M</h1><p id="a:b">1</p><p id="a b">2</p><p id="a-b">3</p>')
    links = [place([source]).link(f"evaluation/metrics/#{name}") for name in ("a:b", "a b", "a-b")]
    assert links == [f"evaluation.metrics.xhtml#{name}" for name in ("a-b", "a-b-2", "a-b-3")]


@pytest.mark.parametrize(
    ("uri", "index", "file"),
    [("a/b-c/", 0, "a.b-c.xhtml"), ("a-b/c/", 0, "a-b.c.xhtml"), ("a/", 2, "a-3.xhtml")],
)
def test_files_are_named_by_address(uri: str, index: int, file: str) -> None:
    assert file_name(uri, index) == file


def test_a_large_chapter_is_split_at_its_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SPLIT_AT", 300)
    text = "word " * 20
    sections = "".join(f'<h2 id="s{index}">S</h2><p id="p{index}">{text}</p>' for index in range(5))
    found = place([chapter(f"<h1>M</h1><p>{text}</p>{sections}")])
    assert [[element.tag for element in section.elements] for section in found.sections] == [
        ["h1", "p", "h2", "p"],
        ["h2", "p", "h2", "p"],
        ["h2", "p", "h2", "p"],
    ]
    assert found.link("evaluation/metrics/#") == "evaluation.metrics.xhtml"
    assert found.link("evaluation/metrics/#s0") == "evaluation.metrics.xhtml#s0"
    assert found.link("evaluation/metrics/#p4") == "evaluation.metrics-3.xhtml#p4"
    assert found.link("evaluation/metrics/#gone") is None


def test_a_section_that_is_too_large_by_itself_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SPLIT_AT", 50)
    found = place([chapter(f"<h1>M</h1><h2>A</h2><p>{'word ' * 50}</p><p>More.</p><h2>B</h2>")])
    assert [len(section.elements) for section in found.sections] == [1, 3, 1]
