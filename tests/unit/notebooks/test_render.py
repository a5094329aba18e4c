import markdown
import pytest

from handbook.generated import GeneratedFile
from handbook.notebooks.render import duration, figure_markdown, pages
from handbook.notebooks.results import UnknownResultError, load_results
from tests.unit.notebooks.repository import FIGURE, Repository

EXTENSIONS = [
    "attr_list",
    "md_in_html",
    "tables",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.arithmatex",
]


def rendered(
    repository: Repository, *cells: str, title: str = "# Title\n\nWhat it *measures*, in short."
) -> str:
    repository.write("topic/slug", *cells, title=title)
    assert repository.update().problems == ()
    return str(generated(repository)["notebooks/topic/slug.md"].content)


def generated(repository: Repository) -> dict[str, GeneratedFile]:
    return {file.uri: file for file in pages(repository.root)}


def html(page: str) -> str:
    text = page.split("---\n", 2)[2]
    return markdown.markdown(text, extensions=EXTENSIONS)


def test_page_begins_with_front_matter_title_and_run(repository: Repository) -> None:
    page = rendered(repository, "import numpy as np\nnp.arange(2)")
    lines = page.splitlines()
    assert lines[:7] == [
        "---",
        'title: "Title"',
        'description: "What it measures, in short."',
        'kind: "notebook"',
        "---",
        "",
        "# Title",
    ]
    assert lines[8].startswith("Ran in under a second with Python 3.")
    assert "NumPy 2." in lines[8] and "pandas" not in lines[8]
    assert "[Download the notebook](slug/slug.ipynb)" in lines[8]
    assert lines[11] == "What it *measures*, in short."


def test_code_and_text_become_fences(repository: Repository) -> None:
    page = rendered(repository, "print('```')")
    assert "```python\nprint('```')\n```" in page
    assert "```` { .text .output .no-copy }\n```\n````" in page


def test_files_of_a_notebook(repository: Repository) -> None:
    rendered(repository, FIGURE)
    files = generated(repository)
    assert sorted(files) == [
        "notebooks/topic/slug.md",
        "notebooks/topic/slug/line-dark.svg",
        "notebooks/topic/slug/line-light.svg",
        "notebooks/topic/slug/slug.ipynb",
        "notebooks/topic/slug/slug.py",
    ]
    assert {file.source for file in files.values()} == {"notebooks/topic/slug.py"}
    script = (repository.root / "notebooks/topic/slug.py").read_bytes()
    assert files["notebooks/topic/slug/slug.py"].content == script


def test_figure_is_shown_for_both_schemes(repository: Repository) -> None:
    text = html(rendered(repository, FIGURE))
    assert '<figure class="notebook-figure" id="figure-line">' in text
    for scheme in ("light", "dark"):
        source = f'src="/notebooks/topic/slug/line-{scheme}.svg"'
        assert f'class="only-{scheme}" height="346" loading="lazy" {source} width="614"' in text
    assert '<figcaption>It is <span class="arithmatex">' in text


def test_alt_text_is_plain(repository: Repository) -> None:
    alt = r'A "curve" [of] 5 * 3 * 2 <b> for $5 and $6 & a_b_c \\ in `code`.'
    cell = FIGURE.replace("A straight line that rises from zero to one.", alt.replace('"', r"\""))
    text = html(rendered(repository, cell))
    shown = r"A &quot;curve&quot; [of] 5 * 3 * 2 &lt;b&gt; for $5 and $6 &amp; a_b_c \ in `code`."
    assert f'alt="{shown}"' in text


def test_table_can_be_scrolled(repository: Repository) -> None:
    text = html(rendered(repository, "import pandas as pd\npd.DataFrame({'a': [1, 2]})"))
    box = '<div class="notebook-table" role="region" aria-label="Table" tabindex="0">'
    assert f'{box}\n<table class="dataframe">' in text
    assert "<style" not in text and "border=" not in text


def test_records_that_follow_one_another_are_one_quiet_line(repository: Repository) -> None:
    cell = """
    from handbook.publish import record

    record("noise", 0.25, unit="ms")
    record("rows", 12_000)
    print("between")
    record("model", "a_b_c <x>")
    """
    text = html(rendered(repository, cell))
    first = "<code>noise</code> = 0.25\N{NO-BREAK SPACE}ms · <code>rows</code> = 12,000"
    assert f'<p class="notebook-record">{first}</p>' in text
    assert '<p class="notebook-record"><code>model</code> = a_b_c &lt;x&gt;</p>' in text


@pytest.mark.parametrize(
    ("tag", "code", "output", "folded"),
    [
        ("", True, True, ""),
        ("remove-input", False, True, ""),
        ("remove-output", True, False, ""),
        ("hide-input", True, True, "Show the code"),
        ("hide-output", True, True, "Show the output"),
    ],
)
def test_tags(repository: Repository, tag: str, code: bool, output: bool, folded: str) -> None:
    script = repository.write("topic/slug", "print(6 * 7)")
    if tag:
        text = script.read_text(encoding="utf-8").replace("# %%\nprint", f'# %% tags=["{tag}"]\nprint')
        script.write_text(text, encoding="utf-8")
    repository.update()
    page = str(generated(repository)["notebooks/topic/slug.md"].content)
    assert ("print(6 * 7)" in page, "\n42\n" in page.replace("    ", "")) == (code, output)
    assert ("???" in page) == bool(folded) and folded in page


def test_figure_on_another_page_links_to_its_notebook(repository: Repository) -> None:
    rendered(repository, FIGURE)
    results = load_results(repository.root)
    text = markdown.markdown(figure_markdown("topic/slug#line", results), extensions=EXTENSIONS)
    assert '<a class="figure-source" href="/notebooks/topic/slug.md#figure-line">' in text
    assert 'id="figure-line"' not in text
    assert 'src="/notebooks/topic/slug/line-dark.svg"' in text
    with pytest.raises(UnknownResultError):
        figure_markdown("topic/slug#lime", results)


def test_pages_are_the_same_each_time(repository: Repository) -> None:
    rendered(repository, FIGURE)
    assert pages(repository.root) == pages(repository.root)


def test_description_ends_at_a_sentence(repository: Repository) -> None:
    title = (
        "# Title\n\n"
        + "First sentence with [a link](x.md) and `code` that goes on for a while. " * 2
        + "More " * 20
    )
    page = rendered(repository, "1", title=title)
    line = page.splitlines()[2]
    assert line.endswith('goes on for a while."') and len(line) < 180 and "link](" not in line


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.3, "under a second"),
        (1.2, "under 10 seconds"),
        (33.0, "under 60 seconds"),
        (90, "more than a minute"),
    ],
)
def test_durations_are_coarse(seconds: float, text: str) -> None:
    assert duration(seconds) == text
