"""Static fonts keep every character of the web fonts and bear the names that the templates use."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.pdf.coverage import covered, refused_characters
from handbook.pdf.fonts import FACES, ensure_fonts, families, static_font
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[3]
WEB = ROOT / "node_modules" / "@fontsource-variable"


def test_no_character_is_lost(fonts: Path) -> None:
    known = covered(fonts)
    for face in FACES:
        for script in ("latin", "latin-ext", "greek"):
            with TTFont(WEB / face.source(script)) as font:
                assert set(map(chr, font.getBestCmap())) <= known


def test_static_font_is_made_the_same_each_time() -> None:
    face = FACES[0]
    source = (WEB / face.source("latin")).read_bytes()
    first, second = (static_font(source, face, "Name") for _ in range(2))
    assert first == second


def test_names_and_weights(fonts: Path) -> None:
    with TTFont(fonts / "Source-Serif-4-600-italic.ttf") as font:
        assert font["name"].getDebugName(1) == "Source Serif 4"
        assert font["name"].getDebugName(2) == "Bold Italic"
        assert font["OS/2"].usWeightClass == 600
        assert "fvar" not in font


def test_typst_finds_every_family(fonts: Path) -> None:
    import typst

    found = set(typst.Fonts(False, True, [str(fonts)]).families())
    wanted = {name for face in FACES for name in families(face.family)}
    assert wanted <= found


def test_fallback_begins_with_the_family_itself() -> None:
    assert families("Inter")[:3] == ("Inter", "Inter Supplement", "Inter Greek")
    assert families("Source Serif 4 Title")[3] == "Source Serif 4"


def test_characters_that_typst_carries_are_not_refused(fonts: Path) -> None:
    assert refused_characters("→≤✓🦜", fonts) == {"🦜"}
    assert refused_characters("", fonts) == frozenset()


def test_missing_web_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        ProblemsError, match=r"package-lock.json: a font of the book is missing: source-serif-4-latin"
    ):
        ensure_fonts(tmp_path)
