import pytest

from handbook.serviceworker.listing import Digest, Group, grouped, is_kept


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("index.html", Group.SHELL),
        ("build.json", Group.SHELL),
        ("manifest.webmanifest", Group.SHELL),
        ("practice/cards/index.html", Group.SHELL),
        ("practice/drills/index.html", Group.SHELL),
        ("assets/javascripts/bundle.12345678.min.js", Group.SHELL),
        ("assets/javascripts/practice/cards/page.js", Group.SHELL),
        ("assets/stylesheets/handbook.css", Group.SHELL),
        ("assets/stylesheets/main.12345678.min.css", Group.SHELL),
        ("assets/stylesheets/practice/cards.css", Group.SHELL),
        ("assets/vendor/fonts/fonts.css", Group.SHELL),
        ("assets/vendor/fonts/inter-core-wght-normal.woff2", Group.SHELL),
        ("assets/vendor/katex/fonts/KaTeX_Main-Regular-core.woff2", Group.SHELL),
        ("assets/images/mark.svg", Group.SHELL),
        ("assets/images/icon-maskable-512.png", Group.SHELL),
        ("questions/index.html", Group.PRACTICE),
        ("questions/index.json", Group.PRACTICE),
        ("questions/evaluation/index.html", Group.PRACTICE),
        ("assets/javascripts/practice/find/data.js", Group.PRACTICE),
        ("practice/find/index.json", Group.PRACTICE),
        ("assets/vendor/ts-fsrs.js", Group.PRACTICE),
        ("assets/vendor/fonts/inter-latin-wght-normal.woff2", Group.PRACTICE),
        ("assets/vendor/fonts/inter-latin-ext-wght-normal.woff2", Group.REST),
        ("practice/drills/evaluation/roc-auc-by-ranks/index.html", Group.REST),
        ("evaluation/classification-metrics/index.html", Group.REST),
        ("notebooks/evaluation/calibration/curve-dark.svg", Group.REST),
        ("search/search_index.json", Group.REST),
        ("old/address/index.html", Group.REST),
    ],
)
def test_a_file_is_in_one_group(name: str, group: Group) -> None:
    groups = grouped({name: Digest(10, "d")})
    assert [each for each, entries in groups.items() if entries] == [group]


@pytest.mark.parametrize(
    "name",
    [
        "sw.js",
        "404.html",
        "llms.txt",
        "llms-full.txt",
        "sitemap.xml",
        "sitemap.xml.gz",
        "downloads/book.pdf",
        "notebooks/evaluation/calibration/calibration.ipynb",
        "evaluation/classification-metrics/index.html.md",
        "assets/javascripts/bundle.12345678.min.js.map",
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/stylesheets/tokens.css",
        "questions/question.schema.json",
        ".nojekyll",
        "a/.hidden/x.js",
    ],
)
def test_what_no_page_needs_is_never_kept(name: str) -> None:
    assert not is_kept(name)
    assert not any(grouped({name: Digest(10, "d")}).values())


def test_a_folder_with_a_large_file_is_a_runtime_as_a_whole() -> None:
    sizes = {
        "assets/vendor/python/pyodide.asm.wasm": 9_000_000,
        "assets/vendor/python/pyodide.mjs": 17_000,
        "assets/vendor/python/packages/numpy.whl": 2_000,
        "assets/vendor/pythonic/x.js": 10,
        "assets/vendor/sql.wasm": 1_000_000,
        "assets/vendor/editor.js": 400_000,
        "notebooks/big.svg": 3_000_000,
    }
    groups = grouped({name: Digest(size, "d") for name, size in sizes.items()})
    assert [entry.address for entry in groups[Group.RUNTIME]] == [
        "assets/vendor/python/packages/numpy.whl",
        "assets/vendor/python/pyodide.asm.wasm",
        "assets/vendor/python/pyodide.mjs",
        "assets/vendor/sql.wasm",
    ]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("index.html", ""),
        ("a/b/index.html", "a/b/"),
        ("a/page.html", "a/page.html"),
        ("a/my index.html", "a/my%20index.html"),
        ("a/über (1).svg", "a/%C3%BCber%20(1).svg"),
        ("a/100%.svg", "a/100%25.svg"),
    ],
)
def test_addresses_are_written_as_browsers_write_them(name: str, address: str) -> None:
    entries = [entry for entries in grouped({name: Digest(1, "d")}).values() for entry in entries]
    assert [entry.address for entry in entries] == [address]
