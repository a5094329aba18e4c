"""The style sheet holds for any page colour: colours are read on white and on black."""

import re
from pathlib import Path

import pytest

from handbook.epub import tokens

SHEET = (Path(tokens.__file__).with_name("book.css")).read_text("utf-8")
TEXT_COLORS = sorted(set(re.findall(r"(?<![-\w])color: (#\w+)", SHEET)))


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("color", TEXT_COLORS)
def test_text_is_legible_by_day_and_by_night(color: str) -> None:
    assert (1 + 0.05) / (luminance(color) + 0.05) >= 4.5
    assert (luminance(color) + 0.05) / 0.05 >= 4.5


def test_surfaces_are_left_to_the_reading_system() -> None:
    assert TEXT_COLORS
    assert "background" not in SHEET
    assert "px" not in re.sub(r"\d+px (solid|dotted)", "", SHEET), "sizes follow the reader's"


def test_every_class_of_code_that_is_kept_has_a_rule() -> None:
    assert {name for name in tokens._STYLED if not re.search(rf"\.{name}[\s,]", SHEET)} == set()
