import random
import string
from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.problems import Problem
from handbook.sitecheck import Budgets, check_site
from handbook.sitecheck.check import read_budgets, source_of

ADDRESS = "https://handbook.example.org/book/"


def page(body: str = "", *, title: str = "Home", head: str = "", lang: str = ' lang="en"') -> str:
    return (
        f'<!doctype html><html{lang}><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="About {title}."><link rel="canonical" href="{ADDRESS}">{head}'
        f"</head><body><h1 id='top-heading'>{title}</h1>{body}</body></html>"
    )


def check(tmp_path: Path, files: Mapping[str, str], budgets: Budgets | None = None) -> list[str]:
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems = check_site(tmp_path / "site", tmp_path, budgets=budgets)
    assert problems == sorted(set(problems))
    return [f"{problem.path}: {problem.message}" for problem in problems]


def body_faults(tmp_path: Path, body: str, head: str = "") -> list[str]:
    found = check(
        tmp_path, {"index.html": page(body, head=head), "a/index.html": page("<p id='x'>", title="A")}
    )
    return [line.removeprefix("site/index.html: ") for line in found]


def test_a_sound_site_has_no_problems(tmp_path: Path) -> None:
    body = (
        '<a href="a/">a</a><a href="a/#x">x</a><a href="/book/a/#x">x</a>'
        '<a href="#top-heading">t</a><a href="#">t</a>'
        f'<a href="{ADDRESS}a/#x">x</a><a href="https://elsewhere.org/">out</a><a href="mailto:a@b.org">m</a>'
        '<img src="p%20q.svg" alt="A picture"><img src="data:image/gif;base64,x" alt="" role="presentation">'
        "<figure><img src='p%20q.svg' alt='B'><figcaption>See</figcaption></figure><h2>B</h2><h3>C</h3>"
    )
    files = {
        "index.html": page(body, head='<link rel="stylesheet" href="s.css"><script src="j.js"></script>'),
        "a/index.html": page('<a href="..">up</a><a name="x"></a>', title="A"),
        "p q.svg": "<svg/>",
        "s.css": "/* url(https://comment.org/x) */ @font-face{src:url('f.woff2')} a{background:url(data:,x)}",
        "f.woff2": "",
        "j.js": "fetch('./data.json'); import('./k.js'); // see https://elsewhere.org",
    }
    assert check(tmp_path, files) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="b/">b</a>', "the link b/ leads nowhere"),
        ('<a href="/a/">a</a><a href="/book/b/">b</a>', "the link /book/b/ leads nowhere"),
        (f'<a href="{ADDRESS}b/">b</a>', f"the link {ADDRESS}b/ leads nowhere"),
        ('<a href="a/#y">y</a>', "the link a/#y leads to an anchor that a/index.html does not have"),
        ('<a href="#y">y</a>', "the link #y leads to an anchor that index.html does not have"),
        ('<p id="k"><p id="k">', "the id 'k' occurs 2 times"),
        ('<img src="data:,x">', "the image data:,x has no alt text"),
        ('<img src="data:,x" alt=" ">', "the image data:,x has an empty alt text"),
        ("<h3>Deep ¶</h3>", "the heading 'Deep' skips from level 1 to 3"),
        ("<h1>Again</h1>", "the page has 2 headings of level 1"),
        ("<figure><img src='data:,x' alt='A'></figure>", "a figure has no caption"),
        ("<figure>x<figcaption> </figcaption></figure>", "a figure has no caption"),
        ('<button onclick="x()">x</button>', "an event handler stands in an attribute"),
        (
            '<a data-md-component="source">x</a>',
            "the page contains the repository link, whose host the theme would ask at a third party",
        ),
        (
            '<pre class="mermaid">x</pre>',
            "the page contains Mermaid, which the theme fetches at a third party",
        ),
    ],
)
def test_faults_of_a_page_are_reported(tmp_path: Path, body: str, message: str) -> None:
    assert body_faults(tmp_path, body) == [message]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="{}"></script>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="preconnect" href="{}">',
        '<img src="{}" alt="A">',
        '<img srcset="data:,x 1x, {} 2x" src="data:,x" alt="A">',
        '<iframe src="{}"></iframe>',
        '<video poster="{}"></video>',
        '<object data="{}"></object>',
        '<form action="{}"></form>',
        '<svg><use href="{}"/></svg>',
        "<style>@import '{}';</style>",
        '<p style="background: url({})">',
    ],
)
def test_whatever_loads_from_a_third_party_is_reported(tmp_path: Path, markup: str) -> None:
    for url in ("https://third.org/x", "//third.org/x"):
        assert body_faults(tmp_path, markup.format(url)) == [f"loads from a third party: {url}"]


def test_a_missing_file_is_reported_wherever_it_is_loaded(tmp_path: Path) -> None:
    files = {
        "index.html": page('<img src="gone.png" alt="A">', head='<link rel="stylesheet" href="css/s.css">'),
        "css/s.css": "a{background:url(../gone.svg)}",
    }
    assert check(tmp_path, files) == [
        "site/css/s.css: loads ../gone.svg, which does not exist",
        "site/index.html: loads gone.png, which does not exist",
    ]


@pytest.mark.parametrize(
    "code",
    [
        'fetch("https://third.org/x")',
        "import('https://third.org/x')",
        'import x from "https://third.org/x"',
        "new WebSocket(`wss://third.org/x`)",
        'new Worker("//third.org/x")',
        'image.src = "https://third.org/x"',
    ],
)
def test_requests_in_our_own_scripts_are_reported_with_their_line(tmp_path: Path, code: str) -> None:
    check(tmp_path, {"index.html": page(), "assets/javascripts/own.js": f"// first\n{code};\n"})
    (problem,) = check_site(tmp_path / "site", tmp_path)
    assert (problem.path, problem.line) == ("site/assets/javascripts/own.js", 2)
    assert "third.org/x" in problem.message


def test_strings_in_the_themes_scripts_are_not_requests(tmp_path: Path) -> None:
    code = 'load("x"); fetch("https://third.org/x")'
    assert check(tmp_path, {"index.html": page(), "assets/javascripts/bundle.1.min.js": code}) == []


def test_titles_and_descriptions_are_there_and_differ(tmp_path: Path) -> None:
    files = {
        "index.html": page(),
        "a/index.html": page(),
        "b/index.html": page(title="").replace("About .", ""),
    }
    assert check(tmp_path, files) == [
        "site/a/index.html: the page has the description of site/index.html: 'About Home.'",
        "site/a/index.html: the page has the title of site/index.html: 'Home'",
        "site/b/index.html: the page has no description",
        "site/b/index.html: the page has no title",
        "site/index.html: the page has the description of site/a/index.html: 'About Home.'",
        "site/index.html: the page has the title of site/a/index.html: 'Home'",
    ]


def test_pages_that_nobody_looks_for_need_neither(tmp_path: Path) -> None:
    head = '<head><meta name="robots" content="noindex"></head>'
    bare = f'<!doctype html><html lang="en">{head}<a href="b/">x</a></html>'
    files = {"index.html": page(), "old/index.html": bare, "404.html": bare}
    assert check(tmp_path, files) == [
        "site/404.html: the link b/ leads nowhere",
        "site/old/index.html: the link b/ leads nowhere",
    ]


def test_a_missing_language_is_reported(tmp_path: Path) -> None:
    assert check(tmp_path, {"index.html": page(lang="")}) == ["site/index.html: the html element has no lang"]


def test_what_weighs_too_much_is_reported_by_kind(tmp_path: Path) -> None:
    noise = "".join(random.Random(0).choices(string.ascii_letters, k=2_000))
    sheets = '<link rel="stylesheet" href="s.css"><link rel="stylesheet" href="t.css">'
    files = {
        "index.html": page(noise, head=f'{sheets}<script src="j.js"></script>'),
        "s.css": f"/*{noise}*/",
        "t.css": f"/*{noise[::-1]}*/",
        "j.js": f"//{noise}",
    }
    assert check(tmp_path, files, Budgets(html=2.2, css=4, js=2)) == []
    found = check(tmp_path, files, Budgets(html=1, css=2, js=1))
    assert {line.split(" KB of ")[1] for line in found} == {
        "HTML (gzip), the budget is 1 KB",
        "JavaScript (gzip), the budget is 1 KB",
        "CSS (gzip), the budget is 2 KB",
    }


def test_compression_counts_not_the_raw_size(tmp_path: Path) -> None:
    assert check(tmp_path, {"index.html": page("word " * 50_000)}, Budgets(html=5)) == []


def test_budgets_come_from_the_project(tmp_path: Path) -> None:
    assert read_budgets(tmp_path) == Budgets()
    (tmp_path / "pyproject.toml").write_text(
        "[tool.handbook.budgets]\nhtml = 7\nother = 1\n", encoding="utf-8"
    )
    assert read_budgets(tmp_path) == Budgets(html=7.0)


@pytest.mark.parametrize(
    ("file", "built"),
    [
        ("docs/a/b.md", "a/b/index.html"),
        ("docs/a/index.md", "a/index.html"),
        ("docs/index.md", "index.html"),
        ("docs/a/b.md", "a/b.html"),
        ("notebooks/t/x.py", "notebooks/t/x/index.html"),
        ("drills/t/x.py", "practice/drills/t/x/index.html"),
        ("questions/t/x.md", "questions/t/index.html"),
    ],
)
def test_the_source_of_a_page_is_named(tmp_path: Path, file: str, built: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("", encoding="utf-8")
    assert source_of(built, tmp_path) == (file if not file.startswith("questions") else "questions/t")
    assert source_of("other/index.html", tmp_path) == ""


def test_problems_name_the_source_when_it_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("", encoding="utf-8")
    assert check(tmp_path, {"index.html": page('<a href="b/">b</a>')}) == [
        "docs/index.md: the link b/ leads nowhere"
    ]


def test_a_site_that_was_not_built_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert check_site(tmp_path / "site", tmp_path) == [
        Problem("site", 0, "there is no built site", "build it first")
    ]


def test_many_pages_are_read_in_parallel_with_the_same_result(tmp_path: Path) -> None:
    files = {f"p{index}/index.html": page('<a href="gone/">x</a>', title=f"P{index}") for index in range(45)}
    found = check(tmp_path, {"index.html": page(), **files})
    assert found == sorted(f"site/p{index}/index.html: the link gone/ leads nowhere" for index in range(45))


def test_a_page_of_the_bank_may_weigh_more_than_a_chapter(tmp_path: Path) -> None:
    noise = "".join(random.Random(0).choices(string.ascii_letters, k=2_000))
    link = '<a href="{}">other</a>'
    files = {
        "index.html": page(link.format("questions/t/")),
        "questions/t/index.html": page(noise, head="<title>Bank</title>"),
    }
    found = check(tmp_path, files, Budgets(html=1, collection=4))
    assert not [line for line in found if "KB of HTML" in line]
    assert [line for line in check(tmp_path, files, Budgets(html=1, collection=1)) if "KB of HTML" in line]
