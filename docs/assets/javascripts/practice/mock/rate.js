// Rates an answer before its rubric is seen: how sure, and how it was told.
// @ts-check

import { button, el, focusOn, listenKeys, showKeys } from "../shared/dom.js";
import { gradeRow } from "../sitting/controls.js";
import { afterRating } from "./course.js";
import { withRating } from "./session.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {keyof import("./session.js").Rating} Name */

const DELIVERY = /** @type {const} */ ([
  [0, "weak"],
  [1, "solid"],
  [2, "strong"],
]);

/** @type {readonly { name: Name, label: string, hint: string, answers: readonly (readonly [number, string])[] }[]} */
const ROWS = [
  {
    name: "confidence",
    label: "How sure are you that it was right?",
    hint: "Before you see the rubric: the report sets it against the result.",
    answers: [
      [1, "a guess"],
      [2, "unsure"],
      [3, "half"],
      [4, "fairly"],
      [5, "certain"],
    ],
  },
  {
    name: "structure",
    label: "Structure",
    hint: "The answer first, then the reasons, in an order one can follow.",
    answers: DELIVERY,
  },
  {
    name: "clarity",
    label: "Clarity",
    hint: "Somebody next to the field would have understood it.",
    answers: DELIVERY,
  },
  {
    name: "pace",
    label: "Pace",
    hint: "Calm, without rushing, circling or trailing off.",
    answers: DELIVERY,
  },
];

/**
 * @param {MockApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function rateView(app) {
  const session = /** @type {import("./session.js").Session} */ (app.session);
  const rating = session.ratings[session.at.block];
  const heading = el("h2", { class: "ask__question", text: "How was it?" });
  let active = 0;
  const rows = ROWS.map(({ name, label, hint, answers }, index) =>
    gradeRow({
      label,
      hint,
      answers,
      value: rating[name],
      keys: true,
      change: (value) => {
        if (!app.session) return;
        app.keep(withRating(app.session, { [name]: value }));
        activate(index + 1);
      },
    }),
  );
  const goOn = button(session.scoring === "end" ? "Go on" : "See the rubric", () => next(), {
    class: "app-button--primary",
    key: "Enter",
  });
  const activate = (/** @type {number} */ index) => {
    active = Math.min(index, rows.length);
    rows.forEach((row, each) => {
      row.classList.toggle("is-active", each === active);
    });
    if (active === rows.length) goOn.focus({ preventScroll: true });
  };
  const next = () => {
    if (!app.session) return;
    app.keep(afterRating(app.session));
    app.go();
  };
  /** @type {import("../shared/dom.js").Key[]} */
  const keys = [
    { keys: [], does: "answer the marked row", shown: "1–5", act: () => undefined },
    { keys: ["Backspace"], does: "back to the row before", act: () => activate(Math.max(0, active - 1)) },
    { keys: ["Enter"], does: "go on; a row may stay without an answer", act: next },
  ];
  const digits = [1, 2, 3, 4, 5].map((digit) => ({
    keys: [String(digit)],
    does: "",
    act: () => {
      const answer = ROWS[active]?.answers[digit - 1];
      if (answer) rows[active].choose?.(answer[0]);
    },
  }));
  const stops = [listenKeys(keys), listenKeys(digits)];
  activate(0);
  queueMicrotask(() => focusOn(heading));
  return {
    element: el(
      "section",
      { class: "ask rate", "aria-label": "Rate your answer" },
      el(
        "div",
        { class: "ask__row" },
        el("span", {
          class: "ask__count",
          text: `Question ${session.at.block + 1} of ${session.blocks.length}`,
        }),
        button("Keys", () => showKeys(keys), { key: "?", class: "app-button--quiet ask__keys" }),
      ),
      heading,
      ...rows,
      el("div", { class: "ask__foot" }, goOn),
    ),
    focus: true,
    leave: () => {
      for (const stop of stops) stop();
    },
  };
}
