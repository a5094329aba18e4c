// How time is divided among the rounds, and how much a topic counts: the tables that the page documents.
// @ts-check

/** @typedef {"theory" | "coding" | "design" | "behavioral"} Dimension */
/** @typedef {"junior" | "mid" | "senior"} Level */
/** @typedef {import("./outline.js").Outline} Outline */

export const DIMENSIONS = /** @type {const} */ (["theory", "coding", "design", "behavioral"]);

export const DIMENSION_NAMES = {
  theory: "Theory",
  coding: "Coding",
  design: "System design",
  behavioral: "Behavioral",
};

export const LEVELS = /** @type {const} */ ({
  junior: "Junior",
  mid: "Mid-level",
  senior: "Senior and above",
});

/** Share of all time that goes to review by cards. */
export const REVIEW = 0.2;
/** Share of the time for one's week that the leading dimension gets; the others share the rest. */
export const LEAD = 0.625;

/** For a role that the outline doesn't know. */
const EVENLY = { theory: 16, coding: 16, design: 16, behavioral: 16 };

/** What one should have read before a topic; only pages that are asked often hold others up. */
export const PREREQUISITES = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  "classical-algorithms": ["learning-foundations"],
  evaluation: ["learning-foundations"],
  "deep-learning": ["learning-foundations"],
  transformers: ["deep-learning", "learning-foundations"],
  "computer-vision": ["deep-learning"],
  "language-models": ["transformers"],
  "retrieval-and-agents": ["language-models"],
  "recommendation-search-ads": ["classical-algorithms", "evaluation"],
  "time-series": ["classical-algorithms"],
  "reinforcement-learning": ["probability-and-statistics"],
  "experiments-and-causality": ["probability-and-statistics"],
  "system-design": ["evaluation"],
  mlops: ["system-design"],
  "hardware-and-distributed-training": ["deep-learning"],
});

export const FREQUENCY = { high: 3, med: 2, low: 1 };

const DRILL_FIT = {
  junior: { beginner: 1, intermediate: 0.8, advanced: 0.3 },
  mid: { beginner: 0.8, intermediate: 1, advanced: 0.7 },
  senior: { beginner: 0.6, intermediate: 1, advanced: 1 },
};

/**
 * The kind of round that asks about a topic.
 * @param {Pick<Outline, "topics">} outline @param {string} topic
 * @returns {Dimension}
 */
export function dimensionOf({ topics }, topic) {
  return topics.find(({ slug }) => slug === topic)?.dimension ?? "theory";
}

/**
 * Shares of the time without review, for the rounds that are expected; they add up to 1.
 * @param {Pick<Outline, "roles">} outline
 * @param {string} role
 * @param {Level} level
 * @param {readonly Dimension[]} rounds
 * @returns {Record<Dimension, number>}
 */
export function roleShares({ roles }, role, level, rounds) {
  const hours = DIMENSIONS.map((name) => (roles[role]?.hours ?? EVENLY)[name]);
  if (level === "senior") {
    // A senior loop decides on design and behaviour.
    hours[1] = Math.max(0, hours[1] - 4);
    hours[2] += 2;
    hours[3] += 2;
  }
  const expected = DIMENSIONS.map((name, index) => (rounds.includes(name) ? hours[index] : 0));
  const all = expected.reduce((sum, each) => sum + each, 0) || 1;
  return /** @type {Record<Dimension, number>} */ (
    Object.fromEntries(DIMENSIONS.map((name, index) => [name, expected[index] / all]))
  );
}

/**
 * Shares of one week: the leading dimension gets most, whatever the role; the role decides over the plan.
 * @param {Record<Dimension, number>} shares of the role
 * @param {Dimension | null} lead
 * @returns {Record<Dimension, number>}
 */
export function weekShares(shares, lead) {
  const rounds = DIMENSIONS.filter((name) => shares[name] > 0);
  if (!lead || rounds.length < 2) return shares;
  const weighted = rounds.map((name) => {
    const base = name === lead ? LEAD : (1 - LEAD) / (rounds.length - 1);
    return [name, base * shares[name]];
  });
  const all = weighted.reduce((sum, [, share]) => sum + Number(share), 0);
  return {
    theory: 0,
    coding: 0,
    design: 0,
    behavioral: 0,
    ...Object.fromEntries(weighted.map(([name, share]) => [name, Number(share) / all])),
  };
}

/**
 * How far a topic's questions are asked for a role, from 0 to 1; a topic with few questions says little.
 * @param {Outline["topics"][number] | undefined} topic
 * @param {string} role
 */
export function relevance(topic, role) {
  const [own, all] = [topic?.roles[role] ?? 0, topic?.questions ?? 0];
  return (own + 1.2) / (all + 2);
}

/**
 * How much a gap adds: 1.5 where nothing was right, 0.5 where everything was, near 1 where little is known.
 * @param {{ score: number, n: number } | undefined} result
 */
export function gapFactor(result) {
  if (!result) return 1;
  return 1.5 - (result.score * result.n + 0.5 * 2) / (result.n + 2);
}

/** @param {readonly string[]} levels @param {Level} level */
export function pageFit(levels, level) {
  return !levels.length || levels.includes(level) ? 1 : 0.4;
}

/** @param {keyof typeof DRILL_FIT.mid} drill @param {Level} level */
export function drillFit(drill, level) {
  return DRILL_FIT[level][drill] ?? 0.7;
}
