from pathlib import Path

import pytest

from handbook.problems import ProblemsError
from handbook.sources import read_source, split_front_matter


def test_front_matter_keeps_lines_and_dates_become_text() -> None:
    document = split_front_matter("---\nid: a\nreviewed: 2026-11-20\n---\n# Title\n", "q.md")
    assert document.data == {"id": "a", "reviewed": "2026-11-20"}
    assert document.lines == {"id": 2, "reviewed": 3}
    assert (document.body, document.body_line) == ("# Title\n", 5)


def test_front_matter_of_a_python_file_is_in_comments() -> None:
    document = split_front_matter("# ---\n# title: x\n#\n# ---\n# %% statement\n", "d.py", prefix="# ")
    assert document.data == {"title": "x"}
    assert document.body_line == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Title\n", "q.md:1: no front matter"),
        ("---\nid: a\n", "q.md:1: the front matter is not closed"),
        ("---\nid: a\nlevel: [one\n---\n", "q.md:4: malformed front matter"),
        ("---\n- a\n---\n", "q.md:2: the front matter is not a mapping"),
        ("---\nid: a\nid: b\n---\n", "q.md:3: `id` stands twice"),
    ],
)
def test_malformed_front_matter_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        split_front_matter(text, "q.md")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"one\ntwo \xff\n", "a.md:2: the file is not UTF-8"),
        (b"one\ntwo\r\nthree\r\n", "a.md:2: Windows line ends"),
    ],
)
def test_a_file_in_another_encoding_or_with_other_line_ends_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(ProblemsError) as caught:
        read_source(path, tmp_path)
    assert str(caught.value).startswith(message)
