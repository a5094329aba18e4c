"""How wide text is, from the fonts themselves: columns are planned before Typst runs."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

_UNKNOWN = 0.62
"""Width of a character that the font lacks, in sizes: about that of a wide sign."""

MONO_ADVANCE = 0.6
"""Width of every character of JetBrains Mono, in sizes."""


@dataclass(frozen=True)
class TextMetrics:
    """Widths of characters of the font of tables, in sizes."""

    advances: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """Return the width of text in points, without kerning."""
        return size * sum(self.advances.get(character, _UNKNOWN) for character in text)


def read_metrics(fonts: Path) -> TextMetrics:
    """Read the widths of the upright text font of tables.

    Args:
        fonts: Folder of `handbook.pdf.fonts.ensure_fonts`.
    """
    advances: dict[str, float] = {}
    for name in ("Inter-Greek-400.ttf", "Inter-Supplement-400.ttf", "Inter-400.ttf"):
        with TTFont(fonts / name, lazy=True) as font:
            units, table = font["head"].unitsPerEm, font["hmtx"]
            advances |= {chr(code): table[glyph][0] / units for code, glyph in font.getBestCmap().items()}
    return TextMetrics(advances)


def columns(text: str) -> int:
    """Return how many places of a monospaced line a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
