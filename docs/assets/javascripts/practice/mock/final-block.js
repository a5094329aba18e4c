// One question in a report: points, grades, times, and what was said.
// @ts-check

import { el } from "../shared/dom.js";
import { percent } from "../shared/text.js";
import { fold, shareRow } from "../sitting/controls.js";
import { player } from "./rubric-rows.js";
import { GRADE_NAMES } from "./score.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */

/**
 * @param {MockApp} app
 * @param {import("./report.js").BlockReport} block
 * @param {number} index
 * @param {boolean} fresh whether recordings of it may be in memory
 */
export function blockSection(app, block, index, fresh) {
  const graded = [...block.parts.map(({ name, grade }) => `${name} ${GRADE_NAMES[grade]}`)];
  const times = block.steps.map(
    ({ name, from, seconds }) => `${name} from ${clockText(from)} for ${clockText(seconds * 1000)}`,
  );
  const head = el(
    "span",
    { class: "report__head" },
    el("span", { text: `${index + 1}. ${block.title}` }),
    el("span", {
      class: "report__score",
      data: { verdict: block.verdict },
      text: block.skipped ? "skipped" : percent(block.score),
    }),
  );
  const content = [
    shareRow(
      `Time: ${clockText(block.seconds * 1000)} of ${clockText(block.budget * 1000)}`,
      block.budget ? Math.min(1, block.seconds / block.budget) : 0,
      block.confidence === null ? "" : `confidence ${block.confidence} of 5`,
    ),
    el(
      "ul",
      { class: "report__points" },
      ...block.points.map(({ required, text, made }) =>
        el(
          "li",
          { class: made ? "is-made" : "" },
          el("span", { class: "app-unseen", text: made ? "Made: " : "Missed: " }),
          text,
          required ? "" : el("span", { class: "report__nice", text: " (nice)" }),
        ),
      ),
    ),
    graded.length ? el("p", { class: "app-note", text: graded.join(" · ") }) : null,
    times.length ? el("p", { class: "app-note", text: times.join(" · ") }) : null,
    ...block.said.map(({ asked, text, grade, skipped }, part) => {
      const recording = fresh ? app.recordings.get(`${index}.${part}`) : undefined;
      const graded_ = skipped ? "skipped" : grade === null ? "not graded" : GRADE_NAMES[grade];
      if (!part && !text && !recording) return null;
      return el(
        "div",
        { class: "said" },
        part ? el("p", { class: "said__asked", text: `${asked} (${graded_})` }) : null,
        text ? el("p", { class: "said__text", text }) : null,
        recording ? player(recording) : null,
      );
    }),
  ];
  const section = fold("", content, { open: block.verdict !== "green" && !block.skipped });
  section.classList.add("report__block");
  section.querySelector("summary")?.replaceChildren(head);
  return section;
}
