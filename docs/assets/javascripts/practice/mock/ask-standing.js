// Waits until the reader is ready for a question, which is not shown before.
// @ts-check

import { button, el, focusOn } from "../shared/dom.js";
import { readyText, readyTitle } from "./ask-texts.js";

/**
 * @param {import("./session.js").Session} session
 * @param {() => unknown} begin
 * @param {() => unknown} skip
 */
export function readyPart(session, begin, skip) {
  const lead = el("h2", { class: "ask__question", text: readyTitle(session) });
  queueMicrotask(() => focusOn(lead));
  return el(
    "div",
    { class: "ask__stand" },
    lead,
    el("p", { text: readyText(session) }),
    el(
      "div",
      { class: "app-actions" },
      button(session.at.block ? "Ready for the question" : "I’m ready", begin, {
        class: "app-button--primary ask__ready",
        key: "Enter",
      }),
      button("Skip", skip, { key: "s", class: "app-button--quiet" }),
    ),
  );
}

/**
 * The time stands, and the question is out of sight.
 * @param {string} why
 * @param {string} left of its time
 * @param {() => unknown} begin
 */
export function pausedPart(why, left, begin) {
  const lead = el("h2", { class: "ask__question", text: "Paused" });
  queueMicrotask(() => focusOn(lead));
  return el(
    "div",
    { class: "ask__stand" },
    lead,
    el("p", { text: why }),
    el("p", { class: "app-note", text: `${left} left for this question.` }),
    el(
      "div",
      { class: "app-actions" },
      button("Go on", begin, { class: "app-button--primary", key: "Enter" }),
    ),
  );
}
