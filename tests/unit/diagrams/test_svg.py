"""What a diagram becomes: SVG that is text, has a name, and can be read in both schemes and in print."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handbook.diagrams import figure, literal, parse, render
from handbook.diagrams.model import HUES
from handbook.diagrams.svg import COLORS
from handbook.problems import ProblemsError

SHEET = Path(__file__).parents[3] / "docs/assets/stylesheets/diagram.css"
SVG = "{http://www.w3.org/2000/svg}"


def test_text_is_text_and_the_picture_has_a_name(recommender: str) -> None:
    root = ElementTree.fromstring(render(recommender))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Feature store", "Re-ranking", "and filters", "materialise", "Online serving"} <= set(texts)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Recommendation system architecture"
    assert min(float(element.get("font-size", "99")) for element in root.iter()) >= 12


def test_special_characters_are_escaped(recommender: str) -> None:
    svg = render(recommender.replace("Event log", '"A & <B>"'))
    assert "A &amp; &lt;B&gt;" in svg
    ElementTree.fromstring(svg)


def test_the_same_diagram_is_the_same_svg_and_ids_differ_between_diagrams(recommender: str) -> None:
    assert render(recommender) == render(recommender)
    other = recommender.replace("title: R", "title: Another r")
    ids = [set(re.findall(r' id="([^"]+)"', figure(parse(text)))) for text in (recommender, other)]
    assert len(ids[0]) == 3
    assert not ids[0] & ids[1]


def test_print_has_literal_colours_only(recommender: str) -> None:
    web, printed = render(recommender), render(recommender, print=True)
    assert "var(--dg-teal-fill, #def1ec)" in web
    assert "var(" not in printed
    assert literal(f"<p>{web}</p>") == f"<p>{printed}</p>"


def test_numbers_are_short_and_never_negative_zero(diagram: str) -> None:
    numbers = re.findall(r"-?\d+\.\d+|(?<![\w-])-0(?![\d.])", render(diagram))
    assert numbers
    assert [number for number in numbers if number == "-0" or len(number.split(".")[1]) > 1] == []


def test_the_figure_scrolls_can_be_focused_and_has_its_caption(recommender: str) -> None:
    root = ElementTree.fromstring(figure(parse(recommender)))
    wrapper, caption = root
    assert (root.tag, root.get("class")) == ("figure", "diagram")
    assert (wrapper.get("tabindex"), wrapper.get("role")) == ("0", "group")
    assert wrapper.get("aria-label") == "Recommendation system architecture"
    assert (caption.tag, caption.text) == ("figcaption", parse(recommender).caption)


def test_an_invalid_diagram_is_not_drawn() -> None:
    with pytest.raises(ProblemsError):
        render("title: T")


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    """Read the colours of both schemes from the style sheet."""
    blocks = re.findall(r"([^{}]+)\{([^{}]*--dg-ink[^{}]*)\}", SHEET.read_text("utf-8"))
    return {
        "slate" if "slate" in selector else "default": dict(
            re.findall(r"--dg-([a-z-]+): (#[0-9a-f]{6});", body)
        )
        for selector, body in blocks
    }


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_text_has_enough_contrast(scheme: str) -> None:
    colors = schemes()[scheme]
    paper = {"default": "#fefefe", "slate": "#14191f"}[scheme]
    assert contrast(colors["edge"], paper) >= 4.5
    for hue in HUES:
        assert contrast(colors["ink"], colors[f"{hue}-fill"]) >= 4.5
        assert contrast(colors[hue], colors[f"{hue}-zone"]) >= 4.5
        assert contrast(colors["edge"], colors[f"{hue}-zone"]) >= 4.5
        assert contrast(colors[hue], colors[f"{hue}-fill"]) >= 3


def test_the_style_sheet_and_the_fallback_colours_agree() -> None:
    assert schemes()["default"] == COLORS
    assert schemes()["slate"].keys() == COLORS.keys()
