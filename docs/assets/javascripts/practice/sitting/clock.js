// The clock of a question: large and quiet. A bar empties; nothing flashes, and beyond the end it counts on.
// @ts-check

import { announce, el } from "../shared/dom.js";
import { clockText, spokenTime, urgency } from "./timer.js";

/**
 * @param {object} options
 * @param {string} options.label
 * @param {boolean} options.shown whether the digits are shown
 * @param {(shown: boolean) => void} options.toggled
 */
export function clockView({ label, shown, toggled }) {
  const digits = el("span", { class: "clock__digits", role: "timer", "aria-label": label });
  const fill = el("span", { class: "clock__fill" });
  const note = el("span", { class: "clock__note" });
  const toggle = el(
    "button",
    {
      type: "button",
      class: "clock",
      title: "Show or hide the digits",
      "aria-pressed": shown ? "true" : "false",
    },
    digits,
    note,
    el("span", { class: "clock__bar", "aria-hidden": "true" }, fill),
  );
  toggle.classList.toggle("is-hidden", !shown);
  toggle.addEventListener("click", () => {
    const hidden = toggle.classList.toggle("is-hidden");
    toggle.setAttribute("aria-pressed", hidden ? "false" : "true");
    toggled(!hidden);
  });
  /** @type {string} */
  let said = "calm";
  return {
    element: toggle,
    /** @param {number} spent @param {number} limit milliseconds */
    draw(spent, limit) {
      const state = urgency(spent, limit);
      digits.textContent = clockText(limit - spent);
      fill.style.transform = `scaleX(${Math.max(0, 1 - spent / limit)})`;
      toggle.dataset.state = state;
      note.textContent = state === "over" ? "over the time: finish your sentence" : "";
      if (state === said) return;
      said = state;
      if (state === "soon") announce(`${spokenTime(limit - spent)} left.`);
      if (state === "over") announce("The time for this question is over. Finish your sentence.");
    },
  };
}
