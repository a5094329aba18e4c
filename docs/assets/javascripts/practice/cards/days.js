// Days and spans as learners count them: a day begins at four in the morning of the place where one is.
// @ts-check

export const MINUTE = 60_000;
export const DAY = 86_400_000;
const DAY_BEGINS = 4 * 60 * MINUTE;

/**
 * A time on the study clock, on which a day begins at 0 o'clock of UTC.
 * @param {number} t milliseconds since 1970
 * @param {number} zone minutes that the place is ahead of UTC
 */
export function studyTime(t, zone) {
  return t + zone * MINUTE - DAY_BEGINS;
}

/**
 * Number of the study day since 1970.
 * @param {number} t
 * @param {number} zone
 */
export function studyDay(t, zone) {
  return Math.floor(studyTime(t, zone) / DAY);
}

/**
 * Minutes that the device's place is ahead of UTC at a time.
 * @param {number} t
 */
export function zoneAt(t) {
  return -new Date(t).getTimezoneOffset();
}

/**
 * The date of a study day, for `Intl` in UTC.
 * @param {number} day
 */
export function dateOf(day) {
  return new Date(day * DAY);
}

/**
 * Name a study day, such as “20 Nov”.
 * @param {number} day
 */
export function dayName(day) {
  return dateOf(day).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

/**
 * Say how long a span is, in the unit that fits.
 * @param {number} span milliseconds
 */
export function spanText(span) {
  const minutes = Math.max(1, Math.round(span / MINUTE));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return plural(hours, "hour");
  const days = Math.round(span / DAY);
  if (days < 14) return plural(Math.max(1, days), "day");
  if (days < 60) return plural(Math.round(days / 7), "week");
  if (days < 365) return plural(Math.round(days / 30.4), "month");
  const years = Math.round(days / 36.5) / 10;
  return years === 1 ? "1 year" : `${years} years`;
}

/**
 * @param {number} count
 * @param {string} thing in the singular
 * @param {string} [things]
 */
export function plural(count, thing, things = `${thing}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? thing : things}`;
}
