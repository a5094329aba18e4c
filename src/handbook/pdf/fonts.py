"""Make the static fonts of the PDF from the variable web fonts: Typst takes no other.

Every character of the web fonts stays. They come in three files by script; each becomes a family of its own,
since Typst takes one file for a family and style, and falls back from family to family.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from handbook.problems import Problem, ProblemsError

_VERSION = 2
_SCRIPTS = {"latin": "", "latin-ext": " Supplement", "greek": " Greek"}
_FEATURES = ("kern", "liga", "mark", "pnum", "tnum")
"""OpenType features kept: each further one is looked up for every word, which takes time."""

_BUILT_IN = ("Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono")
"""Carried by Typst; each has signs that the fonts before it lack."""


@dataclass(frozen=True)
class Face:
    """One style of a family at one place of its design space.

    Attributes:
        family: Name that the templates use.
        package: npm package below ``@fontsource-variable``.
        axes: File of the package: ``opsz`` or ``wght``.
        italic: Whether the italic file is meant.
        location: Value of each axis.
    """

    family: str
    package: str
    axes: str
    italic: bool
    location: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> int:
        """Weight between 100 and 900."""
        return int(dict(self.location)["wght"])

    def source(self, script: str) -> str:
        """Return the file of a script below ``node_modules/@fontsource-variable``."""
        style = "italic" if self.italic else "normal"
        return f"{self.package}/files/{self.package}-{script}-{self.axes}-{style}.woff2"


def _serif(family: str, weight: int, size: float, italic: bool = False) -> Face:
    return Face(family, "source-serif-4", "opsz", italic, (("opsz", size), ("wght", weight)))


def _inter(weight: int, italic: bool = False) -> Face:
    return Face("Inter", "inter", "opsz", italic, (("opsz", 14), ("wght", weight)))


FACES = (
    _serif("Source Serif 4", 400, 10.5),
    _serif("Source Serif 4", 600, 10.5),
    _serif("Source Serif 4", 400, 10.5, italic=True),
    _serif("Source Serif 4", 600, 10.5, italic=True),
    _serif("Source Serif 4 Title", 600, 36),
    _serif("Source Serif 4 Title", 400, 36, italic=True),
    _inter(400),
    _inter(600),
    _inter(400, italic=True),
    Face("JetBrains Mono", "jetbrains-mono", "wght", False, (("wght", 400),)),
    Face("JetBrains Mono", "jetbrains-mono", "wght", False, (("wght", 700),)),
)


def families(family: str) -> tuple[str, ...]:
    """Return a family and those that are asked, in order, for characters it lacks."""
    base = family.removesuffix(" Title")
    own = [f"{name}{suffix}" for name in dict.fromkeys((family, base)) for suffix in _SCRIPTS.values()]
    others = ("JetBrains Mono", "Source Serif 4") if base != "JetBrains Mono" else ()
    built_in = _BUILT_IN if base != "JetBrains Mono" else tuple(reversed(_BUILT_IN))
    return (*own, *built_in, *(name for name in others if name != base))


def ensure_fonts(root: Path) -> Path:
    """Return the folder of the static fonts, making those that are missing.

    Raises:
        ProblemsError: A web font is not installed.
    """
    folder = root / ".cache" / "fonts" / f"pdf-{_VERSION}"
    packages = root / "node_modules" / "@fontsource-variable"
    stamp = folder / _digest(packages)
    if stamp.is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pdf-", dir=folder.parent) as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        for file, content in _static_fonts(packages):
            (fresh / file).write_bytes(content)
        (fresh / stamp.name).touch()
        # Another process may have been faster, which then may be reading its fonts.
        if not stamp.is_file():
            if folder.exists():
                folder.rename(Path(name) / "old")
            fresh.rename(folder)
    return folder


def _digest(packages: Path) -> str:
    digest = hashlib.sha256(repr((_VERSION, FACES, _FEATURES)).encode())
    for face in FACES:
        for script in _SCRIPTS:
            digest.update(_read(packages / face.source(script)))
    return digest.hexdigest()[:24]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"a font of the book is missing: {path.name}"
        raise ProblemsError(
            [Problem("package-lock.json", 0, message, "install the browser parts")]
        ) from error


def _static_fonts(packages: Path) -> Iterator[tuple[str, bytes]]:
    for face in FACES:
        for script, suffix in _SCRIPTS.items():
            name = f"{face.family}{suffix}"
            content = static_font(_read(packages / face.source(script)), face, name)
            yield f"{name}-{face.weight}{'-italic' if face.italic else ''}.ttf".replace(" ", "-"), content


def static_font(source: bytes, face: Face, family: str) -> bytes:
    """Return one style of a variable font as a TrueType font.

    Args:
        source: The variable font in any format that fontTools reads.
        face: Its place in the design space.
        family: Name given to it.
    """
    variable = TTFont(io.BytesIO(source), recalcTimestamp=False)
    static = instancer.instantiateVariableFont(variable, dict(face.location), inplace=True)
    font = TTFont(io.BytesIO(_saved(static)), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=list(_FEATURES), hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=sorted(font.getBestCmap()))
    subsetter.subset(font)
    _name(font, face, family)
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _name(font: TTFont, face: Face, family: str) -> None:
    bold = face.weight >= 600
    style = " ".join(name for name, meant in (("Bold", bold), ("Italic", face.italic)) if meant) or "Regular"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    full = f"{family} {style}"
    for identifier, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", ""))):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = (0x20 if bold else 0) | (0x01 if face.italic else 0) or 0x40
    font["head"].macStyle = (1 if bold else 0) | (2 if face.italic else 0)
    font["head"].modified = font["head"].created
