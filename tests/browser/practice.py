"""What browser tests of the practice pages share: the study log from outside."""

from typing import Any

from playwright.sync_api import Page

DAY = 86_400_000

_OPEN = """
const open = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("handbook-study");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
"""


def events(page: Page) -> list[dict[str, Any]]:
    """Return the rows of the log in the order of their times, read past the application."""
    rows: list[dict[str, Any]] = page.evaluate(
        "async () => {"
        + _OPEN
        + """
          const database = await open();
          const rows = await new Promise((resolve) => {
            const request = database.transaction("events").objectStore("events").getAll();
            request.onsuccess = () => resolve(request.result);
          });
          database.close();
          return rows.sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
        }"""
    )
    return rows


def put_raw(page: Page, rows: list[dict[str, Any]]) -> None:
    """Write rows into the database as they are, sound or not."""
    page.evaluate(
        "async (rows) => {"
        + _OPEN
        + """
          const database = await open();
          const transaction = database.transaction("events", "readwrite");
          for (const row of rows) transaction.objectStore("events").put(row);
          await new Promise((resolve) => { transaction.oncomplete = resolve; });
          database.close();
        }""",
        rows,
    )


def sealed(page: Page, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the checksums of the application."""
    done: list[dict[str, Any]] = page.evaluate(
        """async (rows) => {
          const base = JSON.parse(document.getElementById("__config").textContent).base;
          const address = new URL(`${base}/assets/javascripts/practice/study/event.js`, location.href);
          const { seal } = await import(address);
          return rows.map(seal);
        }""",
        rows,
    )
    return done


def review(number: int, card: str, time: float, rating: int = 3, **data: Any) -> dict[str, Any]:
    """Return an unsealed review."""
    values = {"card": card, "rating": rating, "seconds": 30, "from": "cards", "zone": 0, **data}
    return {"id": f"seed{number:06}", "t": round(time), "kind": "review", "data": values}
