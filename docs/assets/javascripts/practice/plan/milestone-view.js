// Shows milestones: what is to exist by a day, the test that shows it, and what the written plan does for it.
// @ts-check

import { el } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { dayText } from "./calendar.js";
import { marksOf, sentence } from "./milestones.js";

/** @typedef {import("./app.js").PlanApp} PlanApp */
/** @typedef {import("./milestones.js").Milestone} Milestone */
/** @typedef {import("./outline.js").Segment} Segment */

/** @param {readonly Segment[]} segments */
export function linked(segments) {
  return segments.map((each) =>
    typeof each === "string" ? each : el("a", { href: siteUrl(each[1]), text: each[0] }),
  );
}

/**
 * @param {PlanApp} app @param {Milestone} milestone
 * @param {ReadonlySet<string>} reached ids that are ticked
 */
export function milestoneBlock(app, milestone, reached) {
  const { id, title, day, outputs, test, lines } = milestone;
  const row = (
    /** @type {string} */ mark,
    /** @type {string} */ name,
    /** @type {(string | Node)[]} */ what,
  ) => {
    const box = el("input", {
      type: "checkbox",
      checked: reached.has(mark),
      "aria-label": `Reached: ${name}`,
    });
    box.addEventListener("change", () => app.check(mark, box.checked));
    return el(
      "li",
      {
        class: `plan-mark${reached.has(mark) ? " is-done" : ""}`,
        data: { item: mark, focus: `milestone-${mark}` },
      },
      el("label", { class: "plan-item__tick" }, box),
      el("span", { class: "plan-mark__what" }, ...what),
    );
  };
  const heading = `milestone-${id.replaceAll(":", "-")}`;
  return el(
    "section",
    { class: "plan-milestone", "aria-labelledby": heading },
    el("h4", {
      class: "plan-milestone__title",
      id: heading,
      text: `To show by ${dayText(day)}: ${title}`,
    }),
    el(
      "ul",
      { class: "plan-marks" },
      ...outputs.map((output) => row(output.id, output.text, [output.text])),
      row(test.id, `test of ${title}`, [
        el("span", { class: "plan-mark__test", text: "Test:" }),
        " ",
        ...linked(test.do),
        ` Pass: ${sentence(test.pass)} Else: ${sentence(test.else)}`,
      ]),
    ),
    lines.length
      ? el(
          "details",
          { class: "app-fold plan-written" },
          el("summary", { text: "What the written plan does for it" }),
          el(
            "ul",
            {},
            ...lines.map(({ text, minutes }) =>
              el("li", {}, el("span", {}, ...linked(text)), el("span", { text: `${minutes} min` })),
            ),
          ),
        )
      : null,
  );
}

/**
 * The next thing to show, in one line; nothing when all is reached.
 * @param {readonly Milestone[]} milestones @param {ReadonlySet<string>} reached
 */
export function nextMilestone(milestones, reached) {
  const next = milestones.find((each) => marksOf(each).some((mark) => !reached.has(mark)));
  if (!next) return null;
  return el("p", { class: "plan-next" }, "Next to show: ", next.show, `, by ${dayText(next.day)}.`);
}
