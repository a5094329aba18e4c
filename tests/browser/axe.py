"""What axe-core finds on an open page."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

# A click may scroll; then the tabs of the theme fade on the next frames, and half-faded text has no contrast.
_SETTLED = """
(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const running = () => document.getAnimations().filter(
    (one) => one.playState !== "paused" && Number.isFinite(one.effect?.getComputedTiming().endTime));
  let quiet = 0;
  while (quiet < 3) {
    await frame();
    const moving = running();
    await Promise.allSettled(moving.map((one) => one.finished));
    quiet = moving.length ? 0 : quiet + 1;
  }
})()
"""
_RUN = """
axe.run().then(({violations}) => JSON.stringify(
  violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])))
"""


def violations(page: Page) -> list[Any]:
    """Return what axe finds once nothing moves; it is brought in beside the page's security policy."""
    session = page.context.new_cdp_session(page)

    def evaluate(expression: str) -> Any:
        request = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = session.send("Runtime.evaluate", request)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    evaluate(_SETTLED)
    evaluate(f"{AXE.read_text('utf-8')}; 0")
    found: list[Any] = json.loads(evaluate(_RUN))
    session.detach()
    return found
