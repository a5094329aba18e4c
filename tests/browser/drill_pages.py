"""The page of a drill, as a reader uses it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

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
