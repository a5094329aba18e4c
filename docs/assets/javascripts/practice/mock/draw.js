// Draws a mock interview from the bank: warm-up, core questions and how many follow-ups each has.
// @ts-check

import { seeded, shuffled, weightedPick } from "../sitting/random.js";

/** @typedef {import("../shared/bank.js").Question} Question */
/** @typedef {"junior" | "mid" | "senior"} Experience */

/**
 * @typedef {object} Choice
 * @property {string} role as in the bank; empty for any
 * @property {Experience} level of the position
 * @property {readonly string[]} rounds as in the bank; at least one
 * @property {number} minutes
 */

/**
 * A question with its follow-ups.
 * @typedef {object} Block
 * @property {string} question id
 * @property {boolean} warmUp
 * @property {boolean} whole a whole system is to be designed, step by step
 * @property {number} seconds for the question alone
 * @property {readonly number[]} followUps order in which the question's follow-ups are asked
 * @property {number} most follow-ups that are asked, if it has so many
 */

/**
 * @typedef {object} Draw
 * @property {Block[]} blocks
 * @property {number} seconds of all of them
 * @property {boolean} short the bank had too few questions for the time
 */

export const EXPERIENCE = /** @type {const} */ ({ junior: "Junior", mid: "Mid-level", senior: "Senior" });
export const LENGTHS = /** @type {const} */ ([20, 30, 45, 60]);
export const FOLLOW_UP_SECONDS = 90;

/** A senior loop asks simple questions, too, and a junior one seldom asks the hardest. */
const OF_LEVEL = {
  junior: { beginner: 6, intermediate: 3, advanced: 0.5 },
  mid: { beginner: 3, intermediate: 5, advanced: 2 },
  senior: { beginner: 1.5, intermediate: 4, advanced: 4.5 },
};
const OF_FREQUENCY = { high: 4, med: 2, low: 1 };
const SECONDS = { concept: 180, math: 300, coding: 480, design: 240, behavioral: 180, product: 210 };
const PACE_OF_LEVEL = { beginner: 0.8, intermediate: 1, advanced: 1.2 };
const WARM_UP_SECONDS = 120;
/** The seven steps as the case studies plan them take forty minutes; below twelve they are no design. */
const WHOLE_SECONDS = { least: 720, most: 2400 };
/** A topic that was asked already is this much less likely to come again. */
const SAME_TOPIC = 0.35;

/**
 * The questions that such an interview may ask.
 * @param {readonly Question[]} questions
 * @param {Pick<Choice, "role" | "rounds">} choice
 */
export function eligible(questions, { role, rounds }) {
  return questions.filter(
    (question) =>
      (!role || question.roles.includes(role)) && question.rounds.some((round) => rounds.includes(round)),
  );
}

/**
 * Draw an interview. The same bank, choice, seed and weakness give the same interview.
 * @param {readonly Question[]} questions
 * @param {Choice} choice
 * @param {string} seed
 * @param {(question: Question) => number} [weakness] 0 to 1; weak questions are up to three times as likely
 * @returns {Draw}
 */
export function drawInterview(questions, choice, seed, weakness = () => 0) {
  const random = seeded(
    `${seed} ${choice.role} ${choice.level} ${choice.rounds.join("+")} ${choice.minutes}`,
  );
  const pool = eligible(questions, choice).sort((a, b) => (a.id < b.id ? -1 : 1));
  const budget = choice.minutes * 60;
  /** @type {Question[]} */
  const asked = [];
  /** @param {Question} question */
  const weight = (question) =>
    OF_FREQUENCY[question.frequency] *
    OF_LEVEL[choice.level][question.level] *
    (1 + 2 * weakness(question)) *
    SAME_TOPIC ** asked.filter(({ topic }) => topic === question.topic).length;
  /** @param {(question: Question) => boolean} fits @param {(question: Question) => number} [of] */
  const pick = (fits, of = weight) => {
    const open = pool.filter((question) => !asked.includes(question) && fits(question));
    const found = weightedPick(open, of, random);
    if (found) asked.push(found);
    return found;
  };

  // Something easy and common first; where there is nothing easy, the interview begins at once.
  const gentle = (/** @type {Question} */ question) => question.level === "beginner" && !question.whole;
  const warmUp = pick(gentle, ({ frequency }) => OF_FREQUENCY[frequency] ** 2);
  let left = budget - (warmUp ? WARM_UP_SECONDS : 0);
  const blocks = warmUp ? [blockOf(warmUp, random, { warmUp: true })] : [];

  const wholeSeconds = wholeTime(choice, left);
  const whole = wholeSeconds ? pick(({ whole: marked }) => marked === true) : undefined;
  if (whole) {
    blocks.push({ ...blockOf(whole, random), seconds: wholeSeconds });
    left -= blockSeconds(blocks[blocks.length - 1]);
  }
  const turns = shuffled([...choice.rounds].sort(), random);
  for (let misses = 0, turn = 0; misses < turns.length; turn += 1) {
    const round = turns[turn % turns.length];
    const found = pick(
      (question) =>
        question.rounds.includes(round) && !question.whole && usualSeconds(question) * 0.9 <= left,
    );
    if (!found) {
      misses += 1;
      continue;
    }
    misses = 0;
    const block = blockOf(found, random);
    // The last question gets as many follow-ups as there is time for.
    while (block.most > 0 && blockSeconds(block) > left * 1.1) block.most -= 1;
    blocks.push(block);
    left -= blockSeconds(block);
  }
  return spread(blocks, budget);
}

/**
 * The same interview as another reader's, from its questions.
 * @param {readonly { question: Question, followUps: readonly number[] }[]} items
 * @param {Choice} choice
 * @returns {Draw}
 */
export function givenInterview(items, choice) {
  const blocks = items.map(({ question, followUps }, index) => {
    const warmUp = index === 0 && items.length > 1 && followUps.length === 0;
    const whole = question.whole === true;
    return {
      question: question.id,
      warmUp,
      whole,
      seconds: warmUp
        ? WARM_UP_SECONDS
        : whole
          ? wholeTime(choice, choice.minutes * 60)
          : usualSeconds(question),
      followUps,
      most: followUps.length,
    };
  });
  return spread(blocks, choice.minutes * 60);
}

/**
 * @param {Question} question
 * @param {() => number} random
 * @param {{ warmUp?: boolean }} [options]
 * @returns {Block}
 */
function blockOf(question, random, { warmUp = false } = {}) {
  return {
    question: question.id,
    warmUp,
    whole: question.whole === true,
    seconds: warmUp ? WARM_UP_SECONDS : usualSeconds(question),
    // Each question has two to four; how many is known only when its page is loaded.
    followUps: warmUp ? [] : shuffled([0, 1, 2, 3], random),
    most: warmUp ? 0 : 2,
  };
}

/** @param {Question} question */
function usualSeconds({ kind, level }) {
  return Math.round((SECONDS[kind] * PACE_OF_LEVEL[level]) / 15) * 15;
}

/** @param {Block} block */
export function blockSeconds({ seconds, most }) {
  return seconds + most * FOLLOW_UP_SECONDS;
}

/**
 * Time for a whole design: nearly everything in a design round, half of an interview that has other rounds.
 * @param {Choice} choice
 * @param {number} left seconds
 */
function wholeTime({ rounds, minutes }, left) {
  if (!rounds.includes("design")) return 0;
  const share = rounds.length === 1 ? left - 2 * FOLLOW_UP_SECONDS : (minutes * 60) / 2;
  const seconds = Math.min(WHOLE_SECONDS.most, Math.floor(share / 60) * 60);
  return seconds >= WHOLE_SECONDS.least ? seconds : 0;
}

/**
 * Give the time that is left or lacks to the questions, within a quarter of what each usually takes.
 * @param {Block[]} blocks
 * @param {number} budget seconds
 * @returns {Draw}
 */
function spread(blocks, budget) {
  const fixed = blocks.reduce(
    (sum, block) => sum + (block.warmUp ? block.seconds : 0) + block.most * FOLLOW_UP_SECONDS,
    0,
  );
  const own = blocks.reduce((sum, block) => sum + (block.warmUp ? 0 : block.seconds), 0);
  const factor = own ? Math.min(1.25, Math.max(0.75, (budget - fixed) / own)) : 1;
  const timed = blocks.map((block) =>
    block.warmUp ? block : { ...block, seconds: Math.max(60, Math.round((block.seconds * factor) / 5) * 5) },
  );
  const seconds = timed.reduce((sum, block) => sum + blockSeconds(block), 0);
  return { blocks: timed, seconds, short: seconds < budget * 0.85 };
}
