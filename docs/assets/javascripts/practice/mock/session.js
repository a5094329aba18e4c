// A mock interview as a value: where it stands, what was answered and how it was rated. It survives a reload.
// @ts-check

import { isRunning, paused, STOPPED, started, ticked } from "../sitting/timer.js";

/** @typedef {import("../sitting/timer.js").Timer} Timer */
/** @typedef {import("./draw.js").Block} Block */
/** @typedef {import("./draw.js").Choice} Choice */

/**
 * An answer to a question (part 0) or to one of its follow-ups (part 1, 2).
 * @typedef {object} Answer
 * @property {string} text typed, or written down by the browser while it was spoken
 * @property {Timer} timer
 * @property {boolean} heard whether some of the text was spoken
 * @property {import("./speech.js").Voice | null} voice what the recording says about it
 * @property {Record<string, number>} steps when a step of a design began, in milliseconds
 * @property {boolean} skipped
 * @property {boolean} done
 */

/**
 * What the reader says about a block before the rubric is shown; nothing where nothing was said.
 * @typedef {{ confidence: number | null, structure: number | null, clarity: number | null, pace: number | null }} Rating
 */

/**
 * What the rubric says.
 * @typedef {object} Marks
 * @property {readonly number[]} points the points of the rubric that were made
 * @property {Readonly<Record<string, number>>} parts grades 0 to 2 of the parts of a story or steps of a design
 * @property {Readonly<Record<number, number>>} followUps grades 0 to 2 by part
 * @property {boolean} done
 */

/**
 * - `ready`: the question waits to be started; `answer`: the time runs, or is paused
 * - `rate`: the answer is rated before its rubric is seen; `score`: against the rubric
 * - `report`: all is done
 * @typedef {"ready" | "answer" | "rate" | "score" | "report"} Phase
 */

/**
 * @typedef {object} Session
 * @property {1} version
 * @property {string} id
 * @property {number} made when it was begun
 * @property {Choice} choice
 * @property {string} seed
 * @property {"each" | "end"} scoring
 * @property {readonly Block[]} blocks
 * @property {readonly (readonly Answer[])[]} answers by block and part
 * @property {readonly Rating[]} ratings by block
 * @property {readonly Marks[]} marks by block
 * @property {{ block: number, part: number, phase: Phase }} at
 * @property {boolean} early whether it was ended early
 * @property {string | null} logged id of the event that reports it
 */

/** Beyond this a text is cut when it is kept. */
export const LONGEST_TEXT = 20_000;

/** @returns {Answer} */
export function newAnswer() {
  return { text: "", timer: STOPPED, heard: false, voice: null, steps: {}, skipped: false, done: false };
}

/**
 * @param {{ id: string, choice: Choice, seed: string, scoring: "each" | "end", blocks: readonly Block[] }} parts
 * @param {number} now
 * @returns {Session}
 */
export function newSession(parts, now) {
  return {
    version: 1,
    ...parts,
    made: now,
    answers: parts.blocks.map((block) => Array.from({ length: 1 + block.most }, newAnswer)),
    ratings: parts.blocks.map(() => ({ confidence: null, structure: null, clarity: null, pace: null })),
    marks: parts.blocks.map(() => ({ points: [], parts: {}, followUps: {}, done: false })),
    at: { block: 0, part: 0, phase: "ready" },
    early: false,
    logged: null,
  };
}

/**
 * The answer that is being given.
 * @param {Session} session
 */
export function current(session) {
  return session.answers[session.at.block][session.at.part];
}

/**
 * The number of the follow-up in its question's list that a part asks.
 * @param {Block} block
 * @param {number} part 1 for the first follow-up
 * @param {number} available how many the question has
 * @returns {number | undefined} nothing when the question has fewer
 */
export function followUpAt(block, part, available) {
  return block.followUps.filter((index) => index < available)[part - 1];
}

/**
 * @param {Session} session
 * @param {Partial<Answer>} changes
 * @returns {Session}
 */
export function withAnswer(session, changes) {
  const { block, part } = session.at;
  return {
    ...session,
    answers: changed(session.answers, block, changed(session.answers[block], part, changes)),
  };
}

/**
 * @param {Session} session
 * @param {Partial<Rating>} changes
 * @returns {Session}
 */
export function withRating(session, changes) {
  return { ...session, ratings: changed(session.ratings, session.at.block, changes) };
}

/**
 * @param {Session} session
 * @param {Partial<Marks>} changes
 * @returns {Session}
 */
export function withMarks(session, changes) {
  return { ...session, marks: changed(session.marks, session.at.block, changes) };
}

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

/**
 * Time of all answers.
 * @param {Session} session
 */
export function spentIn(session) {
  return session.answers.flat().reduce((sum, { timer }) => sum + timer.spent, 0);
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @param {Partial<T> | T} changes
 * @returns {T[]}
 */
function changed(list, index, changes) {
  return list.map((item, each) => {
    if (each !== index) return item;
    return /** @type {T} */ (Array.isArray(item) ? changes : { ...item, ...changes });
  });
}
