"""Draw the cover: many libraries show a picture only, and few of them an SVG."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.publish import COLORS, DARK_COLORS

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_SIZE_PX = (1600, 2560)
_DPI = 160
_MARGIN = 0.1  # of the width
_PLOT = (_MARGIN, 0.075, 1 - 2 * _MARGIN, (1 - 2 * _MARGIN) * _SIZE_PX[0] / _SIZE_PX[1])
_TITLE_TOP = 0.925
_TITLE_PT, _TITLE_STEP = 56.0, 0.062
_TEXT_PT, _TEXT_STEP = 19.5, 0.0235


def draw_cover(title: str, description: str) -> bytes:
    """Return a PNG with the title above the site's mark: a curve and the one point chosen on it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    width, height = _SIZE_PX
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=COLORS["ink"])
    FigureCanvasAgg(figure)
    serif = FontProperties(fname=str(_font("STIXGeneralBol.ttf")), size=_TITLE_PT)
    sans = FontProperties(fname=str(_font("DejaVuSans.ttf")), size=_TEXT_PT)
    top = _lines(figure, title, serif, COLORS["paper"], _TITLE_TOP, _TITLE_STEP)
    _lines(figure, description, sans, DARK_COLORS["muted"], top - 0.012, _TEXT_STEP)
    _draw_mark(figure)
    buffer = io.BytesIO()
    # Without the names of programs and their versions.
    figure.savefig(buffer, format="png", facecolor=COLORS["ink"], metadata={"Software": None})
    return buffer.getvalue()


def _font(name: str) -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name


def _lines(figure: "Figure", text: str, font: "FontProperties", color: str, top: float, step: float) -> float:
    """Set text in lines that fit between the margins, and return where the next would stand."""
    limit = (1 - 2 * _MARGIN) * _SIZE_PX[0]
    line = ""
    lines = []
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(figure, longer, font) > limit:
            lines.append(line)
            longer = word
        line = longer
    for fitting in [*lines, line]:
        figure.text(_MARGIN, top, fitting, fontproperties=font, color=color, va="top")
        top -= step
    return top


def _width(figure: "Figure", text: str, font: "FontProperties") -> float:
    probe = figure.text(0, 0, text, fontproperties=font)
    width: float = probe.get_window_extent().width
    probe.remove()
    return width


def _draw_mark(figure: "Figure") -> None:
    """Draw a ROC curve in the terms of the site's mark; its point is where the slope is one."""
    axes = figure.add_axes(_PLOT)
    axes.set(xlim=(0, 1), ylim=(0, 1), facecolor="none", xticks=[], yticks=[])
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set(color=DARK_COLORS["muted"], linewidth=3.5)
    for step in (0.25, 0.5, 0.75):
        axes.axhline(step, color=DARK_COLORS["grid"], linewidth=1.2)
        axes.axvline(step, color=DARK_COLORS["grid"], linewidth=1.2)
    axes.plot((0, 1), (0, 1), color=DARK_COLORS["muted"], linewidth=2, linestyle=(0, (4, 4)))
    steepness = 5  # of the curve y = 1 - (1 - x)^5 in the origin
    false_positives = [index / 400 for index in range(401)]
    axes.plot(
        false_positives,
        [1 - (1 - rate) ** steepness for rate in false_positives],
        color=COLORS["paper"],
        linewidth=7,
        solid_capstyle="round",
        clip_on=False,
    )
    chosen = 1 - (1 / steepness) ** (1 / (steepness - 1))
    axes.plot(chosen, 1 - (1 - chosen) ** steepness, "o", color=DARK_COLORS["C1"], markersize=38)
