// Starts the diagnostic on its page.
// @ts-check

import { startPage } from "../sitting/start.js";
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

if (host) {
  startPage(host, "diagnostic", (parts) => {
    const app = new DiagnosticApp(host, { ...parts, views });
    return { notes: app.notes, begin: () => app.show(app.resume() ? "unfinished" : "start") };
  });
}
