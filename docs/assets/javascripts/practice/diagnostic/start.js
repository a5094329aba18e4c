// Begins a diagnostic, or shows what earlier ones said.
// @ts-check

import { dayText } from "../mock/history.js";
import { newSeed } from "../sitting/random.js";
import { notice } from "../sitting/controls.js";
import { offered } from "../shared/bank.js";
import { button, choice, el, focusOn, listenKeys } from "../shared/dom.js";
import { percent } from "../shared/text.js";
import { resultsIn } from "./result.js";
import { COUNT, MINUTES, sample, suitable } from "./sample.js";

/** @typedef {import("./app.js").DiagnosticApp} DiagnosticApp */

/**
 * @param {DiagnosticApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function startView(app) {
  const summary = el("p", { class: "mock-plan", role: "status" });
  const begin = button(
    "Start the diagnostic",
    () => {
      const seed = newSeed();
      app.begin(seed, sample(app.bank.questions, app.preferences.role, seed));
    },
    { class: "app-button--primary mock-begin", key: "Enter" },
  );
  const draw = () => {
    const pool = suitable(app.bank.questions, app.preferences.role);
    const topics = new Set(pool.map(({ topic }) => topic)).size;
    const count = Math.min(COUNT, pool.length);
    begin.disabled = !count;
    if (!count)
      summary.textContent = "The bank has no question for this role yet. Choose another one, or any.";
    else {
      const time = Math.round((count * MINUTES) / COUNT);
      const few = pool.length < COUNT ? ` The bank has no more than these ${count} for this role.` : "";
      summary.textContent = `${count} questions from ${topics} topic${topics === 1 ? "" : "s"} in ${time} minutes.${few}`;
    }
  };
  draw();
  const stop = listenKeys([{ keys: ["Enter"], does: "start", act: () => begin.click() }]);
  return {
    element: el(
      "section",
      { class: "mock-setup" },
      el(
        "div",
        { class: "app-fields diagnostic-fields" },
        choice("Role", [["", "Any"], ...offered(app.bank).role], app.preferences.role, (value) => {
          app.prefer(value);
          draw();
        }),
      ),
      summary,
      el("div", { class: "app-actions mock-setup__go" }, begin),
      history(app),
    ),
    leave: stop,
  };
}

/** @param {DiagnosticApp} app */
function history(app) {
  const all = resultsIn(app.events).reverse();
  if (!all.length) return el("div");
  return el(
    "section",
    { class: "mock-history", "aria-labelledby": "diagnostic-history" },
    el("h2", { class: "app-heading", id: "diagnostic-history", text: "Earlier diagnostics" }),
    el(
      "ul",
      { class: "mock-list" },
      ...all.map((each) =>
        el(
          "li",
          {},
          el("button", {
            type: "button",
            class: "mock-list__open",
            text: `${dayText(each.t)}, ${each.result.asked} questions, weakest: ${topicName(app, each.result.gaps[0]?.topic ?? "")}`,
            on: { click: () => app.show("result", each) },
          }),
          el("span", {
            class: "mock-list__score",
            text: each.result.score === null ? "–" : percent(each.result.score),
          }),
        ),
      ),
    ),
  );
}

/** @param {DiagnosticApp} app @param {string} slug */
export function topicName(app, slug) {
  return app.bank.topics.find((topic) => topic.slug === slug)?.title ?? slug;
}

/**
 * @param {DiagnosticApp} app
 * @param {string} [problem] why the result could not be written
 * @returns {import("../sitting/sitting.js").View}
 */
export function unfinishedView(app, problem) {
  const session = /** @type {import("./session.js").Session} */ (app.session);
  const done = session.items.filter((item) => item.done).length;
  const over = session.phase === "result";
  const heading = el("h2", { class: "report__title", text: "A diagnostic waits" });
  const goOn = button(over ? "See the result" : "Go on", () => app.goOn(), {
    class: "app-button--primary",
    key: "Enter",
  });
  const stop = listenKeys([{ keys: ["Enter"], does: "go on", act: () => goOn.click() }]);
  queueMicrotask(() => focusOn(heading));
  return {
    element: el(
      "section",
      { class: "mock-waits" },
      problem ? notice(`${problem} Nothing of your diagnostic is lost.`, [], { alert: true }) : null,
      heading,
      el("p", { text: `${done} of ${session.items.length} questions are marked. The clock stands.` }),
      el(
        "div",
        { class: "app-actions" },
        goOn,
        !over && done ? button("See the result so far", () => app.finish()) : null,
        button(
          "Throw it away",
          () => {
            app.discard();
            app.show("start");
          },
          { class: "app-button--quiet" },
        ),
      ),
    ),
    leave: stop,
  };
}

/**
 * @param {DiagnosticApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function takenView(app) {
  return {
    element: notice("This diagnostic goes on in another tab, so this one has stopped. Nothing is lost.", [
      button("Go on here", () => app.goOn()),
    ]),
  };
}
