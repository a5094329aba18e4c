"""The real site: builds strictly, is the same twice, and a check of its pages finds nothing."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from lxml import etree

from handbook.katex.spoken import readable
from handbook.pdf.mathematics import typst_math
from handbook.sitecheck.check import check_site

ROOT = Path(__file__).parents[2]


def build(*options: str, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]


@pytest.fixture(scope="module")
def site() -> Path:
    build()
    return ROOT / "site"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_build_without_any_cache_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build("--site-dir", str(tmp_path / "again"), HANDBOOK_CACHE="0")
    names = files(site)
    assert names == files(tmp_path / "again")
    _, different, unreadable = filecmp.cmpfiles(site, tmp_path / "again", names, shallow=False)
    assert different == []
    assert unreadable == []


def test_the_built_pages_are_sound(site: Path) -> None:
    assert [str(problem) for problem in check_site(site, ROOT)] == []


def test_every_page_has_a_markdown_copy(site: Path) -> None:
    index = (site / "llms.txt").read_text("utf-8")
    pages = [
        page for page in site.rglob("index.html") if 'http-equiv="refresh"' not in page.read_text("utf-8")
    ]
    assert len(pages) > 20
    for page in pages:
        assert page.with_name("index.html.md").is_file(), page
    assert index.count("index.html.md") >= len(pages) - 1


def test_no_machine_path_or_address_of_a_registry_is_published(site: Path) -> None:
    words = [str(ROOT), str(Path.home()), "site-packages", "pypi.org/simple", "registry.npmjs.org"]
    for name in sorted(files(site)):
        if name.endswith((".html", ".md", ".json", ".txt", ".ipynb", ".js", ".css", ".svg", ".xml")):
            text = (site / name).read_text("utf-8")
            # The Python of the drills has a folder of packages of its own, in the reader's browser.
            inside = {"site-packages"} if name.startswith("assets/vendor/pyodide/") else set()
            assert not [word for word in words if word in text and word not in inside], name


def test_every_formula_can_be_printed_and_read_aloud(site: Path, tmp_path: Path) -> None:
    pages = (path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    formulas = dict.fromkeys(
        found for page in pages for found in re.findall(r"<math\b.*?</math>", page, re.DOTALL)
    )
    assert formulas
    elements = [etree.fromstring(formula) for formula in formulas]
    assert [readable(element) for element in elements if not readable(element)] == []
    sheet = tmp_path / "formulas.typ"
    sheet.write_text(
        '#import "mathematics.typ": *\n#set page(height: auto)\n'
        + "\n\n".join(f"${typst_math(element).markup}$" for element in elements),
        encoding="utf-8",
    )
    shutil.copy(ROOT / "src" / "handbook" / "pdf" / "typst" / "mathematics.typ", tmp_path)
    assert typst.compile(sheet)
