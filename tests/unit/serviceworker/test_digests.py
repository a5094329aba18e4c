import hashlib
import json
import os
from pathlib import Path

import pytest

from handbook.serviceworker.digests import digest_of, site_digests
from handbook.serviceworker.listing import Digest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "index.html").write_bytes(b"home")
    (site / "a" / "index.html").write_bytes(b"page a")
    (site / "sw.js").write_bytes(b"worker")
    return site


def test_a_digest_is_the_size_and_the_beginning_of_sha_256() -> None:
    assert digest_of(b"text") == Digest(4, hashlib.sha256(b"text").hexdigest()[:16])


def test_every_file_that_may_be_kept_has_its_digest(site: Path, tmp_path: Path) -> None:
    assert site_digests(site, tmp_path / "memory.json") == {
        "index.html": digest_of(b"home"),
        "a/index.html": digest_of(b"page a"),
    }


def test_only_files_that_changed_are_read_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "cache" / "memory.json"
    site_digests(site, memory)
    (site / "a" / "index.html").write_bytes(b"page a, anew")
    read: list[str] = []
    original = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        read.append(path.relative_to(site).as_posix())
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert site_digests(site, memory)["a/index.html"] == digest_of(b"page a, anew")
    assert read == ["a/index.html"]
    site_digests(site, memory)
    assert read == ["a/index.html"]


def test_a_change_of_the_same_size_is_seen_by_its_time(site: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    site_digests(site, memory)
    (site / "index.html").write_bytes(b"HOME")
    os.utime(site / "index.html", ns=(1, 1))
    assert site_digests(site, memory)["index.html"] == digest_of(b"HOME")


def test_what_is_remembered_of_another_folder_does_not_count(site: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    site_digests(site, memory)
    record = json.loads(memory.read_text("utf-8"))
    record["files"] = [[name, [size, time, "wrong"]] for name, (size, time, _) in record["files"]]
    memory.write_text(json.dumps(record), "utf-8")
    assert site_digests(site, memory)["index.html"].value == "wrong"
    memory.write_text(json.dumps({**record, "site": "/elsewhere"}), "utf-8")
    assert site_digests(site, memory)["index.html"] == digest_of(b"home")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"site": 1}', '{"site": "SITE", "files": [["index.html"]]}']
)
def test_a_damaged_memory_costs_time_only(site: Path, tmp_path: Path, text: str) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text(text.replace("SITE", str(site)), "utf-8")
    assert site_digests(site, memory)["index.html"] == digest_of(b"home")


def test_without_a_memory_nothing_is_written(site: Path, tmp_path: Path) -> None:
    site_digests(site, None)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
