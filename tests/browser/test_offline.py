"""What readers do with the offline copy, opened from a disk in a browser without a network."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.offline import export_offline
from handbook.offline.export import FOLDER
from handbook.redirects import Redirect, redirect_files
from handbook.sitecheck.facts import css_urls, page_facts
from tests.browser.watching import Watch

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
TIME = 1_700_000_000
FOLDERS = ["plain", "Über 100% C# ?copy"]
PAGES = {
    "home": "",
    "chapter": "evaluation/classification-metrics/",
    "case study": "system-design/fraud-detection/",
    "bank index": "questions/",
    "topic": "questions/evaluation/",
    "notebook": "notebooks/evaluation/calibration/",
    "drill": "practice/drills/evaluation/roc-auc-by-ranks/",
    "glossary": "reference/glossary/",
    "plan": "start/eight-week-plan/",
    "contributing": "contributing/formats/",
}


def unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    assert [path.name for path in folder.iterdir()] == [FOLDER]
    return folder / FOLDER


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the built site."""
    assert (SITE / "index.html").is_file(), "there is no built site: run the build suite first"
    path = tmp_path_factory.mktemp("export") / "offline.zip"
    export_offline(SITE, path, TIME, lambda _: None)
    return path


@pytest.fixture(scope="module", params=FOLDERS)
def copy(request: pytest.FixtureRequest, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the copy into a folder of this name."""
    return unpack(archive, tmp_path_factory.mktemp("unpacked") / request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser without a network, watched by `watch`."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def watch(page: Page) -> Watch:
    """Watch for warnings, too: a copy on a disk has nobody else to see them."""
    return Watch(page, warnings=True)


def address(copy: Path, name: str) -> str:
    return (copy / PAGES[name] / "index.html").as_uri()


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words, delay=30)
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=20000)


def test_every_address_in_the_copy_is_that_of_a_file(copy: Path) -> None:
    missing = set()
    followed = 0
    for path in [*copy.rglob("*.html"), *copy.rglob("*.css")]:
        name = path.relative_to(copy).as_posix()
        if path.suffix == ".css":
            addresses = tuple(css_urls(path.read_text("utf-8")))
        else:
            facts = page_facts(name, path.read_bytes())
            addresses = (*facts.links, *facts.loads)
        for each in addresses:
            parts = urlsplit(each)
            if parts.scheme or not parts.path:
                continue
            followed += 1
            if not (path.parent / unquote(parts.path)).is_file():
                missing.add((name, each))
    assert followed > 2000
    assert missing == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_a_request_or_a_complaint(
    copy: Path, page: Page, watch: Watch, name: str
) -> None:
    page.goto(address(copy, name), wait_until="networkidle")
    page.mouse.wheel(0, 20000)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).length") == 0
    assert page.evaluate("document.documentElement.className.includes('no-js')") is False
    watch.assert_silent("file:")


def test_links_lead_from_the_first_page_to_a_question(copy: Path, page: Page, watch: Watch) -> None:
    page.goto(address(copy, "home"))
    page.locator("article").get_by_role("link", name="Classification metrics").first.click()
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    page.locator(".md-tabs").get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="Evaluation", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Evaluation")
    anchor = page.locator("details.question h2").nth(2).get_attribute("id")
    page.goto(f"{address(copy, 'topic')}#{anchor}")
    page.reload()
    expect(page.locator("details.question", has=page.locator(f"#{anchor}"))).to_have_attribute("open", "")
    page.locator("a.md-logo").first.click()
    expect(page).to_have_title(re.compile("Machine-learning interviews"))
    watch.assert_silent("file:")


def test_search_finds_a_page_and_opens_it(copy: Path, page: Page, watch: Watch) -> None:
    page.goto(address(copy, "home"), wait_until="networkidle")
    assert not [url for url in watch.requests if url.endswith("/search.js")]
    search(page, "roc auc by ranks")
    assert len([url for url in watch.requests if url.endswith("/search.js")]) == 1
    first = page.locator(".md-search-result__link").first
    expect(first).to_contain_text(re.compile("ROC", re.IGNORECASE))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("roc-auc-by-ranks/index.html"))
    expect(page.locator("h1")).to_contain_text("ROC-AUC")
    expect(page.locator("article mark").first).to_be_visible()
    watch.assert_silent("file:")


def test_a_search_in_the_address_is_answered(copy: Path, page: Page, watch: Watch) -> None:
    page.goto(f"{address(copy, 'chapter')}?q=calibration")
    expect(page.locator(".md-search-result__link").first).to_be_attached(timeout=20000)
    watch.assert_silent("file:")


def test_formulas_are_laid_out_as_on_the_site(
    copy: Path, page: Page, browser: Browser, request: pytest.FixtureRequest
) -> None:
    measure = """async () => {
        await document.fonts.ready;
        return [...document.querySelectorAll('.katex-html')].filter(f => f.offsetParent).slice(0, 40)
            .map(f => [f.getBoundingClientRect().width, getComputedStyle(f).fontFamily]);
    }"""
    page.goto(address(copy, "chapter"), wait_until="networkidle")
    here = page.evaluate(measure)
    assert {family.split(",")[0] for _, family in here} == {"KaTeX_Main"}
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {"KaTeX_Main", "KaTeX_Math"} <= {family.strip('"') for family in loaded}
    served = browser.new_page(viewport={"width": 1280, "height": 900})
    served.goto(request.getfixturevalue("address") + PAGES["chapter"], wait_until="networkidle")
    assert here == served.evaluate(measure)
    assert len(here) > 10
    served.close()


def test_the_palette_is_kept_from_page_to_page(copy: Path, page: Page, watch: Watch) -> None:
    page.goto(address(copy, "chapter"))
    light = background(page)
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").first.click()
    dark = background(page)
    assert dark != light
    page.locator(".md-tabs").get_by_role("link", name="Glossary").click()
    page.wait_for_url(re.compile("glossary"))
    assert background(page) == dark
    watch.assert_silent("file:")


def test_questions_are_filtered_and_the_choice_survives_a_reload(
    copy: Path, page: Page, watch: Watch
) -> None:
    page.goto(address(copy, "topic"))
    cards = page.locator("details.question:visible")
    total = cards.count()
    page.get_by_label("Level").select_option("advanced")
    advanced = cards.count()
    assert 0 < advanced < total
    assert page.url.endswith("/index.html?level=advanced")
    page.reload()
    expect(page.get_by_label("Level")).to_have_value("advanced")
    assert cards.count() == advanced
    watch.assert_silent("file:")


def test_a_browser_that_stores_nothing_shows_the_pages_all_the_same(
    copy: Path, page: Page, watch: Watch
) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, "
        "name, {configurable: true, get() { throw new DOMException('denied', 'SecurityError'); }});"
    )
    page.goto(address(copy, "chapter"))
    light = background(page)
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").first.click()
    assert background(page) != light
    search(page, "calibration")
    watch.assert_silent("file:")


def small_site(site: Path) -> None:
    """Write a site with a moved page and with modules that import one another."""
    script = '<script type="module" src="{}assets/javascripts/{}.js"></script>'
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head><body>'
    pages = [
        redirect.content
        for redirect in redirect_files([Redirect("old/", "new.md", "", 1)], {"new.md": "new/"})
    ]
    files = {
        "index.html": head + '<a href="old/#below">Moved</a>' + script.format("", "even"),
        "old/index.html": pages[0],
        "new/index.html": head + "<h1>New</h1>" + script.format("../", "even") + script.format("../", "odd"),
        "assets/javascripts/even.js": 'import { odd } from "./odd.js";\n'
        "export const even = (n) => n === 0 || odd(n - 1);\n"
        "document.body.dataset.even = String(even(10));\n",
        "assets/javascripts/odd.js": 'import { even } from "./even.js";\n'
        "export const odd = (n) => n !== 0 && even(n - 1);\n"
        'document.body.dataset.runs = (document.body.dataset.runs ?? "") + "|";\n',
        "assets/javascripts/redirect.js": (ROOT / "docs/assets/javascripts/redirect.js").read_text("utf-8"),
    }
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("folder", FOLDERS)
def test_modules_run_once_and_a_moved_page_leads_on(
    tmp_path: Path, page: Page, watch: Watch, folder: str
) -> None:
    small_site(tmp_path / "site")
    export_offline(tmp_path / "site", tmp_path / "offline.zip", TIME, lambda _: None)
    copy = unpack(tmp_path / "offline.zip", tmp_path / folder)
    page.goto((copy / "index.html").as_uri())
    assert page.locator("body").get_attribute("data-even") == "true"
    page.get_by_role("link", name="Moved").click()
    page.wait_for_url(re.compile("/new/index.html#below$"))
    assert page.locator("body").get_attribute("data-even") == "true"
    assert page.locator("body").get_attribute("data-runs") == "|"
    watch.assert_silent("file:")
