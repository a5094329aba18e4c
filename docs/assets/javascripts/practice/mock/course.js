// How a mock interview goes on: each step makes the next value of the session.
// @ts-check

import { isRunning, paused, started, ticked } from "../sitting/timer.js";
import { current, followUpAt, withAnswer, withMarks } from "./session.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").Answer} Answer */

/**
 * Mark a step of the design as begun, or take the mark away.
 * @param {Session} session
 * @param {string} step
 * @returns {Session}
 */
export function stamped(session, step) {
  const { steps, timer } = current(session);
  const { [step]: known, ...rest } = steps;
  return withAnswer(session, { steps: known === undefined ? { ...steps, [step]: timer.spent } : rest });
}

/**
 * Start the question, or go on after a pause.
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function begun(session, now) {
  const going = /** @type {Session} */ ({ ...session, at: { ...session.at, phase: "answer" } });
  return withAnswer(going, { timer: started(current(session).timer, now) });
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {Session}
 */
export function halted(session, now) {
  return session.at.phase === "answer"
    ? withAnswer(session, { timer: paused(current(session).timer, now) })
    : session;
}

/**
 * Let time pass.
 * @param {Session} session
 * @param {number} now
 * @returns {{ session: Session, away: boolean }} `away`: nobody was there, and the time stands
 */
export function passed(session, now) {
  if (session.at.phase !== "answer" || !isRunning(current(session).timer)) return { session, away: false };
  const { timer, away } = ticked(current(session).timer, now);
  return { session: withAnswer(session, { timer }), away };
}

/**
 * The answer is given: on to the follow-up, which is asked at once, or to its rating.
 * @param {Session} session
 * @param {number} now
 * @param {number} available follow-ups that the question has
 * @returns {Session}
 */
export function answered(session, now, available) {
  const { block, part } = session.at;
  const after = withAnswer(session, { timer: paused(current(session).timer, now), done: true });
  const next = part + 1;
  if (next < after.answers[block].length && followUpAt(after.blocks[block], next, available) !== undefined) {
    return begun({ ...after, at: { block, part: next, phase: "answer" } }, now);
  }
  return { ...after, at: { block, part: 0, phase: "rate" } };
}

/**
 * Leave the question, or only the follow-up; what was written stays.
 * @param {Session} session
 * @param {number} now
 * @param {number} available
 * @returns {Session}
 */
export function skipped(session, now, available) {
  const after = withAnswer(session, { skipped: true });
  if (session.at.part > 0) return answered(after, now, available);
  const stopped = withAnswer(after, { timer: paused(current(after).timer, now), done: true });
  return afterRating({ ...stopped, at: { ...stopped.at, phase: "rate" } });
}

/**
 * The answer is rated: its rubric comes now, or after all other questions.
 * @param {Session} session
 * @returns {Session}
 */
export function afterRating(session) {
  const { block } = session.at;
  if (session.scoring === "each") return { ...session, at: { block, part: 0, phase: "score" } };
  return block + 1 < session.blocks.length && !session.early
    ? { ...session, at: { block: block + 1, part: 0, phase: "ready" } }
    : firstUnscored(session);
}

/**
 * The rubric is ticked off: on to the next question.
 * @param {Session} session
 * @returns {Session}
 */
export function scored(session) {
  const after = withMarks(session, { done: true });
  const { block } = after.at;
  if (after.scoring === "end" || after.early) return firstUnscored(after);
  return block + 1 < after.blocks.length
    ? { ...after, at: { block: block + 1, part: 0, phase: "ready" } }
    : { ...after, at: { ...after.at, phase: "report" } };
}

/** @param {Session} session @returns {Session} */
function firstUnscored(session) {
  const block = session.marks.findIndex(({ done }) => !done);
  return block < 0
    ? { ...session, at: { ...session.at, phase: "report" } }
    : { ...session, at: { block, part: 0, phase: "score" } };
}

/**
 * End the interview: questions that were not begun are dropped, the one that is being answered is kept if there
 * is anything of it.
 * @param {Session} session
 * @param {number} now
 * @returns {Session} with at least one question or, if nothing was answered, none
 */
export function ended(session, now) {
  const { block, part, phase } = session.at;
  const stopped = { ...halted(session, now), early: true };
  const answering = phase === "ready" || phase === "answer";
  const begunHere = answering && (part > 0 || isBegun(current(stopped)));
  const keep = answering && !begunHere ? block : block + 1;
  // In an interview that is scored at the end, nothing beyond the first unanswered question was begun.
  const count = stopped.scoring === "end" && phase === "score" ? stopped.blocks.length : keep;
  const cut = {
    ...stopped,
    blocks: stopped.blocks.slice(0, count),
    answers: stopped.answers.slice(0, count),
    ratings: stopped.ratings.slice(0, count),
    marks: stopped.marks.slice(0, count),
  };
  if (!begunHere) return answering ? firstUnscored(cut) : cut;
  const closed = withAnswer(cut, { done: true, skipped: !isBegun(current(cut)) });
  return { ...closed, at: { block, part: 0, phase: "rate" } };
}

/** @param {Answer} answer */
function isBegun({ text, timer }) {
  return text.trim() !== "" || timer.spent > 0;
}
