// How many cards come back on each of the next days.
// @ts-check

import { studyDay } from "./days.js";

/** @typedef {import("./deck.js").Deck} Deck */

/**
 * @param {Iterable<string>} ids cards to count; new ones and those set aside don't come by themselves
 * @param {Deck} deck
 * @param {number} now
 * @param {number} zone
 * @param {number} [days]
 * @returns {number[]} one number a day; the first is today, with everything overdue
 */
export function forecast(ids, deck, now, zone, days = 30) {
  const today = studyDay(now, zone);
  const counts = Array.from({ length: days }, () => 0);
  for (const id of ids) {
    const { memory, suspended } = deck.state(id);
    if (!memory || suspended) continue;
    const day = Math.max(0, memory.dueDay - today);
    if (day < days) counts[day] += 1;
  }
  return counts;
}
