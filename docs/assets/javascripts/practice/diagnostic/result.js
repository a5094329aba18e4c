// What a diagnostic says: gaps by topic, and where confidence and result part.
// @ts-check

import { rubricScore, verdict } from "../mock/score.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("../mock/score.js").Point} Point */
/** @typedef {{ topic: string, chapter: string, level: string, points: readonly Point[] }} Detail */

/**
 * @typedef {object} TopicResult
 * @property {string} topic slug
 * @property {number} asked
 * @property {number} score 0 to 1
 * @property {number} confidence 0 to 1
 * @property {string[]} missed ids, of which a must was missing
 * @property {string[]} chapters pages that teach what was missed
 */

/**
 * @typedef {object} Result
 * @property {string} role
 * @property {string} seed
 * @property {number} planned
 * @property {number} asked
 * @property {number} seconds
 * @property {number | null} score
 * @property {number | null} confidence
 * @property {Record<string, { score: number, asked: number, confidence: number }>} topics by slug
 * @property {Record<string, { score: number, asked: number }>} levels
 * @property {TopicResult[]} gaps all topics, the weakest first
 * @property {string[]} missed ids of all questions with a must missing, the worst first
 * @property {string[]} overrated ids where the reader was sure, and a must was missing
 * @property {{ question: string, score: number, confidence: number, must: number, musts: number, seconds: number }[]} items
 */

/** From here on somebody was sure. */
const SURE = 4;

/**
 * @param {Session} session
 * @param {ReadonlyMap<string, Detail>} details of the questions
 * @returns {Result}
 */
export function resultOf(session, details) {
  const items = session.items.flatMap((item) => {
    const detail = details.get(item.question);
    if (!item.done || !detail) return [];
    // The answer was spoken in half a minute: only the musts count.
    const musts = detail.points.filter(({ required }) => required);
    return [
      {
        question: item.question,
        detail,
        score: rubricScore(musts, item.made),
        green: verdict(musts, item.made) === "green",
        confidence: item.confidence ?? 1,
        must: item.made.filter((index) => index < musts.length).length,
        musts: musts.length,
        seconds: item.seconds,
      },
    ];
  });
  const sure = (/** @type {number} */ confidence) => (confidence - 1) / 4;
  const topics = [...new Set(items.map(({ detail }) => detail.topic))].map((topic) => {
    const own = items.filter(({ detail }) => detail.topic === topic);
    const wrong = own.filter(({ green }) => !green);
    return {
      topic,
      asked: own.length,
      score: mean(own.map(({ score }) => score)),
      confidence: mean(own.map(({ confidence }) => sure(confidence))),
      missed: wrong.map(({ question }) => question),
      chapters: [...new Set(wrong.map(({ detail }) => detail.chapter))],
    };
  });
  const gaps = topics.sort((a, b) => a.score - b.score || b.confidence - a.confidence || b.asked - a.asked);
  const levels = [...new Set(items.map(({ detail }) => detail.level))].map((level) => {
    const own = items.filter(({ detail }) => detail.level === level);
    return [level, { score: mean(own.map(({ score }) => score)), asked: own.length }];
  });
  const wrong = items.filter(({ green }) => !green).sort((a, b) => a.score - b.score);
  return {
    role: session.role,
    seed: session.seed,
    planned: session.items.length,
    asked: items.length,
    seconds: Math.round(session.total.spent / 1000),
    score: items.length ? mean(items.map(({ score }) => score)) : null,
    confidence: items.length ? mean(items.map(({ confidence }) => sure(confidence))) : null,
    topics: Object.fromEntries(
      gaps.map(({ topic, score, asked, confidence }) => [topic, { score, asked, confidence }]),
    ),
    levels: Object.fromEntries(levels),
    gaps,
    missed: wrong.map(({ question }) => question),
    overrated: wrong.filter(({ confidence }) => confidence >= SURE).map(({ question }) => question),
    items: items.map(({ detail: _, green: __, ...item }) => item),
  };
}

/**
 * How confidence and result of a topic go together, for the reader.
 * @param {{ score: number, confidence: number }} topic
 */
export function judgement({ score, confidence }) {
  if (score >= 0.75) return confidence >= 0.5 ? "solid" : "better than you think";
  return confidence >= 0.6 && confidence > score ? "surer than right" : "a known gap";
}

/**
 * @param {Session} session
 * @param {Result} result
 * @returns {{ kind: "answer" | "session", data: Record<string, unknown> }[]}
 */
export function eventsOf(session, result) {
  const answers = result.items.map(({ question, score, confidence, must, musts, seconds }) => ({
    kind: /** @type {const} */ ("answer"),
    data: {
      question,
      score: Math.round(score * 1000) / 1000,
      must,
      musts,
      nice: 0,
      nices: 0,
      seconds,
      confidence,
      from: "diagnostic",
      session: session.id,
    },
  }));
  return [
    ...answers,
    {
      kind: "session",
      data: { form: "diagnostic", session: session.id, started: session.made, report: result },
    },
  ];
}

/**
 * Results of earlier diagnostics in a log, in the order of time.
 * @param {readonly import("../study/event.js").StudyEvent[]} events
 * @returns {{ session: string, t: number, result: Result }[]}
 */
export function resultsIn(events) {
  return events
    .flatMap(({ kind, t, data }) => {
      const result = /** @type {Result | undefined} */ (data.report);
      const own = kind === "session" && data.form === "diagnostic" && Array.isArray(result?.gaps);
      return own && result ? [{ session: String(data.session), t, result }] : [];
    })
    .sort((a, b) => a.t - b.t);
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
