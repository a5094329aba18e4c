// A mock interview as a value: where it stands, what was answered and how it was rated. It survives a reload.
// How it goes on from there is in course.js.
// @ts-check

import { STOPPED } from "../sitting/timer.js";

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
