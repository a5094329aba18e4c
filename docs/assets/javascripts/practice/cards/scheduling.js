// When a card comes back, by FSRS: a card's state is computed from its reviews and stored nowhere.
// @ts-check

import { DAY, studyTime } from "./days.js";

/** @typedef {import("ts-fsrs").Card} FsrsCard */
/** @typedef {Pick<typeof import("ts-fsrs"), "createEmptyCard" | "fsrs">} Fsrs */
/** @typedef {"new" | "learning" | "review" | "relearning"} Phase */
/** @typedef {1 | 2 | 3 | 4} Rating again, hard, good, easy */

/**
 * What FSRS knows of a card after its last review.
 * @typedef {object} Memory
 * @property {FsrsCard} card its times are on the study clock
 * @property {Phase} phase
 * @property {number} last time of the last review
 * @property {number} due milliseconds since 1970
 * @property {number} dueDay study day
 */

/** @typedef {{ t: number, zone: number, rating: Rating }} Given a review */

/**
 * @typedef {object} Scheduling
 * @property {(memory: Memory | undefined, t: number, zone: number, rating: Rating) => Memory} next
 *   the memory after a review; a clock that went back counts as having stood still
 * @property {(reviews: readonly Given[]) => { memory: Memory | undefined, phases: Phase[] }} replay
 *   the same for reviews in order, several times as fast; `phases` are those before each review
 * @property {(memory: Memory | undefined, now: number, zone: number) => number[]} intervals
 *   milliseconds until the card comes back, for each of the four grades
 * @property {(memory: Memory, now: number, zone: number) => number} recall probability now
 */

/** @type {readonly Phase[]} as FSRS numbers them */
const PHASES = ["new", "learning", "review", "relearning"];

/** The library's learning steps of 1 and 10 minutes, and its relearning step of 10 minutes. */
const STEPS = /** @type {Record<Phase, number>} */ ({ new: 2, learning: 2, review: 0, relearning: 1 });

/**
 * Phase and learning step after a review.
 * @param {Phase} phase
 * @param {number} step
 * @param {Rating} rating
 * @returns {[phase: Phase, step: number]}
 */
function stepped(phase, step, rating) {
  if (phase === "review") return rating === 1 ? ["relearning", 0] : ["review", 0];
  const learning = phase === "new" ? "learning" : phase;
  if (rating === 1) return [learning, 0];
  if (rating === 2) return [learning, step];
  return rating === 3 && step + 1 < STEPS[phase] ? [learning, step + 1] : ["review", 0];
}

/** Grades by rating; the first place is empty. */
export const GRADES = /** @type {const} */ (["", "Again", "Hard", "Good", "Easy"]);

/**
 * Learning steps are those of the library: 1 and 10 minutes for a new card, 10 minutes for a forgotten one.
 * Intervals are not fuzzed: the one on the button is the one that is used, and a replay gives the same.
 * @param {Fsrs} library ts-fsrs
 * @param {{ retention?: number, longest?: number }} [options] the share of cards to be remembered when they
 *   come back, and the longest interval in days
 * @returns {Scheduling}
 */
export function createScheduling({ createEmptyCard, fsrs }, { retention = 0.9, longest = 36500 } = {}) {
  const scheduler = fsrs({
    request_retention: retention,
    maximum_interval: longest,
    enable_fuzz: false,
    enable_short_term: true,
  });

  /**
   * FSRS counts days of UTC: on the study clock those are the reader's. A journey westwards can turn the
   * study clock back, which FSRS doesn't accept.
   * @param {Memory | undefined} memory @param {number} t @param {number} zone
   */
  const clock = (memory, t, zone) =>
    Math.max(studyTime(t, zone), memory?.card.last_review?.getTime() ?? Number.NEGATIVE_INFINITY);

  /** @type {Scheduling["next"]} */
  const next = (memory, t, zone, rating) => {
    const time = new Date(clock(memory, t, zone));
    const { card } = scheduler.next(memory?.card ?? createEmptyCard(time), time, rating);
    const last = Math.max(t, memory?.last ?? 0);
    return {
      card,
      phase: PHASES[card.state],
      last,
      due: last + card.due.getTime() - time.getTime(),
      dueDay: Math.floor(card.due.getTime() / DAY),
    };
  };

  return {
    next,
    replay(reviews) {
      /** @type {Phase[]} */
      const phases = [];
      /** @type {import("ts-fsrs").FSRSState | null} */
      let state = null;
      /** @type {Phase} */
      let phase = "new";
      let [step, last, clocked] = [0, 0, Number.NEGATIVE_INFINITY];
      // Only the last review has to say when the card comes back; of the others the memory is enough.
      for (const { t, zone, rating } of reviews.slice(0, -1)) {
        phases.push(phase);
        const time = Math.max(studyTime(t, zone), clocked);
        const days = phase === "new" ? 0 : Math.floor(time / DAY) - Math.floor(clocked / DAY);
        state = scheduler.next_state(state, days, rating);
        [phase, step] = stepped(phase, step, rating);
        [last, clocked] = [Math.max(t, last), time];
      }
      const final = reviews.at(-1);
      if (!final) return { memory: undefined, phases };
      phases.push(phase);
      if (!state) return { memory: next(undefined, final.t, final.zone, final.rating), phases };
      const due = new Date(clocked);
      const card = {
        ...createEmptyCard(due),
        ...state,
        state: PHASES.indexOf(phase),
        learning_steps: step,
        last_review: due,
      };
      const before = { card, phase, last, due: last, dueDay: 0 };
      return { memory: next(before, final.t, final.zone, final.rating), phases };
    },
    intervals(memory, now, zone) {
      const time = new Date(clock(memory, now, zone));
      const outcomes = scheduler.repeat(memory?.card ?? createEmptyCard(time), time);
      return [...outcomes].map(({ card }) => card.due.getTime() - time.getTime());
    },
    recall(memory, now, zone) {
      return scheduler.get_retrievability(memory.card, new Date(clock(memory, now, zone)), false);
    },
  };
}
