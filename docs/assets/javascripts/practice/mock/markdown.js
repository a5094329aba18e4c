// A report as Markdown, to keep, print or show to somebody.
// @ts-check

import { percent } from "../shared/text.js";
import { EXPERIENCE } from "./draw.js";
import { GRADE_NAMES } from "./score.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./report.js").Report} Report */

/**
 * Names that the bank has for what was chosen.
 * @typedef {{ role: Readonly<Record<string, string>>, round: Readonly<Record<string, string>>, topic: (slug: string) => string }} Names
 */

/**
 * What an interview is about, in one line.
 * @param {{ role: string, level: import("./draw.js").Experience, rounds: readonly string[] }} choice
 * @param {Pick<Names, "role" | "round">} names
 */
export function choiceText({ role, level, rounds }, names) {
  const who = names.role[role] ?? "Any role";
  return `${EXPERIENCE[level]} · ${who} · ${rounds.map((round) => names.round[round] ?? round).join(", ")}`;
}

/**
 * @param {Report} report
 * @param {Date} day
 * @param {Names} names
 * @param {readonly { name: string, now: number, before: number }[]} [changes] against earlier interviews
 */
export function reportMarkdown(report, day, names, changes = []) {
  const lines = [
    `# Mock interview, ${dateText(day)}`,
    "",
    choiceText(report.choice, names),
    `Seed ${report.seed || "–"} · ${clockText(report.seconds * 1000)} of ${clockText(report.budget * 1000)}${report.early ? " · ended early" : ""}`,
    "",
    `**Score: ${report.score === null ? "–" : percent(report.score)}**`,
    "",
    ...table(
      ["dimension", "score", "judgements", "earlier"],
      report.dimensions.map(({ name, score, of }) => {
        const change = changes.find((each) => each.name === name);
        return [name, percent(score), String(of), change ? percent(change.before) : "–"];
      }),
    ),
    ...table(
      ["topic", "score", "questions"],
      Object.entries(report.topics).map(([slug, { score, asked }]) => [
        names.topic(slug),
        percent(score),
        String(asked),
      ]),
    ),
    ...speechLines(report),
    ...report.blocks.flatMap((block, index) => blockLines(block, index)),
  ];
  if (report.review.length) {
    const titles = new Map(report.blocks.map(({ question, title }) => [question, title]));
    lines.push("## To review", "", ...report.review.map((id) => `- ${titles.get(id) ?? id} (${id})`), "");
  }
  return `${lines.join("\n").trim()}\n`;
}

/** @param {Report} report */
function speechLines({ speech, calibration }) {
  const lines = [];
  if (speech?.pace) lines.push(`- Pace: ${speech.pace} words a minute`);
  if (speech?.fillers.length) {
    lines.push(`- Filler words: ${speech.fillers.map(([word, count]) => `${word} × ${count}`).join(", ")}`);
  }
  if (speech && speech.longest !== null) lines.push(`- Longest pause: ${speech.longest.toFixed(1)} s`);
  if (calibration) {
    lines.push(`- Confidence ${percent(calibration.confidence)}, result ${percent(calibration.score)}`);
  }
  return lines.length ? ["## Delivery", "", ...lines, ""] : [];
}

/**
 * @param {import("./report.js").BlockReport} block
 * @param {number} index
 */
function blockLines(block, index) {
  const lines = [
    `## ${index + 1}. ${block.title}`,
    "",
    block.skipped
      ? "Skipped."
      : `Score ${percent(block.score)} · ${clockText(block.seconds * 1000)} of ${clockText(block.budget * 1000)}${block.confidence === null ? "" : ` · confidence ${block.confidence} of 5`}`,
    "",
    ...block.points.map(
      ({ required, text, made }) => `- [${made ? "x" : " "}] ${required ? "must" : "nice"}: ${text}`,
    ),
    "",
  ];
  if (block.parts.length) {
    lines.push(block.parts.map(({ name, grade }) => `${name}: ${GRADE_NAMES[grade]}`).join(" · "), "");
  }
  if (block.steps.length) {
    const times = block.steps.map(
      ({ name, from, seconds }) => `${name} at ${clockText(from)}, ${clockText(seconds * 1000)}`,
    );
    lines.push(times.join(" · "), "");
  }
  block.said.forEach(({ asked, text, grade, skipped }, part) => {
    if (part)
      lines.push(`**${asked}** ${skipped ? "skipped" : grade === null ? "" : GRADE_NAMES[grade]}`.trim(), "");
    if (text) lines.push(...text.split("\n").map((line) => (line.trim() ? `> ${line}` : ">")), "");
  });
  return lines;
}

/**
 * @param {string[]} heads
 * @param {string[][]} rows
 */
function table(heads, rows) {
  if (!rows.length) return [];
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line), ""];
}

/** @param {Date} day */
function dateText(day) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
