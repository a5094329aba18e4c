import zipfile
from pathlib import Path

import pytest

from handbook.offline.archive import write_archive

TIME = 1_700_000_000  # 2023-11-14 22:13:20 UTC


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "sub" / "two.zip"
    write_archive(one, "top", {"b.html": b"b" * 999, "a/ü.png": b"a"}, TIME)
    write_archive(two, "top", {"a/ü.png": b"a", "b.html": b"b" * 999}, TIME)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "sub"]


def test_entries_are_sorted_dated_and_readable(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_archive(path, "top", {"b.html": b"b" * 999, "a.woff2": b"a" * 999}, TIME)
    with zipfile.ZipFile(path) as archive:
        font, page = archive.infolist()
        assert archive.read(page) == b"b" * 999
    assert [font.filename, page.filename] == ["top/a.woff2", "top/b.html"]
    assert {font.date_time, page.date_time} == {(2023, 11, 14, 22, 13, 20)}
    assert page.external_attr >> 16 == 0o100644
    assert (font.compress_type, page.compress_type) == (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def test_a_time_that_no_archive_knows_becomes_the_first_one(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", "top", {"a": b""}, 0)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_failure_leaves_the_previous_archive_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"previous")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fail)
    with pytest.raises(OSError, match="No space"):
        write_archive(path, "top", {"a": b"a"}, TIME)
    assert path.read_bytes() == b"previous"
    assert list(tmp_path.iterdir()) == [path]
