// How weak a reader was on a question or its topic, from cards, mock interviews and diagnostics.
// @ts-check

import { effective } from "../study/event.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("../shared/bank.js").Question} Question */

/** What a grade of a card says: forgotten is weak, easy is not. */
const OF_RATING = [1, 0.6, 0.2, 0];

/** Of something never tried: a little, so that new topics come before known ones. */
const UNKNOWN = 0.35;

/** Each try counts this much of the one after it. */
const FADING = 0.7;

/**
 * @param {Iterable<StudyEvent>} events
 * @param {ReadonlyMap<string, Question>} byId
 * @returns {(question: Question) => number} from 0 (always good) to 1 (always bad)
 */
export function weaknessOf(events, byId) {
  /** @type {Map<string, number[]>} */
  const tries = new Map();
  const note = (/** @type {string} */ key, /** @type {number} */ value) => {
    const list = tries.get(key);
    if (list) list.push(value);
    else tries.set(key, [value]);
  };
  for (const event of effective(events)) {
    const id = String(event.kind === "review" ? event.data.card : event.data.question);
    const question = byId.get(id);
    const value = weaknessIn(event);
    if (!question || value === null) continue;
    note(`question ${id}`, value);
    note(`topic ${question.topic}`, value);
  }
  const of = new Map([...tries].map(([key, values]) => [key, faded(values)]));
  return (question) => {
    const topic = of.get(`topic ${question.topic}`) ?? UNKNOWN;
    const own = of.get(`question ${question.id}`);
    return own === undefined ? topic : 0.6 * own + 0.4 * topic;
  };
}

/** @param {StudyEvent} event */
function weaknessIn({ kind, data }) {
  if (kind === "review") return OF_RATING[Number(data.rating) - 1] ?? null;
  if (kind !== "answer" || typeof data.score !== "number" || !(data.score >= 0 && data.score <= 1))
    return null;
  return 1 - data.score;
}

/** @param {readonly number[]} values in the order of time */
function faded(values) {
  let sum = 0;
  let weights = 0;
  for (const value of values) {
    sum = sum * FADING + value;
    weights = weights * FADING + 1;
  }
  return sum / weights;
}
