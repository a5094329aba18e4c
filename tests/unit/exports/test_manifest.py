from pathlib import Path

import pytest

from handbook.exports.manifest import FOLDER, NAME, STEM, Export, downloads_table, read_manifest, record, size


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def export(root: Path, suffix: str, content: bytes = b"12345", note: str = "") -> Export:
    path = root / FOLDER / f"{STEM}{suffix}"
    path.write_bytes(content)
    return Export(path.name, len(content), 1_795_000_000, "abc", note)


def test_exports_are_added_and_replaced_and_listed_in_the_order_of_the_page(root: Path) -> None:
    record(root, [export(root, ".apkg", note="9 cards")])
    record(root, [export(root, ".pdf"), export(root, ".apkg", b"123", note="3 cards")])
    assert [(each.name, each.note) for each in read_manifest(root)] == [
        (f"{STEM}.pdf", ""),
        (f"{STEM}.apkg", "3 cards"),
    ]


def test_a_file_that_is_gone_or_was_changed_is_not_offered(root: Path) -> None:
    record(root, [export(root, ".pdf"), export(root, ".epub")])
    (root / FOLDER / f"{STEM}.pdf").write_bytes(b"other size")
    (root / FOLDER / f"{STEM}.epub").unlink()
    assert read_manifest(root) == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name": "x"}]'])
def test_a_damaged_record_is_no_exports(root: Path, text: str) -> None:
    (root / FOLDER / NAME).write_text(text)
    assert read_manifest(root) == ()


def test_the_table_links_each_file_with_size_and_day(root: Path) -> None:
    table = downloads_table([export(root, ".pdf", b"1" * 2_340_000, "412 pages")])
    assert table.splitlines()[2] == f"| [PDF, A4](/downloads/{STEM}.pdf) | 412 pages | 2.3 MB | 2026-11-18 |"


def test_without_exports_the_page_says_how_they_are_made() -> None:
    assert "python3 scripts/handbook.py export all" in downloads_table([])


@pytest.mark.parametrize(("count", "text"), [(3, "1 KB"), (45_600, "46 KB"), (1_250_000, "1.2 MB")])
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text
