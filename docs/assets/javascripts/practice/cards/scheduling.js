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

/**
 * @typedef {object} Scheduling
 * @property {(memory: Memory | undefined, t: number, zone: number, rating: Rating) => Memory} next
 *   the memory after a review; a clock that went back counts as having stood still
 * @property {(memory: Memory | undefined, now: number, zone: number) => number[]} intervals
 *   milliseconds until the card comes back, for each of the four grades
 * @property {(memory: Memory, now: number, zone: number) => number} recall probability now
 */

/** @type {readonly Phase[]} as FSRS numbers them */
const PHASES = ["new", "learning", "review", "relearning"];

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

  return {
    next(memory, t, zone, rating) {
      const time = new Date(clock(memory, t, zone));
      const { card } = scheduler.next(memory?.card ?? createEmptyCard(time), time, rating);
      const phase = PHASES[card.state];
      const last = Math.max(t, memory?.last ?? 0);
      return {
        card,
        phase,
        last,
        due: last + card.due.getTime() - time.getTime(),
        dueDay: Math.floor(card.due.getTime() / DAY),
      };
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
