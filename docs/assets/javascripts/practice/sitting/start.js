// Starts an interview or a diagnostic on its page.
// @ts-check

import { exportLog } from "../data/export.js";
import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { StudyLog } from "../study/log.js";
import { notice } from "./controls.js";

/**
 * @param {HTMLElement} place
 * @param {string} what for readers, such as `interview`
 * @param {(parts: { log: StudyLog, bank: import("../shared/bank.js").Bank, events: import("../study/event.js").StudyEvent[] }) => { notes: HTMLElement, begin: () => void }} make
 *   makes the application, and says how to show its first view
 */
export async function startPage(place, what, make) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading the questions…" }));
  try {
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [bank, { log, events, damaged }] = await Promise.all([loadBank(), opened]);
    const { notes, begin } = make({ log, bank, events });
    mountSafety(log, notes, { export: () => exportLog(log) });
    sayDamaged(damaged, notes);
    begin();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      notice(
        `The ${what} can’t start. ${text} Nothing that you did before is lost.`,
        [button("Try again", () => startPage(place, what, make))],
        { alert: true },
      ),
    );
  }
}
