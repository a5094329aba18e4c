// Starts the overview of progress on its page.
// @ts-check

import { exportLog } from "../data/export.js";
import { loadOutline } from "../plan/outline.js";
import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { siteUrl } from "../shared/site.js";
import { StudyLog } from "../study/log.js";
import { overview } from "./overview.js";
import { summarise } from "./summary.js";

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="progress"]'));

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Computing your progress…" }));
  try {
    const scheduler = /** @type {Promise<import("../cards/scheduling.js").Fsrs>} */ (
      import(siteUrl("assets/vendor/ts-fsrs.js"))
    );
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [bank, outline, fsrs, { log, events, damaged }] = await Promise.all([
      loadBank(),
      loadOutline(siteUrl("practice/outline.json")),
      scheduler,
      opened,
    ]);
    const [notes, stage] = [el("div", { class: "app-notes" }), el("div", { class: "progress-stage" })];
    const draw = (/** @type {typeof events} */ rows) =>
      stage.replaceChildren(...overview(summarise({ bank, outline, fsrs, events: rows, now: Date.now() })));
    draw(events);
    place.replaceChildren(notes, stage);
    mountSafety(log, notes, { export: () => exportLog(log) });
    sayDamaged(damaged, notes);
    redrawOnChange(log, draw);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      el(
        "div",
        { class: "app-banner app-banner--alert", role: "alert" },
        el("p", { text: `Your progress can’t be shown. ${text} Nothing that you did before is lost.` }),
        el(
          "div",
          { class: "app-banner__actions" },
          button("Try again", () => start(place)),
        ),
      ),
    );
  }
}

/**
 * @param {StudyLog} log
 * @param {(events: import("../study/event.js").StudyEvent[]) => void} draw
 */
function redrawOnChange(log, draw) {
  let waiting = 0;
  log.listen(() => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => draw((await log.read()).events), 300);
  });
}

if (host) start(host);
