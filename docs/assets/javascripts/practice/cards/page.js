// Starts the cards on their page: scripts, bank and log are loaded at the same time.
// @ts-check

import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { StudyLog } from "../study/log.js";

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="cards"]'));

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading your cards…" }));
  try {
    const scheduler = /** @type {Promise<import("./scheduling.js").Fsrs>} */ (
      import(siteUrl("assets/vendor/ts-fsrs.js"))
    );
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const loaded = await Promise.all([import("./start.js"), scheduler, loadBank(), opened]);
    const [{ startCards }, fsrs, bank, { log, events, damaged }] = loaded;
    startCards(place, { log, bank, fsrs, events }, damaged);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      el(
        "div",
        { class: "app-banner app-banner--alert", role: "alert" },
        el("p", { text: `The cards can’t start. ${text} Nothing that you did before is lost.` }),
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
