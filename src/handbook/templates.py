"""Files that readers take away and fill in: each as text, and the whole project skeleton as a zip.

A Markdown file would become a page of the site, so single files are offered with the ending of plain text.
"""

import io
import zipfile
from pathlib import Path

from handbook.generated import GeneratedFile

FOLDER = Path("templates") / "project-skeleton"
URI = "assets/templates"

TEXTS = {
    "readme.txt": "README.md",
    "model-card.txt": "docs/model-card.md",
    "two-minute-story.txt": "docs/story.md",
}
"""Single files that are offered, by name, and where they lie in the skeleton."""

_LEFT_OUT = {"__pycache__", ".venv", ".pytest_cache", ".ruff_cache", ".mypy_cache"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def template_files(root: Path) -> list[GeneratedFile]:
    """Return the templates as assets of the site; none in a repository without them.

    Args:
        root: Repository root.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    texts = [
        GeneratedFile(f"{URI}/{name}", (folder / path).read_bytes(), (FOLDER / path).as_posix())
        for name, path in TEXTS.items()
    ]
    return [*texts, GeneratedFile(f"{URI}/{folder.name}.zip", _zipped(folder))]


def skeleton_files(folder: Path) -> list[Path]:
    """Return the files of the skeleton, without what running it leaves behind, sorted."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part in _LEFT_OUT or part.endswith(".egg-info") for part in path.relative_to(folder).parts)
    )


def _zipped(folder: Path) -> bytes:
    """Return the same bytes for the same files, whenever and wherever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in skeleton_files(folder):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, also where it is made on Windows
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()
