import os.path
from pathlib import Path

import pytest

from handbook.preloads import add_preloads, imported_modules, with_preloads

PAGE = (
    '<head><script type="module" src="../../assets/javascripts/practice/cards/page.js"></script></head>'
    '<script type="module" src="../../assets/javascripts/palette.js"></script>'
)
MODULES = {
    "cards/page.js": 'import { a } from "../shared/a.js";\nconst later = import("./start.js");\n',
    "cards/start.js": '/** @type {import("../shared/types.js").T} */\nimport {\n a\n} from "../shared/a.js";',
    "shared/a.js": 'import "./b.js";\nimport fsrs from "ts-fsrs";\nimport "./gone.js";\n',
    "shared/b.js": 'export * from "./a.js";\nconst editor = import("../../../vendor/editor.js");\n',
    "../../vendor/editor.js": "",
    "shared/types.js": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in MODULES.items():
        path = tmp_path / "assets/javascripts/practice" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    page = tmp_path / "practice" / "cards" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, "utf-8")
    return tmp_path


def test_imports_are_followed_each_once_and_types_are_none(site: Path) -> None:
    folder = site / "assets/javascripts/practice"
    found = imported_modules(folder / "cards/page.js")
    assert [Path(os.path.relpath(path, folder)).as_posix() for path in found] == [
        "shared/a.js",
        "cards/start.js",
        "shared/b.js",
        "../../vendor/editor.js",
    ]


def test_the_modules_are_named_before_the_script_that_needs_them(site: Path) -> None:
    add_preloads(site)
    page = site / "practice/cards/index.html"
    html = page.read_text("utf-8")
    link = '<link rel="modulepreload" href="../../assets/javascripts/practice/shared/b.js">\n'
    assert html.index(link) < html.index("page.js")
    assert html.count("modulepreload") == 4
    assert with_preloads(html, page) == html


def test_other_pages_stay_as_they_are(site: Path) -> None:
    html = '<script type="module" src="../../assets/javascripts/palette.js"></script>'
    assert with_preloads(html, site / "practice/cards/index.html") == html
    missing = PAGE.replace("cards/page.js", "gone/page.js")
    assert with_preloads(missing, site / "practice/cards/index.html") == missing
