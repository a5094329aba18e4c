// A session as a value: what it is about and what was graded, so that it survives a reload.
// @ts-check

import { EVERYTHING } from "../shared/bank.js";

/** @typedef {import("./queue.js").Scope} Scope */
/** @typedef {import("./scheduling.js").Rating} Rating */

/** @typedef {{ event: string, card: string, rating: Rating, seconds: number }} Graded */

/**
 * @typedef {object} Session
 * @property {string} id stands in its reviews, too
 * @property {Scope} scope
 * @property {readonly Graded[]} graded in order, without what was undone
 * @property {number} extra new cards beyond the day's limit
 * @property {{ card: string, since: number, revealed: boolean, full: boolean } | null} shown
 */

/** Longer than this one doesn't answer: the reader was away. */
const LONGEST_SECONDS = 600;

/**
 * @param {Partial<Scope>} scope
 * @param {number} now
 * @returns {Session}
 */
export function newSession(scope, now) {
  return {
    id: `${now.toString(36)}${Math.floor(Math.random() * 46656).toString(36)}`,
    scope: { choice: EVERYTHING, newToo: true, ids: [], ...scope, since: now },
    graded: [],
    extra: 0,
    shown: null,
  };
}

/**
 * @param {Session} session
 * @param {Graded} graded
 * @returns {Session}
 */
export function withGrade(session, graded) {
  return { ...session, graded: [...session.graded, graded], shown: null };
}

/**
 * Take the last grade back; its card is shown again with its answer.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function withoutLast(session, now) {
  const last = session.graded.at(-1);
  if (!last) return session;
  return {
    ...session,
    graded: session.graded.slice(0, -1),
    shown: { card: last.card, since: now - last.seconds * 1000, revealed: true, full: false },
  };
}

/**
 * Seconds from showing a card to grading it.
 * @param {number} since
 * @param {number} now
 */
export function secondsBetween(since, now) {
  return Math.round(Math.min(LONGEST_SECONDS, Math.max(0, (now - since) / 1000)));
}

/**
 * @typedef {object} Summary
 * @property {number} reviews
 * @property {number} cards
 * @property {number} seconds
 * @property {[again: number, hard: number, good: number, easy: number]} grades
 * @property {string[]} weak cards that were graded “Again”, the most often forgotten first
 */

/**
 * @param {Session} session
 * @returns {Summary}
 */
export function summaryOf({ graded }) {
  /** @type {[number, number, number, number]} */
  const grades = [0, 0, 0, 0];
  /** @type {Map<string, number>} */
  const again = new Map();
  for (const { card, rating } of graded) {
    grades[rating - 1] += 1;
    if (rating === 1) again.set(card, (again.get(card) ?? 0) + 1);
  }
  return {
    reviews: graded.length,
    cards: new Set(graded.map(({ card }) => card)).size,
    seconds: graded.reduce((sum, { seconds }) => sum + seconds, 0),
    grades,
    weak: [...again].sort((a, b) => b[1] - a[1]).map(([card]) => card),
  };
}

/**
 * Read a session from text; damaged text is no session.
 * @param {string | null} text
 * @param {number} now a session that is older than a day is over
 * @returns {Session | null}
 */
export function readSession(text, now) {
  try {
    const value = JSON.parse(text ?? "null");
    const { scope, graded, extra, shown } = value;
    const sound =
      typeof value.id === "string" &&
      typeof scope.since === "number" &&
      Array.isArray(scope.ids) &&
      Array.isArray(graded) &&
      typeof extra === "number" &&
      (shown === null || typeof shown.card === "string") &&
      now - scope.since < 86_400_000;
    return sound ? value : null;
  } catch {
    return null;
  }
}

/**
 * Bring a session in line with the log: what it graded is what the log says, even if the page went away in
 * the middle of a grade, and a card that was graded meanwhile is not shown again.
 * @param {Session} session
 * @param {import("./deck.js").Deck} deck
 * @returns {Session}
 */
export function restored(session, deck) {
  const graded = deck
    .reviews()
    .filter((review) => review.session === session.id)
    .sort((a, b) => a.t - b.t)
    .map(({ event, card, rating, seconds }) => ({ event, card, rating, seconds }));
  const { shown } = session;
  const over = shown && (deck.state(shown.card).memory?.last ?? 0) >= shown.since;
  return { ...session, graded, shown: over ? null : shown };
}
