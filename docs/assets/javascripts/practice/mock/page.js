// Starts the mock interview on its page.
// @ts-check

import { startPage } from "../sitting/start.js";
import { MockApp } from "./app.js";
import { askView } from "./ask.js";
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

if (host) {
  startPage(host, "interview", (parts) => {
    const app = new MockApp(host, { ...parts, views });
    return { notes: app.notes, begin: () => app.show(app.resume() ? "unfinished" : "setup") };
  });
}
