// The log, read once: what was answered, solved, read and ticked, on which days, and how long it took.
// @ts-check

import { zoneAt } from "../cards/days.js";
import { dayOf } from "../plan/evidence.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("../plan/replan.js").Kept} Kept */

/**
 * @typedef {object} Record
 * @property {Map<string, number[]>} answers scores by question, in order
 * @property {{ confidence: number, score: number }[]} confident answers with a confidence of 1 to 5
 * @property {Map<string, { passed: number, total: number, hints: number }>} drills the best attempt of each
 * @property {Map<string, number>} pages share of each page of a plan that was ticked as read
 * @property {Map<number, Day>} days those with anything on them
 * @property {number} mocks
 * @property {number} lastMock day; -1 if never
 * @property {number} diagnostics
 * @property {string[]} failed drills whose last attempt failed, the latest first
 */

/** @typedef {{ cards: number, drills: number, answers: number, ticks: number, minutes: number }} Day */

/** Longer than this one attempt or answer was not worked on. */
const LONGEST_MINUTES = { review: 10, drill: 90, answer: 60 };
/** What the app times by itself; a tick adds no time to it. */
const TIMED = ["cards", "drill", "again", "mock", "diagnostic"];

/**
 * @param {readonly StudyEvent[]} events those that count, in order
 * @param {readonly Kept[]} plans all plans of the log
 * @param {(t: number) => number} [zone]
 * @returns {Record}
 */
export function recordOf(events, plans, zone = zoneAt) {
  /** @type {Record} */
  const record = {
    answers: new Map(),
    confident: [],
    drills: new Map(),
    pages: new Map(),
    days: new Map(),
    mocks: 0,
    lastMock: -1,
    diagnostics: 0,
    failed: [],
  };
  /** @type {Map<string, { t: number, done: boolean }>} */
  const checks = new Map();
  /** @type {Map<string, { t: number, failed: boolean }>} */
  const attempts = new Map();
  const items = new Map(plans.flatMap(({ plan }) => plan.items.map((item) => [item.id, item])));
  for (const event of events) {
    const { t, kind, data } = event;
    if (kind === "review") {
      const day = dayIn(record, dayOf(event, zone));
      day.cards += 1;
      day.minutes += minutes(data.seconds, LONGEST_MINUTES.review);
    } else if (kind === "answer" && typeof data.question === "string") {
      const score = share(data.score);
      const day = dayIn(record, dayOf(event, zone));
      day.answers += 1;
      day.minutes += minutes(data.seconds, LONGEST_MINUTES.answer);
      if (score === null) continue;
      const known = record.answers.get(data.question);
      if (known) known.push(score);
      else record.answers.set(data.question, [score]);
      const { confidence } = data;
      if (typeof confidence === "number" && confidence >= 1 && confidence <= 5)
        record.confident.push({ confidence, score });
    } else if (kind === "drill" && typeof data.drill === "string") {
      const [passed, total] = [Number(data.passed) || 0, Number(data.total) || 0];
      const day = dayIn(record, dayOf(event, zone));
      day.drills += 1;
      day.minutes += minutes(data.seconds, LONGEST_MINUTES.drill);
      attempts.set(data.drill, { t, failed: !(total > 0 && passed >= total) });
      const best = record.drills.get(data.drill);
      const attempt = { passed, total, hints: Number(data.hints) || 0 };
      if (!best || isBetter(attempt, best)) record.drills.set(data.drill, attempt);
    } else if (kind === "check" && typeof data.item === "string") {
      checks.set(data.item, { t, done: data.done === true });
    } else if (kind === "session" && data.form === "mock") {
      record.mocks += 1;
      record.lastMock = dayOf(event, zone);
    } else if (kind === "session" && data.form === "diagnostic") record.diagnostics += 1;
  }
  for (const [id, { t, done }] of checks) {
    const item = items.get(id);
    if (!done) continue;
    const day = dayIn(record, dayOf({ id, t, kind: "check", data: {}, sum: "" }, zone));
    day.ticks += 1;
    if (item && !TIMED.includes(item.kind)) day.minutes += item.minutes;
  }
  record.pages = pagesRead([...items.values()], checks);
  record.failed = [...attempts]
    .filter(([, { failed }]) => failed)
    .sort(([, a], [, b]) => b.t - a.t)
    .map(([slug]) => slug);
  return record;
}

/** @param {Record} record @param {number} day */
function dayIn(record, day) {
  let found = record.days.get(day);
  if (!found) {
    found = { cards: 0, drills: 0, answers: 0, ticks: 0, minutes: 0 };
    record.days.set(day, found);
  }
  return found;
}

/** @param {unknown} seconds @param {number} most */
function minutes(seconds, most) {
  return typeof seconds === "number" && seconds > 0 ? Math.min(most, seconds / 60) : 0;
}

/** @param {unknown} value */
function share(value) {
  return typeof value === "number" && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}

/** @typedef {{ passed: number, total: number, hints: number }} Attempt */

/** @param {Attempt} a @param {Attempt} b */
function isBetter(a, b) {
  const [x, y] = [a.passed / (a.total || 1), b.passed / (b.total || 1)];
  return x > y || (x === y && a.hints < b.hints);
}

/**
 * Share of each page's parts that is ticked; pages that no plan has are not in it.
 * @param {readonly import("../plan/planner.js").Item[]} items
 * @param {ReadonlyMap<string, { done: boolean }>} checks
 */
function pagesRead(items, checks) {
  /** @type {Map<string, { all: number, done: number }>} */
  const pages = new Map();
  for (const { id, path } of items) {
    if (!id.startsWith("read:")) continue;
    const name = path.replace(/\/$/, "");
    const known = pages.get(name) ?? { all: 0, done: 0 };
    // An earlier plan may have divided the page in another way: its largest share counts.
    known.all = Math.max(known.all, Number(/(\d+)of(\d+)$/.exec(id)?.[2] ?? 1));
    if (checks.get(id)?.done) known.done += 1;
    pages.set(name, known);
  }
  return new Map([...pages].map(([name, { all, done }]) => [name, Math.min(1, done / all)]));
}
