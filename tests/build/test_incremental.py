"""An incremental build gives, byte for byte, what a clean build without caches gives."""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import material.plugins.search.plugin
import mkdocs.commands.build
import pymdownx.snippets
import pymdownx.superfences
import pytest
from mkdocs.__main__ import cli

REPOSITORY = Path(__file__).parents[2]
FIXTURE = Path(__file__).with_name("incremental_site")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="builds are forked for speed")

# Imported for the forked builds, which would otherwise each load them.
PRELOADED = (material.plugins.search.plugin, mkdocs.commands.build, pymdownx.snippets, pymdownx.superfences)


@dataclass(frozen=True)
class Outcome:
    """How a build ended and what it said."""

    status: int
    log: str

    @property
    def kept(self) -> int:
        """Number of pages that were left as they were."""
        found = re.search(r"(\d+) pages were left", self.log)
        assert found, self.log
        return int(found[1])


def build(
    root: Path, *, site: Path | None = None, cache: bool = True, extra: tuple[str, ...] = ()
) -> Outcome:
    """Run `mkdocs build` in a process of its own."""
    arguments = ["build", *extra, *(("--site-dir", str(site)) if site else ())]
    with tempfile.TemporaryFile() as log:
        child = os.fork()
        if not child:
            status = 1
            try:
                os.dup2(log.fileno(), 1)
                os.dup2(log.fileno(), 2)
                sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
                os.environ.update(SOURCE_DATE_EPOCH="1700000000", HANDBOOK_CACHE="1" if cache else "0")
                os.environ.update(HANDBOOK_JOBS="2", NO_MKDOCS_2_WARNING="1")
                os.chdir(root)
                for name in [name for name in sys.modules if name.split(".")[0].startswith("handbook")]:
                    del sys.modules[name]
                cli(arguments, standalone_mode=False)
                status = 0
            except BaseException as error:
                sys.stderr.write(f"{type(error).__name__}: {error}\n")
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        log.seek(0)
        return Outcome(os.waitstatus_to_exitcode(ended), log.read().decode())


def contents(site: Path) -> dict[str, bytes]:
    """Read all files of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def stamps(site: Path) -> dict[str, int]:
    """Return the time stamp of each file."""
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Compare two sites and name what differs."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def assert_succeeded(outcome: Outcome) -> None:
    """Show the log of a build that failed."""
    assert outcome.status == 0, outcome.log


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The fixture site, built once with caches, and the folder that each test works in."""
    folder = tmp_path_factory.mktemp("incremental")
    root, kept = folder / "work", folder / "pristine"
    shutil.copytree(FIXTURE, root)
    # The code is part of every key; a copy of it does not change while the tests run.
    code = folder / "code"
    shutil.copytree(REPOSITORY / "src", code / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "hooks", code / "hooks")
    replace(root / "mkdocs.yml", "INCREMENTAL_HOOK", str(code / "hooks" / "incremental.py"))
    assert_succeeded(build(root))
    shutil.copytree(root, kept)
    yield root, kept


@pytest.fixture
def root(pristine: tuple[Path, Path]) -> Path:
    """The built fixture site at the path where it was built, for one test to change."""
    work, kept = pristine
    shutil.rmtree(work)
    shutil.copytree(kept, work)
    return work


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file; the text to replace must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edited(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Make an edit that replaces text in one file."""
    return lambda root: replace(root / name, old, new)


def add_page(root: Path) -> None:
    (root / "docs/kappa.md").write_text("# Kappa\n\nNew, see [alpha](part/alpha.md).\n", "utf-8")
    replace(root / "mkdocs.yml", "      - theta.md", "      - kappa.md\n      - theta.md")


def delete_page(root: Path) -> None:
    (root / "docs/theta.md").unlink()
    replace(root / "mkdocs.yml", "      - theta.md\n", "")


def rename_page(root: Path) -> None:
    (root / "docs/zeta.md").rename(root / "docs/renamed.md")
    replace(root / "mkdocs.yml", "- zeta.md", "- renamed.md")
    replace(root / "docs/part/gamma.md", "../zeta.md", "../renamed.md")


def rename_heading(root: Path) -> None:
    replace(root / "docs/part/alpha.md", "## A heading that others link to", "## Renamed heading")
    for name in ("docs/index.md", "docs/part/beta.md", "data.yml"):
        replace(root / name, "#a-heading-that-others-link-to", "#renamed-heading")


def page_becomes_folder(root: Path) -> None:
    (root / "docs/iota").mkdir()
    (root / "docs/iota.md").rename(root / "docs/iota/index.md")
    replace(root / "mkdocs.yml", "- iota.md", "- iota/index.md")


def swap_nav(root: Path) -> None:
    replace(
        root / "mkdocs.yml",
        "      - part/alpha.md\n      - part/beta.md",
        "      - part/beta.md\n      - part/alpha.md",
    )


def list_pages_in_template(root: Path) -> None:
    levels = "{% for file in pages %}{{ file.page.meta.level }}{% endfor %}"
    block = f"{{% block footer %}}{levels}{{{{ super() }}}}{{% endblock %}}"
    (root / "overrides/main.html").write_text('{% extends "base.html" %}\n' + block, "utf-8")


def edit_listed_meta(root: Path) -> None:
    list_pages_in_template(root)
    assert_succeeded(build(root))
    replace(root / "docs/part/gamma.md", "level: senior", "level: mid")


def same_size_and_old_time(root: Path) -> None:
    path = root / "docs/assets/extra.css"
    before = path.stat()
    path.write_text("body { color: #222; }\n", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 10**9))


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "body": edited("docs/zeta.md", "a word or two", "three words or more"),
    "title heading": edited("docs/zeta.md", "# Zeta\n", "# Zeta renamed\n"),
    "title in front matter": edited("docs/part/alpha.md", "title: Alpha", "title: Alphabet"),
    "heading others link to": rename_heading,
    "heading text": edited("docs/eta.md", "## Section of eta", "## Another section"),
    "snippet": edited("snippets/part.py", "42", "43"),
    "line before the snippet": edited("snippets/part.py", "# --8<-- [start", "import os\n# --8<-- [start"),
    "number used in a page": edited("data.yml", '"0.93"', '"0.94"'),
    "glossary term": edited("data.yml", "not exist later", "not be there later"),
    "navigation order": swap_nav,
    "navigation title": edited("mkdocs.yml", "Eta in the navigation", "Eta"),
    "section title": edited("mkdocs.yml", "- Part:", "- The part:"),
    "page added": add_page,
    "page deleted": delete_page,
    "page renamed": rename_page,
    "page becomes a folder": page_becomes_folder,
    "page outside the navigation": lambda root: (
        (root / "docs/lost.md").write_text("# Lost\n", "utf-8") and None
    ),
    "image": edited("docs/images/square.svg", "<rect", "<rect fill='red'"),
    "image added": lambda root: (
        shutil.copy(root / "docs/images/square.svg", root / "docs/images/b.svg") and None
    ),
    "image with the same size and an older time": same_size_and_old_time,
    "tags": edited("docs/part/alpha.md", "[one, two]", "[one, three]"),
    "level": edited("docs/part/alpha.md", "level: junior", "level: mid"),
    "description": edited("docs/part/alpha.md", "The first page.", "The very first page."),
    "icon in the navigation": edited(
        "docs/part/alpha.md", "level: junior", "level: junior\nicon: material/star"
    ),
    "hidden from search": edited(
        "docs/part/alpha.md", "level: junior", "level: junior\nsearch: {exclude: true}"
    ),
    "front matter added": edited("docs/zeta.md", "# Zeta", "---\nlevel: mid\n---\n\n# Zeta"),
    "style sheet": edited("docs/assets/extra.css", "#111", "#222"),
    "style sheet added": edited(
        "mkdocs.yml", "  - assets/extra.css", "  - assets/extra.css\n  - assets/b.css"
    ),
    "template": edited("overrides/partials/copyright.html", "Fixture,", "The fixture,"),
    "template that walks over pages": list_pages_in_template,
    "front matter shown by such a template": edit_listed_meta,
    "option of an extension": edited("mkdocs.yml", "toc: {permalink: true}", "toc: {permalink: false}"),
    "extension added": edited("mkdocs.yml", "  attr_list: {}", "  attr_list: {}\n  smarty: {}"),
    "feature of the theme": edited("mkdocs.yml", "    - navigation.footer\n", ""),
    "option of the search": edited("mkdocs.yml", "search: {}", "search: {lang: [de]}"),
    "code of a hook": edited("hooks/content.py", "typeset 1", "typeset 2"),
    "site name": edited("mkdocs.yml", "site_name: Fixture", "site_name: Another"),
    "site address": edited("mkdocs.yml", "fixture.example.org", "other.example.org"),
    "addresses": edited("mkdocs.yml", "strict: true", "strict: true\nuse_directory_urls: false"),
    "generated page changed": edited("data.yml", "Another one.", "Another one, changed."),
    "generated page removed": edited(
        "data.yml", '  questions/second.md: "# Second topic\\n\\nAnother one.\\n"\n', ""
    ),
    "generated page added": edited("data.yml", "pages:\n", 'pages:\n  questions/new.md: "# New\\n"\n'),
    "generated asset changed": edited("data.yml", '"0001020304"', '"0001020305"'),
    "generated asset removed": edited("data.yml", 'assets:\n  figures/curve.bin: "0001020304"', "assets: {}"),
    "generated asset becomes text": edited("data.yml", "figures/curve.svg", "figures/other.svg"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_equals_clean_build(root: Path, edit: Callable[[Path], object], tmp_path: Path) -> None:
    before = contents(root / "site")
    sources = {path.name for path in root.iterdir()} - {"site", ".cache"}
    for name in sources:
        source = root / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy2(source, tmp_path / name)
    edit(root)

    assert_succeeded(build(root))
    assert_succeeded(build(root, site=tmp_path / "clean", cache=False))
    assert_same(contents(root / "site"), contents(tmp_path / "clean"))
    if edit not in (EDITS["nothing"], EDITS["line before the snippet"]):
        assert contents(tmp_path / "clean") != before

    for name in sources:
        source = root / name
        shutil.rmtree(source) if source.is_dir() else source.unlink()
        shutil.move(tmp_path / name, source)
    assert_succeeded(build(root))
    assert_same(contents(root / "site"), before)


def test_first_build_equals_plain_build(root: Path, tmp_path: Path) -> None:
    assert_succeeded(build(root, site=tmp_path / "clean", cache=False))
    assert_same(contents(root / "site"), contents(tmp_path / "clean"))
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    assert_succeeded(build(root, extra=("--strict",)))
    assert_same(contents(root / "site"), contents(tmp_path / "clean"))


def test_nothing_changed_touches_nothing(root: Path) -> None:
    before = stamps(root / "site")
    outcome = build(root)
    assert_succeeded(outcome)
    assert outcome.kept == 12
    assert stamps(root / "site") == before


def test_one_edit_touches_one_page(root: Path) -> None:
    before = stamps(root / "site")
    replace(root / "docs/zeta.md", "a word or two", "three words")
    outcome = build(root)
    assert outcome.kept == 11
    after = stamps(root / "site")
    assert {name for name in after if after[name] != before.get(name)} == {
        "zeta/index.html",
        "search/search_index.json",
    }


def test_front_matter_touches_one_page(root: Path) -> None:
    replace(root / "docs/part/alpha.md", "The first page.", "The very first page.")
    assert build(root).kept == 11


def test_restored_cache_with_coarse_times_and_no_site(root: Path) -> None:
    before = contents(root / "site")
    shutil.rmtree(root / "site")
    for path in root.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    outcome = build(root)
    assert outcome.kept == 12
    assert_same(contents(root / "site"), before)


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.write_text("edited by hand", "utf-8"),
        lambda page: page.write_bytes(page.read_bytes()[:-10]),
        lambda page: page.unlink(),
        lambda page: page.with_name("stray.html").write_text("stray", "utf-8"),
    ],
    ids=["edited", "truncated", "deleted", "stray file"],
)
@pytest.mark.parametrize("place", ["site", ".cache/build/site"])
def test_damaged_output_is_mended(root: Path, place: str, damage: Callable[[Path], object]) -> None:
    before = contents(root / "site")
    damage(root / place / "part/alpha/index.html")
    assert_succeeded(build(root))
    assert_same(contents(root / "site"), before)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "noise": lambda data: b"not a record",
    "wrong checksum": lambda data: b"handbook-cache-1 0\n{}",
    "cut": lambda data: data[:-7],
    "changed words": lambda data: data.replace(b"a word or two", b"a ward or two"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_cache_is_ignored(root: Path, damage: Callable[[bytes], bytes]) -> None:
    before = contents(root / "site")
    records = [path for path in (root / ".cache").rglob("*") if path.suffix in {".json", ".cache"}]
    assert len(records) > 20
    for path in records:
        path.write_bytes(damage(path.read_bytes()))
    # Every page is made again, so that every record is needed.
    replace(root / "mkdocs.yml", "site_name: Fixture", "site_name: Another")
    assert_succeeded(build(root))
    replace(root / "mkdocs.yml", "site_name: Another", "site_name: Fixture")
    assert_succeeded(build(root))
    assert_same(contents(root / "site"), before)


def test_hidden_files_of_the_site_stay(root: Path) -> None:
    (root / "site/.nojekyll").write_text("", "utf-8")
    assert_succeeded(build(root))
    assert (root / "site/.nojekyll").exists()


WARNINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "broken link": (edited("docs/zeta.md", "a word", "[a](missing.md) word"), "contains a link 'missing.md'"),
    "broken anchor": (
        edited("docs/zeta.md", "a word", "[a](eta.md#no) word"),
        "does not contain an anchor '#no'",
    ),
    "target renamed": (
        lambda root: (root / "docs/images/square.svg").rename(root / "docs/images/s.svg"),
        "contains a link 'images/square.svg'",
    ),
    "anchor of an unchanged page": (
        edited("docs/part/alpha.md", "## A heading that others link to", "## Renamed"),
        "does not contain an anchor '#a-heading-that-others-link-to'",
    ),
}


@pytest.mark.parametrize(("edit", "warning"), WARNINGS.values(), ids=WARNINGS)
def test_warning_appears_every_time_and_the_site_stays(
    root: Path, edit: Callable[[Path], object], warning: str
) -> None:
    before, times = contents(root / "site"), stamps(root / "site")
    edit(root)
    logs = []
    for _ in range(3):
        outcome = build(root)
        assert outcome.status != 0
        assert warning in outcome.log
        assert_same(contents(root / "site"), before)
        assert stamps(root / "site") == times
        logs.append(sorted(line for line in outcome.log.splitlines() if line.startswith("WARNING")))
    assert logs[0] == logs[1] == logs[2]
    assert len(logs[0]) == len(set(logs[0]))


def test_quiet_build_does_not_hide_a_warning(root: Path) -> None:
    before = contents(root / "site")
    replace(root / "docs/zeta.md", "a word", "[a](missing.md) word")
    quiet = build(root, extra=("--quiet",))
    assert quiet.status != 0
    assert "INFO" not in quiet.log
    assert "WARNING" not in quiet.log
    assert_same(contents(root / "site"), before)
    assert "contains a link 'missing.md'" in build(root).log


def test_quiet_build_uses_the_caches(root: Path) -> None:
    replace(root / "docs/zeta.md", "a word", "one word")
    assert build(root, extra=("--quiet",)).log == ""
    assert build(root).kept == 12


FAILURES = {
    "warning": ("def on_post_build(config):", "__import__('logging').getLogger('mkdocs.x').warning('late')"),
    "error in a page": ("def on_post_page(output, page, config):", "assert page.url != 'zeta/'"),
    "error after the last page": ("def on_post_build(config):", "raise RuntimeError('late')"),
    "error in Markdown": ("def on_page_content(html, page, config, files):", "assert page.url != 'zeta/'"),
}


@pytest.mark.parametrize(("where", "statement"), FAILURES.values(), ids=FAILURES)
def test_failed_build_leaves_the_site(root: Path, where: str, statement: str) -> None:
    before, times = contents(root / "site"), stamps(root / "site")
    broken = f"{where}\n    {statement}"
    replace(root / "hooks/content.py", where, broken)
    replace(root / "docs/eta.md", "a word or two", "three words")
    assert build(root).status != 0
    assert_same(contents(root / "site"), before)
    assert stamps(root / "site") == times
    replace(root / "hooks/content.py", broken, where)
    replace(root / "docs/eta.md", "three words", "a word or two")
    assert_succeeded(build(root))
    assert_same(contents(root / "site"), before)


def test_hook_that_warns_about_a_finished_page_warns_every_time(root: Path) -> None:
    where = "def on_post_page(output, page, config):"
    warn = "__import__('logging').getLogger('mkdocs.x').warning('wide formula')"
    replace(root / "hooks/content.py", where, f"{where}\n    if page.url == 'zeta/':\n        {warn}")
    assert [build(root).log.count("wide formula") for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("change", ["version", "plugin", "value"])
def test_unknown_surroundings_give_a_plain_build(root: Path, change: str, tmp_path: Path) -> None:
    if change == "version":
        line = "import mkdocs\nmkdocs.__version__ = '1.7.0'\nMARK"
        replace(root / "hooks/content.py", "MARK = ", f"{line} = ")
        reason = "written for MkDocs 1.6.1"
    elif change == "plugin":
        (tmp_path / "foreign.py").write_text("def on_post_page(output, **_):\n    return output\n", "utf-8")
        replace(
            root / "mkdocs.yml",
            "  - hooks/content.py",
            f"  - {tmp_path / 'foreign.py'}\n  - hooks/content.py",
        )
        reason = "nothing is known of the page events of"
    else:
        call = "{'__call__': lambda self, text, separator: text.lower().replace(' ', separator)}"
        slugify = f"config.mdx_configs['toc']['slugify'] = type('S', (), {call})()"
        event = f"def on_config(config):\n    {slugify}\n\n\ndef on_files"
        replace(root / "hooks/content.py", "def on_files", event)
        reason = "has no stable text"
    outcome = build(root)
    assert_succeeded(outcome)
    assert "Plain build" in outcome.log and reason in outcome.log
    clean = tmp_path / "clean"
    assert_succeeded(build(root, site=clean, cache=False))
    assert_same(contents(root / "site"), contents(clean))


def test_caches_forget_deleted_pages(root: Path) -> None:
    delete_page(root)
    assert_succeeded(build(root))
    assert not list((root / ".cache/build/pages").glob("theta*"))
    assert not list((root / ".cache/build/search").glob("theta*"))


def test_search_index_has_no_code_and_short_texts(root: Path) -> None:
    index = json.loads((root / "site/search/search_index.json").read_text("utf-8"))
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert "hidden from search" not in "".join(texts.values())
    assert texts["zeta/"] == "The page about zeta, with a word or two &amp; more -- much."
    assert max(map(len, texts.values())) <= 400
