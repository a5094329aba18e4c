import pytest

from handbook import llms
from handbook.llms import LlmsPage, copy_path, llms_files

HOME = LlmsPage("index.md", "", "Home", "", "", "Welcome, see [bias](foundations/bias.md).")
BIAS = LlmsPage(
    "foundations/bias.md", "foundations/bias/", "Bias", "About bias.", "Foundations", "# Bias\n\nText.\n"
)
SITE = "https://handbook.example.org/"


def copies(*pages: LlmsPage) -> dict[str, str]:
    return dict(llms_files(pages, title="Handbook", summary="What it is.", site_url=SITE))


def relinked(line: str) -> str:
    page = LlmsPage("foundations/x.md", "foundations/x/", "X", "", "", f"# X\n\n{line}\n")
    return copies(HOME, BIAS, page)["foundations/x/index.html.md"].split("\n", 2)[2].rstrip("\n")


def test_copies_lie_at_the_address_with_md_appended() -> None:
    assert copy_path("a/b/") == "a/b/index.html.md"
    assert copy_path("") == "index.html.md"
    assert copy_path("a/b.html") == "a/b.html.md"


def test_the_index_lists_pages_by_section_with_descriptions() -> None:
    assert copies(HOME, BIAS)["llms.txt"] == (
        "# Handbook\n\n> What it is.\n\n"
        f"## Pages\n\n- [Home]({SITE}index.html.md)\n\n"
        f"## Foundations\n\n- [Bias]({SITE}foundations/bias/index.html.md): About bias.\n\n"
        f"## Optional\n\n- [Everything in one file]({SITE}llms-full.txt)\n"
    )


def test_without_an_address_the_index_is_relative() -> None:
    files = dict(llms_files([BIAS], title="Handbook", summary="What it is."))
    assert "- [Bias](foundations/bias/index.html.md): About bias." in files["llms.txt"]


def test_a_copy_without_a_heading_gets_its_title() -> None:
    assert copies(HOME, BIAS)["index.html.md"] == (
        "# Home\n\nWelcome, see [bias](foundations/bias/index.html.md).\n"
    )


def test_everything_is_in_one_file_as_long_as_that_is_sensible(monkeypatch: pytest.MonkeyPatch) -> None:
    full = copies(HOME, BIAS)["llms-full.txt"]
    assert full.index("# Handbook") < full.index("# Home") < full.index("# Bias")
    monkeypatch.setattr(llms, "FULL_LIMIT", 20)
    files = copies(HOME, BIAS)
    assert "llms-full.txt" not in files
    assert "llms-full.txt" not in files["llms.txt"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](bias.md)", "[a](../bias/index.html.md)"),
        (
            "[a](bias.md#noise) and [b](../index.md)",
            "[a](../bias/index.html.md#noise) and [b](../../index.html.md)",
        ),
        ('[a](<bias.md> "Title")', '[a](<../bias/index.html.md> "Title")'),
        ("![f](../assets/images/f.svg)", "![f](../../assets/images/f.svg)"),
        ("[a](/foundations/bias.md)", "[a](../bias/index.html.md)"),
        (f"[a]({SITE}foundations/bias/#n)", "[a](../bias/index.html.md#n)"),
        (f"[a]({SITE}assets/f.svg)", "[a](../../assets/f.svg)"),
        ("[a](#here)", "[a](#here)"),
        ("[a](https://example.com/bias.md)", "[a](https://example.com/bias.md)"),
        ("[a](mailto:a@example.com)", "[a](mailto:a@example.com)"),
        ("[ref]: bias.md", "[ref]: ../bias/index.html.md"),
        ("[^1]: bias.md", "[^1]: bias.md"),
        ("`[a](bias.md)` [a](bias.md)", "`[a](bias.md)` [a](../bias/index.html.md)"),
        ("$E[x](y.md)$ [a](bias.md)", "$E[x](y.md)$ [a](../bias/index.html.md)"),
        ("```md\n[a](bias.md)\n```\n[a](bias.md)", "```md\n[a](bias.md)\n```\n[a](../bias/index.html.md)"),
        ("````md\n```\n[a](bias.md)\n````\n", "````md\n```\n[a](bias.md)\n````"),
        ("$$\nf[x](y)\n$$\n[a](bias.md)", "$$\nf[x](y)\n$$\n[a](../bias/index.html.md)"),
        ("$$f[x](y)$$\n[a](bias.md)", "$$f[x](y)$$\n[a](../bias/index.html.md)"),
    ],
)
def test_links_lead_to_copies_and_code_and_formulas_stay(before: str, after: str) -> None:
    assert relinked(before) == after
