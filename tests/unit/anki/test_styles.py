import shutil
from pathlib import Path

import pytest

from handbook.anki.styles import card_styles
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[3]
SHEETS = "docs/assets/stylesheets"


def test_both_schemes_have_the_colours_of_the_site() -> None:
    day, night = card_styles(ROOT).split(".nightMode.card, ", 1)
    assert "--hb-paper: #fefefe;" in day
    assert "--hb-paper: #14191f;" in night
    assert "--dg-ink: #e6ebf2;" in night


def test_every_variable_that_a_card_uses_is_set() -> None:
    import re

    styles = card_styles(ROOT)
    used = set(re.findall(r"var\((--[\w-]+)\)", styles))
    assert used
    assert used <= set(re.findall(r"(--[\w-]+):", styles))


def test_a_card_asks_for_nothing_from_elsewhere() -> None:
    assert not [word for word in ("url(", "@import", "http") if word in card_styles(ROOT)]


def test_a_sheet_without_colours_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / SHEETS, tmp_path / SHEETS)
    (tmp_path / SHEETS / "tokens.css").write_text(":root { color: red }", "utf-8")
    with pytest.raises(ProblemsError, match=r"tokens\.css: sets no variables for the scheme `default`"):
        card_styles(tmp_path)
    (tmp_path / SHEETS / "tokens.css").unlink()
    with pytest.raises(ProblemsError, match=r"tokens\.css: the style sheet is missing"):
        card_styles(tmp_path)
