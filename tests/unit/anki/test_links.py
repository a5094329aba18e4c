import pytest

from handbook.anki.links import Site


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://handbook.example.org/",
        "https://example.com",
        "http://localhost:8000/",
        "https://some.invalid/",
        "file:///site/",
        "handbook",
    ],
)
def test_an_address_that_nobody_can_open_counts_as_unknown(url: str) -> None:
    assert Site.at(url).address("/questions/evaluation.md", "questions/evaluation.md") == ""


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/questions/evaluation.md#q-roc", "questions/evaluation/#q-roc"),
        ("../reference/glossary.md#leakage", "reference/glossary/#leakage"),
        ("../index.md", ""),
        ("index.md", "questions/"),
        ("/notebooks/evaluation/roc/roc.ipynb", "notebooks/evaluation/roc/roc.ipynb"),
    ],
)
def test_a_link_leads_to_the_published_page(target: str, address: str) -> None:
    site = Site.at("https://handbook.dev/ml")
    assert site.address(target, "questions/evaluation.md") == f"https://handbook.dev/ml/{address}"
