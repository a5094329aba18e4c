// How far the reader is: from questions to topics, parts and rounds, by the formula that the page documents.
// @ts-check

import { FREQUENCY } from "../plan/weights.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {import("../plan/outline.js").Outline} Outline */
/** @typedef {import("./record.js").Record} Record */

/**
 * What is known of the memory of a card.
 * @typedef {{ recall: number, stability: number }} Memory
 */

/** A card that holds so many days counts as firm. */
export const FIRM_DAYS = 21;
const SHARES = { questions: 0.7, drills: 0.2, pages: 0.1 };
const CARD_SHARE = 0.6;
const CODING_DRILLS = 0.3;
const CODING = ["coding", "ml-coding"];

/**
 * @param {Memory | undefined} memory of the card, if it was ever studied
 * @param {readonly number[]} answers scores of answers, in order
 * @returns {number} 0 to 1
 */
export function questionMastery(memory, answers) {
  const card = memory ? memory.recall * Math.min(1, memory.stability / FIRM_DAYS) : null;
  const last = answers.slice(-2);
  const answer = last.length ? last.reduce((sum, score) => sum + score, 0) / last.length : null;
  if (card === null) return answer === null ? 0 : 0.5 * answer;
  return answer === null ? card : CARD_SHARE * card + (1 - CARD_SHARE) * answer;
}

/**
 * @param {{ passed: number, total: number, hints: number } | undefined} attempt the best one
 * @returns {number} 0 to 1
 */
export function drillMastery(attempt) {
  if (!attempt || attempt.total <= 0) return 0;
  if (attempt.passed < attempt.total) return (0.5 * Math.max(0, attempt.passed)) / attempt.total;
  return attempt.hints > 1 ? 0.8 : 1;
}

/**
 * Mean of what there is, by share; what isn't there leaves its share to the rest.
 * @param {readonly (readonly [share: number, value: number | null])[]} parts
 * @returns {number | null}
 */
export function blend(parts) {
  const there = parts.filter(([, value]) => value !== null);
  const all = there.reduce((sum, [share]) => sum + share, 0);
  return all ? there.reduce((sum, [share, value]) => sum + share * Number(value), 0) / all : null;
}

/**
 * @typedef {object} Standing
 * @property {string} name slug of a topic, name of a part or round
 * @property {string} title
 * @property {number} mastery 0 to 1
 * @property {number} questions
 * @property {number} met questions with a card or an answer
 * @property {number} drills
 * @property {number} solved
 */

/**
 * @typedef {object} Mastery
 * @property {ReadonlyMap<string, number>} questions by id
 * @property {(Standing & { part: string, weight: number })[]} topics in the order of the handbook
 * @property {Standing[]} parts
 * @property {Standing[]} rounds
 * @property {number} whole
 */

/**
 * @param {Outline} outline
 * @param {readonly Question[]} questions
 * @param {Record} record
 * @param {(id: string) => Memory | undefined} memory
 * @param {readonly (readonly [round: string, title: string])[]} rounds
 * @returns {Mastery}
 */
export function masteryOf(outline, questions, record, memory, rounds) {
  const values = new Map(
    questions.map(({ id }) => [id, questionMastery(memory(id), record.answers.get(id) ?? [])]),
  );
  const met = new Set(questions.filter(({ id }) => memory(id) || record.answers.has(id)).map(({ id }) => id));
  const drills = new Map(outline.drills.map(({ slug }) => [slug, drillMastery(record.drills.get(slug))]));
  const [ofTopic, drillsOf, pagesOf] = [
    grouped(questions, ({ topic }) => topic),
    grouped(outline.drills, ({ slug }) => slug.split("/")[0]),
    grouped(
      outline.pages.filter(({ name }) => record.pages.has(name)),
      ({ topic }) => topic,
    ),
  ];
  const topics = outline.topics.flatMap((topic) => {
    const [own, exercises] = [ofTopic.get(topic.slug) ?? [], drillsOf.get(topic.slug) ?? []];
    if (!own.length && !exercises.length) return [];
    const pages = pagesOf.get(topic.slug) ?? [];
    const mastery = blend([
      [SHARES.questions, weighted(own, values)],
      [SHARES.drills, mean(exercises.map(({ slug }) => drills.get(slug) ?? 0))],
      [SHARES.pages, mean(pages.map(({ name }) => record.pages.get(name) ?? 0))],
    ]);
    return [
      {
        ...counts(own, met, exercises, record),
        name: topic.slug,
        title: topic.title,
        part: topic.part,
        mastery: mastery ?? 0,
        weight: own.reduce((sum, { frequency }) => sum + FREQUENCY[frequency], 0) + exercises.length,
      },
    ];
  });
  const parts = [...grouped(topics, ({ part }) => part)].map(([name, own]) => ({
    name,
    title: name,
    mastery: ofWeights(own),
    ...sums(own),
  }));
  return { questions: values, topics, parts, rounds: roundsOf(), whole: ofWeights(topics) };

  function roundsOf() {
    return rounds.flatMap(([name, title]) => {
      const own = questions.filter((question) => question.rounds.includes(name));
      const exercises = CODING.includes(name) ? outline.drills : [];
      if (!own.length) return [];
      const mastery = blend([
        [1 - CODING_DRILLS, weighted(own, values)],
        [CODING_DRILLS, mean(exercises.map(({ slug }) => drills.get(slug) ?? 0))],
      ]);
      return [{ name, title, mastery: mastery ?? 0, ...counts(own, met, exercises, record) }];
    });
  }
}

/** @param {readonly Question[]} own @param {ReadonlySet<string>} met @param {readonly { slug: string }[]} drills @param {Record} record */
function counts(own, met, drills, record) {
  return {
    questions: own.length,
    met: own.filter(({ id }) => met.has(id)).length,
    drills: drills.length,
    solved: drills.filter(({ slug }) => drillMastery(record.drills.get(slug)) >= 0.8).length,
  };
}

/** @param {readonly Standing[]} own */
function sums(own) {
  const all = { questions: 0, met: 0, drills: 0, solved: 0 };
  for (const each of own) {
    all.questions += each.questions;
    all.met += each.met;
    all.drills += each.drills;
    all.solved += each.solved;
  }
  return all;
}

/** @param {readonly { mastery: number, weight: number }[]} topics */
function ofWeights(topics) {
  const all = topics.reduce((sum, { weight }) => sum + weight, 0);
  return all ? topics.reduce((sum, { mastery, weight }) => sum + mastery * weight, 0) / all : 0;
}

/** @param {readonly Question[]} questions @param {ReadonlyMap<string, number>} values */
function weighted(questions, values) {
  return blend(questions.map(({ id, frequency }) => [FREQUENCY[frequency], values.get(id) ?? 0]));
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => string} key
 * @returns {Map<string, T[]>}
 */
function grouped(items, key) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/**
 * Mastery of questions by topic and level, for the map.
 * @param {readonly Question[]} questions
 * @param {Mastery} mastery
 * @param {readonly string[]} levels
 * @returns {{ topic: string, title: string, cells: { share: number | null, count: number }[] }[]}
 */
export function levelMap(questions, mastery, levels) {
  const byTopic = grouped(questions, ({ topic }) => topic);
  return mastery.topics
    .filter(({ questions: count }) => count)
    .map(({ name, title }) => ({
      topic: name,
      title,
      cells: levels.map((level) => {
        const own = (byTopic.get(name) ?? []).filter((question) => question.level === level);
        return { share: weighted(own, mastery.questions), count: own.length };
      }),
    }));
}
