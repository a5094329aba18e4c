import json
from pathlib import Path

import pytest

from handbook.problems import ProblemsError
from handbook.publication.record import NAME, BuildRecord, RecordedPage, read_record, sources_digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "deep" / "a.md").write_text("# A\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n")
    (tmp_path / "site").mkdir()
    return tmp_path


def record_of(root: Path) -> BuildRecord:
    page = RecordedPage("deep/a/", "A", "docs/deep/a.md", "chapter", ("Handbook", "Deep"))
    digest = sources_digest(root)
    return BuildRecord(
        "Handbook", "What it is.", "", digest, "abc1234567", 1_700_000_000, ("Handbook",), (page,)
    )


def messages(root: Path) -> str:
    with pytest.raises(ProblemsError) as caught:
        read_record(root, root / "site")
    return str(caught.value)


def test_what_is_written_is_read_again(root: Path) -> None:
    record = record_of(root)
    (root / "site" / NAME).write_text(record.to_json())
    assert read_record(root, root / "site") == record


def test_a_site_that_was_not_built_says_how_to_build_it(root: Path) -> None:
    assert messages(root) == "site: the site has not been built (run: python3 scripts/handbook.py build)"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"title": "A"}', json.dumps({"pages": [{}]})])
def test_a_damaged_record_is_named(root: Path, text: str) -> None:
    (root / "site" / NAME).write_text(text)
    assert messages(root).startswith(f"site/{NAME}: unreadable: ")


@pytest.mark.parametrize("change", ["docs/deep/a.md", "docs/b.md", "mkdocs.yml", "overrides/main.html"])
def test_a_site_built_from_other_sources_is_refused(root: Path, change: str) -> None:
    (root / "site" / NAME).write_text(record_of(root).to_json())
    (root / change).parent.mkdir(exist_ok=True)
    (root / change).write_text("other")
    assert messages(root) == (
        "site: the site was built from other sources (commit abc1234567) than the ones here "
        "(run: python3 scripts/handbook.py build)"
    )


def test_the_digest_sees_names_and_contents_and_no_caches(root: Path) -> None:
    before = sources_digest(root)
    (root / "docs" / "__pycache__").mkdir()
    (root / "docs" / "__pycache__" / "a.pyc").write_text("x")
    (root / "site" / "b.html").write_text("x")
    assert sources_digest(root) == before
    (root / "docs" / "deep" / "a.md").rename(root / "docs" / "deep" / "b.md")
    assert sources_digest(root) != before
