from pathlib import Path

import pytest

from handbook import card_parts
from handbook.problems import ProblemsError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    if not (ROOT / "node_modules" / "ts-fsrs").is_dir():
        pytest.fail("the browser parts are not installed: build the site once")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_the_scheduler_is_one_small_module(root: Path) -> None:
    (file,) = card_parts.assets(root)
    text = bytes(file.content).decode("utf-8") if not isinstance(file.content, str) else file.content
    assert file.uri == "assets/vendor/ts-fsrs.js"
    assert "as createEmptyCard" in text
    assert 'ts-fsrs"' not in text
    assert 5_000 < len(text) < 40_000


def test_it_is_bundled_once(root: Path) -> None:
    card_parts.assets(root)
    (kept,) = (root / ".cache" / "bundles").iterdir()
    kept.write_bytes(b"kept")
    assert card_parts.assets(root)[0].content == b"kept"


def test_what_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="ts-fsrs"):
        card_parts.assets(tmp_path)
