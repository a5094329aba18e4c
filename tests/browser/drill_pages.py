"""The page of a drill, as a reader uses it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PYTHON_DRILL = "evaluation/roc-auc-by-ranks"
SQL_DRILL = "sql-and-pandas/card-payment-bursts"
PATIENCE_MS = 120_000


@dataclass(frozen=True)
class DrillPage:
    """One open drill."""

    page: Page

    def open(self, slug: str = PYTHON_DRILL) -> "DrillPage":
        self.page.goto(f"practice/drills/{slug}/")
        expect(self.editor).to_be_visible()
        return self

    @property
    def editor(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your code")

    @property
    def verdict(self) -> Locator:
        return self.page.locator(".drill-verdict")

    @property
    def report(self) -> Locator:
        return self.page.locator(".drill-report")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".drill-notice")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def code(self) -> str:
        return "\n".join(self.page.locator(".cm-line").all_inner_texts()).replace("\n\n", "\n")

    def write(self, code: str) -> None:
        self.editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def start(self) -> None:
        self.button("Run the tests").click()

    def run(self, code: str | None = None) -> str:
        """Run to the end and return the verdict."""
        if code is not None:
            self.write(code)
        self.start()
        expect(self.verdict).not_to_be_empty(timeout=PATIENCE_MS)
        return self.verdict.inner_text()

    def solution(self) -> str:
        return str(self.page.evaluate("document.querySelector('.drill-solution code').textContent"))


def violations(page: Page) -> list[Any]:
    """Return what axe finds; it is brought in beside the page's security policy."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    question = (
        "axe.run().then(r => JSON.stringify(r.violations.map(v => "
        "[v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])))"
    )
    request = {"expression": question, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", request)
    found: list[Any] = json.loads(answer["result"]["value"])
    return found


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Return the lists that fill with requested addresses and with errors, such as breaches of the policy."""
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return requests, errors
