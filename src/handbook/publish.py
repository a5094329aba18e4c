"""Publish named figures and numbers from a notebook, so that pages can use them by name.

A result travels as a display output of its cell: nothing is written and nothing is remembered here,
so that the executed notebook alone holds all that a page can refer to.
"""

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RESULT_MIME = "application/vnd.handbook.result+json"

COLORS: dict[str, str] = {
    "C0": "#2a62b8",  # blue
    "C1": "#c2541b",  # vermilion
    "C2": "#1d7f6c",  # teal
    "C3": "#9a4aa8",  # purple
    "C4": "#a07400",  # ochre
    "C5": "#5d6b7e",  # slate
    "ink": "#1c2733",
    "muted": "#5a6675",
    "grid": "#d9dfe7",
    "paper": "#fefefe",
}
"""The literal colours of the light scheme; each has a counterpart of the same name in `DARK_COLORS`."""

DARK_COLORS: dict[str, str] = {
    "C0": "#7fb0f5",
    "C1": "#f29a66",
    "C2": "#5fc9b0",
    "C3": "#d59ae0",
    "C4": "#e0bd55",
    "C5": "#a9b6c6",
    "ink": "#e6ebf2",
    "muted": "#a3aebc",
    "grid": "#39434f",
    "paper": "#14191f",
}

STYLE: dict[str, Any] = {
    "axes.edgecolor": COLORS["muted"],
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": COLORS["ink"],
    "axes.labelsize": 11,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": COLORS["ink"],
    "axes.titlelocation": "left",
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "figure.constrained_layout.use": True,
    "figure.dpi": 96,
    "figure.facecolor": "none",
    "figure.figsize": (6.4, 3.6),
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "grid.color": COLORS["grid"],
    "grid.linewidth": 0.8,
    "image.cmap": "cividis",
    "legend.edgecolor": "none",
    "legend.facecolor": COLORS["paper"],
    "legend.framealpha": 0.85,
    "legend.labelcolor": COLORS["ink"],
    "lines.linewidth": 2.0,
    "savefig.facecolor": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "handbook",
    "text.color": COLORS["ink"],
    "xtick.color": COLORS["muted"],
    "xtick.labelcolor": COLORS["ink"],
    "ytick.color": COLORS["muted"],
    "ytick.labelcolor": COLORS["ink"],
}
"""Matplotlib settings of the house style; the executor applies them, with the colour cycle C0-C5."""


def use_style() -> None:
    """Make the house style matplotlib's default for this process."""
    import matplotlib
    from cycler import cycler

    cycle = cycler(color=[COLORS[f"C{index}"] for index in range(6)])
    matplotlib.rcParams.update(STYLE | {"axes.prop_cycle": cycle})  # type: ignore[arg-type]


def darken(svg: str) -> str:
    """Exchange the house colours of an SVG for their counterparts of the dark scheme."""
    dark = {light: DARK_COLORS[name] for name, light in COLORS.items()}
    return re.sub("|".join(dark), lambda found: dark[found[0]], svg)


def figure(fig: "Figure", name: str, *, alt: str, caption: str) -> None:
    """Publish a figure under a name that is unique in its notebook.

    Args:
        fig: The figure; it is closed, so that it is not shown a second time.
        name: Kebab-case name that pages use in `<!-- figure: … -->`.
        alt: What the picture shows, for readers who cannot see it.
        caption: What to see in it; Markdown and inline mathematics are allowed.
    """
    import matplotlib.pyplot as plt

    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    result = {"kind": "figure", "name": name, "alt": alt, "caption": caption}
    _display({"image/svg+xml": buffer.getvalue(), "text/plain": alt, RESULT_MIME: result})


def record(name: str, value: float | int | str, *, unit: str = "") -> None:
    """Publish a number (or a short text) under a name that is unique in its notebook.

    Args:
        name: Kebab-case name that pages use in `<!-- number: … -->`.
        value: The value; NumPy scalars are converted to Python's.
        unit: Unit shown after the number on a page, such as ``ms`` or ``%``.
    """
    plain = value.item() if hasattr(value, "item") else value
    shown = f"{plain:.6g}" if isinstance(plain, float) else str(plain)
    result = {"kind": "number", "name": name, "value": plain, "unit": unit}
    _display({"text/plain": f"{name} = {shown} {unit}".rstrip(), RESULT_MIME: result})


def _display(data: dict[str, Any]) -> None:
    from IPython import display

    show: Any = display.display
    show(data, raw=True)
