from pathlib import Path

import pytest

from handbook.anki.converter import make_converter, markdown_extensions
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[3]


def test_the_extensions_are_those_of_the_site() -> None:
    found = markdown_extensions(ROOT / "mkdocs.yml")
    assert found["pymdownx.arithmatex"] == {"generic": True}
    assert found["tables"] == {}


def test_the_extensions_of_an_inherited_configuration_are_found(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: !ENV [A, '']\nINHERIT: base/mkdocs.yml\n", "utf-8")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - tables\n  - toc: {permalink: true}\n  - x: {y: !!python/name:os.sep }\n",
        "utf-8",
    )
    expected = {"tables": {}, "toc": {"permalink": True}, "x": {"y": None}}
    assert markdown_extensions(tmp_path / "mkdocs.yml") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: X\n", "mkdocs.yml: names no `markdown_extensions` (the cards are written"),
        ("a: [1\nb: 2\n", "mkdocs.yml:2: not valid YAML"),
        (None, "mkdocs.yml: cannot be read: No such file or directory"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(ProblemsError, match=r"mkdocs\.yml") as raised:
        markdown_extensions(tmp_path / "mkdocs.yml")
    assert str(raised.value).startswith(message)


def test_headings_get_no_permanent_links() -> None:
    assert "¶" not in make_converter(ROOT).convert("### A heading")


def test_snippets_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = '```toml\n;--8<-- "pyproject.toml:1:2"\n```'.replace(";", "")
    assert "handbook" in make_converter(ROOT).convert(page)
