import base64
import hashlib
from pathlib import Path

import pytest

from handbook.csp import POLICY, add_csp, policy, script_hashes, with_policy


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(body: str) -> str:
    return f'<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>T</title></head>{body}</html>'


def test_only_inline_scripts_that_run_are_hashed() -> None:
    html = (
        '<script>a="é"</script><script type="module">b</script><script src="c.js"></script>'
        '<script type="application/json">{}</script><SCRIPT>\nd\n</SCRIPT>'
    )
    assert script_hashes(html) == {digest('a="é"'), digest("b"), digest("\nd\n")}


def test_a_policy_lists_every_directive_and_hash() -> None:
    text = policy({"'sha256-b'", "'sha256-a'"}, {"connect-src": "https:"})
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-a' 'sha256-b';" in text
    assert "connect-src https:;" in text
    assert [part.split()[0] for part in text.split("; ")] == list(POLICY)


def test_styles_and_scripts_of_others_are_forbidden() -> None:
    assert "unsafe-inline" not in POLICY["script-src"] + POLICY["style-src"] + POLICY["default-src"]
    assert not any("http" in sources for sources in POLICY.values())


def test_the_policy_stands_before_everything_it_must_govern() -> None:
    html = with_policy(page("<p>x</p>"), "default-src 'none'")
    expected = (
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    )
    assert expected in html
    assert html.index("Content-Security-Policy") < html.index("<title>")


def test_a_new_policy_replaces_the_old_one() -> None:
    html = with_policy(with_policy(page(""), "default-src 'self'"), "default-src 'none'")
    assert html.count("Content-Security-Policy") == 1
    assert "default-src 'none'" in html


def test_each_page_allows_the_scripts_of_all_and_nothing_is_written_twice(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    first, second = tmp_path / "index.html", tmp_path / "sub" / "index.html"
    first.write_text(page("<script>one</script>"), encoding="utf-8", newline="")
    second.write_text(page("<script>two</script>\r\n"), encoding="utf-8", newline="")
    add_csp(tmp_path, {"sub/index.html": {"connect-src": "https:"}})
    one, two = first.read_bytes(), second.read_bytes()
    for content in (one, two):
        assert digest("one").encode() in content
        assert digest("two").encode() in content
    assert b"connect-src 'self'" in one
    assert b"connect-src https:" in two
    assert b"\r\n" in two
    stamps = first.stat().st_mtime_ns, second.stat().st_mtime_ns
    add_csp(tmp_path, {"sub/index.html": {"connect-src": "https:"}})
    assert (first.read_bytes(), second.read_bytes()) == (one, two)
    assert (first.stat().st_mtime_ns, second.stat().st_mtime_ns) == stamps


def test_known_pages_are_read_again_only_when_they_or_the_policy_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or original(path))
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(page(f"<script>{name}</script>"), encoding="utf-8")
    known = add_csp(tmp_path)
    assert known.keys() == {"a.html", "b.html"}
    read.clear()
    assert add_csp(tmp_path, known=known) == known
    assert read == []
    (tmp_path / "b.html").write_text(page("<script>other</script>"), encoding="utf-8")
    again = add_csp(tmp_path, known=known)
    assert sorted(set(read)) == ["a.html", "b.html"]
    for name in ("a.html", "b.html"):
        assert digest("other").encode() in original(tmp_path / name)
        assert digest("b.html").encode() not in original(tmp_path / name)
    assert add_csp(tmp_path) == again
