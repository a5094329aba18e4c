// Parts that the views of interviews and diagnostics share.
// @ts-check

import { el, keyHint } from "../shared/dom.js";

let made = 0;

/**
 * A question with a few answers in a row; native radio buttons, so that arrow keys work in it.
 * @param {object} options
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {readonly (readonly [value: number, name: string])[]} options.answers
 * @param {number | null} options.value
 * @param {(value: number) => void} options.change
 * @param {boolean} [options.keys] whether digits choose, which the view listens to
 * @returns {HTMLFieldSetElement & { choose?: (value: number) => void }}
 */
export function gradeRow({ label, hint, answers, value, change, keys = false }) {
  made += 1;
  const name = `grade-${made}`;
  const inputs = answers.map(([each]) => {
    const input = el("input", { type: "radio", name, value: each, checked: each === value });
    input.addEventListener("change", () => change(each));
    return input;
  });
  const row = el(
    "fieldset",
    { class: "grade-row" },
    el("legend", {}, el("span", { class: "grade-row__label", text: label })),
    hint ? el("p", { class: "grade-row__hint", text: hint }) : null,
    el(
      "div",
      { class: "grade-row__answers" },
      ...answers.map(([, text], index) =>
        el(
          "label",
          { class: "grade-row__answer" },
          inputs[index],
          el("span", {}, keys ? keyHint(String(index + 1)) : null, text),
        ),
      ),
    ),
  );
  return Object.assign(row, {
    choose: (/** @type {number} */ chosen) => {
      const input = inputs.find((each) => Number(each.value) === chosen);
      if (!input) return;
      input.checked = true;
      change(chosen);
    },
  });
}

/**
 * A point of a rubric to tick.
 * @param {object} options
 * @param {{ required: boolean, nodes: Node[] }} options.point
 * @param {number} options.number for its key
 * @param {boolean} options.made
 * @param {boolean} options.mentioned
 * @param {(made: boolean) => void} options.change
 */
export function pointRow({ point, number, made: ticked, mentioned, change }) {
  const box = el("input", { type: "checkbox", checked: ticked });
  box.addEventListener("change", () => change(box.checked));
  const row = el(
    "label",
    { class: mentioned ? "point is-mentioned" : "point" },
    box,
    el("span", {
      class: `point__mark point__mark--${point.required ? "must" : "nice"}`,
      text: point.required ? "must" : "nice",
    }),
    el(
      "span",
      { class: "point__text" },
      ...point.nodes,
      mentioned ? el("span", { class: "point__hint", text: "you may have mentioned this" }) : null,
    ),
    number <= 9 ? keyHint(String(number)) : null,
  );
  return Object.assign(row, {
    toggle: () => {
      box.checked = !box.checked;
      change(box.checked);
    },
    set: (/** @type {boolean} */ value) => {
      box.checked = value;
    },
  });
}

/**
 * A horizontal share with its number, such as a score.
 * @param {string | Node} label
 * @param {number} share
 * @param {string} text
 * @param {{ before?: number | null }} [options] where an earlier value is marked
 */
export function shareRow(label, share, text, { before = null } = {}) {
  const marks = before === null ? null : el("span", { class: "share__before", "aria-hidden": "true" });
  if (marks) marks.style.left = `${Math.round(Number(before) * 100)}%`;
  const fill = el("span", { class: "share__fill" });
  // Set by script: the policy of the pages forbids style attributes in their HTML only.
  fill.style.width = `${Math.round(share * 100)}%`;
  return el(
    "div",
    { class: "share" },
    el("span", { class: "share__label" }, label),
    el("span", { class: "share__bar", "aria-hidden": "true" }, fill, marks),
    el("span", { class: "share__text", text }),
  );
}

/**
 * Something to open, such as the full answer.
 * @param {string} label
 * @param {readonly import("../shared/dom.js").Child[]} content
 * @param {{ open?: boolean, key?: string }} [options]
 */
export function fold(label, content, { open = false, key } = {}) {
  return el(
    "details",
    { class: "app-fold", open },
    el("summary", {}, label, key ? keyHint(key) : null),
    el("div", { class: "app-fold__content" }, ...content),
  );
}

/**
 * A message that stays, with what can be done.
 * @param {string} text
 * @param {readonly HTMLElement[]} [actions]
 * @param {{ alert?: boolean }} [options]
 */
export function notice(text, actions = [], { alert = false } = {}) {
  return el(
    "div",
    { class: alert ? "app-banner app-banner--alert" : "app-banner", role: alert ? "alert" : "status" },
    el("p", { text }),
    actions.length ? el("div", { class: "app-banner__actions" }, ...actions) : null,
  );
}
