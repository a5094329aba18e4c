// All cards as the study log tells them: what happened to each, and what follows for it.
// @ts-check

import { effective } from "../study/event.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./scheduling.js").Scheduling} Scheduling */
/** @typedef {import("./scheduling.js").Memory} Memory */
/** @typedef {import("./scheduling.js").Phase} Phase */
/** @typedef {import("./scheduling.js").Rating} Rating */

/**
 * One review that counts.
 * @typedef {object} Review
 * @property {string} event id of its event
 * @property {string} card
 * @property {number} t
 * @property {number} zone minutes that the place where it was is ahead of UTC
 * @property {Rating} rating
 * @property {number} seconds
 * @property {Phase} phase of the card before it
 * @property {string} session in which it was; empty elsewhere than here
 */

/**
 * @typedef {object} CardState
 * @property {Memory | undefined} memory nothing for a card that is new or was started afresh
 * @property {readonly Review[]} reviews all of them, in order
 * @property {number} lapses times it was forgotten since it was started
 * @property {boolean} suspended set aside: it doesn't come
 * @property {number} added when the reader asked for it; 0 if never
 */

/** A card that was forgotten so often needs another way of learning. */
export const LEECH_LAPSES = 6;

/** Changes after which a card comes again. @type {Set<unknown>} */
const TAKEN_BACK = new Set(["add", "resume", "restart"]);

/** @type {Readonly<CardState>} */
const UNTOUCHED = Object.freeze({ memory: undefined, reviews: [], lapses: 0, suspended: false, added: 0 });

export class Deck {
  /** @type {Map<string, StudyEvent[]>} What counts for each card, in order. */
  #events = new Map();
  /** @type {Map<string, string>} Card of each event. */
  #cards = new Map();
  /** @type {Map<string, CardState>} */
  #states = new Map();
  #scheduling;

  /**
   * @param {Scheduling} scheduling
   * @param {Iterable<StudyEvent>} events the whole log in any order; other kinds of events are left out
   */
  constructor(scheduling, events) {
    this.#scheduling = scheduling;
    for (const event of effective(events)) this.#file(event);
    for (const id of this.#events.keys()) this.#replay(id);
  }

  /**
   * @param {StudyEvent} event
   * @returns {string | undefined} its card
   */
  #file(event) {
    if (event.kind !== "review" && event.kind !== "card") return undefined;
    const id = event.data.card;
    if (typeof id !== "string") return undefined;
    const own = this.#events.get(id);
    if (own) own.push(event);
    else this.#events.set(id, [event]);
    this.#cards.set(event.id, id);
    return id;
  }

  /** @param {string} id */
  #replay(id) {
    /** @type {Review[]} */
    const reviews = [];
    let [first, added, suspended] = [0, 0, false];
    for (const { id: event, t, kind, data } of this.#events.get(id) ?? []) {
      if (kind === "card") {
        if (data.change === "add" || data.change === "restart") added = t;
        suspended = data.change === "suspend" || (suspended && !TAKEN_BACK.has(data.change));
        if (data.change === "restart") first = reviews.length;
        continue;
      }
      reviews.push({
        event,
        card: id,
        t,
        zone: typeof data.zone === "number" ? data.zone : 0,
        rating: /** @type {Rating} */ (data.rating),
        seconds: typeof data.seconds === "number" ? data.seconds : 0,
        phase: "new",
        session: typeof data.session === "string" ? data.session : "",
      });
    }
    // What was before the card was started afresh has its phases, too.
    const earlier = first ? this.#scheduling.replay(reviews.slice(0, first)).phases : [];
    const { memory, phases } = this.#scheduling.replay(first ? reviews.slice(first) : reviews);
    for (const [index, phase] of [...earlier, ...phases].entries()) reviews[index].phase = phase;
    const lapses = reviews.filter(
      ({ phase, rating }, n) => n >= first && phase === "review" && rating === 1,
    ).length;
    this.#states.set(id, { memory, reviews, lapses, suspended, added });
  }

  /**
   * Take in events that have just been logged.
   * @param {readonly StudyEvent[]} events
   */
  add(events) {
    for (const event of events) {
      const undone = event.kind === "undo" ? /** @type {string} */ (event.data.event) : undefined;
      const id = undone ? this.#cards.get(undone) : this.#file(event);
      if (id === undefined) continue;
      const own = this.#events.get(id) ?? [];
      if (undone) {
        this.#events.set(
          id,
          own.filter((each) => each.id !== undone),
        );
        this.#cards.delete(undone);
      } else own.sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
      this.#replay(id);
    }
  }

  /**
   * @param {string} id
   * @returns {Readonly<CardState>}
   */
  state(id) {
    return this.#states.get(id) ?? UNTOUCHED;
  }

  /** Cards that anything ever happened to. */
  get ids() {
    return this.#states.keys();
  }

  /** All reviews that count, card by card. @returns {Review[]} */
  reviews() {
    return [...this.#states.values()].flatMap((state) => state.reviews);
  }

  /**
   * Milliseconds until a card comes back, for each of the four grades.
   * @param {string} id
   * @param {number} now
   * @param {number} zone
   */
  intervals(id, now, zone) {
    return this.#scheduling.intervals(this.state(id).memory, now, zone);
  }

  /**
   * Probability that a card would be remembered now; 0 for a new one.
   * @param {string} id
   * @param {number} now
   * @param {number} zone
   */
  recall(id, now, zone) {
    const { memory } = this.state(id);
    return memory ? this.#scheduling.recall(memory, now, zone) : 0;
  }

  /**
   * The time at which a review of a card is logged: after the last one, even where the clock went back.
   * @param {string} id
   * @param {number} now
   */
  timeOf(id, now) {
    return Math.max(now, (this.state(id).memory?.last ?? -1) + 1);
  }
}

/** @param {CardState} state */
export function isLeech(state) {
  return state.lapses >= LEECH_LAPSES;
}
