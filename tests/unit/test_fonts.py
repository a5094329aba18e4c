"""Fonts cut down to what nearly every page needs."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.fonts import TEXT_CHARACTERS, Core, cached_core, core_font, unicode_range

FONTS = Path(__file__).parents[2] / "node_modules" / "@fontsource-variable"


@pytest.fixture(scope="module")
def mono() -> bytes:
    return (FONTS / "jetbrains-mono" / "files" / "jetbrains-mono-latin-wght-normal.woff2").read_bytes()


@pytest.mark.parametrize(
    ("codes", "css"),
    [([0x20, 0x21, 0x22, 0xA0], "U+20-22,U+A0"), ([0x61], "U+61"), ([3, 1, 2], "U+1-3"), ([], "")],
)
def test_code_points_become_a_range(codes: list[int], css: str) -> None:
    assert unicode_range(codes) == css


def test_only_the_characters_stay(mono: bytes) -> None:
    cut = core_font(mono, Core(frozenset("abcλ"), (400, 700), ()))
    font = TTFont(io.BytesIO(cut.content))
    assert set(font.getBestCmap()) == {ord(letter) for letter in "abc"}, "λ is not in the font"
    assert cut.characters == "U+61-63"
    assert cut.whole.count("U+20-7E,U+A0-FF") == 1
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 400, 700)
    ]
    assert len(cut.content) < len(mono) / 10


def test_one_weight_makes_a_static_font(mono: bytes) -> None:
    cut = core_font(mono, Core(frozenset("abc"), (400, 400)))
    assert "fvar" not in TTFont(io.BytesIO(cut.content))


def test_the_same_font_gives_the_same_bytes(mono: bytes) -> None:
    core = Core(TEXT_CHARACTERS, (400, 700))
    assert core_font(mono, core) == core_font(mono, core)


def test_a_cut_font_is_kept_until_its_core_changes(mono: bytes, tmp_path: Path) -> None:
    core = Core(frozenset("abc"))
    first = cached_core(mono, core, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    kept = next(tmp_path.glob("*.woff2"))
    kept.write_bytes(b"kept")
    assert cached_core(mono, core, tmp_path) == replace(first, content=b"kept")
    assert cached_core(mono, Core(frozenset("ab")), tmp_path).characters == "U+61-62"
