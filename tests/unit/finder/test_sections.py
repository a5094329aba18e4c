from markdown import Markdown

from handbook.finder.sections import LONGEST, Section, page_sections, shared_titles
from handbook.pages import PageSource
from handbook.sources import Document

BODY = """# Linear models

Opening.

## Bias–variance decomposition

The error has **three** parts.

| table | is left out |
| --- | --- |

### $R^2$, `coef_` and *others*, _too_

```python
## not a heading
```

Text with [a link](other.md).

## Bias–variance decomposition

Again.

## Named { #own-anchor .wide }

#### Too deep
"""


def page(body: str) -> PageSource:
    data = {"title": "Linear models", "description": "What they are."}
    return PageSource("algorithms/linear-models.md", Document("x.md", data, {}, body, 5))


def test_sections_have_title_anchor_and_opening() -> None:
    found = page_sections(page(BODY))
    assert [(item.title, item.anchor) for item in found] == [
        ("Linear models", ""),
        ("Bias–variance decomposition", "biasvariance-decomposition"),
        ("$R^2$, coef_ and others, too", "r2-coef_-and-others-too"),
        ("Bias–variance decomposition", "biasvariance-decomposition_1"),
        ("Named", "own-anchor"),
    ]
    assert found[0].text == "What they are."
    assert found[1].text.split() == ["The", "error", "has", "**three**", "parts."]
    assert "not a heading" not in found[2].text
    assert "a link" in found[2].text


def test_anchors_are_those_of_the_converter() -> None:
    """Headings without formulas, which the site's extensions treat in their own way."""
    body = BODY.replace("$R^2$", "R²")
    converter = Markdown(extensions=["toc", "attr_list", "fenced_code"])
    html = converter.convert(body)
    anchors = [section.anchor for section in page_sections(page(body)) if section.anchor]
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_long_texts_are_cut_at_a_word() -> None:
    (_, section) = page_sections(page(f"# T\n\n## S\n\n{'word ' * 200}"))
    assert LONGEST - 5 <= len(section.text) <= LONGEST
    assert section.text.endswith("word")


def test_headings_of_several_pages_are_shared() -> None:
    first = (Section("Questions", "questions", ""), Section("Drift", "drift", ""))
    second = (
        Section("Questions", "questions", ""),
        Section("Loss", "loss", ""),
        Section("Loss", "loss_1", ""),
    )
    assert shared_titles([first, second]) == {"Questions"}
