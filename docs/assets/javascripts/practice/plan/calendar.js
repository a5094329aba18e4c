// Calendar days as numbers, so that no time zone and no change of clocks can move them.
// @ts-check

import { mondayOf } from "../cards/statistics.js";

const DAY = 86_400_000;

/** Short names of the days of a week, Monday first. */
export const WEEKDAYS = /** @type {const} */ (["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);

/**
 * Number of a calendar day since 1970.
 * @param {string} text such as `2026-11-20`
 * @returns {number | null} nothing when there is no such day
 */
export function parseDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const day = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / DAY;
  return isoDay(day) === text ? day : null;
}

/** @param {number} day @returns {string} such as `2026-11-20` */
export function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** @param {number} day @returns {number} 0 for a Monday */
export function weekdayOf(day) {
  return day - mondayOf(day);
}

/**
 * Name a day, such as “Fri 20 Nov”.
 * @param {number} day
 * @param {{ year?: boolean }} [options]
 */
export function dayText(day, { year = false } = {}) {
  const date = new Date(day * DAY);
  const rest = date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(year ? { year: "numeric" } : {}),
    timeZone: "UTC",
  });
  return `${WEEKDAYS[weekdayOf(day)]} ${rest}`;
}

/**
 * Say how long something takes, such as “1 h 25 min”.
 * @param {number} minutes
 */
export function minutesText(minutes) {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${rest} min` : `${hours} h`;
}

export { mondayOf };
