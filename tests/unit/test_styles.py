from pathlib import Path

import pytest

from handbook.problems import ProblemsError
from handbook.styles import joined_styles


def write(root: Path, name: str, text: str) -> None:
    path = root / "docs/assets/stylesheets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_imports_are_replaced_in_order_and_comments_and_breaks_left_out(tmp_path: Path) -> None:
    write(tmp_path, "handbook.css", '/* All. */\n@import "a.css";\n@import "b.css";\n')
    write(tmp_path, "a.css", "/* One. */\n.a { color: red }\n")
    write(tmp_path, "b.css", ".b { color: blue }\n")
    assert joined_styles(tmp_path) == ".a { color: red }.b { color: blue }\n"


def test_a_break_between_words_stays_a_space(tmp_path: Path) -> None:
    rule = ".a,\n.b\n.c {\n  grid:\n    calc(\n      1px\n      + 2px\n    ) / none;\n}\n"
    write(tmp_path, "handbook.css", rule)
    assert joined_styles(tmp_path) == ".a,.b .c {grid:calc(1px + 2px) / none;}\n"


def test_an_import_of_nothing_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "handbook.css", '\n@import "gone.css";\n')
    with pytest.raises(ProblemsError) as caught:
        joined_styles(tmp_path)
    assert str(caught.value) == "docs/assets/stylesheets/handbook.css:2: there is no gone.css"


def test_the_style_sheet_of_the_site_holds_every_component() -> None:
    root = Path(__file__).parents[2]
    text = (root / "docs/assets/stylesheets/handbook.css").read_text("utf-8")
    components = {path.name for path in (root / "docs/assets/stylesheets").glob("*.css")} - {"handbook.css"}
    assert {name for name in components if f'@import "{name}";' in text} == components
