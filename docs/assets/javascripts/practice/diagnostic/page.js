// Starts the diagnostic on its page.
// @ts-check

import { exportLog } from "../data/export.js";
import { notice } from "../mock/controls.js";
import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { StudyLog } from "../study/log.js";
import { DiagnosticApp } from "./app.js";
import { questionView } from "./question.js";
import { resultView } from "./result-view.js";
import { startView, takenView, unfinishedView } from "./start.js";

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="diagnostic"]'));
const views = {
  start: startView,
  question: questionView,
  result: resultView,
  unfinished: unfinishedView,
  taken: takenView,
};

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading the questions…" }));
  try {
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [bank, { log, events, damaged }] = await Promise.all([loadBank(), opened]);
    const app = new DiagnosticApp(place, { log, bank, events, views });
    mountSafety(log, app.notes, { export: () => exportLog(log) });
    sayDamaged(damaged, app.notes);
    app.show(app.resume() ? "unfinished" : "start");
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      notice(
        `The diagnostic can’t start. ${text} Nothing that you did before is lost.`,
        [button("Try again", () => start(place))],
        { alert: true },
      ),
    );
  }
}

if (host) start(host);
