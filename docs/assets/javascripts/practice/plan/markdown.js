// A plan as Markdown: a list to tick for each week, with links.
// @ts-check

import { dayText, minutesText } from "./calendar.js";
import { byWeek, testText } from "./milestones.js";
import { weeksOf } from "./replan.js";

/** @typedef {import("./replan.js").Kept} Kept */
/** @typedef {import("./milestones.js").Milestone} Milestone */

/** @param {string} text */
function plain(text) {
  return text.replace(/[\\`*_[\]<>]/g, "\\$&");
}

/**
 * @param {Kept} kept
 * @param {{ done: ReadonlySet<string>, address: (path: string) => string, milestones?: readonly Milestone[] }} options
 *   `done` holds the ids of items and of marks of milestones
 */
export function markdownOf({ plan }, { done, address, milestones = [] }) {
  const { wish } = plan;
  const lines = [
    "# Study plan",
    "",
    `Interview on ${dayText(wish.interview, { year: true })}; ${wish.hours} hours a week; made for ${dayText(plan.from, { year: true })} and after.`,
  ];
  const weeks = weeksOf(plan);
  const shown = byWeek(milestones, weeks);
  weeks.forEach(({ monday, items, minutes }, index) => {
    lines.push("", `## Week ${index + 1}, from ${dayText(monday)}: ${minutesText(minutes)}`, "");
    for (const item of items) {
      const box = done.has(item.id) ? "x" : " ";
      lines.push(
        `- [${box}] ${dayText(item.day)}: [${plain(item.title)}](${address(item.path)}) · ${item.minutes} min`,
      );
    }
    for (const { title, day, outputs, test } of shown.get(monday) ?? []) {
      lines.push("", `### To show by ${dayText(day)}: ${plain(title)}`, "");
      const marks = [...outputs, { id: test.id, text: `Test: ${testText(test)}` }];
      for (const { id, text } of marks) lines.push(`- [${done.has(id) ? "x" : " "}] ${plain(text)}`);
    }
  });
  if (plan.left.length) {
    lines.push("", "## What doesn’t fit", "");
    for (const { title, path, minutes } of plan.left)
      lines.push(`- [${plain(title)}](${address(path)}) · ${minutes} min`);
  }
  return `${lines.join("\n")}\n`;
}
