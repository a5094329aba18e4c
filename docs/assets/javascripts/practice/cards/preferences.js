// The reader's limits and wishes, below the first view.
// @ts-check

import { choice, el } from "../shared/dom.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */

/** @type {[string, string][]} */
const RETENTION = [
  ["0.8", "80\u00a0%: fewer reviews"],
  ["0.85", "85\u00a0%"],
  ["0.9", "90\u00a0%: the usual"],
  ["0.95", "95\u00a0%: many more reviews"],
];

/** @type {[string, string][]} */
const LONGEST = [
  ["30", "1 month"],
  ["90", "3 months"],
  ["180", "6 months"],
  ["365", "1 year"],
  ["36500", "No limit"],
];

/**
 * @param {CardsApp} app
 * @param {() => void} changed
 */
export function preferencesFold(app, changed) {
  /** @param {"newPerDay" | "reviewsPerDay"} name @param {string} label */
  const number = (name, label) => {
    const field = el("input", {
      type: "number",
      min: 0,
      max: 999,
      step: 1,
      inputmode: "numeric",
      value: app.preferences[name],
    });
    field.addEventListener("change", () => {
      const value = Math.min(999, Math.max(0, Math.round(field.valueAsNumber)));
      if (Number.isFinite(value)) app.prefer({ [name]: value });
      field.value = String(app.preferences[name]);
      changed();
    });
    return el("label", { class: "app-field" }, el("span", { text: label }), field);
  };
  /** @param {"retention" | "longest"} name @param {string} label @param {[string, string][]} options */
  const list = (name, label, options) =>
    choice(label, options, String(app.preferences[name]), (value) => {
      app.prefer({ [name]: Number(value) });
      changed();
    });
  return el(
    "details",
    { class: "app-fold cards-preferences" },
    el("summary", { text: "Limits and wishes" }),
    el(
      "div",
      { class: "app-fields" },
      number("newPerDay", "New cards a day"),
      number("reviewsPerDay", "Reviews a day"),
      list("retention", "Remember, when a card comes", RETENTION),
      list("longest", "Longest interval", LONGEST),
    ),
    el("p", {
      class: "app-note",
      text: "A new card brings four or five reviews in its first month. A change counts at once for all cards, since their dates are computed from your reviews.",
    }),
  );
}
