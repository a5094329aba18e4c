"""The templates as assets of the site."""

import io
import os
import zipfile
from pathlib import Path

from handbook.templates import FOLDER, TEXTS, template_files

FILES = ["README.md", "docs/model-card.md", "docs/story.md", "src/a.py", ".gitignore"]


def skeleton(root: Path) -> Path:
    for name in FILES:
        path = root / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}\n", "utf-8")
    return root


def test_single_files_are_plain_text_that_no_site_makes_a_page_of(tmp_path: Path) -> None:
    files = {each.uri: each for each in template_files(skeleton(tmp_path))}
    assert [f"assets/templates/{name}" for name in TEXTS] == list(files)[:-1]
    card = files["assets/templates/model-card.txt"]
    assert card.content == b"text of docs/model-card.md\n"
    assert card.source == "templates/project-skeleton/docs/model-card.md"
    assert not [uri for uri in files if uri.endswith(".md")]


def test_the_zip_holds_the_skeleton_and_nothing_that_running_it_leaves(tmp_path: Path) -> None:
    root = skeleton(tmp_path)
    for name in ("src/__pycache__/a.pyc", ".venv/pyvenv.cfg", "src/a.egg-info/PKG-INFO"):
        path = root / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("left behind", "utf-8")
    *_, archive = template_files(root)
    assert archive.uri == "assets/templates/project-skeleton.zip"
    assert isinstance(archive.content, bytes)
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert sorted(opened.namelist()) == sorted(f"project-skeleton/{name}" for name in FILES)
        assert opened.read("project-skeleton/src/a.py") == b"text of src/a.py\n"


def test_the_zip_is_the_same_at_another_time(tmp_path: Path) -> None:
    root = skeleton(tmp_path)
    before = template_files(root)
    os.utime(root / FOLDER / "README.md", (0, 0))
    assert template_files(root) == before


def test_a_repository_without_templates_offers_none(tmp_path: Path) -> None:
    assert template_files(tmp_path) == []
