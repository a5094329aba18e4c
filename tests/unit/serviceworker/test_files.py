import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from handbook.browser_parts import node_command
from handbook.problems import ProblemsError
from handbook.serviceworker import retired_worker, service_worker_files
from handbook.serviceworker.digests import digest_of

ROOT = Path(__file__).parents[3]
PAPER = "#fefefe"
INK = (28, 39, 51, 255)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with what the worker is made from."""
    for name in ("docs/assets/images/mark.svg", "docs/assets/stylesheets/tokens.css"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


@pytest.fixture
def site(root: Path) -> Path:
    files = {
        "index.html": "home",
        "practice/cards/index.html": "cards",
        "questions/evaluation/index.html": "questions",
        "evaluation/index.html": "chapter",
    }
    for name, text in files.items():
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text(text, "utf-8")
    return root / "site"


def made(root: Path) -> dict[str, bytes]:
    return service_worker_files(root, root / "site", "The Handbook", "About it.")


def listed(script: bytes) -> dict[str, Any]:
    head = re.match(rb"self\.handbookFiles=(.*);\n", script)
    assert head is not None
    values: dict[str, Any] = json.loads(head[1])
    return values


def write(site: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)


def test_the_list_has_every_file_with_its_digest_and_the_files_that_come_with_it(
    root: Path, site: Path
) -> None:
    files = made(root)
    groups = listed(files["sw.js"])["groups"]
    assert groups["rest"] == [["evaluation/", digest_of(b"chapter").value, 7]]
    assert groups["practice"] == [["questions/evaluation/", digest_of(b"questions").value, 9]]
    shell = {path: (digest, size) for path, digest, size in groups["shell"]}
    icon = "assets/images/icon-192.png"
    assert shell[icon] == (digest_of(files[icon]).value, len(files[icon]))
    assert set(shell) == set(files) - {"sw.js"} | {"", "practice/cards/"}


def test_the_same_site_has_the_same_files_even_when_they_are_part_of_it(root: Path, site: Path) -> None:
    first = made(root)
    assert made(root) == first
    write(site, first)
    shutil.rmtree(root / ".cache")
    assert made(root) == first


@pytest.mark.parametrize("change", ["other page", "new page", "no page"])
def test_a_change_of_a_file_is_another_version(root: Path, site: Path, change: str) -> None:
    before = listed(made(root)["sw.js"])["version"]
    page = site / "evaluation" / "index.html"
    if change == "other page":
        page.write_text("another", "utf-8")
    elif change == "new page":
        (site / "new.html").write_text("new", "utf-8")
    else:
        page.unlink()
    assert listed(made(root)["sw.js"])["version"] != before


def test_a_change_of_what_is_never_kept_is_no_other_version(root: Path, site: Path) -> None:
    before = made(root)["sw.js"]
    write(site, {"downloads/book.pdf": b"pdf", "llms.txt": b"text", "sitemap.xml": b"xml"})
    assert made(root)["sw.js"] == before


def test_the_script_is_one_classic_script(root: Path, site: Path, tmp_path: Path) -> None:
    script = tmp_path / "sw.cjs"
    script.write_bytes(made(root)["sw.js"])
    done = subprocess.run([*node_command(), "--check", str(script)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert not re.search(rb"\b(?:import|export)\b[\s{(\"]", script.read_bytes())


def test_the_manifest_works_in_a_sub_path(root: Path, site: Path) -> None:
    files = made(root)
    manifest = json.loads(files["manifest.webmanifest"])
    assert manifest["name"] == "The Handbook"
    assert manifest["description"] == "About it."
    assert len(manifest["short_name"]) <= 12
    assert manifest["start_url"] == manifest["scope"] == "./"
    assert manifest["theme_color"] == manifest["background_color"] == PAPER
    assert manifest["shortcuts"] == [{"name": "Cards", "url": "practice/cards/"}]
    addresses = [icon["src"] for icon in manifest["icons"]]
    assert not [address for address in addresses if address.startswith(("/", "http"))]
    assert set(addresses) <= set(files)
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("192x192", "maskable"),
        ("512x512", "maskable"),
    }


@pytest.mark.parametrize("size", [192, 512])
def test_icons_show_the_mark_and_fill_the_shape_of_the_launcher(root: Path, site: Path, size: int) -> None:
    files = made(root)
    usual = Image.open(io.BytesIO(files[f"assets/images/icon-{size}.png"]))
    masked = Image.open(io.BytesIO(files[f"assets/images/icon-maskable-{size}.png"]))
    assert usual.size == masked.size == (size, size)
    assert usual.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
    assert masked.convert("RGBA").getpixel((0, 0)) == INK
    # All that is not background is within the circle that every launcher shows.
    pixels = masked.convert("RGB").load()
    assert pixels is not None
    drawn = [(x, y) for x in range(size) for y in range(size) if pixels[x, y] != INK[:3]]
    middle = (size - 1) / 2
    assert len(drawn) > size * size / 20
    assert max(((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 for x, y in drawn) <= 0.4 * size


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("docs/assets/images/mark.svg", None, "mark of the site is missing"),
        ("docs/assets/images/mark.svg", "<svg/>", "no background"),
        ("docs/assets/stylesheets/tokens.css", ":root {}", "no --hb-paper"),
    ],
)
def test_what_is_missing_is_said(root: Path, site: Path, name: str, content: str | None, words: str) -> None:
    if content is None:
        (root / name).unlink()
    else:
        (root / name).write_text(content, "utf-8")
    with pytest.raises(ProblemsError, match=words):
        made(root)


def test_missing_browser_parts_are_said(root: Path, site: Path) -> None:
    (root / "node_modules").unlink()
    with pytest.raises(ProblemsError, match="the service worker cannot be bundled: esbuild is missing"):
        made(root)


def test_the_development_server_has_a_worker_that_removes_the_one_before() -> None:
    retired = retired_worker()
    assert retired.uri == "sw.js"
    assert isinstance(retired.content, bytes)
    assert b"registration.unregister()" in retired.content
