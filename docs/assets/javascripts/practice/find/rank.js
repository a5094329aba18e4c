// Ranks questions, sections and glossary entries for what somebody types: BM25 with weighted fields.
// Robertson and Zaragoza (2009), The probabilistic relevance framework: BM25 and beyond.
// @ts-check

import { createReader } from "./reader.js";
import { stem } from "./words.js";

/**
 * The index as src/handbook/finder/index.py writes it.
 * @typedef {object} Index
 * @property {number} version
 * @property {string[]} fields
 * @property {string} words sorted, separated by spaces
 * @property {string} stop words that are not looked for
 * @property {string} common words that are looked for and say nothing
 * @property {number[][]} patterns how often each field holds a word
 * @property {number[][]} postings by word: distance to the last document, place of the pattern, and so on
 * @property {number[][]} lengths by field: words of each document
 * @property {Record<string, number>} groups documents in each group, numbered through
 * @property {string[][]} synonyms sets of phrases
 */

/** Chosen on the development half of tests/content/finder/queries.yml, as scripts/bench/finder.py shows. */
export const SETTINGS = Object.freeze({
  /** @type {Record<string, number>} */
  weights: { title: 3, asked: 3, text: 1 },
  k1: 1.5,
  b: 0.5,
  stem,
  /** Weight of a phrase that means the same; shared by its words. */
  synonym: 0.8,
  slip: 0.7,
  split: 0.8,
  beginning: 0.6,
});

/**
 * A part of what is looked for.
 * @typedef {object} Term
 * @property {number} weight
 * @property {string[]} stems any of which will do
 */

/** @typedef {{ place: number, score: number }} Hit `place` is that within the group */

/**
 * @typedef {object} Found
 * @property {Record<string, Hit[]>} groups best first
 * @property {ReadonlySet<string>} stems that were looked for and that tell texts apart
 * @property {[typed: string, meant: string][]} slips
 */

const VERSION = 1;

/** A word that so large a share of the texts has is no reason to look at one of them. */
const COMMON = 0.12;

/** Says in one sentence why nothing can be found. */
export class FinderError extends Error {}

/**
 * @param {Index} index
 * @param {typeof SETTINGS} [settings]
 * @returns {{ find: (query: string) => Found }}
 * @throws {FinderError}
 */
export function createFinder(index, settings = SETTINGS) {
  if (index?.version !== VERSION) {
    throw new FinderError("The index of the finder has changed since this page was loaded: reload the page.");
  }
  const { k1, b } = settings;
  const groups = ranges(index.groups);
  const total = groups.at(-1)?.end ?? 0;
  const weights = index.fields.map((name) => settings.weights[name] ?? 0);
  const values = index.patterns.map((counts) => dot(counts, weights));
  const lengths = relativeLengths(index, groups, weights, b);
  const reader = createReader(index, settings);
  const common = new Set(index.common.split(" ").map(settings.stem));
  const frequency = new Float64Array(total);

  /**
   * Add what one term says of each document.
   * @param {Term} term
   * @param {Float64Array} scores
   */
  function addScores({ weight, stems }, scores) {
    /** @type {number[]} */
    const touched = [];
    for (const word of stems.flatMap((each) => reader.places.get(each) ?? [])) {
      const row = index.postings[word];
      let document = 0;
      for (let at = 0; at < row.length; at += 2) {
        document += row[at];
        if (frequency[document] === 0) touched.push(document);
        frequency[document] += values[row[at + 1]];
      }
    }
    for (const { first, end } of groups) {
      const inside = touched.filter((document) => document >= first && document < end);
      const rarity = Math.log(1 + (end - first - inside.length + 0.5) / (inside.length + 0.5));
      for (const document of inside) {
        const count = frequency[document];
        scores[document] += (weight * rarity * count * (k1 + 1)) / (count + k1 * lengths[document]);
      }
    }
    for (const document of touched) frequency[document] = 0;
  }

  /**
   * Without common words and those that a good part of the texts has, unless there are no others.
   * @param {string[]} stems
   */
  function telling(stems) {
    const rare = stems.filter((each) => {
      const texts = (reader.places.get(each) ?? []).reduce(
        (sum, word) => sum + index.postings[word].length / 2,
        0,
      );
      return texts < COMMON * total && !common.has(each);
    });
    return new Set(rare.length ? rare : stems);
  }

  return {
    find(query) {
      const { terms, slips } = reader.read(query);
      const scores = new Float64Array(total);
      for (const term of terms) addScores(term, scores);
      return {
        groups: Object.fromEntries(groups.map((range) => [range.name, best(scores, range)])),
        stems: telling(terms.flatMap(({ stems }) => stems)),
        slips,
      };
    },
  };
}

/** @typedef {{ name: string, first: number, end: number }} Range */

/**
 * @param {Record<string, number>} sizes
 * @returns {Range[]}
 */
function ranges(sizes) {
  let end = 0;
  return Object.entries(sizes).map(([name, size]) => {
    end += size;
    return { name, first: end - size, end };
  });
}

/** @param {readonly number[]} one @param {readonly number[]} other */
function dot(one, other) {
  return one.reduce((sum, value, place) => sum + value * other[place], 0);
}

/**
 * What BM25 divides by: a long text holds more words by chance.
 * @param {Index} index
 * @param {Range[]} groups
 * @param {number[]} weights
 * @param {number} b
 */
function relativeLengths(index, groups, weights, b) {
  const lengths = new Float64Array(groups.at(-1)?.end ?? 0);
  for (const { first, end } of groups) {
    let sum = 0;
    for (let document = first; document < end; document += 1) {
      for (const [field, weight] of weights.entries()) {
        lengths[document] += weight * index.lengths[field][document];
      }
      sum += lengths[document];
    }
    const mean = sum / (end - first);
    for (let document = first; document < end; document += 1) {
      lengths[document] = 1 - b + (b * lengths[document]) / mean;
    }
  }
  return lengths;
}

/**
 * @param {Float64Array} scores
 * @param {Range} range
 * @returns {Hit[]}
 */
function best(scores, { first, end }) {
  /** @type {Hit[]} */
  const hits = [];
  for (let document = first; document < end; document += 1) {
    if (scores[document] > 0) hits.push({ place: document - first, score: scores[document] });
  }
  return hits.sort((one, other) => other.score - one.score || one.place - other.place);
}
