"""What readers do on the page of a drill, and what their code may do to it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.drill_pages import PYTHON_DRILL, SQL_DRILL, DrillPage
from tests.browser.watching import Watch

ALWAYS_ONE = "def roc_auc(y, scores):\n    return 1.0\n"


@pytest.fixture
def drill(page: Page) -> DrillPage:
    return DrillPage(page).open()


def test_the_solution_passes_and_is_compared(drill: DrillPage) -> None:
    assert re.search(r"All \d+ tests passed", drill.run(drill.solution()))
    expect(drill.report.locator(".drill-passed li").first).to_contain_text("A perfect order gives 1")
    drill.button("Compare with the reference solution").click()
    dialog = drill.page.get_by_role("dialog", name="Your code and the reference solution")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".drill-different")).to_have_count(0)
    drill.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_starter_fails_at_its_line(drill: DrillPage) -> None:
    assert re.search(r"(\d+) of \1 tests failed", drill.run())
    first = drill.report.locator(".drill-failure").first
    expect(first.locator("summary")).to_contain_text("A perfect order gives 1")
    expect(first).to_contain_text("NotImplementedError: there is no code here yet")
    drill.page.get_by_role("button", name="Go to line 6 of your code").first.click()
    expect(drill.editor).to_be_focused()
    expect(drill.page.locator(".cm-line.cm-failed")).to_contain_text("raise NotImplementedError")


def test_a_wrong_answer_shows_input_expected_and_got(drill: DrillPage) -> None:
    assert " tests failed" in drill.run(ALWAYS_ONE)
    facts = drill.report.locator(".drill-failure").first.inner_text()
    assert re.search(r"Input\s+roc_auc\(y, np\.array\(\[0\.4, 0\.3, 0\.2, 0\.1\]\)\)\s+y = array", facts)
    assert re.search(r"Expected\s+0\.0\s+Got\s+1\.0", facts)
    drill.button("Compare with your code").click()
    rows = drill.page.locator(".drill-comparison .drill-different")
    assert rows.count() > 3


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("    return [1, 2][len(y) + 5]", "IndexError", id="exception"),
        pytest.param("    import sys\n    sys.exit(1)", "ends the program instead of returning", id="exit"),
        pytest.param("    return roc_auc(y, scores)", "RecursionError", id="recursion"),
        pytest.param("    return float(input())", "nobody types here", id="input"),
        pytest.param(
            "    hoard = []\n    while True:\n        hoard.append(bytearray(10_000_000))",
            "the memory is used up",
            id="memory",
        ),
        pytest.param("    return 1 +", "SyntaxError", id="syntax"),
    ],
)
def test_code_that_goes_wrong_is_told_with_its_line(drill: DrillPage, body: str, told: str) -> None:
    drill.run(f"def roc_auc(y, scores):\n{body}\n")
    first = drill.report.locator(".drill-failure").first
    expect(first).to_contain_text(told)
    expect(first.get_by_role("button")).to_contain_text("Line ")
    assert "tests passed" in drill.run(drill.solution())


def test_a_broken_interpreter_is_replaced(drill: DrillPage) -> None:
    told = drill.run(
        "import sys\nsys.setrecursionlimit(10**9)\n\ndef roc_auc(y, s):\n    return roc_auc(y, s)\n"
    )
    assert "Python itself broke down" in told
    assert "recursion is too deep" in told
    assert "tests passed" in drill.run(drill.solution())


def test_an_endless_loop_counts_down_and_can_be_stopped(drill: DrillPage) -> None:
    drill.write("def roc_auc(y, scores):\n    while True:\n        pass\n")
    drill.start()
    expect(drill.page.locator(".drill-status")).to_contain_text(
        re.compile(r"Running, \d+ s left"), timeout=60_000
    )
    drill.button("Stop").click()
    expect(drill.verdict).to_contain_text("You stopped the run.")
    assert "tests passed" in drill.run(drill.solution())


def test_a_run_ends_at_the_time_limit(drill: DrillPage) -> None:
    outcome: dict[str, Any] = drill.page.evaluate(
        """async () => {
          const module = (name) => import(new URL(
            `/assets/javascripts/practice/drill/${name}.js`, location.href));
          const [{ Python }, { summarise }] = [await module("python"), await module("words")];
          const tests = "def test_end():\\n 'It ends.'\\n f()\\n";
          const request = { attempt: "def f():\\n while True: pass", tests, language: "python", setup: "" };
          return summarise(await new Python(false).run(request, {}, 3), 3);
        }"""
    )
    assert outcome["headline"] == "Stopped after 3 s"
    assert outcome["detail"].endswith("The test that did not end: “It ends.”")


def test_endless_output_is_cut(drill: DrillPage) -> None:
    drill.run("print('x' * 200_000)\n" + ALWAYS_ONE)
    printed = drill.report.locator(".drill-printed")
    assert len(printed.locator("pre").inner_text()) == 50_000
    expect(printed).to_contain_text("150,001 more characters were printed")


def test_a_run_sees_nothing_of_the_run_before(drill: DrillPage) -> None:
    drill.run("import numpy as np\nnp.unique = None\nleft_over = 1\n" + ALWAYS_ONE)
    assert "tests passed" in drill.run(drill.solution())
    drill.run("def roc_auc(y, scores):\n    return left_over\n")
    expect(drill.report).to_contain_text("name 'left_over' is not defined")


def test_code_and_hints_survive_a_reload(drill: DrillPage) -> None:
    drill.write("# mine\n")
    hints = drill.page.locator("details.drill-hint")
    assert [hint.is_visible() for hint in hints.all()] == [True, False, False]
    hints.nth(0).locator("summary").click()
    expect(hints.nth(1)).to_be_visible()
    expect(hints.nth(2)).to_be_hidden()
    drill.page.reload()
    expect(drill.editor).to_contain_text("# mine")
    expect(hints.nth(0)).to_have_attribute("open", "")
    assert [hint.is_visible() for hint in hints.all()] == [True, True, False]


def test_reset_brings_the_starter_and_can_be_undone(drill: DrillPage) -> None:
    drill.write("# mine\n")
    drill.button("Reset").click()
    expect(drill.editor).to_contain_text("raise NotImplementedError")
    drill.button("Undo").click()
    expect(drill.editor).to_contain_text("# mine")


def test_code_is_saved_to_and_opened_from_a_file(drill: DrillPage, tmp_path: Path) -> None:
    drill.write("# mine\n")
    with drill.page.expect_download() as download:
        drill.button("Save file").click()
    assert download.value.suggested_filename == "roc-auc-by-ranks.py"
    assert Path(download.value.path()).read_text("utf-8") == "# mine\n"
    own = tmp_path / "own.py"
    own.write_text("# from a file\n", "utf-8")
    drill.page.locator("input[type=file]").set_input_files(own)
    expect(drill.editor).to_contain_text("# from a file")
    picture = tmp_path / "picture.py"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    drill.page.locator("input[type=file]").set_input_files(picture)
    expect(drill.notice).to_contain_text("picture.py is not a text file")
    expect(drill.editor).to_contain_text("# from a file")


def test_another_tab_is_noticed(drill: DrillPage, context: BrowserContext) -> None:
    other = DrillPage(context.new_page()).open()
    other.write("# from the other tab\n")
    expect(drill.notice).to_contain_text("in another tab")
    drill.button("Take it over").click()
    expect(drill.editor).to_contain_text("# from the other tab")


def test_without_storage_the_reader_is_warned_and_can_work(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    drill = DrillPage(page).open()
    expect(drill.notice).to_contain_text("does not let the page keep your code")
    assert "tests passed" in drill.run(drill.solution())


def test_a_failed_download_is_told_and_can_be_repeated(drill: DrillPage) -> None:
    drill.page.route("**/*.wasm", lambda route: route.abort())
    told = drill.run()
    assert "Python could not be loaded" in told
    assert "pyodide.asm.wasm could not be fetched" in told
    drill.page.unroute("**/*.wasm")
    assert "tests failed" in drill.run()


def test_the_sql_drill_shows_the_rows_of_the_query(page: Page) -> None:
    drill = DrillPage(page).open(SQL_DRILL)
    expect(page.locator("article")).to_contain_text("paid_at INTEGER")
    drill.run("SELEC card FROM payments")
    expect(drill.report).to_contain_text('near "SELEC": syntax error')
    drill.run()
    drill.run("SELECT card, count(*) AS n FROM payments GROUP BY card")
    rows = drill.report.locator(".drill-rows tbody tr")
    assert rows.all_inner_texts() == ["c1\t5", "c2\t4", "c3\t2"]
    assert "tests passed" in drill.run(drill.solution())


def test_the_keyboard_runs_and_leaves_the_editor(drill: DrillPage) -> None:
    page = drill.page
    drill.write(drill.solution())
    page.keyboard.press("ControlOrMeta+Enter")
    expect(drill.verdict).to_contain_text("tests passed", timeout=60_000)
    drill.editor.focus()
    page.keyboard.press("Tab")
    expect(drill.editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(drill.button("Run the tests")).to_be_focused()


def test_nothing_is_asked_of_others_and_the_policy_holds(page: Page, watch: Watch, address: str) -> None:
    drill = DrillPage(page).open()
    page.wait_for_load_state("networkidle")
    assert not [url for url in watch.requests if "/vendor/pyodide/" in url]
    drill.run()
    drill.run(drill.solution())
    assert [url for url in watch.requests if "/vendor/pyodide/" in url]
    watch.assert_silent(address)


@pytest.mark.parametrize("name", ["", "evaluation/classification-metrics/", "questions/evaluation/"])
def test_pages_to_read_load_nothing_of_the_drills(page: Page, watch: Watch, name: str) -> None:
    page.goto(name, wait_until="networkidle")
    assert [url for url in watch.requests if re.search("drill|codemirror|pyodide", url)] == []


def test_without_scripts_the_page_is_read(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"practice/drills/{PYTHON_DRILL}/")
    expect(page.locator(".highlight.drill-starter")).to_be_visible()
    expect(page.get_by_role("heading", name="Starter")).to_be_visible()
    assert [hint.is_visible() for hint in page.locator("details.drill-hint").all()] == [True] * 3
    assert page.locator(".drill-bench").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("slug", "width"), [(PYTHON_DRILL, 390), (PYTHON_DRILL, 1280), (SQL_DRILL, 390)])
def test_axe_finds_nothing_in_any_state(
    browser: Browser, address: str, slug: str, scheme: Any, width: int
) -> None:
    context = browser.new_context(
        base_url=address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    drill = DrillPage(context.new_page()).open(slug)
    found = {"initial": violations(drill.page)}
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n"
    drill.write(endless if slug == SQL_DRILL else "while True: pass")
    drill.start()
    expect(drill.page.locator(".drill-status")).to_contain_text("Running", timeout=60_000)
    found["running"] = violations(drill.page)
    drill.button("Stop").click()
    found["stopped"] = violations(drill.page)
    drill.run("SELECT 1" if slug == SQL_DRILL else "print('a')\n" + ALWAYS_ONE)
    found["failed"] = violations(drill.page)
    drill.button("Compare with your code").click()
    found["compared"] = violations(drill.page)
    drill.page.keyboard.press("Escape")
    drill.run(drill.solution())
    found["passed"] = violations(drill.page)
    drill.button("Reset").click()
    found["reset"] = violations(drill.page)
    assert found == {state: [] for state in found}
    assert drill.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
