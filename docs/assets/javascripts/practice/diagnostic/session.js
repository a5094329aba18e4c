// A diagnostic as a value: which question, what was said of each, and the time that is left.
// @ts-check

import { paused, STOPPED, started, ticked } from "../sitting/timer.js";

/** @typedef {import("../sitting/timer.js").Timer} Timer */

/** Half a minute to say it, as long as the short answer takes. */
export const THINK_MS = 30_000;

/**
 * @typedef {object} Item
 * @property {string} question id
 * @property {number | null} confidence 1 to 5, before the answer is seen
 * @property {readonly number[]} made points of the rubric that were said
 * @property {number} seconds until the confidence was given
 * @property {boolean} done
 */

/**
 * @typedef {object} Session
 * @property {1} version
 * @property {string} id
 * @property {number} made when it was begun
 * @property {string} role
 * @property {string} seed
 * @property {readonly Item[]} items
 * @property {number} at index of the question
 * @property {"think" | "mark" | "result"} phase
 * @property {Timer} think time for the question
 * @property {Timer} total time of everything
 * @property {boolean} beyond whether the reader goes on although the time is over
 * @property {string | null} logged
 */

/**
 * @param {{ id: string, role: string, seed: string, questions: readonly string[] }} parts
 * @param {number} now
 * @returns {Session}
 */
export function newSession({ id, role, seed, questions }, now) {
  const items = questions.map((question) => ({
    question,
    confidence: null,
    made: [],
    seconds: 0,
    done: false,
  }));
  return {
    version: 1,
    id,
    made: now,
    role,
    seed,
    items,
    at: 0,
    phase: items.length ? "think" : "result",
    think: STOPPED,
    total: STOPPED,
    beyond: false,
    logged: null,
  };
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function going(session, now) {
  if (session.phase === "result") return session;
  const think = session.phase === "think" ? started(session.think, now) : session.think;
  return { ...session, think, total: started(session.total, now) };
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function halted(session, now) {
  return { ...session, think: paused(session.think, now), total: paused(session.total, now) };
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {{ session: Session, away: boolean }}
 */
export function passed(session, now) {
  const total = ticked(session.total, now);
  const think = ticked(session.think, now);
  const away = total.away || think.away;
  const after = { ...session, total: total.timer, think: think.timer };
  return { session: away ? halted(after, now) : after, away };
}

/**
 * The reader has said it, or couldn't: the answer is shown now.
 * @param {Session} session
 * @param {number} confidence 1 to 5
 * @param {number} now
 * @returns {Session}
 */
export function answered(session, confidence, now) {
  const think = paused(session.think, now);
  const changes = { confidence, seconds: Math.round(think.spent / 1000) };
  return { ...withItem(session, changes), think, phase: "mark" };
}

/**
 * Turn a point of the rubric on or off.
 * @param {Session} session
 * @param {number} point
 * @returns {Session}
 */
export function toggled(session, point) {
  const { made } = session.items[session.at];
  const after = made.includes(point) ? made.filter((each) => each !== point) : [...made, point];
  return withItem(session, { made: after.sort((a, b) => a - b) });
}

/**
 * @param {Session} session
 * @param {readonly number[]} made
 * @returns {Session}
 */
export function withPoints(session, made) {
  return withItem(session, { made });
}

/**
 * On to the next question.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function marked(session, now) {
  const after = withItem(session, { done: true });
  const at = after.at + 1;
  if (at >= after.items.length) return finished(after, now);
  return { ...after, at, phase: "think", think: started(STOPPED, now) };
}

/**
 * Back to the marks of the question before.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function backed(session, now) {
  if (session.phase === "mark" || session.at === 0) return session;
  return { ...session, at: session.at - 1, phase: "mark", think: paused(session.think, now) };
}

/**
 * End with what there is; a question without marks doesn't count.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function finished(session, now) {
  return { ...halted(session, now), phase: "result" };
}

/**
 * @param {Session} session
 * @param {Partial<Item>} changes
 * @returns {Session}
 */
function withItem(session, changes) {
  const items = session.items.map((item, index) => (index === session.at ? { ...item, ...changes } : item));
  return { ...session, items };
}

/**
 * @param {string | null} text
 * @returns {Session | null}
 */
export function readSession(text) {
  try {
    const value = JSON.parse(text ?? "null");
    const sound =
      value.version === 1 &&
      typeof value.id === "string" &&
      Array.isArray(value.items) &&
      value.items.every(
        (/** @type {any} */ item) => typeof item.question === "string" && Array.isArray(item.made),
      ) &&
      ["think", "mark", "result"].includes(value.phase) &&
      (value.phase === "result" || value.items[value.at] !== undefined) &&
      Number.isFinite(value.think.spent) &&
      Number.isFinite(value.total.spent);
    return sound ? value : null;
  } catch {
    return null;
  }
}
