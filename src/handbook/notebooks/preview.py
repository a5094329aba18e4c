"""Write published figures to a folder, for their authors to look at."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from handbook.notebooks.results import NotebookFigure, UnknownResultError, load_results
from handbook.publish import COLORS, DARK_COLORS

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def export(root: Path, names: Iterable[str], folder: Path) -> list[Path]:
    """Write the figures of notebooks as SVG, and as PNG where a Chromium browser is installed.

    Returns:
        The files, two or four for each figure: ``<slug>-<name>-light.svg`` and so on. Notebooks without a
        result are passed over.
    """
    folder.mkdir(parents=True, exist_ok=True)
    results = load_results(root)
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    written = []
    for name in names:
        try:
            figures = results.notebook(name).figures.values()
        except UnknownResultError:
            continue
        for figure in figures:
            for scheme, picture, paper in (
                ("light", figure.svg_light, COLORS["paper"]),
                ("dark", figure.svg_dark, DARK_COLORS["paper"]),
            ):
                path = folder / f"{name.split('/')[1]}-{figure.name}-{scheme}.svg"
                path.write_text(picture, encoding="utf-8")
                written.append(path)
                if browser:
                    written.append(_render(browser, figure, picture, paper, path.with_suffix(".png")))
    return written


def _render(browser: str, figure: NotebookFigure, picture: str, paper: str, target: Path) -> Path:
    """Take a picture of a page that shows nothing but the figure, at twice its size."""
    style = f"html,body{{margin:0;background:{paper}}}svg{{width:{figure.width}px;height:{figure.height}px}}"
    with tempfile.TemporaryDirectory() as profile:
        page = Path(profile) / "figure.html"
        page.write_text(f"<!doctype html><style>{style}</style>{picture}", encoding="utf-8")
        command = [
            browser,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=2",
            f"--user-data-dir={profile}",
            f"--window-size={figure.width},{figure.height}",
            f"--screenshot={target.resolve()}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target
