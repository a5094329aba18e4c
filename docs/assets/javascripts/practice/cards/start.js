// Puts the cards into their place once everything that they need is there.
// @ts-check

import { exportLog } from "../data/export.js";
import { mountSafety, sayDamaged } from "../shared/safety.js";
import { CardsApp } from "./app.js";
import { homeView } from "./home.js";
import { numbersView } from "./numbers.js";
import { studyView } from "./study.js";
import { summaryView } from "./summary.js";

const VIEWS = { home: homeView, study: studyView, summary: summaryView, numbers: numbersView };

/**
 * @param {HTMLElement} place
 * @param {Omit<ConstructorParameters<typeof CardsApp>[1], "views">} parts
 * @param {number} damaged rows of the log
 */
export function startCards(place, parts, damaged) {
  const app = new CardsApp(place, { ...parts, views: VIEWS });
  mountSafety(parts.log, app.notes, { export: () => exportLog(parts.log) });
  sayDamaged(damaged, app.notes);
  const { ids } = app.named();
  const same = app.resume() && (!ids.length || String(ids) === String(app.session?.scope.ids));
  app.show(same ? "study" : "home");
}
