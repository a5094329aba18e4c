// Which card comes next: computed afresh from the deck each time, so that nothing can get out of step.
// @ts-check

import { matches } from "../shared/bank.js";
import { MINUTE, studyDay } from "./days.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {import("../shared/bank.js").Choice} Choice */
/** @typedef {import("./deck.js").Deck} Deck */

/** Cards in learning come this much too early rather than keep the reader waiting. */
export const LEARN_AHEAD = 20 * MINUTE;

/**
 * @typedef {object} Scope
 * @property {Partial<Choice>} choice
 * @property {boolean} newToo
 * @property {readonly string[]} ids if there are any, these cards and no others, due or not, without limits
 * @property {number} since when the session began
 */

/**
 * @typedef {object} Limits
 * @property {number} newPerDay
 * @property {number} reviewsPerDay
 */

/**
 * @typedef {object} Queue
 * @property {string[]} learning cards in learning, the one that comes first leading
 * @property {string[]} due
 * @property {string[]} fresh new cards
 * @property {number} heldBack due and new cards over today's limits
 * @property {number} suspended
 * @property {number} total cards in scope
 * @property {{ fresh: number, due: number }} done today, of all cards
 */

const FREQUENCIES = ["high", "med", "low"];
const LEVELS = ["beginner", "intermediate", "advanced"];

/**
 * @param {readonly Question[]} questions
 * @param {Deck} deck
 * @param {Scope} scope
 * @param {Limits} limits
 * @param {number} now
 * @param {number} zone
 * @returns {Queue}
 */
export function queueOf(questions, deck, scope, limits, now, zone) {
  const today = studyDay(now, zone);
  const done = doneOn(deck, today);
  const named = new Set(scope.ids);
  /** @type {Queue} */
  const queue = { learning: [], due: [], fresh: [], heldBack: 0, suspended: 0, total: 0, done };
  /** @type {Question[]} */
  const fresh = [];
  for (const question of questions) {
    const { id } = question;
    if (named.size ? !named.has(id) : !matches(question, scope.choice)) continue;
    queue.total += 1;
    const { memory, suspended } = deck.state(id);
    if (suspended && !named.has(id)) queue.suspended += 1;
    else if (!memory) fresh.push(question);
    else if (memory.phase !== "review") queue.learning.push(id);
    else if (named.size ? memory.last < scope.since : memory.dueDay <= today) queue.due.push(id);
  }
  queue.learning.sort((a, b) => dueOf(deck, a) - dueOf(deck, b));
  queue.due.sort((a, b) => dayOf(deck, a) - dayOf(deck, b) || mix(a, today) - mix(b, today));
  if (named.size) {
    const order = new Map(scope.ids.map((id, index) => [id, index]));
    queue.fresh = fresh.map(({ id }) => id).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    return queue;
  }
  fresh.sort(
    (a, b) =>
      addedOf(deck, a) - addedOf(deck, b) ||
      FREQUENCIES.indexOf(a.frequency) - FREQUENCIES.indexOf(b.frequency) ||
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      mix(a.id, 0) - mix(b.id, 0),
  );
  const [due, room] = [queue.due.length, Math.max(0, limits.newPerDay - done.fresh)];
  queue.due = queue.due.slice(0, Math.max(0, limits.reviewsPerDay - done.due));
  queue.fresh = scope.newToo ? fresh.slice(0, room).map(({ id }) => id) : [];
  queue.heldBack = due - queue.due.length + (scope.newToo ? fresh.length - queue.fresh.length : 0);
  return queue;
}

/**
 * The card to show next, or nothing when the session is done.
 *
 * A card in learning comes as soon as its minutes have passed. New cards are spread evenly among due ones.
 * @param {Queue} queue
 * @param {Deck} deck
 * @param {number} now
 * @param {string} [last] the card that was just graded comes again at once only if it is the only one
 * @returns {string | undefined}
 */
export function nextCard(queue, deck, now, last) {
  const { learning, due, fresh, done } = queue;
  const ready = learning.find((id) => dueOf(deck, id) <= now && id !== last);
  if (ready) return ready;
  if (due.length || fresh.length) {
    const share = done.fresh / (done.fresh + fresh.length || 1);
    const newTurn = !due.length || (fresh.length > 0 && share < done.due / (done.due + due.length));
    return newTurn ? fresh[0] : due[0];
  }
  const early = learning.filter((id) => dueOf(deck, id) <= now + LEARN_AHEAD);
  return early.find((id) => id !== last) ?? early[0];
}

/**
 * New cards and reviews of a study day; a card in learning is part of the first.
 * @param {Deck} deck
 * @param {number} day
 */
export function doneOn(deck, day) {
  const done = { fresh: 0, due: 0 };
  for (const id of deck.ids) {
    const { reviews } = deck.state(id);
    // The last reviews are the latest: those of other days need not be looked at.
    for (let index = reviews.length - 1; index >= 0; index -= 1) {
      const { t, zone, phase } = reviews[index];
      const its = studyDay(t, zone);
      if (its < day) break;
      if (its > day) continue;
      if (phase === "new") done.fresh += 1;
      if (phase === "review") done.due += 1;
    }
  }
  return done;
}

/** @param {Deck} deck @param {string} id */
const dueOf = (deck, id) => deck.state(id).memory?.due ?? 0;

/** @param {Deck} deck @param {string} id */
const dayOf = (deck, id) => deck.state(id).memory?.dueDay ?? 0;

/** Cards that the reader asked for come before others, the earliest first. @param {Deck} deck @param {Question} question */
const addedOf = (deck, { id }) => deck.state(id).added || Number.MAX_SAFE_INTEGER;

/**
 * A number that looks random and is the same each time, so that topics mix and the order stays.
 * @param {string} id
 * @param {number} day
 */
function mix(id, day) {
  let hash = day ^ 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // The last letters must reach the first digits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
