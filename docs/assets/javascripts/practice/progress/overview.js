// The overview: what to do next first, then where one stands, then how it was.
// @ts-check

import { dayName, plural } from "../cards/days.js";
import { dayText, minutesText } from "../plan/calendar.js";
import { NAMES } from "../shared/bank.js";
import { el } from "../shared/dom.js";
import { barPlot, dataTable, heatMap } from "../shared/plots.js";
import { siteUrl } from "../shared/site.js";
import { percent } from "../shared/text.js";
import { burnDownPlot } from "./burn-down.js";
import { LEAST_ANSWERS } from "./history.js";
import { LEVELS } from "./summary.js";

/** @typedef {import("./summary.js").Summary} Summary */

/**
 * @param {Summary} summary
 * @returns {Node[]}
 */
export function overview(summary) {
  return [
    summary.empty ? first() : figures(summary),
    next(summary),
    plan(summary),
    summary.empty ? null : mastery(summary),
    summary.empty ? null : map(summary),
    summary.empty ? null : load(summary),
    summary.empty ? null : calibration(summary),
    summary.empty ? null : time(summary),
  ].filter((each) => each !== null);
}

/** @param {string} id @param {string} title @param {...(Node | null)} children */
function section(id, title, ...children) {
  return el(
    "section",
    { class: "progress-section", "aria-labelledby": `progress-${id}` },
    el("h2", { class: "app-heading", id: `progress-${id}`, text: title }),
    ...children,
  );
}

function first() {
  return el(
    "div",
    { class: "app-empty" },
    el("p", {
      text: "There is nothing to show yet. Study some cards, solve a drill or take a mock interview in this browser; from then on this page shows where you stand and what to do next.",
    }),
    el(
      "p",
      {},
      "If you have studied on another device, ",
      el("a", { href: siteUrl("practice/data/"), text: "import its backup" }),
      ".",
    ),
  );
}

/** @param {Summary} summary */
function figures({ mastery: { whole }, days, today, mocks }) {
  const last = days.last === today ? "today" : days.last === null ? "–" : dayText(days.last);
  return el(
    "dl",
    { class: "app-figures" },
    figure(percent(whole), "mastery of the whole bank"),
    figure(`${days.recent}`, `${days.recent === 1 ? "day" : "days"} studied in the last 14`),
    days.row > 1 ? figure(`${days.row}`, "days in a row, rest days allowed") : figure(last, "last studied"),
    mocks ? figure(`${mocks}`, mocks === 1 ? "mock interview" : "mock interviews") : null,
  );
}

/** @param {string} value @param {string} label */
function figure(value, label) {
  return el("div", {}, el("dt", { text: label }), el("dd", { text: value }));
}

/** @param {Summary} summary */
function next({ next: steps }) {
  return section(
    "next",
    "What to do next",
    el(
      "ol",
      { class: "progress-next" },
      ...steps.map(({ title, path, why }) =>
        el("li", {}, el("a", { href: siteUrl(path), text: title }), el("span", { text: why })),
      ),
    ),
  );
}

/** @param {Summary} summary */
function plan({ plan: own, empty }) {
  if (!own) {
    if (empty) return null;
    return section(
      "plan",
      "Against the plan",
      el(
        "p",
        {},
        "There is no plan. ",
        el("a", { href: siteUrl("practice/plan/"), text: "Make one" }),
        ", and this shows whether you are on time.",
      ),
    );
  }
  const { points, minutes, minutesDone, minutesBehind, interview, over } = own;
  const state = over
    ? `The date of the plan has come; ${minutesText(minutesDone)} of ${minutesText(minutes)} were done.`
    : minutesBehind
      ? `${minutesText(minutesBehind)} of earlier days are open.`
      : "You are on time.";
  return section(
    "plan",
    "Against the plan",
    el(
      "p",
      { class: "progress-lead" },
      `${state} ${minutesText(minutes - minutesDone)} are left until ${dayText(interview, { year: true })}. `,
      el("a", { href: siteUrl("practice/plan/"), text: "The plan" }),
    ),
    burnDownPlot(points, minutes),
  );
}

/** @param {Summary} summary */
function mastery({ mastery: { parts, topics, rounds } }) {
  return section(
    "mastery",
    "Mastery",
    el(
      "div",
      { class: "progress-groups" },
      group("By part", parts),
      group("By topic", topics),
      group("By round", rounds),
    ),
  );
}

/**
 * @param {string} title
 * @param {readonly import("./mastery.js").Standing[]} rows
 */
function group(title, rows) {
  return el(
    "section",
    { class: "progress-group", "aria-label": title },
    el("h3", { text: title }),
    el(
      "ul",
      {},
      ...rows.map(({ name, title: label, mastery: share, met, questions, solved, drills }) => {
        const detail = [
          questions ? `${met} of ${plural(questions, "question")} met` : "",
          drills ? `${solved} of ${plural(drills, "drill")} solved` : "",
        ].filter(Boolean);
        return el(
          "li",
          { data: { name } },
          el("span", { class: "progress-group__name", text: label }),
          el("span", { class: "progress-group__share", text: percent(share) }),
          el("progress", { max: 1, value: share, "aria-label": `${label}: ${percent(share)}` }),
          el("span", { class: "progress-group__detail", text: detail.join(", ") }),
        );
      }),
    ),
  );
}

/** @param {Summary} summary */
function map({ map: rows }) {
  const columns = LEVELS.map((level) => NAMES.level[level]);
  return section(
    "map",
    "Topic by level",
    heatMap({
      title: "Mastery of questions; in brackets, how many there are",
      columns,
      rows: rows.map(({ topic, title, cells }) => ({
        label: el("a", { href: siteUrl(`questions/${topic}/`), text: title }),
        cells: cells.map(({ share, count }) => ({
          share: count && share ? share : null,
          text: count ? `${percent(share ?? 0)} (${count})` : "–",
        })),
      })),
    }),
  );
}

/** @param {Summary} summary */
function load({ load: counts, today }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return section(
    "load",
    "Cards to come",
    all
      ? barPlot({
          title: "Reviews due in the next two weeks",
          summary: `${plural(all, "review")} in two weeks, ${counts[0]} of them today`,
          points: counts.map((value, index) => ({
            label: index ? dayName(today + index) : "Today",
            value,
            strong: index === 0,
          })),
          columns: ["Day", "Reviews"],
        })
      : el("p", { class: "app-note", text: "No card has a date in the next two weeks." }),
  );
}

/** @param {Summary} summary */
function calibration({ calibration: { count, enough, rows, bias } }) {
  if (!enough) {
    return section(
      "calibration",
      "Calibration",
      el("p", {
        class: "app-note",
        text: `${count ? `${plural(count, "answer")} with a confidence so far` : "No answer with a confidence yet"}: from ${LEAST_ANSWERS} on, this compares how sure you were with how you scored. The diagnostic and the mock interviews ask for it.`,
      }),
    );
  }
  const words =
    Math.abs(bias) < 0.1
      ? "On the whole you are about as sure as you are right."
      : bias > 0
        ? "On the whole you are surer than you are right: probe what you would bet on."
        : "On the whole you know more than you believe.";
  return section(
    "calibration",
    "Calibration",
    el("p", { class: "progress-lead", text: `${words} (${plural(count, "answer")})` }),
    el(
      "div",
      { class: "app-heat__scroll", tabindex: 0, role: "group", "aria-label": "Calibration" },
      dataTable(
        ["How sure (1 to 5)", "Answers", "That is", "Scored"],
        rows.map(({ confidence, count: own, said, score }) => [
          confidence,
          own,
          percent(said),
          percent(score),
        ]),
      ),
    ),
  );
}

/** @param {Summary} summary */
function time({ weeks }) {
  const all = weeks.reduce((sum, { minutes }) => sum + minutes, 0);
  return section(
    "time",
    "Time",
    barPlot({
      title: "Hours a week",
      summary: `${minutesText(all)} in ${weeks.length} weeks`,
      points: weeks.map(({ monday, minutes }, index) => ({
        label: dayName(monday),
        value: minutes / 60,
        strong: index === weeks.length - 1,
      })),
      format: (value) => (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))),
      columns: ["Week from", "Hours"],
    }),
  );
}
