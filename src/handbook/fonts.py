"""Cut fonts down to the characters that nearly every page needs; the whole font stays for all others.

A page loads the small file and, only where it shows another character, the whole one: both are declared for
the same family, and `unicode-range` says which file has which characters, so that nothing can be missing.
"""

import hashlib
import io
import string
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_VERSION = 3
_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_SIGNS = "\u00a0·×±²³°–—‘’“”…•←→−"
TEXT_CHARACTERS = frozenset(_ASCII + _SIGNS + "÷µ§¶©€¹¼½¾áäåçèéêíïñóöøúü′↑↓\u2009\u202f")
"""Of the text font: English with the names and typographic signs that it takes over."""

LABEL_CHARACTERS = frozenset(_ASCII + _SIGNS + "©¶€½éö")
"""Of the fonts of the interface and of code."""

_LETTERS = string.ascii_letters + string.digits
_GREEK = "ΓΔΘΛΞΠΣΥΦΨΩ"
MATH_CHARACTERS = frozenset(
    _LETTERS + _GREEK + " !%()*+,-./:<=>[]^{}~\u00a0×±∓⋅…⋯⊤∥∣−∗∘∼∝≈≠≤≥≪≫⪰∈∂∞∇←→↦⟨⟩⇒⟹⟺′ℓˉ\ue020"
)
"""Of the upright font of formulas; U+E020 is the stroke through a negated relation."""

RARE_MATH_CHARACTERS = (
    frozenset(_ASCII + "·¬⋮⋱∘∙≃≅≡≠≪≫∝∉∋⊂⊆∪∩∅∀∃∑∏∫√←↦⇔↔↑↓⊥⊙⊕⊗⌈⌉⌊⌋ℜ∧∨ˇ⋆⟵⟶⟷⟸⪯⪰˙¨⃗¯ℏ†’–∓≺≻ˆ") - MATH_CHARACTERS
)
"""Of the same font in a second small file, for the formulas with one of these."""

BOLD_CHARACTERS = frozenset(_LETTERS + _GREEK + " ()+,-./:<=>[]\u00a0·−")
"""Of the bold font of formulas."""

OPERATOR_CHARACTERS = frozenset("()[]{}∑∏∫√⟨⟩⌈⌉⌊⌋∣∥|/\\")
"""Of the fonts of large operators and brackets."""

BLACKBOARD_CHARACTERS = frozenset("CENPQRZ")
"""Of the font of additional symbols: expectation, probability and the letters of number sets."""

ITALIC_CHARACTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθικλμνξπρστυφχψωϵϑϕ"
)
"""Of the italic font of formulas."""


@dataclass(frozen=True)
class Core:
    """What is kept of a font.

    Attributes:
        characters: Those kept if the font has them; None keeps all and saves only the hints for old screens.
        weights: Lightest and heaviest weight kept of a variable font; the same twice makes it static.
        features: OpenType features kept.
    """

    characters: frozenset[str] | None = None
    weights: tuple[int, int] | None = None
    features: tuple[str, ...] = ("kern", "liga", "pnum", "tnum")


@dataclass(frozen=True)
class CutFont:
    """A small font and how the CSS shares out the characters.

    Attributes:
        content: The small font as WOFF2.
        characters: `unicode-range` of the small font.
        whole: That of the font it was cut from, which a browser would else load to look for what it lacks.
    """

    content: bytes
    characters: str
    whole: str


def core_font(source: bytes, core: Core) -> CutFont:
    """Return the small font.

    Args:
        source: The whole font in any format that fontTools reads.
        core: What is kept.
    """
    # Loaded here because fonts are cut once, and other builds are done in the time that it takes.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    everything = set(font.getBestCmap())
    wanted = everything if core.characters is None else set(map(ord, core.characters))
    kept = wanted & everything
    options = Options(layout_features=list(core.features), hinting=False, notdef_outline=True, name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(kept))
    subsetter.subset(font)
    if core.weights and "fvar" in font:
        lightest, heaviest = core.weights
        limit: float | tuple[int, int] = lightest if lightest == heaviest else core.weights
        font = instancer.instantiateVariableFont(_reread(font), {"wght": limit})
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return CutFont(written.getvalue(), unicode_range(kept), unicode_range(everything))


def _reread(font: "TTFont") -> "TTFont":
    """Return the font as it is when saved: tables read lazily still hold the glyphs that were taken out."""
    from fontTools.ttLib import TTFont

    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    written.seek(0)
    return TTFont(written, recalcTimestamp=False)


def unicode_range(codes: Collection[int]) -> str:
    """Return code points as the value of the CSS descriptor, such as ``U+20-7E,U+A0``."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def is_cut(source: bytes, core: Core, folder: Path) -> bool:
    """Tell whether `cached_core` finds this font in the folder."""
    return all(path.is_file() for path in _places(source, core, folder))


def _places(source: bytes, core: Core, folder: Path) -> tuple[Path, Path]:
    kept = f"{_VERSION} {sorted(core.characters or ())} {core.weights} {core.features}"
    key = hashlib.sha256(source + kept.encode()).hexdigest()[:24]
    return folder / f"{key}.woff2", folder / f"{key}.txt"


def cached_core(source: bytes, core: Core, folder: Path) -> CutFont:
    """Return `core_font`, from the folder when it was cut before.

    Args:
        source: The whole font.
        core: What is kept.
        folder: Holds a file for each font and core; made when it is missing.
    """
    font_path, ranges_path = _places(source, core, folder)
    try:
        characters, whole = ranges_path.read_text("ascii").splitlines()
        return CutFont(font_path.read_bytes(), characters, whole)
    except (OSError, ValueError):
        cut = core_font(source, core)
    folder.mkdir(parents=True, exist_ok=True)
    font_path.write_bytes(cut.content)
    # Written last, so that it vouches for the font.
    ranges_path.write_text(f"{cut.characters}\n{cut.whole}", "ascii")
    return cut
