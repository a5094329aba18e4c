// Earlier mock interviews: how the score went, and their reports.
// @ts-check

import { NAMES } from "../shared/bank.js";
import { el } from "../shared/dom.js";
import { linePlot } from "../shared/plots.js";
import { percent } from "../shared/text.js";
import { choiceText } from "./markdown.js";
import { reportsIn } from "./reports.js";

/** @typedef {import("./app.js").MockApp} MockApp */

/** @param {MockApp} app */
export function history(app) {
  const all = reportsIn(app.events).filter(({ report }) => report.score !== null);
  if (!all.length) return el("div");
  const place = el("section", { class: "mock-history", "aria-labelledby": "mock-history" });
  place.append(el("h2", { class: "app-heading", id: "mock-history", text: "Earlier interviews" }));
  if (all.length > 1) {
    const scores = all
      .slice(-12)
      .map(({ t, report }) => ({ label: dayText(t), value: Number(report.score) }));
    place.append(
      linePlot({
        title: "Score by interview",
        summary: `from ${percent(scores[0].value)} to ${percent(scores[scores.length - 1].value)}`,
        points: scores,
        format: percent,
        columns: ["Interview", "Score"],
        range: [0, 1],
      }),
    );
  }
  place.append(
    el(
      "ul",
      { class: "mock-list" },
      ...[...all]
        .reverse()
        .slice(0, 10)
        .map((each) =>
          el(
            "li",
            {},
            el("button", {
              type: "button",
              class: "mock-list__open",
              text: `${dayText(each.t)}, ${choiceText(each.report.choice, NAMES)}`,
              on: { click: () => app.show("report", { ...each, fresh: false }) },
            }),
            el("span", { class: "mock-list__score", text: percent(Number(each.report.score)) }),
          ),
        ),
    ),
  );
  return place;
}

/** @param {number} t */
export function dayText(t) {
  return new Date(t).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}
