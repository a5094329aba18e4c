// The result of a diagnostic: gaps by topic, confidence beside the result, and what to do next.
// @ts-check

import { addToCards } from "../cards/changes.js";
import { fold, shareRow } from "../sitting/controls.js";
import { dayText } from "../mock/history.js";
import { clockText } from "../sitting/timer.js";
import { NAMES } from "../shared/bank.js";
import { announce, button, el, focusOn, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { percent } from "../shared/text.js";
import { chapterLink } from "./chapters.js";
import { judgement, resultsIn } from "./result.js";
import { topicName } from "./start.js";

/** @typedef {import("./app.js").DiagnosticApp} DiagnosticApp */
/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").TopicResult} TopicResult */

/**
 * @param {DiagnosticApp} app
 * @param {{ session: string, t: number, result: Result }} shown
 * @returns {import("../sitting/sitting.js").View}
 */
export function resultView(app, { session, t, result }) {
  const before = resultsIn(app.events)
    .filter((each) => each.t < t && each.session !== session)
    .at(-1)?.result;
  const heading = el("h2", { class: "report__title", text: "Your gaps" });
  const planned = app.events.some(({ kind }) => kind === "plan");
  const back = () => app.show("start");
  const stop = listenKeys([
    { keys: ["Escape"], does: "back", act: back },
    { keys: ["p"], does: "print the result", act: () => print() },
  ]);
  queueMicrotask(() => focusOn(heading));
  const role = NAMES.role[/** @type {keyof typeof NAMES.role} */ (result.role)] ?? "Any role";
  const partly = result.asked < result.planned ? `of ${result.planned} questions` : "questions";
  return {
    element: el(
      "section",
      { class: "report", "aria-label": "Result of the diagnostic" },
      el("p", {
        class: "report__what",
        text: `${dayText(t)} · ${role} · ${clockText(result.seconds * 1000)}`,
      }),
      heading,
      el(
        "dl",
        { class: "app-figures" },
        figure(result.score === null ? "–" : percent(result.score), "of the musts said"),
        figure(result.confidence === null ? "–" : percent(result.confidence), "sure on average"),
        figure(String(result.asked), partly),
      ),
      el(
        "div",
        { class: "app-actions report__actions" },
        el("a", {
          class: "app-button app-button--primary",
          href: siteUrl("practice/plan/"),
          text: planned ? "Back to the plan" : "Make a plan from it",
        }),
        button("Done", back, { key: "Esc" }),
        button("Print", () => print(), { key: "p" }),
      ),
      el("h3", { class: "app-heading", text: "Topics, the weakest first" }),
      el("p", { class: "app-note", text: "The bar is what you said, the line how sure you were." }),
      el("div", { class: "gaps" }, ...result.gaps.map((gap) => gapRow(app, gap, before))),
      cards(app, result),
      overrated(app, result),
      el("h3", { class: "app-heading", text: "By level" }),
      el(
        "div",
        { class: "shares" },
        ...Object.entries(NAMES.level).flatMap(([level, name]) => {
          const found = result.levels[level];
          return found ? [shareRow(name, found.score, `${percent(found.score)} of ${found.asked}`)] : [];
        }),
      ),
      el("h3", { class: "app-heading", text: "Go on" }),
      el(
        "p",
        { class: "report__more" },
        "The ",
        el("a", { href: siteUrl("practice/plan/"), text: "planner" }),
        " takes this result into account. A ",
        el("a", { href: siteUrl("practice/mock/"), text: "mock interview" }),
        " asks more of what was weak here.",
      ),
    ),
    focus: true,
    leave: stop,
  };
}

/** @param {string} value @param {string} name */
function figure(value, name) {
  return el("div", {}, el("dt", { text: name }), el("dd", { text: value }));
}

/**
 * @param {DiagnosticApp} app
 * @param {TopicResult} gap
 * @param {Result | undefined} before
 */
function gapRow(app, gap, before) {
  const earlier = before?.topics[gap.topic];
  const change = earlier ? `, before ${percent(earlier.score)}` : "";
  const questions = `${gap.asked} question${gap.asked === 1 ? "" : "s"}`;
  const row = shareRow(
    el("strong", { text: topicName(app, gap.topic) }),
    gap.score,
    `${percent(gap.score)} said, ${percent(gap.confidence)} sure`,
    { before: gap.confidence },
  );
  const missed = gap.missed.filter((id) => app.bank.byId.has(id));
  const read = gap.chapters.flatMap((chapter, index) => [index ? ", " : " · Read: ", chapterLink(chapter)]);
  const list = el(
    "ul",
    { class: "gap__missed" },
    ...missed.map((id) =>
      el(
        "li",
        {},
        el("a", {
          href: siteUrl(app.bank.byId.get(id)?.url ?? ""),
          text: app.bank.byId.get(id)?.title ?? id,
        }),
      ),
    ),
  );
  return el(
    "div",
    { class: "gap" },
    row,
    el("p", { class: "app-note" }, `${capital(judgement(gap))}; ${questions}${change}`, ...read),
    missed.length
      ? fold(missed.length === 1 ? "What was missed" : `The ${missed.length} that were missed`, [list])
      : null,
  );
}

/** @param {DiagnosticApp} app @param {Result} result */
function cards(app, result) {
  const missed = result.missed.filter((id) => app.bank.byId.has(id));
  if (!missed.length)
    return el("p", {
      class: "report__good",
      text: "Every must of every question was said. Try a mock interview.",
    });
  const add = button(
    missed.length === 1 ? "Add it to my cards" : `Add all ${missed.length} to my cards`,
    async () => {
      await addToCards(app.log, missed);
      add.disabled = true;
      add.replaceChildren(el("span", { text: "Added to your cards" }));
      announce("Added to your cards.");
    },
  );
  return el(
    "div",
    { class: "app-actions gap-actions" },
    add,
    el("a", {
      class: "app-button",
      href: siteUrl(`practice/cards/?questions=${missed.join(",")}`),
      text: "Study them now",
    }),
  );
}

/** @param {DiagnosticApp} app @param {Result} result */
function overrated(app, result) {
  const known = result.overrated.filter((id) => app.bank.byId.has(id));
  if (!known.length) return "";
  return el(
    "section",
    { "aria-labelledby": "overrated" },
    el("h3", { class: "app-heading", id: "overrated", text: "Sure, and a must was missing" }),
    el("p", { class: "app-note", text: "In an interview you wouldn’t notice these. Read them first." }),
    el(
      "ul",
      { class: "gap__missed" },
      ...known.map((id) =>
        el(
          "li",
          {},
          el("a", {
            href: siteUrl(app.bank.byId.get(id)?.url ?? ""),
            text: app.bank.byId.get(id)?.title ?? id,
          }),
        ),
      ),
    ),
  );
}

/** @param {string} text */
function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
