"""Pages as they are built and as they stand on a disk, in pairs of files."""

from pathlib import Path

import pytest

from handbook.offline.addresses import Addresses
from handbook.offline.page import offline_page

CASES = sorted(
    path for path in Path(__file__).with_name("cases").glob("*.html") if ".offline" not in path.name
)
PAGE = "evaluation/metrics/index.html"
NAMES = (
    "404.html",
    "index.html",
    "questions/index.html",
    "search/search_index.json",
    "downloads/book.pdf",
    "evaluation/metrics/index.html",
    "evaluation/metrics/index.html.md",
    "evaluation/metrics/metrics.ipynb",
    "evaluation/metrics/metrics.py",
    "evaluation/metrics/roc-light.svg",
    "evaluation/metrics/roc-dark.svg",
    "assets/images/mark.svg",
    "assets/images/wide.png",
    "assets/main.css",
    "assets/fonts/inter.woff2",
    "assets/javascripts/bundle.js",
    "assets/javascripts/redirect.js",
    "assets/javascripts/search-on-demand.js",
    "assets/javascripts/accessibility.js",
    "assets/javascripts/question-filter.js",
    "assets/javascripts/workers/search.1.min.js",
)
ADDRESSES = Addresses(NAMES, "https://handbook.test/")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_is_changed_for_a_disk(case: Path) -> None:
    page = offline_page(case.read_text("utf-8"), PAGE, ADDRESSES)
    assert page.faults == ()
    assert page.html == case.with_name(f"{case.stem}.offline.html").read_text("utf-8")


def test_a_page_says_what_it_needs() -> None:
    html = (
        '<html><head><link rel="stylesheet" href="../../assets/main.css"></head>'
        '<a href="../../questions/">Q</a><a href="metrics.py">P</a><a href="../../downloads/book.pdf">B</a>'
        '<img src="roc-light.svg" srcset="roc-dark.svg 2x" alt="">'
        '<p style="background:url(../../assets/images/wide.png)">'
        '<script src="../../assets/javascripts/bundle.js"></script>'
    )
    assert offline_page(html, PAGE, ADDRESSES).needs == {
        "assets/main.css",
        "questions/index.html",
        "evaluation/metrics/metrics.py",
        "evaluation/metrics/roc-light.svg",
        "evaluation/metrics/roc-dark.svg",
        "assets/images/wide.png",
        "assets/javascripts/bundle.js",
    }


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="../gone/">', "leads to ../gone/, which does not exist"),
        ('<img src="gone.svg">', "leads to gone.svg, which does not exist"),
        ('<img srcset="roc-dark.svg 1x, gone.svg 2x">', "leads to gone.svg, which does not exist"),
        ('<script src="gone.js"></script>', "leads to gone.js, which does not exist"),
        ('<script type="module" src="gone.js"></script>', "leads to gone.js, which does not exist"),
        ('<script type="module">run()</script>', "has a script of type module in the page"),
        ('<script type="importmap">{}</script>', "has a script of type importmap in the page"),
    ],
)
def test_what_would_not_work_is_named_once(html: str, message: str) -> None:
    faults = offline_page(f"<html><head></head>{html}", PAGE, ADDRESSES).faults
    assert [fault for fault, _ in faults] == [message]


def test_a_module_that_stands_in_a_page_twice_runs_once() -> None:
    script = '<script type="module" src="../../assets/javascripts/accessibility.js"></script>'
    page = offline_page(f"<html><head></head>{script}{script}", PAGE, ADDRESSES)
    assert page.modules == ("assets/javascripts/accessibility.js",)
    assert page.html.count("<script") == 1


def test_a_site_without_a_search_needs_none() -> None:
    names = [name for name in NAMES if "search" not in name]
    html = '<html><head></head><script id="__config">{"search": "../workers/search.js"}</script>'
    page = offline_page(html, PAGE, Addresses(names))
    assert (page.worker, page.faults) == ("", ())
    assert "offline.js" not in page.html


def test_what_only_a_served_site_has_a_use_for_is_left_out() -> None:
    html = (
        '<html><head><link rel="manifest" href="../../manifest.webmanifest"></head>'
        '<script type="module" src="../../assets/javascripts/accessibility.js"></script>'
        '<script type="module" src="../../assets/javascripts/worker.js" data-served></script></html>'
    )
    page = offline_page(html, PAGE, ADDRESSES)
    assert page.faults == ()
    assert page.modules == ("assets/javascripts/accessibility.js",)
    assert "webmanifest" not in page.html
    assert "data-served" not in page.html
    assert page.html.count("<script") == 1
