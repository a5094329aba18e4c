from pathlib import Path

import pytest
from lxml import html as lxml_html

from handbook.redirects import Redirect, check_redirects, load_redirects, redirect_files

ROOT = Path(__file__).parents[2]
PAGES = {"index.md": "", "foundations/generalisation.md": "foundations/generalisation/", "a.md": "a/"}


def load(folder: Path, text: str) -> tuple[list[Redirect], list[str]]:
    (folder / "docs").mkdir()
    (folder / "docs" / "redirects.yml").write_text(text, encoding="utf-8")
    redirects, problems = load_redirects(folder)
    return redirects, [f"{problem.line}: {problem.message}" for problem in problems]


def test_redirects_are_read_with_lines_and_anchors(tmp_path: Path) -> None:
    assert load(tmp_path, "# old pages\nbias/: a.md\nx/y/: a.md#part\n") == (
        [Redirect("bias/", "a.md", "", 2), Redirect("x/y/", "a.md", "part", 3)],
        [],
    )


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_holds_none(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == ([], [])


def test_a_missing_file_holds_none(tmp_path: Path) -> None:
    assert load_redirects(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b: c\n", "1: is not valid YAML: mapping values are not allowed here"),
        ("- a\n", "1: is not a mapping"),
        ("x/: a.md\ny/: [a.md]\n", "2: a redirect is not one line"),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    assert load(tmp_path, text)[1] == [problem]


@pytest.mark.parametrize(
    ("redirects", "message"),
    [
        ([("bias", "a.md")], "'bias' is no address of a page"),
        ([("/bias/", "a.md")], "'/bias/' is no address of a page"),
        ([("../bias/", "a.md")], "'../bias/' is no address of a page"),
        ([("bias/", "gone.md")], "gone.md is no page of the site"),
        ([("a/", "index.md")], "a/ is the address of a.md"),
        ([("bias/", "a.md"), ("bias/", "index.md")], "bias/ is redirected in line 1 already"),
        ([("one/", "two/"), ("two/", "a.md")], "one/ leads to another redirect"),
    ],
)
def test_faults_are_reported(redirects: list[tuple[str, str]], message: str) -> None:
    given = [Redirect(old, page, "", line) for line, (old, page) in enumerate(redirects, 1)]
    assert message in [problem.message for problem in check_redirects(given, PAGES)]


def test_a_chain_through_a_renamed_page_is_reported() -> None:
    given = [Redirect("one/", "two.md", "", 1), Redirect("two/", "a.md", "", 2)]
    messages = [problem.message for problem in check_redirects(given, PAGES)]
    assert messages == ["one/ leads to another redirect", "two.md is no page of the site"]


def test_sound_redirects_have_no_problems() -> None:
    given = [Redirect("bias/", "a.md", "", 1), Redirect("x/y/", "index.md", "part", 2)]
    assert check_redirects(given, PAGES) == []


@pytest.mark.parametrize(
    ("old", "page", "anchor", "target"),
    [
        ("bias/", "foundations/generalisation.md", "", "../foundations/generalisation/"),
        ("foundations/bias/", "foundations/generalisation.md", "noise", "../generalisation/#noise"),
        ("x/y/z/", "index.md", "", "../../../"),
    ],
)
def test_the_page_leads_to_the_new_address(old: str, page: str, anchor: str, target: str) -> None:
    (file,) = redirect_files([Redirect(old, page, anchor, 1)], PAGES, "https://handbook.example.org/")
    assert file.uri == f"{old}index.html"
    assert isinstance(file.content, bytes)
    document = lxml_html.document_fromstring(file.content)
    assert document.xpath("//a[@id='target']/@href") == [target]
    assert document.xpath("//noscript/meta/@content") == [f"0; url={target}"]
    assert document.xpath("//link[@rel='canonical']/@href") == [f"https://handbook.example.org/{PAGES[page]}"]
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not document.xpath("//script[not(@src)]")
    (script,) = document.xpath("//script/@src")
    assert (
        ROOT / "docs" / old / script
    ).resolve() == ROOT / "docs" / "assets" / "javascripts" / "redirect.js"
    assert (ROOT / "docs" / "assets" / "javascripts" / "redirect.js").is_file()


def test_a_redirect_to_nowhere_makes_no_page() -> None:
    assert redirect_files([Redirect("x/", "gone.md", "", 1)], PAGES) == []


def test_the_redirects_of_this_repository_can_be_read() -> None:
    assert load_redirects(ROOT)[1] == []
