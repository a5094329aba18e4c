from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from handbook import publish
from handbook.publish import COLORS, DARK_COLORS, RESULT_MIME


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = []
    monkeypatch.setattr(publish, "_display", outputs.append)
    return outputs


def luminance(color: str) -> float:
    """Relative luminance of a colour, WCAG 2.2."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_figure_is_displayed_with_its_texts_and_closed(shown: list[dict[str, Any]]) -> None:
    fig, ax = plt.subplots()
    ax.plot([0, 1])
    publish.figure(fig, "line", alt="A line.", caption="Up.")
    (data,) = shown
    assert data[RESULT_MIME] == {"kind": "figure", "name": "line", "alt": "A line.", "caption": "Up."}
    assert data["text/plain"] == "A line."
    assert "<svg" in data["image/svg+xml"] and "<dc:date>" not in data["image/svg+xml"]
    assert plt.get_fignums() == []


def test_same_figure_gives_the_same_bytes(shown: list[dict[str, Any]]) -> None:
    with plt.rc_context(publish.STYLE):
        for _ in range(2):
            fig, ax = plt.subplots()
            ax.plot([0, 1], label="line")
            ax.legend()
            publish.figure(fig, "line", alt="A line.", caption="Up.")
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("value", "kept", "text"),
    [
        (np.float64(1 / 3), 1 / 3, "noise = 0.333333 ms"),
        (np.int64(3), 3, "noise = 3 ms"),
        (2.5, 2.5, "noise = 2.5 ms"),
        ("ridge", "ridge", "noise = ridge ms"),
    ],
)
def test_numbers_are_kept_as_plain_values(
    shown: list[dict[str, Any]], value: Any, kept: object, text: str
) -> None:
    publish.record("noise", value, unit="ms")
    (data,) = shown
    assert data == {
        "text/plain": text,
        RESULT_MIME: {"kind": "number", "name": "noise", "value": kept, "unit": "ms"},
    }
    assert type(data[RESULT_MIME]["value"]) in (int, float, str)


def test_display_reaches_the_running_shell(capsys: pytest.CaptureFixture[str]) -> None:
    publish.record("noise", 1)
    assert "noise = 1" in capsys.readouterr().out


def test_style_sets_the_house_colours() -> None:
    with matplotlib.rc_context():
        publish.use_style()
        assert matplotlib.rcParams["figure.figsize"] == [6.4, 3.6]
        cycle = [entry["color"] for entry in matplotlib.rcParams["axes.prop_cycle"]]
    assert cycle == [COLORS[f"C{index}"] for index in range(6)]


@pytest.mark.parametrize("name", [name for name in COLORS if name not in ("paper", "grid")])
def test_colours_can_be_told_from_the_paper(name: str) -> None:
    required = 4.5 if name in ("ink", "muted") else 3.0
    assert contrast(COLORS[name], COLORS["paper"]) >= required
    assert contrast(DARK_COLORS[name], DARK_COLORS["paper"]) >= required


def test_schemes_have_the_same_names_and_no_colour_in_common() -> None:
    assert COLORS.keys() == DARK_COLORS.keys()
    assert not set(COLORS.values()) & set(DARK_COLORS.values())


def test_dark_picture_has_each_colour_exchanged() -> None:
    assert publish.darken(" ".join(COLORS.values())) == " ".join(DARK_COLORS[name] for name in COLORS)
    assert publish.darken("#123456") == "#123456"
