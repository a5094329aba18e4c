"""What readers without a connection, with a new version, or with little space have of the service worker."""

import functools
import http.server
import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from handbook.serviceworker import retired_worker, service_worker_files
from handbook.serviceworker.listing import is_kept
from handbook.sitecheck.facts import page_facts
from tests.browser.axe import violations
from tests.browser.watching import Watch

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
CHAPTER = "evaluation/classification-metrics/"
TOPIC = "questions/evaluation/"
OFFLINE = "practice/offline/"
STATUS = """async () => {
    const {active} = await navigator.serviceWorker.ready;
    const {port1, port2} = new MessageChannel();
    const told = new Promise(resolve => { port1.onmessage = ({data}) => resolve(data.value); });
    active.postMessage({type: 'status'}, [port2]);
    return told;
}"""
FONTS = """async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('"', ''));
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under /handbook/; takes down what is asked for, and fails on demand."""

    site: "Site"

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/handbook"))

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if self.site.is_down:
            self.close_connection = True
            self.connection.close()
            return
        self.site.requests.append(path.removeprefix("/handbook/"))
        if not path.startswith("/handbook/"):
            self.send_error(404)
        elif path.removeprefix("/handbook/") in self.site.broken:
            self.send_error(500)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Site:
    """A copy of the built site with its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        self.broken: set[str] = set()
        self.is_down = False
        shutil.copytree(SITE, folder)
        handler = functools.partial(type("Own", (Handler,), {"site": self}), directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        # A browser that loses its connection is what is tested, not worth a trace.
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://localhost:{self._server.server_port}/handbook/"

    def add_mark(self, page: str) -> None:
        """Change a page, so that its new version is told from the old one."""
        file = self.folder / page / "index.html"
        text = file.read_text("utf-8")
        assert text.count("<h1") == 1
        file.write_text(text.replace("<h1", '<p id="anew">anew</p><h1'), "utf-8")

    def publish(self) -> None:
        """Write the worker for what the folder now holds."""
        record = json.loads((self.folder / "build.json").read_text("utf-8"))
        (self.folder / "build.json").write_text(json.dumps({**record, "time": record["time"] + 1}), "utf-8")
        about = (record["title"], record["description"])
        for name, content in service_worker_files(ROOT, self.folder, *about, remember=False).items():
            (self.folder / name).write_bytes(content)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    assert (SITE / "sw.js").is_file(), "there is no built site: run the build suite first"
    site = Site(tmp_path / "site")
    yield site
    site.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def watch(page: Page) -> Watch:
    """Watch for warnings, too, except that there is no connection; the theme says so of its search."""
    return Watch(page, warnings=True, excused="net::ERR|Network error")


def wait_for(page: Page, group: str, timeout: float = 20) -> dict[str, object]:
    """Wait until a group of files is on the device."""
    end = time.monotonic() + timeout
    while True:
        status: dict[str, object] = page.evaluate(STATUS)
        numbers = status["groups"][group]  # type: ignore[index]
        if numbers["kept"] == numbers["files"]:
            return status
        assert time.monotonic() < end, numbers
        page.wait_for_timeout(100)


def wait_until(holds: Callable[[], bool], page: Page, timeout: float = 20) -> None:
    """Wait for something outside the page while the page goes on."""
    end = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def visit(page: Page, path: str) -> None:
    page.goto(path, wait_until="load")
    wait_for(page, "shell")


def test_pages_visited_stay_with_their_formulas_and_fonts(site: Site, page: Page, watch: Watch) -> None:
    visit(page, CHAPTER)
    page.wait_for_load_state("networkidle")
    fonts = page.evaluate(FONTS)
    page.goto(TOPIC, wait_until="networkidle")
    site.is_down = True
    page.goto(f"{CHAPTER}?q=roc#roc-curve", wait_until="networkidle")
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    assert page.evaluate(FONTS) == fonts
    assert {"KaTeX_Main", "KaTeX_Math"} <= set(fonts)
    assert page.evaluate("[...document.images].filter(i => i.complete && !i.naturalWidth).length") == 0
    page.goto(f"{TOPIC}index.html")
    expect(page.locator("h1")).to_contain_text("Evaluation")
    page.goto(TOPIC.rstrip("/"))
    expect(page.locator("h1")).to_contain_text("Evaluation")
    assert watch.errors == []


def test_the_practice_pages_open_from_the_first_visit_on(site: Site, page: Page, watch: Watch) -> None:
    visit(page, "")
    site.is_down = True
    page.goto("practice/drills/")
    expect(page.locator("h1")).to_contain_text("drills", ignore_case=True)
    page.goto(OFFLINE)
    expect(page.get_by_text("On this device", exact=True)).to_be_visible()
    assert watch.errors == []


def test_practice_data_is_kept_once_a_practice_page_is_opened(site: Site, page: Page) -> None:
    visit(page, "")
    assert page.evaluate(STATUS)["groups"]["practice"]["kept"] < 15
    page.goto("practice/cards/")
    wait_for(page, "practice")
    site.is_down = True
    assert page.goto(TOPIC) is not None
    expect(page.locator("h1")).to_contain_text("Evaluation")


def test_python_is_kept_when_a_drill_first_asks_for_it(site: Site, page: Page) -> None:
    visit(page, "")
    runtime = "assets/vendor/pyodide/pyodide.js"
    assert runtime not in site.requests
    load = "(path) => fetch(path).then(answer => answer.text()).then(text => text.length)"
    length = page.evaluate(load, runtime)
    assert length > 100_000
    page.wait_for_function(
        "caches.keys().then(async names => (await (await caches.open(names.find(n => n.includes('runtime'))))"
        ".keys()).length === 1)"
    )
    site.is_down = True
    assert page.evaluate(load, runtime) == length


def test_a_page_that_is_not_kept_leads_to_a_list_of_what_is(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    site.is_down = True
    page.goto("system-design/fraud-detection/")
    expect(page).to_have_url(re.compile(r"/practice/offline/\?missing=system-design"))
    expect(page.get_by_text("“Fraud detection", exact=False).first).to_be_visible()
    page.locator(".offline-pages").get_by_role("link", name="Classification metrics").click()
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    site.is_down = False
    page.go_back()
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("h1")).to_contain_text("Fraud detection")


def test_the_whole_handbook_is_kept_and_removed_again(site: Site, page: Page, watch: Watch) -> None:
    page.goto(OFFLINE)
    wait_for(page, "shell")
    page.get_by_role("checkbox", name="Python and NumPy").check()
    page.get_by_role("button", name="Keep the whole handbook").click()
    expect(page.get_by_text("Done: the whole handbook is on this device.")).to_be_visible(timeout=60_000)
    expect(page.locator("#offline-whole")).to_be_focused()
    status = page.evaluate(STATUS)
    assert all(group["kept"] == group["files"] for group in status["groups"].values())
    site.is_down = True
    for path in ("reference/glossary/", "notebooks/evaluation/calibration/", "contributing/formats/"):
        page.goto(path)
        expect(page).to_have_url(site.address + path)
    page.keyboard.press("/")
    page.keyboard.type("calibration", delay=20)
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=20_000)
    site.is_down = False
    page.goto(OFFLINE)
    page.get_by_role("button", name="Remove it again").click()
    expect(page.get_by_text("Removed. The practice pages stay")).to_be_visible()
    groups = page.evaluate(STATUS)["groups"]
    assert groups["rest"]["kept"] == groups["practice"]["kept"] == groups["runtime"]["kept"] == 0
    assert groups["shell"]["kept"] == groups["shell"]["files"]
    assert watch.errors == []


def test_a_new_version_waits_for_the_reader_and_fetches_what_changed(
    site: Site, context: BrowserContext, page: Page, watch: Watch
) -> None:
    visit(page, CHAPTER)
    page.goto(TOPIC, wait_until="networkidle")
    other = context.new_page()
    other.goto(TOPIC, wait_until="networkidle")
    for path in (CHAPTER, TOPIC):
        site.add_mark(path)
    site.publish()
    site.requests.clear()
    page.goto(CHAPTER)
    banner = page.locator(".update-banner")
    expect(banner).to_be_visible()
    expect(banner.get_by_role("status")).to_have_text("A new version of the handbook is ready.")
    assert page.locator("#anew").count() == 0
    asked = [path for path in site.requests if path != "sw.js"]
    assert sorted(asked) == sorted([CHAPTER, TOPIC, "build.json"])
    with page.expect_event("load"):
        banner.get_by_role("button", name="Reload").click()
    expect(page.locator("#anew")).to_be_visible()
    expect(banner).to_be_hidden()
    # The other tab was loaded before: what it asks for is still what belongs to it.
    assert "anew" not in other.evaluate("fetch(location.href).then(answer => answer.text())")
    other.reload()
    expect(other.locator("#anew")).to_be_visible()
    other.wait_for_function(
        "async () => { const names = await caches.keys();"
        " const state = await caches.open(names.find((name) => name.includes('state')));"
        " return (await state.keys()).filter(({ url }) => url.includes('?list-')).length === 1; }"
    )
    assert watch.errors == []


def test_the_banner_waits_for_the_end_of_a_session_and_is_dismissed_for_good(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    site.add_mark(CHAPTER)
    site.publish()
    page.goto(CHAPTER)
    banner = page.locator(".update-banner")
    expect(banner).to_be_visible()
    page.evaluate("document.querySelector('article').dataset.noInterruption = ''")
    expect(banner).to_be_hidden()
    page.evaluate("delete document.querySelector('article').dataset.noInterruption")
    expect(banner).to_be_visible()
    banner.get_by_role("button", name="Later").click()
    page.goto("")
    page.wait_for_timeout(1000)
    assert banner.count() == 0
    page.goto(CHAPTER)
    assert page.locator("#anew").count() == 0


def test_a_version_of_which_a_file_fails_is_not_taken(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    site.add_mark(CHAPTER)
    site.broken = {CHAPTER}
    site.publish()
    site.requests.clear()
    page.goto("")
    wait_until(lambda: CHAPTER in site.requests, page)
    page.wait_for_function(
        "async () => { const own = await navigator.serviceWorker.getRegistration();"
        " return !own.waiting && !own.installing; }"
    )
    assert page.locator(".update-banner").count() == 0
    site.is_down = True
    page.goto(CHAPTER)
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    site.is_down, site.broken = False, set()
    page.goto(CHAPTER)
    expect(page.locator(".update-banner")).to_be_visible()


def test_errors_are_not_kept(site: Site, page: Page) -> None:
    visit(page, "")
    site.broken = {CHAPTER}
    response = page.goto(CHAPTER)
    assert response is not None and response.status == 500
    site.broken = set()
    page.goto(CHAPTER)
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    response = page.goto("no-such-page/")
    assert response is not None and response.status == 404


def test_full_storage_is_said_and_the_handbook_works_on(site: Site, page: Page) -> None:
    page.goto(OFFLINE)
    wait_for(page, "shell")
    used = page.evaluate("navigator.storage.estimate().then(({usage}) => usage)")
    session: CDPSession = page.context.new_cdp_session(page)
    origin = site.address.removesuffix("/handbook/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": used + 2_000_000})
    page.get_by_role("button", name="Keep the whole handbook").click()
    expect(page.get_by_text("storage for this site is full")).to_be_visible(timeout=60_000)
    page.goto(CHAPTER)
    expect(page.locator("h1")).to_contain_text("Classification metrics")
    page.goto(OFFLINE)
    expect(page.get_by_text("so not everything could be kept")).to_be_visible()


def test_nothing_is_fetched_in_advance_where_data_is_to_be_saved(site: Site, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', {get: () => ({saveData: true})})"
    )
    page.goto(CHAPTER, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_timeout(1000)
    before = list(site.requests)
    assert OFFLINE not in before and "build.json" not in before
    site.is_down = True
    page.goto("system-design/fraud-detection/")
    expect(page.locator("h1")).to_have_text("This page isn’t on this device")
    site.is_down = False
    page.goto(OFFLINE)
    expect(page.get_by_text("Your browser asks to save data")).to_be_visible()
    page.get_by_role("button", name="Keep the whole handbook").click()
    expect(page.get_by_text("Done: the whole handbook is on this device.")).to_be_visible(timeout=60_000)


def test_it_is_switched_off_and_on_again(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    page.goto(OFFLINE)
    page.get_by_role("button", name="Switch offline reading off").click()
    expect(page.get_by_text("Offline reading is switched off")).to_be_visible()
    page.goto(CHAPTER)
    page.wait_for_timeout(500)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("caches.keys()") == []
    page.goto(OFFLINE)
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_text("What is kept now")).to_be_visible()
    wait_for(page, "shell")


def test_ranges_other_methods_and_downloads_go_to_the_server(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    (site.folder / "downloads").mkdir(exist_ok=True)
    (site.folder / "downloads" / "note.txt").write_text("a note")
    page.reload()
    site.requests.clear()
    script = "(init) => fetch(new URL('.', location), init).then(answer => answer.text())"
    for _ in range(2):
        page.evaluate(script, {"headers": {"Range": "bytes=0-9"}})
        page.evaluate("fetch('../../downloads/note.txt').then(answer => answer.text())")
    assert site.requests.count(CHAPTER) == 2
    assert site.requests.count("downloads/note.txt") == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_offline_page_and_the_banner_are_accessible(
    site: Site, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        base_url=site.address,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
    )
    page = context.new_page()
    visit(page, OFFLINE)
    site.publish()
    page.goto(TOPIC)
    expect(page.locator(".update-banner")).to_be_visible()
    assert violations(page) == []
    page.goto(OFFLINE)
    expect(page.get_by_role("heading", name="A new version is ready")).to_be_visible()
    page.locator(".offline-pages summary").click()
    assert page.locator(".update-banner:visible").count() == 0
    assert violations(page) == []
    page.get_by_role("button", name="Switch offline reading off").click()
    expect(page.get_by_text("Offline reading is switched off")).to_be_visible()
    assert violations(page) == []
    context.close()


def test_chromium_would_install_it(page: Page) -> None:
    visit(page, "")
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.getAppManifest")
    assert answer["errors"] == []
    assert answer["url"].endswith("/handbook/manifest.webmanifest")
    problems = [
        error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ]
    # Playwright's contexts are like private windows, in which Chromium installs nothing.
    assert [problem for problem in problems if problem != "in-incognito"] == []


def test_no_worker_is_started_on_the_address_of_those_who_work_on_the_site(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page()
    page.goto(site.address.replace("localhost", "127.0.0.1") + OFFLINE, wait_until="networkidle")
    expect(page.get_by_text("Browsers keep pages of sites with an https address only")).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    page.close()


def test_the_development_server_removes_the_worker_of_a_site_served_before(site: Site, page: Page) -> None:
    visit(page, CHAPTER)
    content = retired_worker().content
    assert isinstance(content, bytes)
    (site.folder / "sw.js").write_bytes(content)
    site.add_mark(CHAPTER)
    chapter = site.folder / CHAPTER / "index.html"
    chapter.write_text(chapter.read_text("utf-8").replace('rel="manifest"', 'rel="other"'), "utf-8")
    page.goto(CHAPTER)
    expect(page.locator("#anew")).to_be_visible(timeout=20_000)
    assert [name for name in page.evaluate("caches.keys()") if name.startswith("handbook-")] == []


def test_everything_that_pages_load_may_be_kept() -> None:
    loaded = set()
    for path in SITE.rglob("*.html"):
        name = path.relative_to(SITE).as_posix()
        if name == "404.html":
            continue
        for address in page_facts(name, path.read_bytes()).loads:
            target = (path.parent / unquote(urlsplit(address).path)).resolve()
            if not urlsplit(address).scheme and target.is_file():
                loaded.add(target.relative_to(SITE.resolve()).as_posix())
    assert len(loaded) > 50
    assert sorted(name for name in loaded if not is_kept(name)) == []
