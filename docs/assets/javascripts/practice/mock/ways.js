// How one answers, and when the rubric is shown.
// @ts-check

import { el } from "../shared/dom.js";
import { canListen } from "./listener.js";

/** @typedef {import("./app.js").MockApp} MockApp */

const WAYS = /** @type {const} */ ([
  ["aloud", "Aloud", "Nothing is recorded; note key words if you like."],
  [
    "record",
    "Aloud, recorded",
    "To hear yourself afterwards. Recordings stay in this page’s memory: a reload deletes them.",
  ],
  ["type", "Typed", "The text is there when you score yourself, and in the report."],
]);

/** @param {MockApp} app */
export function wayFields(app) {
  const listen = el("input", { type: "checkbox", checked: app.preferences.listen });
  listen.addEventListener("change", () => app.prefer({ listen: listen.checked }));
  const heard = el(
    "div",
    { class: "mock-listen" },
    canListen()
      ? el(
          "label",
          { class: "app-check" },
          listen,
          el("span", {
            text: "Let the browser write down what I say. Some browsers send the sound to their maker for that; without it nothing leaves this page.",
          }),
        )
      : el("p", {
          class: "app-note",
          text: "This browser can’t write down what you say; key words can be typed.",
        }),
  );
  heard.hidden = app.preferences.way === "type";
  const ways = WAYS.map(([value, name, text]) => {
    const input = el("input", {
      type: "radio",
      name: "mock-way",
      value,
      checked: app.preferences.way === value,
    });
    input.addEventListener("change", () => {
      app.prefer({ way: value });
      heard.hidden = value === "type";
    });
    return el(
      "label",
      { class: "mock-way" },
      input,
      el("span", {}, el("strong", { text: name }), el("span", { class: "app-note", text })),
    );
  });
  const scoring = [
    ["each", "After each question", "While you still remember what you said."],
    ["end", "At the end", "As in a real interview: no answer is seen before the last question."],
  ].map(([value, name, text]) => {
    const input = el("input", {
      type: "radio",
      name: "mock-scoring",
      value,
      checked: app.preferences.scoring === value,
    });
    input.addEventListener("change", () => app.prefer({ scoring: value }));
    return el(
      "label",
      { class: "mock-way" },
      input,
      el("span", {}, el("strong", { text: name }), el("span", { class: "app-note", text })),
    );
  });
  return el(
    "div",
    { class: "mock-ways" },
    el("fieldset", { class: "mock-group" }, el("legend", { text: "How you answer" }), ...ways, heard),
    el("fieldset", { class: "mock-group" }, el("legend", { text: "When you see the rubric" }), ...scoring),
  );
}
