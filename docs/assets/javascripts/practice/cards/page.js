// Starts the cards on their page.
// @ts-check

import { exportLog } from "../data/export.js";
import { loadBank } from "../shared/bank.js";
import { button, el } from "../shared/dom.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { siteUrl } from "../shared/site.js";
import { StudyLog } from "../study/log.js";
import { CardsApp } from "./app.js";
import { homeView } from "./home.js";
import { numbersView } from "./numbers.js";
import { studyView } from "./study.js";
import { summaryView } from "./summary.js";

const VIEWS = { home: homeView, study: studyView, summary: summaryView, numbers: numbersView };

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="cards"]'));

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Loading your cards…" }));
  try {
    const scheduler = /** @type {Promise<import("./scheduling.js").Fsrs>} */ (
      import(siteUrl("assets/vendor/ts-fsrs.js"))
    );
    const opened = StudyLog.open().then(async (log) => ({ log, ...(await log.read()) }));
    const [bank, fsrs, { log, events, damaged }] = await Promise.all([loadBank(), scheduler, opened]);
    const app = new CardsApp(place, { log, bank, fsrs, events, views: VIEWS });
    mountSafety(log, app.notes, { export: () => exportLog(log) });
    sayDamaged(damaged, app.notes);
    const { ids } = app.named();
    app.show(
      app.resume() && (!ids.length || String(ids) === String(app.session?.scope.ids)) ? "study" : "home",
    );
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
