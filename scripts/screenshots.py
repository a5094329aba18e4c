"""Photograph pages of the built site at three widths in both schemes, or the first page for the README.

    python scripts/screenshots.py SITE FOLDER [PAGE …]
    python scripts/screenshots.py SITE --readme

It builds nothing: SITE is the folder that `handbook.py build` has written. Playwright is needed, and
Chromium on the PATH.
"""

import argparse
import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

README_IMAGE = Path(__file__).parents[1] / "docs" / "assets" / "images" / "readme-home.png"
LARGEST_README_IMAGE = 250_000
PAGES = (
    "",
    "evaluation/classification-metrics/",
    "questions/",
    "questions/evaluation/",
    "notebooks/",
    "notebooks/learning-foundations/double-descent/",
    "practice/drills/",
    "practice/drills/evaluation/roc-auc-by-ranks/",
    "reference/glossary/",
    "contributing/",
    "404.html",
)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
HEIGHTS = {390: 844, 820: 1180, 1440: 900}


@dataclass(frozen=True)
class Shot:
    """One photograph.

    Attributes:
        page: Address below the site.
        width: Of the window, in CSS pixels.
        scheme: What the reader's system prefers.
    """

    page: str
    width: int
    scheme: Scheme

    @property
    def name(self) -> str:
        """Return the name of its file."""
        page = self.page.removesuffix(".html").strip("/").replace("/", "-") or "home"
        return f"{page}-{self.width}-{self.scheme}.png"


class _SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine and yield its address."""
    handler = functools.partial(_SilentHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start the machine's Chromium.

    Raises:
        FileNotFoundError: There is none on the PATH.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise FileNotFoundError("Chromium is not on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def photograph(browser: Browser, address: str, shot: Shot, path: Path, *, scale: float = 1) -> None:
    """Write a photograph of the top of a page, once its fonts and images have come.

    Args:
        browser: Running.
        address: Of the site, ending in a slash.
        shot: What to photograph.
        path: Where the PNG goes.
        scale: Device pixels per CSS pixel.
    """
    context = browser.new_context(
        viewport={"width": shot.width, "height": HEIGHTS[shot.width]},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        device_scale_factor=scale,
    )
    page = context.new_page()
    page.goto(address + shot.page, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    context.close()


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("folder", type=Path, nargs="?", help="where the photographs go")
    parser.add_argument("pages", nargs="*", default=PAGES, help="addresses below the site")
    parser.add_argument("--readme", action="store_true", help=f"write {README_IMAGE.name} instead")
    options = parser.parse_args(arguments)
    if not options.readme and options.folder is None:
        parser.error("name a folder, or --readme")
    with serving(options.site) as address, browsing() as browser:
        if options.readme:
            README_IMAGE.parent.mkdir(parents=True, exist_ok=True)
            photograph(browser, address, Shot("", 1440, "light"), README_IMAGE)
            size = README_IMAGE.stat().st_size
            if size > LARGEST_README_IMAGE:
                sys.stderr.write(f"{README_IMAGE} has {size} bytes, more than {LARGEST_README_IMAGE}\n")
                return 1
            return 0
        options.folder.mkdir(parents=True, exist_ok=True)
        shots = [
            Shot(page, width, scheme) for page in options.pages for width in HEIGHTS for scheme in SCHEMES
        ]
        for shot in shots:
            photograph(browser, address, shot, options.folder / shot.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
