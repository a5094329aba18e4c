"""Every page and question: its Python fences run and print what they say."""

import contextlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handbook.sources import read_source, relative

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("questions/*/*.md"))]
_FENCE = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,}) *(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=indent)(?P=ticks) *$", re.M | re.S
)


@dataclass(frozen=True)
class Fence:
    info: str
    code: str
    line: int

    @property
    def runs(self) -> bool:
        return self.info.split()[:1] == ["python"] and "--8<--" not in self.code


def fences(path: Path) -> list[Fence]:
    text = read_source(path, ROOT)
    found = []
    for match in _FENCE.finditer(text):
        indent = len(match["indent"])
        code = "\n".join(row[indent:] for row in match["code"].splitlines())
        found.append(Fence(match["info"].strip(), code, text.count("\n", 0, match.start("code")) + 1))
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: relative(path, ROOT))
def test_every_fence_is_closed(path: Path) -> None:
    left = _FENCE.sub("", read_source(path, ROOT))
    assert re.findall(r"^ *```.*$", left, re.M) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: relative(path, ROOT))
def test_every_fence_names_its_language(path: Path) -> None:
    assert [f"line {fence.line - 1}" for fence in fences(path) if not fence.info] == []


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if any(fence.runs for fence in fences(path))],
    ids=lambda path: relative(path, ROOT),
)
def test_the_python_fences_run_and_print_what_they_say(path: Path) -> None:
    namespace: dict[str, Any] = {"__name__": "page"}
    for fence in (fence for fence in fences(path) if fence.runs):
        printed = io.StringIO()
        padding = "\n" * (fence.line - 1)  # so that a traceback names the line of the page
        with contextlib.redirect_stdout(printed):
            exec(compile(padding + fence.code, str(path), "exec"), namespace)
        said = [row.strip()[2:].strip() for row in fence.code.splitlines() if row.strip().startswith("#>")]
        assert printed.getvalue().split("\n")[:-1] == said, f"fence at line {fence.line}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: relative(path, ROOT))
def test_images_have_alternative_text(path: Path) -> None:
    text = read_source(path, ROOT)
    assert re.findall(r"!\[\s*\]\([^)]*\)", text) == []
