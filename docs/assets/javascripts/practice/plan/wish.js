// What a reader wants of a plan, and what is wrong with it.
// @ts-check

import { DIMENSIONS } from "./weights.js";

/** @typedef {import("./weights.js").Dimension} Dimension */
/** @typedef {import("./weights.js").Level} Level */

/**
 * @typedef {object} Wish
 * @property {string} role as in the bank
 * @property {Level} level of the position
 * @property {number} interview day
 * @property {number} hours a week
 * @property {readonly number[]} days of the week on which there is time, 0 for Monday
 * @property {readonly Dimension[]} rounds
 * @property {string} begins time of the day such as `19:00`; empty for none
 */

/** Spans to choose from, in days. */
export const PRESETS = /** @type {const} */ ([
  ["14", "2 weeks"],
  ["30", "30 days"],
  ["56", "8 weeks"],
  ["60", "60 days"],
  ["90", "90 days"],
  ["custom", "My own date"],
]);

export const LONGEST_DAYS = 400;
export const HOURS = { least: 1, most: 40 };
/** Nobody learns more than this on a day. */
export const LONGEST_DAY = 300;
/** Below this there is room for nothing but cards. */
export const SHORTEST_DAY = 10;

/**
 * @param {number} today
 * @returns {Wish}
 */
export function usualWish(today) {
  return {
    role: "mle",
    level: "mid",
    interview: today + 56,
    hours: 10,
    days: [0, 1, 2, 3, 5],
    rounds: [...DIMENSIONS],
    begins: "",
  };
}

/**
 * Minutes of a day of study: the hours of a week, evenly over its days, in steps of five.
 * @param {Wish} wish
 */
export function minutesOfDay({ hours, days }) {
  return Math.min(LONGEST_DAY, Math.floor((hours * 60) / Math.max(1, days.length) / 5) * 5);
}

/**
 * What keeps a plan from being made.
 * @param {Wish} wish
 * @param {number} today
 * @returns {{ field: keyof Wish, text: string }[]}
 */
export function problemsOf(wish, today) {
  /** @type {{ field: keyof Wish, text: string }[]} */
  const problems = [];
  const add = (/** @type {keyof Wish} */ field, /** @type {string} */ text) => problems.push({ field, text });
  if (!Number.isInteger(wish.interview)) add("interview", "Give the date of the interview.");
  else if (wish.interview <= today)
    add("interview", "The interview must be after today: a plan needs one day at least.");
  else if (wish.interview > today + LONGEST_DAYS)
    add("interview", `A plan reaches ${LONGEST_DAYS} days ahead at most.`);
  if (!(wish.hours >= HOURS.least && wish.hours <= HOURS.most))
    add("hours", `Give ${HOURS.least} to ${HOURS.most} hours a week.`);
  if (!wish.days.length) add("days", "Choose at least one day of the week.");
  if (!wish.rounds.length) add("rounds", "Choose at least one round that you expect.");
  if (!problems.length && minutesOfDay(wish) < SHORTEST_DAY)
    add("days", `That is less than ${SHORTEST_DAY} minutes a day: choose fewer days or more hours.`);
  return problems;
}

/**
 * Read a wish from the log or the settings; damaged parts are replaced.
 * @param {unknown} value
 * @param {number} today
 * @returns {Wish}
 */
export function readWish(value, today) {
  const usual = usualWish(today);
  const given = /** @type {Record<string, unknown>} */ (typeof value === "object" && value ? value : {});
  const list = (/** @type {unknown} */ each) => (Array.isArray(each) ? each : []);
  const days = list(given.days).filter((day) => Number.isInteger(day) && day >= 0 && day < 7);
  const rounds = DIMENSIONS.filter((name) => list(given.rounds).includes(name));
  const level = ["junior", "mid", "senior"].find((each) => each === given.level);
  return {
    role: typeof given.role === "string" ? given.role : usual.role,
    level: /** @type {Level} */ (level ?? usual.level),
    interview: Number.isInteger(given.interview) ? Number(given.interview) : usual.interview,
    hours: Number.isFinite(given.hours) ? Number(given.hours) : usual.hours,
    days: days.length ? [...new Set(days)].sort() : usual.days,
    rounds: rounds.length ? rounds : usual.rounds,
    begins:
      typeof given.begins === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(given.begins) ? given.begins : "",
  };
}
