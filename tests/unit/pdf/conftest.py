"""A small book around the markup of one construct."""

from pathlib import Path

import pytest

from handbook.pdf.fonts import ensure_fonts
from handbook.pdf.metrics import TextMetrics, read_metrics

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def fonts() -> Path:
    return ensure_fonts(ROOT)


@pytest.fixture(scope="session")
def metrics(fonts: Path) -> TextMetrics:
    return read_metrics(fonts)
