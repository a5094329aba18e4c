// The question bank as data, and its filters.
// @ts-check

import { siteUrl } from "./site.js";

/**
 * @typedef {object} Question
 * @property {string} id
 * @property {string} title as asked
 * @property {readonly string[]} also_asked
 * @property {string} topic slug
 * @property {string} chapter page that teaches it, without `.md`
 * @property {"beginner" | "intermediate" | "advanced"} level
 * @property {"concept" | "math" | "coding" | "design" | "behavioral" | "product"} kind
 * @property {boolean} [whole] a whole system is to be designed, not one decision in it
 * @property {readonly string[]} rounds
 * @property {readonly string[]} roles
 * @property {"high" | "med" | "low"} frequency
 * @property {readonly string[]} tags
 * @property {readonly string[]} related ids
 * @property {string} url from the first page of the site
 * @property {string} [short_answer] Markdown; not in the index
 * @property {readonly { required: boolean, text: string }[]} [rubric] Markdown; not in the index
 */

/** @typedef {{ slug: string, title: string, part: string }} Topic */

/**
 * @typedef {object} Bank
 * @property {readonly Question[]} questions
 * @property {ReadonlyMap<string, Question>} byId
 * @property {readonly Topic[]} topics those with questions, in the order of the handbook
 */

/**
 * What is chosen; an empty value fits everything.
 * @typedef {{ topic: string, level: string, role: string, round: string, frequency: string, kind: string }} Choice
 */

/** @type {Readonly<Choice>} */
export const EVERYTHING = Object.freeze({
  topic: "",
  level: "",
  role: "",
  round: "",
  frequency: "",
  kind: "",
});

/** Names for readers; the same as in src/handbook/bank/cards.py. */
export const NAMES = {
  level: { beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" },
  role: {
    mle: "ML engineer",
    ds: "Data scientist",
    as: "Applied scientist",
    rs: "Research scientist",
    mlops: "MLOps engineer",
    "ai-engineer": "AI engineer",
    "data-engineer": "Data engineer",
  },
  round: {
    screen: "Screen",
    theory: "Theory",
    coding: "Coding",
    "ml-coding": "ML coding",
    design: "Design",
    behavioral: "Behavioral",
    "take-home": "Take-home",
    research: "Research",
  },
  frequency: { high: "Asked often", med: "Asked sometimes", low: "Asked rarely" },
  kind: {
    concept: "Concept",
    math: "Mathematics",
    coding: "Coding",
    design: "Design",
    behavioral: "Behavioral",
    product: "Product",
  },
};

const VERSION = 1;

/** Says in one sentence why the bank or a question can't be shown. */
export class BankError extends Error {}

/**
 * Read the bank from what its file holds.
 * @param {unknown} value
 * @returns {Bank}
 * @throws {BankError}
 */
export function readBank(value) {
  const data = /** @type {{ version?: unknown, questions?: unknown, topics?: unknown } | null} */ (value);
  if (data?.version !== VERSION || !Array.isArray(data.questions) || !Array.isArray(data.topics)) {
    throw new BankError("The question bank has changed since this page was loaded: reload the page.");
  }
  const questions = /** @type {Question[]} */ (data.questions);
  return {
    questions,
    byId: new Map(questions.map((question) => [question.id, question])),
    topics: /** @type {Topic[]} */ (data.topics),
  };
}

/**
 * Load the bank of this site.
 * @param {{ answers?: boolean }} [options] with `answers`, each question has its short answer and rubric;
 *   that is several times as much to load
 * @returns {Promise<Bank>}
 * @throws {BankError}
 */
export async function loadBank({ answers = false } = {}) {
  const name = answers ? "questions.json" : "index.json";
  return readBank(await (await load(siteUrl(`questions/${name}`), "The question bank")).json());
}

/**
 * Ask the site for something, or say why it doesn't come.
 * @param {string} address
 * @param {string} what for the message
 * @returns {Promise<Response>}
 * @throws {BankError}
 */
export async function load(address, what) {
  if (location.protocol === "file:") {
    throw new BankError(
      `${what} can’t be loaded from a file: browsers allow that only to pages from a web server.`,
    );
  }
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    throw new BankError(`${what} couldn’t be loaded: there is no connection to the site.`);
  }
  if (!answer.ok) throw new BankError(`${what} couldn’t be loaded: the site answers ${answer.status}.`);
  return answer;
}

/**
 * Whether a question is among those chosen.
 * @param {Question} question
 * @param {Partial<Choice>} choice
 */
export function matches(question, { topic, level, role, round, frequency, kind }) {
  return (
    (!topic || question.topic === topic) &&
    (!level || question.level === level) &&
    (!frequency || question.frequency === frequency) &&
    (!kind || question.kind === kind) &&
    (!role || question.roles.includes(role)) &&
    (!round || question.rounds.includes(round))
  );
}

/**
 * The values that occur among questions, with their names, for the lists of a filter.
 * @param {Bank} bank
 * @returns {Record<keyof Choice, [value: string, name: string][]>}
 */
export function offered(bank) {
  /** @param {keyof typeof NAMES} key @param {(question: Question) => readonly string[]} values */
  const used = (key, values) => {
    const found = new Set(bank.questions.flatMap(values));
    return /** @type {[string, string][]} */ (
      Object.entries(NAMES[key]).filter(([value]) => found.has(value))
    );
  };
  return {
    topic: bank.topics.map(({ slug, title }) => [slug, title]),
    level: used("level", (question) => [question.level]),
    role: used("role", (question) => question.roles),
    round: used("round", (question) => question.rounds),
    frequency: used("frequency", (question) => [question.frequency]),
    kind: used("kind", (question) => [question.kind]),
  };
}

/**
 * The ids that an address names, such as `?questions=a,b`; unknown ones are left out.
 * @param {string} query
 * @param {Bank} bank
 * @returns {{ ids: string[], unknown: number }}
 */
export function namedIds(query, bank) {
  const given = (new URLSearchParams(query).get("questions") ?? "").split(",").map((id) => id.trim());
  const wanted = [...new Set(given.filter(Boolean))];
  const ids = wanted.filter((id) => bank.byId.has(id));
  return { ids, unknown: wanted.length - ids.length };
}
