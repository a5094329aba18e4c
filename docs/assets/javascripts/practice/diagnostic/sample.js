// Samples the questions of a diagnostic: every topic of the role in turn, at every level.
// @ts-check

import { seeded, shuffled, weightedPick } from "../sitting/random.js";

/** @typedef {import("../shared/bank.js").Question} Question */

export const COUNT = 30;
export const MINUTES = 20;

const OF_FREQUENCY = { high: 4, med: 2, low: 1 };

/**
 * The questions that a diagnostic may ask: one's own stories and whole designs don't fit into half a minute.
 * @param {readonly Question[]} questions
 * @param {string} role empty for any
 */
export function suitable(questions, role) {
  return questions.filter(
    (question) =>
      question.kind !== "behavioral" && !question.whole && (!role || question.roles.includes(role)),
  );
}

/**
 * Sample questions. The numbers of questions of two topics differ by at most one unless a topic has too few;
 * within a topic the levels take turns; among equals those asked often are likelier.
 * @param {readonly Question[]} questions
 * @param {string} role
 * @param {string} seed
 * @param {number} [count]
 * @returns {string[]} ids in a mixed order, never two of a topic in a row where that can be avoided
 */
export function sample(questions, role, seed, count = COUNT) {
  const random = seeded(`diagnostic ${seed} ${role}`);
  const pool = suitable(questions, role).sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {Question[]} */
  const chosen = [];
  /** @type {Map<string, number>} */
  const ofLevel = new Map();
  while (chosen.length < count) {
    const topics = [
      ...new Set(pool.filter((question) => !chosen.includes(question)).map(({ topic }) => topic)),
    ];
    if (!topics.length) break;
    for (const topic of shuffled(topics, random)) {
      if (chosen.length === count) break;
      const open = pool.filter((question) => question.topic === topic && !chosen.includes(question));
      const level = scarcest(open, chosen, ofLevel, topic);
      const found = weightedPick(
        open.filter((question) => question.level === level),
        ({ frequency }) => OF_FREQUENCY[frequency],
        random,
      );
      if (!found) break;
      chosen.push(found);
      ofLevel.set(found.level, (ofLevel.get(found.level) ?? 0) + 1);
    }
  }
  return apart(shuffled(chosen, random)).map(({ id }) => id);
}

/**
 * The level that a topic, and then the whole sample, has least of.
 * @param {readonly Question[]} open
 * @param {readonly Question[]} chosen
 * @param {ReadonlyMap<string, number>} ofLevel
 * @param {string} topic
 */
function scarcest(open, chosen, ofLevel, topic) {
  const within = (/** @type {string} */ level) =>
    chosen.filter((question) => question.topic === topic && question.level === level).length;
  const levels = [...new Set(open.map(({ level }) => level))];
  return levels.sort(
    (a, b) => within(a) - within(b) || (ofLevel.get(a) ?? 0) - (ofLevel.get(b) ?? 0) || (a < b ? -1 : 1),
  )[0];
}

/**
 * Keep questions of a topic apart: a row of them would give one another away.
 * @param {readonly Question[]} questions
 */
function apart(questions) {
  const left = [...questions];
  /** @type {Question[]} */
  const order = [];
  while (left.length) {
    const last = order.at(-1)?.topic;
    const count = (/** @type {string} */ topic) => left.filter((question) => question.topic === topic).length;
    // The topic with most questions left must not wait until it is alone.
    const crowded = left.findIndex(({ topic }) => topic !== last && count(topic) * 2 > left.length);
    const other = left.findIndex(({ topic }) => topic !== last);
    const index = crowded >= 0 ? crowded : Math.max(0, other);
    order.push(...left.splice(index, 1));
  }
  return order;
}
