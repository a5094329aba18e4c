// Days, rows of days, weeks, calibration and the plan's burn-down, as numbers.
// @ts-check

import { mondayOf } from "../cards/statistics.js";

/** @typedef {import("./record.js").Record} Record */
/** @typedef {import("../plan/planner.js").Item} Item */
/** @typedef {import("../plan/evidence.js").Done} Done */

/** So many days of rest in a row are part of learning. */
export const REST_DAYS = 2;
/** Fewer answers with a confidence than this are noise. */
export const LEAST_ANSWERS = 10;

/**
 * @param {Iterable<number>} days on which something was done
 * @param {number} today
 * @returns {{ row: number, longest: number, recent: number, total: number, last: number | null }} `row`: days of
 *   study in the row that reaches to today; `recent`: days of the last fourteen
 */
export function daysStudied(days, today) {
  const sorted = [...new Set(days)].filter((day) => day <= today).sort((a, b) => a - b);
  let [row, longest] = [0, 0];
  sorted.forEach((day, index) => {
    row = index && day - sorted[index - 1] <= REST_DAYS + 1 ? row + 1 : 1;
    longest = Math.max(longest, row);
  });
  const last = sorted.at(-1) ?? null;
  if (last === null || today - last > REST_DAYS) row = 0;
  return {
    row,
    longest,
    recent: sorted.filter((day) => day > today - 14).length,
    total: sorted.length,
    last,
  };
}

/**
 * @param {Record} record
 * @param {number} today
 * @param {number} [weeks]
 * @returns {{ monday: number, minutes: number }[]} oldest first
 */
export function timeByWeek(record, today, weeks = 8) {
  const first = mondayOf(today) - 7 * (weeks - 1);
  const found = Array.from({ length: weeks }, (_, index) => ({ monday: first + 7 * index, minutes: 0 }));
  for (const [day, { minutes }] of record.days) {
    const week = found[Math.floor((day - first) / 7)];
    if (week) week.minutes += minutes;
  }
  return found;
}

/**
 * Confidence against result.
 * @param {readonly { confidence: number, score: number }[]} answers
 * @returns {{ count: number, enough: boolean, rows: { confidence: number, said: number, count: number, score: number }[],
 *   bias: number }} `said` is the confidence as a share; `bias` above 0 means surer than right
 */
export function calibrationOf(answers) {
  const rows = [1, 2, 3, 4, 5].flatMap((confidence) => {
    const own = answers.filter((answer) => Math.round(answer.confidence) === confidence);
    if (!own.length) return [];
    const score = own.reduce((sum, answer) => sum + answer.score, 0) / own.length;
    return [{ confidence, said: (confidence - 1) / 4, count: own.length, score }];
  });
  const count = answers.length;
  const bias = count
    ? answers.reduce((sum, { confidence, score }) => sum + (confidence - 1) / 4 - score, 0) / count
    : 0;
  return { count, enough: count >= LEAST_ANSWERS, rows, bias };
}

/**
 * What is left of a plan, as planned and as it was, at the end of each day.
 * @param {readonly Item[]} items
 * @param {ReadonlyMap<string, Done>} done
 * @param {{ from: number, to: number, today: number, dayOf: (t: number) => number }} span `to` is the interview
 * @returns {{ day: number, planned: number, left: number | null }[]} minutes; nothing is known of days to come
 */
export function burnDown(items, done, { from, to, today, dayOf }) {
  const all = items.reduce((sum, { minutes }) => sum + minutes, 0);
  const step = Math.max(1, Math.ceil((to - from) / 60));
  /** @type {{ day: number, planned: number, left: number | null }[]} */
  const points = [];
  const ticked = items.flatMap((item) => {
    const found = done.get(item.id);
    return found ? [{ day: dayOf(found.t), minutes: item.minutes }] : [];
  });
  const days = Array.from(
    { length: Math.floor((to - 1 - from) / step) + 1 },
    (_, index) => from + index * step,
  );
  if (days.at(-1) !== to - 1 && to > from) days.push(to - 1);
  for (const day of days) {
    const planned = items.reduce((sum, item) => sum - (item.day <= day ? item.minutes : 0), all);
    const left = ticked.reduce((sum, each) => sum - (each.day <= day ? each.minutes : 0), all);
    points.push({ day, planned, left: day <= today || day - today < step ? left : null });
  }
  return points;
}
