// When it is time for a backup.
// @ts-check

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */

const DAY = 86_400_000;

/** Below so many events there is little to lose. */
const FEW = 20;

/** @type {Readonly<Reminder>} */
export const USUAL_REMINDER = Object.freeze({ events: 200, days: 14 });

/**
 * @typedef {object} Reminder
 * @property {number} events remind after so many since the last backup; 0 for never
 * @property {number} days remind after so many; 0 for never
 */

/**
 * @typedef {object} BackupState
 * @property {number} since events since the last backup
 * @property {number | undefined} last when the last backup was made
 * @property {boolean} due
 */

/**
 * @param {Iterable<StudyEvent>} events
 * @param {Reminder} reminder
 * @param {number} now
 * @returns {BackupState}
 */
export function backupState(events, reminder, now) {
  const all = [...events];
  let last;
  for (const { kind, t } of all) if (kind === "backup" && t > (last ?? -1)) last = t;
  let [since, first] = [0, now];
  for (const { kind, t } of all) {
    if (kind === "backup" || t <= (last ?? -1)) continue;
    since += 1;
    if (t < first) first = t;
  }
  const days = (now - (last ?? first)) / DAY;
  const due =
    since >= FEW &&
    ((reminder.events > 0 && since >= reminder.events) || (reminder.days > 0 && days >= reminder.days));
  return { since, last, due };
}
