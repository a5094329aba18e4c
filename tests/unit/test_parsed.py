import os
from pathlib import Path

from handbook.kept import Kept
from handbook.parsed import ParsedFiles
from handbook.problems import Problem, ProblemsError


def parse(path: Path, data: bytes) -> tuple[list[str], list[Problem]]:
    text = data.decode("utf-8")
    if text == "broken":
        raise ProblemsError([Problem(path.name, 1, "broken")])
    return [text], [Problem(path.name, 1, "odd")] if text == "odd" else []


def test_a_file_is_parsed_again_only_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one", "utf-8")
    files = ParsedFiles(tmp_path, parse)
    first = files.load([path])[0][0]
    assert files.load([path])[0][0] is first
    path.write_text("two", "utf-8")
    os.utime(path, ns=(1, 1))
    assert files.load([path])[0] == [["two"]]


def test_problems_stay_with_values_and_broken_files_have_no_value(tmp_path: Path) -> None:
    for name in ("broken", "fine", "odd"):
        (tmp_path / name).write_text(name, "utf-8")
    files = ParsedFiles(tmp_path, parse)
    paths = sorted(tmp_path.iterdir())
    for _ in range(2):
        values, problems = files.load(paths)
        assert values == [["fine"], ["odd"]]
        assert [problem.path for problem in problems] == ["broken", "odd"]


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one", "utf-8")
    files = ParsedFiles(tmp_path, parse)
    first = files.load([path])[0][0]
    files.load([])
    assert files.load([path])[0][0] is not first


def test_another_process_parses_only_what_has_changed(tmp_path: Path) -> None:
    parsed: list[str] = []

    def counted(path: Path, data: bytes) -> tuple[list[str], list[Problem]]:
        parsed.append(path.name)
        return parse(path, data)

    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("broken", "fine", "odd"):
        (sources / name).write_text(name, "utf-8")

    def load() -> tuple[list[list[str]], list[Problem]]:
        parsed.clear()
        files = ParsedFiles(tmp_path, counted, Kept(tmp_path / "kept", "code"), "files")
        return files.load(sorted(sources.iterdir()))

    first = load()
    assert parsed == ["broken", "fine", "odd"]
    os.utime(sources / "fine", ns=(1, 1))
    assert load() == first
    assert parsed == []
    status = (sources / "fine").stat()
    (sources / "fine").write_text("mine", "utf-8")
    os.utime(sources / "fine", ns=(status.st_mtime_ns, status.st_mtime_ns))
    (sources / "odd").rename(sources / "other")
    assert load()[0] == [["mine"], ["odd"]]
    assert parsed == ["fine", "other"]


def test_the_digest_of_all_files_tells_names_and_contents_apart(tmp_path: Path) -> None:
    files = ParsedFiles(tmp_path, parse)
    seen = set()
    for name, text in (("a", "x"), ("a", "y"), ("b", "y")):
        (tmp_path / name).write_text(text, "utf-8")
        files.load([tmp_path / name])
        seen.add(files.content)
        os.utime(tmp_path / name, ns=(1, 1))
    assert len(seen) == 3
