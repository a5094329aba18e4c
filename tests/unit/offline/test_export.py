import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.offline import export_offline
from handbook.offline.export import FOLDER, offline_files
from handbook.problems import ProblemsError
from handbook.sitecheck.facts import css_urls, page_facts

TIME = 1_700_000_000


def silent(_: str) -> None:
    pass


def test_only_what_pages_use_is_part_of_the_copy(make_site: Callable[..., Path]) -> None:
    files = offline_files(make_site())
    bundles = sorted(name for name in files if "/modules-" in name)
    assert len(bundles) == 2
    assert sorted(set(files) - set(bundles)) == [
        "assets/fonts/a.woff2",
        "assets/images/dot.png",
        "assets/javascripts/bundle.js",
        "assets/javascripts/offline.js",
        "assets/main.css",
        "assets/part.css",
        "chapter/figure.svg",
        "chapter/index.html",
        "chapter/notebook.ipynb",
        "index.html",
        "search/search.js",
        "search/search_index.js",
    ]
    assert files["assets/javascripts/bundle.js"] == b"theme();\n"
    assert b"sourceMappingURL" not in files["assets/main.css"]


def test_every_address_in_the_copy_is_that_of_a_file(make_site: Callable[..., Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name, content in offline_files(make_site()).items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    followed = 0
    for page in copy.rglob("*.html"):
        facts = page_facts(page.name, page.read_bytes())
        for address in [*facts.links, *facts.loads]:
            assert (page.parent / address.partition("#")[0]).is_file(), address
            followed += 1
    for sheet in copy.rglob("*.css"):
        for address in css_urls(sheet.read_text("utf-8")):
            assert (sheet.parent / address).is_file(), address
            followed += 1
    assert followed >= 10


def test_the_archive_has_one_folder_with_the_first_page_at_its_top(
    make_site: Callable[..., Path], tmp_path: Path
) -> None:
    said: list[str] = []
    path = tmp_path / "dist" / "offline.zip"
    note = export_offline(make_site(), path, TIME, said.append)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {FOLDER}
    assert f"{FOLDER}/index.html" in names
    assert note == "2 pages"
    assert said


def test_the_same_site_gives_the_same_bytes(make_site: Callable[..., Path], tmp_path: Path) -> None:
    site, one, two = make_site(), tmp_path / "1.zip", tmp_path / "2.zip"
    export_offline(site, one, TIME, silent)
    (site / "index.html").touch()
    export_offline(site, two, TIME, silent)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"index.html": None}, "site: there is no built site (build it first)"),
        ({"chapter/figure.svg": None}, "site/chapter/index.html: the page leads to figure.svg"),
        ({"assets/fonts/a.woff2": None}, "site/assets/part.css: loads fonts/a.woff2"),
        ({"assets/javascripts/shared.js": None}, "site/assets/javascripts/first.js:1: Could not resolve"),
        ({"assets/javascripts/workers/search.1.min.js": None}, "site/chapter/index.html: the page leads to "),
        (
            {"chapter/index.html": '<script type="module">import "./a.js"</script>'},
            "site/chapter/index.html: the page has a script of type module in the page",
        ),
    ],
)
def test_a_fault_is_named_and_the_previous_copy_stays(
    make_site: Callable[..., Path], tmp_path: Path, changes: dict[str, str | None], message: str
) -> None:
    path = tmp_path / "offline.zip"
    path.write_bytes(b"previous")
    with pytest.raises(ProblemsError) as caught:
        export_offline(make_site(changes), path, TIME, silent)
    assert message in str(caught.value)
    assert path.read_bytes() == b"previous"
