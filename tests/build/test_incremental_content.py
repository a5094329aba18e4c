"""What is kept of the content never shows: after any edit the site is that of a build without caches."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.repository import Repository, make_repository

QUESTION = "questions/learning-foundations/mean-definition.md"
SECOND = "questions/learning-foundations/mean-robust.md"
EPOCH = "1700000000"


def add_question(repository: Repository) -> None:
    text = (repository.root / QUESTION).read_text("utf-8")
    text = text.replace("mean-definition", "mean-robust").replace("What does the mean", "What else does it")
    repository.write(SECOND, text)
    repository.edit("questions/ids.txt", "mean-definition", "mean-definition\nmean-robust")


def remove_question(repository: Repository) -> None:
    (repository.root / SECOND).unlink()
    repository.edit("questions/ids.txt", "mean-robust", "mean-robust retired")


def damage_what_is_kept(repository: Repository) -> None:
    for path in (repository.root / ".cache/build/content").iterdir():
        path.write_bytes(path.read_bytes()[:-20])


def edit(name: str, old: str, new: str) -> Callable[[Repository], None]:
    return lambda repository: repository.edit(name, old, new)


EDITS: dict[str, Callable[[Repository], None]] = {
    "nothing": lambda repository: None,
    "short answer": edit(QUESTION, "It is pulled by outliers", "It is drawn by outliers"),
    "front matter of a question": edit(QUESTION, "frequency: high", "frequency: low"),
    "question added": add_question,
    "relation": edit(SECOND, "related: []", "related: [mean-definition]"),
    "question removed": remove_question,
    "glossary": edit("docs/reference/glossary.yml", "The sum of the values", "The total of the values"),
    "title of a topic": edit("questions/topics.yml", "{title: Learning foundations", "{title: Foundations"),
    "drill": edit("drills/learning-foundations/mean.py", "# Sum.", "# Add them up."),
    "number of a notebook": edit(
        "notebooks/learning-foundations/mean.py", '"mean", values', '"mean", +values'
    ),
    "title of a notebook": edit("notebooks/learning-foundations/mean.py", "# # ", "# # On "),
    "page": edit("docs/foundations/mean.md", "The mean is", "Its mean is"),
    "title of a page": edit("docs/index.md", "title: ", "title: New "),
    "damaged files": damage_what_is_kept,
}


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_each_edit_gives_the_site_of_a_build_without_caches(tmp_path: Path) -> None:
    repository = make_repository(tmp_path / "handbook")
    assert repository.build(SOURCE_DATE_EPOCH=EPOCH).returncode == 0
    before: dict[str, bytes] = {}
    for name, change in EDITS.items():
        change(repository)
        if name == "title of a page":
            repository.edit("docs/index.md", "\n# ", "\n# New ")
        cached = repository.build(SOURCE_DATE_EPOCH=EPOCH)
        assert cached.returncode == 0, f"{name}: {cached.stdout}"
        clean = tmp_path / "clean"
        plain = repository.build("--site-dir", str(clean), SOURCE_DATE_EPOCH=EPOCH, HANDBOOK_CACHE="0")
        assert plain.returncode == 0, f"{name}: {plain.stdout}"
        found, expected = contents(repository.root / "site"), contents(clean)
        assert sorted(found) == sorted(expected), name
        assert [path for path in found if found[path] != expected[path]] == [], name
        if name not in ("nothing", "damaged files"):
            assert found != before, f"{name} changes nothing"
        before = found


def test_a_problem_is_reported_by_every_build(tmp_path: Path) -> None:
    repository = make_repository(tmp_path / "handbook")
    repository.edit(QUESTION, "(glossary:mean)", "(glossary:meen)")
    for _ in range(2):
        done = repository.build()
        assert done.returncode != 0
        assert f"{QUESTION}:25: unknown glossary key 'meen'" in done.stdout
    repository.edit(QUESTION, "(glossary:meen)", "(glossary:mean)")
    assert repository.build().returncode == 0


@pytest.mark.parametrize("cache", ["0", "1"])
def test_the_switch_keeps_nothing_of_the_content(tmp_path: Path, cache: str) -> None:
    repository = make_repository(tmp_path / "handbook")
    assert repository.build(HANDBOOK_CACHE=cache).returncode == 0
    assert (repository.root / ".cache/build/content").exists() == (cache == "1")
