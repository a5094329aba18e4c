"""Typeset what is shifted, hidden, struck out, framed, coloured or resized."""

import re

from handbook.katex.elements import Element, children
from handbook.pdf.mathematics.markup import call
from handbook.pdf.mathematics.model import Style, Typeset, UnsupportedMathError
from handbook.pdf.mathematics.rows import typeset_all

_STRIKES = {
    "updiagonalstrike": {},
    "downdiagonalstrike": {"inverted": "#true"},
    "updiagonalstrike downdiagonalstrike": {"cross": "#true"},
    "horizontalstrike": {"angle": "#90deg"},
}
_SIDES = frozenset({"top", "bottom", "left", "right"})
_LAPS = {None: "left", "-1width": "right", "-0.5width": "center"}
_COLOURS = {
    "black": "#000000", "white": "#ffffff", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0",
    "red": "#ff0000", "maroon": "#800000", "orange": "#ffa500", "yellow": "#ffff00", "olive": "#808000",
    "lime": "#00ff00", "green": "#008000", "cyan": "#00ffff", "aqua": "#00ffff", "teal": "#008080",
    "blue": "#0000ff", "navy": "#000080", "magenta": "#ff00ff", "fuchsia": "#ff00ff", "purple": "#800080",
    "violet": "#ee82ee", "pink": "#ffc0cb", "brown": "#a52a2a", "crimson": "#dc143c", "gold": "#ffd700",
    "indigo": "#4b0082", "darkred": "#8b0000", "darkgreen": "#006400", "darkblue": "#00008b",
    "darkorange": "#ff8c00", "steelblue": "#4682b4", "firebrick": "#b22222", "forestgreen": "#228b22",
}  # fmt: skip
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_BORDER = re.compile(r"border: 0\.\d+em solid (\S+?);?")
_LENGTH = re.compile(r"-?[\d.]+(?:em|pt)")
_STYLE_ATTRIBUTES = frozenset({"displaystyle", "scriptlevel", "mathcolor", "mathsize"})


def style_change(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mstyle>``: another style, colour or size."""
    if unknown := set(map(str, element.attrib)) - _STYLE_ATTRIBUTES:
        raise UnsupportedMathError(f"<mstyle {min(unknown)}>")
    level = int(element.get("scriptlevel") or style.level)
    display = element.get("displaystyle")
    shown = style.display and not level if display is None else display == "true"
    inner = Style(shown, level, takes_limits=shown)
    markup = typeset_all(children(element), inner, typeset)
    if not markup:
        return ""
    if not inner.same_size(style):
        markup = call(inner.function, markup)
    if size := element.get("mathsize"):
        markup = call("text", f"size: #{_length(size)}", markup)
    if name := element.get("mathcolor"):
        markup = call("text", f'fill: #rgb("{colour(name)}")', markup)
    return markup


def colour(name: str) -> str:
    """Return a colour in hexadecimal.

    Raises:
        UnsupportedMathError: It has another name than the common ones.
    """
    if _HEX.fullmatch(name):
        return name
    if name.lower() not in _COLOURS:
        raise UnsupportedMathError(f"the colour {name}")
    return _COLOURS[name.lower()]


def phantom(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mphantom>``: room without ink."""
    return call("texhidden", typeset_all(children(element), style, typeset))


def enclosed(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<menclose>``: a frame, a strike, or the outer lines of an array."""
    notation = " ".join((element.get("notation") or "").split())
    markup = typeset_all(children(element), style, typeset)
    sides = notation.split()
    if sides and _SIDES.issuperset(sides):
        return call("texruled", _boxed(markup, style), **dict.fromkeys(sides, "#0.5pt"))
    if notation == "box":
        return call("texframed", _boxed(markup, style))
    if notation not in _STRIKES:
        raise UnsupportedMathError(f"<menclose notation={notation}>")
    return call("cancel", markup, **_STRIKES[notation])


def padded(element: Element, style: Style, typeset: Typeset) -> str:
    """Typeset ``<mpadded>``: what takes less room than it fills, or stands higher, or has a background."""
    given = {str(key): str(value) for key, value in element.attrib.items()}
    markup = typeset_all(children(element), style, typeset)
    background, border = given.pop("mathbackground", None), given.pop("style", None)
    if background is not None or border is not None:
        return call("texframed", _boxed(markup, style), **_frame(background, border))
    if given == {"lspace": "0.3em", "width": "+0.6em"}:  # the label of an arrow, which has its own room
        return markup
    lift = given.pop("voffset", "0em")
    smashed = [side for side in ("height", "depth") if given.pop(side, "").startswith("0")]
    if given.get("width", "").startswith("0"):
        lap = _LAPS.get(given.pop("lspace", None))
        del given["width"]
    else:
        lap = None
    if given or (lap is None and "lspace" in element.attrib):
        raise UnsupportedMathError(f"<mpadded {' '.join(sorted(map(str, element.attrib)))}>")
    if lap is not None:
        markup = call("texlap", f"#{lap}", _boxed(markup, style))
    if smashed and markup:
        markup = call("texsmash", _boxed(markup, style), **dict.fromkeys(smashed, "#true"))
    if float(lift.rstrip("empt")):
        markup = call("texraise", f"#({_length(lift)})", _boxed(markup, style))
    return markup


def _boxed(markup: str, style: Style) -> str:
    """Return the content of a box, which begins in text style whatever is around it."""
    return markup if style.same_size(Style(False)) else call(style.function, markup)


def _frame(background: str | None, border: str | None) -> dict[str, str]:
    options = {"fill": "#none", "stroke": "#none"}
    if background is not None:
        options["fill"] = f'#rgb("{colour(background)}")'
    if border is not None:
        match = _BORDER.fullmatch(border)
        if match is None:
            raise UnsupportedMathError(f"the border {border}")
        options["stroke"] = f'#(0.5pt + rgb("{colour(match[1])}"))'
    return options


def _length(length: str) -> str:
    if not _LENGTH.fullmatch(length):
        raise UnsupportedMathError(f"the length {length}")
    return length
