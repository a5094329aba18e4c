// What the reviews say: how much is kept, how much work it is, and where it is weak.
// @ts-check

import { studyDay } from "./days.js";

/** @typedef {import("./deck.js").Review} Review */
/** @typedef {import("./deck.js").Deck} Deck */

/** A card that stays away for so many days counts as known. */
export const KNOWN_DAYS = 21;

/**
 * @typedef {object} Week
 * @property {number} start study day of its Monday
 * @property {number} reviews of cards that were due after a day or more
 * @property {number} kept of them, those not graded “Again”
 */

/**
 * True retention: of the reviews of learnt cards, the share that was remembered.
 *
 * What follows a lapse on the same day is learning again and doesn't count.
 * @param {Iterable<Review>} reviews
 * @param {number} today study day
 * @param {number} [weeks]
 * @returns {Week[]} oldest first
 */
export function retentionByWeek(reviews, today, weeks = 12) {
  const first = mondayOf(today) - 7 * (weeks - 1);
  const found = Array.from({ length: weeks }, (_, index) => ({
    start: first + 7 * index,
    reviews: 0,
    kept: 0,
  }));
  for (const { phase, t, zone, rating } of reviews) {
    const week = found[Math.floor((studyDay(t, zone) - first) / 7)];
    if (phase !== "review" || !week) continue;
    week.reviews += 1;
    if (rating > 1) week.kept += 1;
  }
  return found;
}

/**
 * Study day of the Monday of a week; day 0 was a Thursday.
 * @param {number} day
 */
export function mondayOf(day) {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/**
 * @param {Iterable<Review>} reviews
 * @param {number} today
 * @param {number} [days]
 * @returns {{ day: number, reviews: number, minutes: number }[]} oldest first, today last
 */
export function workload(reviews, today, days = 30) {
  const found = Array.from({ length: days }, (_, index) => ({
    day: today - days + 1 + index,
    reviews: 0,
    minutes: 0,
  }));
  for (const { t, zone, seconds } of reviews) {
    const entry = found[studyDay(t, zone) - today + days - 1];
    if (!entry) continue;
    entry.reviews += 1;
    entry.minutes += seconds / 60;
  }
  return found;
}

/**
 * The middle of what cards take, which one interrupted card doesn't change.
 * @param {Iterable<Review>} reviews
 * @returns {number | undefined} seconds
 */
export function medianSeconds(reviews) {
  const times = [...reviews].map(({ seconds }) => seconds).filter((seconds) => seconds > 0);
  if (!times.length) return undefined;
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}

/**
 * @typedef {object} TopicState
 * @property {string} topic slug
 * @property {number} total
 * @property {number} started
 * @property {number} known
 * @property {number} reviews of learnt cards
 * @property {number} kept of them
 * @property {number} seconds in the middle; 0 when unknown
 */

/**
 * @param {readonly { id: string, topic: string }[]} questions
 * @param {Deck} deck
 * @returns {TopicState[]} in the order in which topics occur
 */
export function byTopic(questions, deck) {
  /** @type {Map<string, TopicState & { all: Review[] }>} */
  const topics = new Map();
  for (const { id, topic } of questions) {
    let entry = topics.get(topic);
    if (!entry) {
      entry = { topic, total: 0, started: 0, known: 0, reviews: 0, kept: 0, seconds: 0, all: [] };
      topics.set(topic, entry);
    }
    const { memory, reviews } = deck.state(id);
    entry.total += 1;
    if (memory) entry.started += 1;
    if (memory && memory.phase === "review" && memory.card.scheduled_days >= KNOWN_DAYS) entry.known += 1;
    for (const review of reviews) {
      entry.all.push(review);
      if (review.phase !== "review") continue;
      entry.reviews += 1;
      if (review.rating > 1) entry.kept += 1;
    }
  }
  return [...topics.values()].map(({ all, ...entry }) => ({ ...entry, seconds: medianSeconds(all) ?? 0 }));
}
