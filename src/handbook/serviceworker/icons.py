"""The icons of the installed app, drawn from the mark of the site."""

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import typst

from handbook.problems import Problem, ProblemsError

MARK = "docs/assets/images/mark.svg"
_SIZES = (192, 512)
_ANY, _MASKABLE = "any", "maskable"
_SAFE_SHARE = 0.8
"""Part of a maskable icon's width that icons of any shape show (W3C, Web Application Manifest)."""

_BACKGROUND = re.compile(r'<rect width="32" height="32" rx="6" fill="(?P<colour>#[0-9a-f]{6})"/>')
_PAGE = """#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: {fill})
#set align(center + horizon)
#image(bytes(sys.inputs.mark), format: "svg", width: {width}pt)
"""


def icon_files(root: Path) -> dict[str, bytes]:
    """Return the icons by path below the site; they are drawn again when the mark has changed.

    Raises:
        ProblemsError: The mark is missing or has no background to extend.
    """
    mark = _mark(root)
    return {
        icon_path(size, purpose): _icon(root, mark, size, purpose)
        for size in _SIZES
        for purpose in (_ANY, _MASKABLE)
    }


def icon_entries() -> list[dict[str, str]]:
    """Return what the manifest says of the icons."""
    return [
        {
            "src": icon_path(size, purpose),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for purpose in (_ANY, _MASKABLE)
        for size in _SIZES
    ]


def icon_path(size: int, purpose: str) -> str:
    """Return the path of an icon below the site."""
    return f"assets/images/icon-{'' if purpose == _ANY else f'{purpose}-'}{size}.png"


def _mark(root: Path) -> str:
    try:
        mark = (root / MARK).read_text("utf-8")
    except OSError as error:
        raise ProblemsError([Problem(MARK, 0, "the mark of the site is missing")]) from error
    if not _BACKGROUND.search(mark):
        hint = "keep the first <rect>, or adapt src/handbook/serviceworker/icons.py"
        raise ProblemsError([Problem(MARK, 1, "the mark has no background to extend", hint)])
    return mark


def _icon(root: Path, mark: str, size: int, purpose: str) -> bytes:
    found = _BACKGROUND.search(mark)
    assert found is not None
    whole = purpose == _MASKABLE
    if whole:
        # The page of the icon is the background, without a seam between the two.
        mark = _BACKGROUND.sub("", mark)
    source = _PAGE.format(
        size=size,
        fill=f'rgb("{found["colour"]}")' if whole else "none",
        width=round(size * _SAFE_SHARE) if whole else size,
    )
    key = hashlib.sha256("\0".join([version("typst"), source, mark]).encode()).hexdigest()[:16]
    kept = root / ".cache" / "icons" / f"{key}.png"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        drawn = typst.compile(source.encode(), format="png", ppi=72, sys_inputs={"mark": mark})
        assert isinstance(drawn, bytes)
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(drawn)
        fresh.replace(kept)
    return kept.read_bytes()
