// Starts the mock interview on its page.
// @ts-check

import { exportLog } from "../data/export.js";
import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { StudyLog } from "../study/log.js";
import { MockApp } from "./app.js";
import { askView } from "./ask.js";
import { notice } from "./controls.js";
import { finalView } from "./final.js";
import { rateView } from "./rate.js";
import { rubricView } from "./rubric.js";
import { setupView } from "./setup.js";
import { sheetView } from "./sheet.js";
import { takenView, unfinishedView } from "./unfinished.js";

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="mock"]'));
const views = {
  setup: setupView,
  ask: askView,
  rate: rateView,
  score: rubricView,
  report: finalView,
  sheet: sheetView,
  unfinished: unfinishedView,
  taken: takenView,
};

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading the questions…" }));
  try {
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [bank, { log, events, damaged }] = await Promise.all([loadBank(), opened]);
    const app = new MockApp(place, { log, bank, events, views });
    mountSafety(log, app.notes, { export: () => exportLog(log) });
    sayDamaged(damaged, app.notes);
    app.show(app.resume() ? "unfinished" : "setup");
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      notice(
        `The interview can’t start. ${text} Nothing that you did before is lost.`,
        [button("Try again", () => start(place))],
        {
          alert: true,
        },
      ),
    );
  }
}

if (host) start(host);
