// The report of a mock interview: scores, what was missed, how it sounded, how the time was used.
// @ts-check

import { blockSeconds, FOLLOW_UP_SECONDS } from "./draw.js";
import { blockScore, partsOf, rubricScore, stepTimes, verdict } from "./score.js";
import { followUpAt } from "./session.js";
import { fillerWords, wordCount, wordsPerMinute } from "./speech.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./score.js").Point} Point */

/**
 * What the report needs to know of a question.
 * @typedef {object} Detail
 * @property {string} title
 * @property {string} topic slug
 * @property {string} kind
 * @property {readonly Point[]} points
 * @property {readonly string[]} followUps
 */

/** @typedef {{ asked: string, text: string, seconds: number, budget: number, skipped: boolean, grade: number | null }} Said */

/**
 * @typedef {object} BlockReport
 * @property {string} question id
 * @property {string} title
 * @property {string} topic
 * @property {boolean} warmUp
 * @property {boolean} skipped
 * @property {number} score 0 to 1
 * @property {"green" | "amber" | "red"} verdict
 * @property {{ required: boolean, text: string, made: boolean }[]} points
 * @property {{ name: string, grade: number }[]} parts
 * @property {{ name: string, from: number, seconds: number }[]} steps
 * @property {number | null} confidence 1 to 5
 * @property {number} seconds
 * @property {number} budget seconds
 * @property {number[]} followUps the order in which follow-ups were drawn, as many as may be asked
 * @property {Said[]} said the answer, then those to the follow-ups
 */

/**
 * @typedef {object} Speech
 * @property {number} words
 * @property {number | null} pace words a minute
 * @property {[word: string, count: number][]} fillers
 * @property {number | null} longest pause in seconds
 * @property {number} pauses longer than two seconds
 */

/**
 * @typedef {object} Report
 * @property {import("./draw.js").Choice} choice
 * @property {string} seed
 * @property {boolean} early
 * @property {number} seconds
 * @property {number} budget
 * @property {number | null} score
 * @property {{ name: string, score: number, of: number }[]} dimensions `of`: how many judgements it is a mean of
 * @property {Record<string, { score: number, asked: number }>} topics by slug
 * @property {{ confidence: number, score: number } | null} calibration means, both from 0 to 1
 * @property {Speech | null} speech
 * @property {BlockReport[]} blocks
 * @property {string[]} review ids of questions to look at again, the worst first
 */

/** Below this a question is worth another look. */
const GOOD = 0.75;
const LONGEST_KEPT = 6000;

/**
 * @param {Session} session
 * @param {ReadonlyMap<string, Detail>} details
 * @returns {Report}
 */
export function buildReport(session, details) {
  const blocks = session.blocks.flatMap((block, index) => {
    const detail = details.get(block.question);
    return detail ? [blockReport(session, index, detail)] : [];
  });
  const scores = blocks.map(({ score }) => score);
  return {
    choice: session.choice,
    seed: session.seed,
    early: session.early,
    seconds: sum(blocks.map(({ seconds }) => seconds)),
    budget: sum(blocks.map(({ budget }) => budget)),
    score: mean(scores),
    dimensions: dimensions(session, blocks),
    topics: byTopic(blocks),
    calibration: calibration(blocks),
    speech: speechOf(session),
    blocks,
    review: blocks
      .filter(({ score, verdict: colour }) => score < GOOD || colour !== "green")
      .sort((a, b) => a.score - b.score)
      .map(({ question }) => question),
  };
}

/**
 * @param {Session} session
 * @param {number} index
 * @param {Detail} detail
 * @returns {BlockReport}
 */
function blockReport(session, index, detail) {
  const block = session.blocks[index];
  const answers = session.answers[index];
  const marks = session.marks[index];
  const said = answers.flatMap((answer, part) => {
    const number = part ? followUpAt(block, part, detail.followUps.length) : 0;
    if (number === undefined || (part && !answer.done)) return [];
    return [
      {
        asked: part ? detail.followUps[number] : detail.title,
        text: answer.text.trim().slice(0, LONGEST_KEPT),
        seconds: Math.round(answer.timer.spent / 1000),
        budget: part ? FOLLOW_UP_SECONDS : block.seconds,
        skipped: answer.skipped,
        grade: part ? (marks.followUps[part] ?? null) : null,
      },
    ];
  });
  return {
    question: block.question,
    title: detail.title,
    topic: detail.topic,
    warmUp: block.warmUp,
    skipped: answers[0].skipped,
    score: blockScore(detail.points, answers, marks).score,
    verdict: answers[0].skipped ? "red" : verdict(detail.points, marks.points),
    // Only plain values: what is shown has nodes with it, which no database takes.
    points: detail.points.map(({ required, text }, each) => ({
      required,
      text,
      made: marks.points.includes(each),
    })),
    parts: partsOf(detail, block.whole).flatMap(({ name }) =>
      name in marks.parts ? [{ name, grade: marks.parts[name] }] : [],
    ),
    steps: stepTimes(answers[0].steps, answers[0].timer.spent),
    confidence: session.ratings[index].confidence,
    seconds: sum(said.map(({ seconds }) => seconds)),
    budget:
      said.length > 1 ? sum(said.map(({ budget }) => budget)) : Math.min(block.seconds, blockSeconds(block)),
    followUps: block.followUps.slice(0, block.most),
    said,
  };
}

/**
 * @param {Session} session
 * @param {readonly BlockReport[]} blocks
 */
function dimensions(session, blocks) {
  const tried = blocks.filter(({ skipped }) => !skipped);
  const rubric = blocks.map(({ points, skipped }) => {
    const made = points.flatMap((point, index) => (point.made && !skipped ? [index] : []));
    return rubricScore(points, made);
  });
  /** @param {"structure" | "clarity" | "pace"} name */
  const rated = (name) =>
    session.ratings.flatMap((rating) => (rating[name] === null ? [] : [rating[name] / 2]));
  /** @param {readonly string[]} names */
  const graded = (names) =>
    tried.flatMap(({ parts }) =>
      parts.filter(({ name }) => names.includes(name)).map(({ grade }) => grade / 2),
    );
  const followUps = blocks.flatMap(({ said }) =>
    said.flatMap(({ grade }) => (grade === null ? [] : [grade / 2])),
  );
  const inTime = tried.map(({ seconds, budget }) => (seconds <= budget * 1.1 ? 1 : 0));
  /** @type {[name: string, values: number[]][]} */
  const all = [
    ["Content", rubric],
    ["STAR parts", graded(["Situation", "Task", "Action", "Result", "Learnt"])],
    ["Design steps", graded(["Clarify", "Data", "Features", "Model", "Training", "Serving", "Monitoring"])],
    ["Follow-ups", followUps],
    ["Structure", rated("structure")],
    ["Clarity", rated("clarity")],
    ["Pace", rated("pace")],
    ["Within the time", inTime],
  ];
  return all.flatMap(([name, values]) => {
    const score = mean(values);
    return score === null ? [] : [{ name, score, of: values.length }];
  });
}

/** @param {readonly BlockReport[]} blocks */
function byTopic(blocks) {
  const topics = [...new Set(blocks.map(({ topic }) => topic))];
  return Object.fromEntries(
    topics.map((topic) => {
      const own = blocks.filter((block) => block.topic === topic).map(({ score }) => score);
      return [topic, { score: mean(own) ?? 0, asked: own.length }];
    }),
  );
}

/** @param {readonly BlockReport[]} blocks */
function calibration(blocks) {
  const rated = blocks.filter(({ confidence }) => confidence !== null);
  const confidence = mean(rated.map((block) => (Number(block.confidence) - 1) / 4));
  const score = mean(rated.map((block) => block.score));
  return confidence === null || score === null ? null : { confidence, score };
}

/**
 * @param {Session} session
 * @returns {Speech | null} nothing when nobody was recorded or written down
 */
function speechOf(session) {
  const answers = session.answers.flat();
  const heard = answers.filter(({ heard: spoken }) => spoken);
  const voices = answers.flatMap(({ voice }) => (voice ? [voice] : []));
  if (!heard.length && !voices.length) return null;
  const text = heard.map((answer) => answer.text).join(" . ");
  const words = wordCount(text);
  // The clock also runs while the reader thinks before the first word; the recording knows better.
  const seconds = sum(heard.map(({ voice, timer }) => voice?.seconds ?? timer.spent / 1000));
  return {
    words,
    pace: wordsPerMinute(words, seconds),
    fillers: fillerWords(text),
    longest: voices.length ? Math.max(...voices.map(({ longest }) => longest)) : null,
    pauses: sum(voices.map(({ pauses }) => pauses)),
  };
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** @param {readonly number[]} values */
export function mean(values) {
  return values.length ? sum(values) / values.length : null;
}
