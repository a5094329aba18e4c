"""A copy of the sample handbook for tests to build and to break."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"

_CONFIGURATION = """INHERIT: {root}/mkdocs.yml
theme:
  custom_dir: {root}/overrides
hooks: {hooks}
nav:
  - Home: index.md
  - Chapters: [foundations/mean.md]
  - Questions: [questions/index.md]
  - Drills: [practice/drills/index.md]
  - Notebooks: [notebooks/index.md]
  - Glossary: reference/glossary.md
"""


@dataclass(frozen=True)
class Repository:
    """A copy of the sample handbook that a test may break."""

    root: Path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )

    def page(self, url: str) -> str:
        return (self.root / "site" / url / "index.html").read_text("utf-8")


def make_repository(root: Path) -> Repository:
    shutil.copytree(SAMPLE, root)
    assets = ROOT / "docs" / "assets"
    shutil.copytree(assets, root / "docs" / "assets")
    for name in ("node_modules", "package.json", "package-lock.json", "vendor"):
        (root / name).symlink_to(ROOT / name)
    # The interpreter of the drills takes a while to compile.
    compiled = Path(".cache") / "practice"
    (ROOT / compiled).mkdir(parents=True, exist_ok=True)
    (root / compiled.parent).mkdir()
    (root / compiled).symlink_to(ROOT / compiled)
    hooks = [str(path) for path in sorted((ROOT / "hooks").glob("*.py"))]
    (root / "mkdocs.yml").write_text(_CONFIGURATION.format(root=ROOT, hooks=hooks), "utf-8")
    return Repository(root)
