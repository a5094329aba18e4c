// What is shown when an interview was left: go on, end it, or throw it away.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { button, el, focusOn, listenKeys } from "../shared/dom.js";
import { notice } from "../sitting/controls.js";
import { dayText } from "./history.js";
import { choiceText } from "./markdown.js";
import { ended } from "./course.js";

/** @typedef {import("./app.js").MockApp} MockApp */

/**
 * @param {MockApp} app
 * @param {string} [problem] why the report could not be written
 * @returns {import("../sitting/sitting.js").View}
 */
export function unfinishedView(app, problem) {
  const session = /** @type {import("./session.js").Session} */ (app.session);
  const { at, blocks, choice, made } = session;
  const heading = el("h2", { class: "report__title", text: "An interview waits" });
  const where =
    at.phase === "report"
      ? "Only the report is missing."
      : `You are at question ${at.block + 1} of ${blocks.length}.`;
  const goOn = button(at.phase === "report" ? "Write the report" : "Go on", () => app.goOn(), {
    class: "app-button--primary",
    key: "Enter",
  });
  const end = button("End it and see the report", () => {
    if (!app.session) return;
    app.keep(ended(app.session, app.now()));
    app.go();
  });
  const discard = button(
    "Throw it away",
    () => {
      app.discard();
      app.show("setup");
    },
    { class: "app-button--quiet" },
  );
  const stop = listenKeys([{ keys: ["Enter"], does: "go on", act: () => goOn.click() }]);
  queueMicrotask(() => focusOn(heading));
  return {
    element: el(
      "section",
      { class: "mock-waits" },
      problem ? notice(`${problem} Nothing of your interview is lost.`, [], { alert: true }) : null,
      heading,
      el("p", {
        text: `${choiceText(choice, NAMES)}, begun on ${dayText(made)}. ${where} What you answered is kept; recordings are not, since they live in the page only.`,
      }),
      el("div", { class: "app-actions" }, goOn, at.phase === "report" ? null : end, discard),
    ),
    leave: stop,
  };
}

/**
 * Another tab goes on with the interview.
 * @param {MockApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function takenView(app) {
  return {
    element: notice("This interview goes on in another tab, so this one has stopped. Nothing is lost.", [
      button("Go on here", () => app.goOn()),
    ]),
  };
}
