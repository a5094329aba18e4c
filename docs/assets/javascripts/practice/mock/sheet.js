// The interviewer's sheet of an interview: questions, rubrics and follow-ups with their answers, on paper.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { button, el, focusOn, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { notice } from "../sitting/controls.js";
import { FOLLOW_UP_SECONDS } from "./draw.js";
import { choiceText } from "./markdown.js";
import { GRADE_NAMES, partsOf } from "./score.js";
import { followUpAt } from "./session.js";
import { interviewQuery } from "./share.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {{ choice: import("./draw.js").Choice, seed: string, draw: import("./draw.js").Draw }} Ready */

/**
 * @param {MockApp} app
 * @param {Ready} ready
 * @returns {import("../sitting/sitting.js").View}
 */
export function sheetView(app, { choice, seed, draw }) {
  const heading = el("h2", { class: "report__title", text: "Interviewer’s sheet" });
  const list = el(
    "div",
    { class: "sheet__list" },
    el("p", { class: "app-waiting", text: "Loading the questions…" }),
  );
  const link = siteUrl(`practice/mock/?${interviewQuery(choice, seed, draw.blocks)}`);
  const back = () => app.show("setup");
  const stop = listenKeys([
    { keys: ["Escape"], does: "back to the choice", act: back },
    { keys: ["p"], does: "print the sheet", act: () => print() },
  ]);
  const load = async () => {
    try {
      const sections = [];
      for (const [index, block] of draw.blocks.entries()) sections.push(await section(app, block, index));
      list.replaceChildren(...sections);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      list.replaceChildren(notice(text, [button("Try again", load)], { alert: true }));
    }
  };
  queueMicrotask(() => {
    focusOn(heading);
    load();
  });
  return {
    element: el(
      "section",
      { class: "sheet", "aria-label": "Interviewer’s sheet" },
      el("p", {
        class: "report__what",
        text: `${choiceText(choice, NAMES)}${seed ? ` · seed ${seed}` : ""} · ${Math.round(draw.seconds / 60)} minutes`,
      }),
      heading,
      el("p", {
        class: "sheet__intro",
        text: "Ask the question as it stands, be silent while they think, and ask the follow-ups in this order. Tick what you hear; write down sentences, not impressions. Say nothing about the rubric until the end.",
      }),
      el(
        "div",
        { class: "app-actions" },
        button("Print", () => print(), { class: "app-button--primary", key: "p" }),
        button("Back", back, { key: "Esc" }),
        el("a", { class: "app-button app-button--quiet", href: link, text: "Link for the candidate" }),
      ),
      list,
    ),
    focus: true,
    leave: stop,
  };
}

/**
 * @param {MockApp} app
 * @param {import("./draw.js").Block} block
 * @param {number} index
 */
async function section(app, block, index) {
  const loaded = await app.detail(block.question);
  const parts = partsOf(loaded, block.whole);
  const followUps = Array.from({ length: block.most }, (_, each) =>
    followUpAt(block, each + 1, loaded.followUps.length),
  ).flatMap((number) => (number === undefined ? [] : [loaded.followUpNodes[number]]));
  const scale = GRADE_NAMES.join(" / ");
  return el(
    "section",
    { class: "sheet__question" },
    el("p", {
      class: "ask__meta",
      text: `${index + 1}${block.warmUp ? " · to warm up" : ""} · ${clockText(block.seconds * 1000)}`,
    }),
    el("h3", { class: "sheet__asked" }, ...loaded.card.title.map((node) => node.cloneNode(true))),
    el(
      "ul",
      { class: "sheet__points" },
      ...loaded.points.map(({ required, nodes }) =>
        el(
          "li",
          {},
          el("span", {
            class: `point__mark point__mark--${required ? "must" : "nice"}`,
            text: required ? "must" : "nice",
          }),
          el("span", {}, ...nodes.map((node) => node.cloneNode(true))),
        ),
      ),
    ),
    parts.length
      ? el(
          "ul",
          { class: "sheet__parts" },
          ...parts.map(({ name, asks }) =>
            el(
              "li",
              {},
              el("strong", { text: name }),
              ` ${asks} `,
              el("span", { class: "app-note", text: scale }),
            ),
          ),
        )
      : null,
    ...followUps.map(({ asked, answer }) =>
      el(
        "div",
        { class: "follow" },
        el(
          "p",
          { class: "follow__asked" },
          ...asked.map((node) => node.cloneNode(true)),
          ` (${clockText(FOLLOW_UP_SECONDS * 1000)})`,
        ),
        el("div", { class: "follow__answer" }, ...answer.map((node) => node.cloneNode(true))),
      ),
    ),
    el("div", { class: "sheet__notes", "aria-hidden": "true" }),
  );
}
