// Starts the planner on its page.
// @ts-check

import { exportLog } from "../data/export.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { siteUrl } from "../shared/site.js";
import { StudyLog } from "../study/log.js";
import { PlanApp } from "./app.js";
import { loadOutline } from "./outline.js";

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="plan"]'));

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading your plan…" }));
  try {
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [outline, { log, events, damaged }] = await Promise.all([
      loadOutline(siteUrl("practice/outline.json")),
      opened,
    ]);
    const app = new PlanApp(place, { log, outline, events });
    mountSafety(log, app.notes, { export: () => exportLog(log) });
    sayDamaged(damaged, app.notes);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      el(
        "div",
        { class: "app-banner app-banner--alert", role: "alert" },
        el("p", { text: `The planner can’t start. ${text} A plan that you made before is not lost.` }),
        el(
          "div",
          { class: "app-banner__actions" },
          button("Try again", () => start(place)),
        ),
      ),
    );
  }
}

if (host) start(host);
