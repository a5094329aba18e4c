// A stop watch as a value: time is passed in, and time in which nobody looked doesn't count.
// @ts-check

/**
 * @typedef {object} Timer
 * @property {number} spent milliseconds that counted
 * @property {number | null} last when it was looked at last; nothing while it stands
 */

/**
 * A running watch is looked at several times a second, in a hidden tab once a minute. A longer gap means that
 * the page was closed, the device slept, or the clock was set: nobody was answering.
 */
export const LONGEST_GAP = 90_000;

/** @type {Readonly<Timer>} */
export const STOPPED = Object.freeze({ spent: 0, last: null });

/** @param {Timer} timer */
export const isRunning = (timer) => timer.last !== null;

/**
 * @param {Timer} timer
 * @param {number} now milliseconds
 * @returns {Timer}
 */
export function started(timer, now) {
  return isRunning(timer) ? timer : { ...timer, last: now };
}

/**
 * Count the time since the last look.
 * @param {Timer} timer
 * @param {number} now
 * @returns {{ timer: Timer, away: boolean }} `away`: there was a gap, which doesn't count, and it stands now
 */
export function ticked(timer, now) {
  if (timer.last === null) return { timer, away: false };
  const passed = now - timer.last;
  if (passed > LONGEST_GAP) return { timer: { spent: timer.spent, last: null }, away: true };
  // A clock that was set back takes nothing away.
  return { timer: { spent: timer.spent + Math.max(0, passed), last: now }, away: false };
}

/**
 * @param {Timer} timer
 * @param {number} now
 * @returns {Timer}
 */
export function paused(timer, now) {
  return { ...ticked(timer, now).timer, last: null };
}

/**
 * How the time stands: `soon` in the last fifth, `over` beyond the end.
 * @param {number} spent milliseconds
 * @param {number} limit milliseconds
 * @returns {"calm" | "soon" | "over"}
 */
export function urgency(spent, limit) {
  if (spent >= limit) return "over";
  return spent >= limit * 0.8 ? "soon" : "calm";
}

/**
 * Minutes and seconds, such as 4:05; beyond the end with a plus.
 * @param {number} milliseconds left, negative beyond the end
 */
export function clockText(milliseconds) {
  const seconds = Math.max(0, Math.ceil(Math.abs(milliseconds) / 1000 - (milliseconds < 0 ? 1 : 0)));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return milliseconds < 0 && seconds > 0 ? `+${text}` : text;
}

/**
 * The same for screen readers, such as “4 minutes 5 seconds”.
 * @param {number} milliseconds
 */
export function spokenTime(milliseconds) {
  const seconds = Math.max(0, Math.round(Math.abs(milliseconds) / 1000));
  const parts = [
    [Math.floor(seconds / 60), "minute"],
    [seconds % 60, "second"],
  ].flatMap(([count, name]) => (count ? [`${count} ${name}${count === 1 ? "" : "s"}`] : []));
  return parts.join(" ") || "0 seconds";
}
