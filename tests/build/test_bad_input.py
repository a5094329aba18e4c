"""Bad input: one clear line each, all together, a failing exit status, and the last good site stays."""

import hashlib
from pathlib import Path

import pytest

from tests.build.repository import Repository, make_repository

QUESTION = "questions/learning-foundations/mean-definition.md"
CHAPTER = "docs/foundations/mean.md"
NOTEBOOK = "notebooks/learning-foundations/mean.py"

EXPECTED = [
    "docs/broken.md:1: no front matter",
    "docs/encoding.md:8: the file is not UTF-8",
    "docs/windows.md:1: Windows line ends",
    f"{CHAPTER}:7: unknown topic `learning-foundation` (did you mean `learning-foundations`?)",
    f"{CHAPTER}:8: unknown notebook `learning-foundations/means` (did you mean `learning-foundations/mean`?)",
    f"{CHAPTER}:19: unknown figure 'learning-foundations/mean#valuse' (did you mean learning-"
    "foundations/mean#values?)",
    f"{CHAPTER}:21: unknown number 'learning-foundations/mean#maen'",
    f"{CHAPTER}:15: unknown glossary key 'maen'",
    f"{CHAPTER}:15: unknown question 'mean-definitoin'",
    f"{CHAPTER}:35: diagram: unknown node 'nowhere' in edge",
    "questions/learning-foundations/other.md:1: missing in the front matter: 'frequency'",
    "questions/learning-foundations/other.md:3: `level`: 'guru' is not one of",
    "questions/learning-foundations/other.md:13: missing section `## Traps`",
    "questions/learning-foundations/other.md:13: missing section `## Rubric`",
    "questions/learning-foundations/related.md:9: unknown related id `no-such-question`",
    "questions/learning-foundations/related.md:8: unknown chapter `foundations/median`",
    "questions/learning-foundations/related.md:2: duplicate id `mean-definition`",
    "questions/ids.txt:2: id `gone-question` has vanished",
    "questions/no-such-topic/a.md: unknown topic `no-such-topic`",
    "drills/learning-foundations/mean.py:34: cell `complexity` is empty",
    "Doc file 'links.md' contains a link 'no-such-page.md'",
    "does not contain an anchor '#no-such-anchor'",
    "docs/links.md:13: KaTeX",
    "docs/links.md:11: an image without alternative text",
    "  - orphan.md",
]


def break_everything(repository: Repository) -> None:
    """Put one fault of each kind into a copy of the sample."""
    description = "A page of the build tests that is wrong in one way."
    front = f"---\ntitle: {{0}}\ndescription: {description}\nkind: page\n---\n\n# {{0}}\n"
    repository.write("docs/broken.md", "# Broken\n")
    repository.write("docs/encoding.md", front.format("Encoding").encode() + b"caf\xe9\n")
    repository.write("docs/windows.md", front.format("Windows").replace("\n", "\r\n"))
    links = (
        "\n[gone](no-such-page.md) and [anchor](foundations/mean.md#no-such-anchor)\n\n![](assets/x.png)\n"
    )
    repository.write(
        "docs/links.md", front.format("Links") + links + "\nA formula $\\undefinedmacro{x}$ here.\n"
    )
    repository.write("docs/orphan.md", front.format("Orphan"))
    repository.edit(CHAPTER, "topic: learning-foundations", "topic: learning-foundation")
    repository.edit(
        CHAPTER, "notebooks: [learning-foundations/mean]", "notebooks: [learning-foundations/means]"
    )
    repository.edit(CHAPTER, "mean#values", "mean#valuse")
    repository.edit(CHAPTER, "mean#mean .2f", "mean#maen .2f")
    repository.edit(CHAPTER, "glossary:mean", "glossary:maen")
    repository.edit(CHAPTER, "question:mean-definition", "question:mean-definitoin")
    repository.edit(CHAPTER, "- values -> mean", "- values -> nowhere")
    text = (repository.root / QUESTION).read_text("utf-8")
    other = text.replace("id: mean-definition", "id: other").replace("level: beginner", "level: guru")
    other = other.replace("frequency: high\n", "").split("## Rubric")[0]
    repository.write("questions/learning-foundations/other.md", other)
    related = text.replace("related: []", "related: [no-such-question]").replace(
        "foundations/mean", "foundations/median"
    )
    repository.write("questions/learning-foundations/related.md", related)
    repository.write("questions/no-such-topic/a.md", text)
    repository.edit("questions/ids.txt", "mean-definition", "gone-question\nmean-definition")
    repository.edit("drills/learning-foundations/mean.py", "# $O(n)$ time, $O(1)$ memory.", "")
    repository.edit("mkdocs.yml", "  - Chapters:", "  - Links: links.md\n  - Chapters:")


def fingerprint(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, str, dict[str, str]]:
    """Build the sample, break it in every way, build again; return what was said and the first site."""
    repository = make_repository(tmp_path_factory.mktemp("bad") / "handbook")
    assert repository.build().returncode == 0
    before = fingerprint(repository.root / "site")
    break_everything(repository)
    done = repository.build()
    assert done.returncode != 0
    return repository, done.stdout, before


@pytest.mark.parametrize("message", EXPECTED)
def test_the_fault_is_reported(message: str, broken: tuple[Repository, str, dict[str, str]]) -> None:
    assert message in broken[1], broken[1]


def test_nothing_is_half_written(broken: tuple[Repository, str, dict[str, str]]) -> None:
    repository, _, before = broken
    assert fingerprint(repository.root / "site") == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("assert values.mean() == 3.0", "assert values.mean() == 4.0", "AssertionError"),
        ('record("mean", values.mean())', "import time\ntime.sleep(60)", "did not finish within"),
        ('record("mean", values.mean())', 'open("/tmp/outside.txt", "w").close()', "/tmp/outside.txt"),
        (
            'record("mean", values.mean())',
            'import urllib.request\nurllib.request.urlopen("http://192.0.2.1/")',
            "network",
        ),
    ],
    ids=["failing", "hanging", "writing", "network"],
)
def test_a_notebook_that_cannot_be_trusted_stops_the_build(
    repository: Repository, old: str, new: str, expected: str
) -> None:
    repository.edit(NOTEBOOK, old, new)
    done = repository.build(HANDBOOK_NOTEBOOK_TIMEOUT="5")
    assert done.returncode != 0
    assert f"{NOTEBOOK}:" in done.stdout
    assert expected in done.stdout


def test_a_repeated_heading_anchor_is_reported(repository: Repository) -> None:
    repository.edit(CHAPTER, "## Figure", "## Figure { #same }\n\n## Again { #same }")
    done = repository.build()
    assert done.returncode != 0
    assert f"{CHAPTER}:19: the heading anchor of `Again` repeats line 17" in done.stdout
