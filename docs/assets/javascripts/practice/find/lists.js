// What the finder shows below its field: questions, places in the handbook, and what to do where nothing is found.
// @ts-check

import { button, el } from "../shared/dom.js";
import { questionCard, sectionItem, termItem } from "./cards.js";

const EXAMPLES = [
  "good offline, bad in production",
  "how do I explain AUC to a manager",
  "L1 vs L2",
  "conflict with PM",
  "how to pick a threshold",
];

/**
 * @param {import("./results.js").Answer} answer
 * @param {object} options
 * @param {number} options.shown questions at most
 * @param {ReadonlyMap<string, string>} options.topics titles by slug
 * @param {() => unknown} options.more shows the other questions
 * @param {() => HTMLElement} options.nothing stands in their place where there are none
 * @returns {(Node | string)[]}
 */
export function answerLists({ questions, sections, terms, stems }, { shown, topics, more, nothing }) {
  const cards = questions
    .slice(0, shown)
    .map(({ question, wording }) =>
      questionCard(question, { wording, stems, topic: topics.get(question.topic) ?? "" }),
    );
  const rest = questions.length - cards.length;
  return [
    ...(cards.length
      ? [
          el("h2", { class: "app-unseen", text: "Questions, best first" }),
          el("ol", { class: "find-list" }, ...cards),
        ]
      : [nothing()]),
    rest > 0 ? button(`Show ${rest} more`, more, { class: "find-more" }) : "",
    ...group(
      "In the chapters",
      sections.map((section) => sectionItem(section, stems)),
    ),
    ...group(
      "In the glossary",
      terms.map((term) => termItem(term, stems)),
    ),
  ];
}

/** @param {string} title @param {HTMLElement[]} items */
function group(title, items) {
  if (!items.length) return [];
  return [el("h2", { class: "app-heading", text: title }), el("ul", { class: "find-places" }, ...items)];
}

/** @param {(text: string) => unknown} ask */
export function welcome(ask) {
  return el(
    "div",
    { class: "find-welcome" },
    el("p", { class: "app-note", text: "For example:" }),
    el(
      "ul",
      { class: "find-examples" },
      ...EXAMPLES.map((text) =>
        el(
          "li",
          {},
          el("button", { type: "button", class: "find-example", text, on: { click: () => ask(text) } }),
        ),
      ),
    ),
  );
}

/**
 * @param {number} without questions that there would be without the filter
 * @param {() => unknown} clear takes the filter away
 * @param {(text: string) => unknown} ask
 */
export function nothingFound(without, clear, ask) {
  return el(
    "div",
    { class: "app-empty" },
    el("p", {
      text: without
        ? `Without the filter there would be ${without}.`
        : "Try the name of the method or the metric, or say what goes wrong. Abbreviations and spelling mistakes do no harm.",
    }),
    without ? button("Search without the filter", clear) : welcome(ask),
  );
}
