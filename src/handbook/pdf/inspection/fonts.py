"""Check the fonts of a PDF and that they have a glyph for each character."""

import re
from collections.abc import Iterator

import pikepdf

from handbook.pdf.inspection.pages import items

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_STRING = re.compile(rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)", re.DOTALL)
_BYTE = re.compile(rb"\\[0-7]{1,3}|\\?.", re.DOTALL)
_NULLS = (b"\\000\\000", b"\0\0", b"\\0\\0")
_HEXADECIMAL_NULLS = re.compile(rb"<(?:[0-9A-Fa-f]{4})*?0000")
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})


def check_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield fonts that are not embedded, and pages with characters that have no glyph."""
    embedded: dict[tuple[int, int], str | None] = {}
    clean: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        missing = 0
        for stream, resources in _streams(page.obj):
            fonts = resources.get("/Font") or pikepdf.Dictionary()
            for _, font in fonts.items():
                if font.objgen not in embedded:
                    embedded[font.objgen] = None if _is_embedded(font) else str(font.get("/BaseFont", "?"))
            if stream.objgen in clean:
                continue
            found = _missing_glyphs(stream, fonts)
            missing += found
            if not found and isinstance(stream, pikepdf.Stream):
                clean.add(stream.objgen)
        if missing:
            characters = "1 character has" if missing == 1 else f"{missing} characters have"
            yield f"page {number}: {characters} no glyph in the font"
    yield from (f"the font {name.removeprefix('/')} is not embedded" for name in embedded.values() if name)


def _streams(page: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Yield the content of a page and of the forms drawn on it, each with its resources."""
    seen: set[tuple[int, int]] = set()
    pending = [
        (stream, page.get("/Resources") or pikepdf.Dictionary()) for stream in items(page.get("/Contents"))
    ]
    while pending:
        stream, resources = pending.pop()
        yield stream, resources
        for _, form in (resources.get("/XObject") or pikepdf.Dictionary()).items():
            if form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                pending.append((form, form.get("/Resources") or resources))


def _is_embedded(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = items(font.get("/DescendantFonts")) or [font]
    descriptors = [descendant.get("/FontDescriptor") for descendant in descendants]
    return all(
        descriptor is not None and any(key in descriptor for key in _FONT_FILES) for descriptor in descriptors
    )


def _missing_glyphs(stream: pikepdf.Object, fonts: pikepdf.Object) -> int:
    """Count the characters set in glyph 0 of a font with two bytes for a character.

    Glyph 0 of a font stands for the characters that it does not have.
    """
    if not _may_hold_glyph_0(stream.read_bytes()):
        return 0
    missing = 0
    two_bytes = False
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        if name == "Tf":
            font = fonts.get(str(instruction.operands[0]))
            two_bytes = font is not None and font.get("/Subtype") == "/Type0"
        elif name in _SHOWS_TEXT and two_bytes:
            shown = instruction.operands[-1]
            for piece in items(shown) if isinstance(shown, pikepdf.Array) else [shown]:
                if isinstance(piece, pikepdf.String):
                    missing += _count_glyph_0(bytes(piece))
    return missing


def _may_hold_glyph_0(content: bytes) -> bool:
    """Tell whether a string of the content may hold glyph 0: parsing all pages would take minutes."""
    if _HEXADECIMAL_NULLS.search(content):
        return True
    present = [nulls for nulls in _NULLS if nulls in content]
    if not present:
        return False
    return any(
        _count_glyph_0(bytes(map(_value, _BYTE.findall(string[1:-1]))))
        for string in _STRING.findall(content)
        if any(nulls in string for nulls in present)
    )


def _value(escaped: bytes) -> int:
    """Return a byte of a string, of which only digits are told apart from other escapes."""
    if escaped[1:2].isdigit():
        return int(escaped[1:], 8) & 0xFF
    return escaped[-1]


def _count_glyph_0(codes: bytes) -> int:
    if b"\0\0" not in codes:
        return 0
    return sum(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
