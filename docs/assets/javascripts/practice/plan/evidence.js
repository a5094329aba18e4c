// What of a plan is done: ticked by the reader, or seen in the log because it was done elsewhere in the app.
// @ts-check

import { studyDay, zoneAt } from "../cards/days.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./planner.js").Item} Item */
/** @typedef {import("./tasks.js").Standing} Standing */
/** @typedef {import("./weights.js").Dimension} Dimension */

/**
 * @typedef {object} Done
 * @property {number} t when
 * @property {"ticked" | "drill" | "cards" | "mock" | "diagnostic"} how
 */

/** A drill counts as done again when it is solved at most so many days before its date. */
const EARLY_DAYS = 3;
/** So many cards on a day are a session, however fast they were. */
const CARDS = 10;

/** Which rounds of the bank belong to which dimension. */
const ROUND_DIMENSIONS = /** @type {Readonly<Record<string, Dimension>>} */ ({
  screen: "theory",
  theory: "theory",
  research: "theory",
  coding: "coding",
  "ml-coding": "coding",
  "take-home": "coding",
  design: "design",
  behavioral: "behavioral",
});

/**
 * The day on which something happened, by the reader's clock there and then; it begins at four.
 * @param {StudyEvent} event
 * @param {(t: number) => number} [zone] minutes ahead of UTC, for events that don't say
 */
export function dayOf({ t, data }, zone = zoneAt) {
  return studyDay(t, typeof data.zone === "number" ? data.zone : zone(t));
}

/**
 * What counts as evidence, gathered once from the log.
 * @typedef {object} Evidence
 * @property {Map<string, { t: number, day: number, done: boolean }>} checks the last tick of each item
 * @property {Map<string, { t: number, day: number }[]>} solved by drill, in order
 * @property {Map<number, { t: number, count: number, seconds: number }>} cards by day
 * @property {{ t: number, day: number, dimensions: Dimension[], topics: string[] }[]} mocks
 * @property {{ t: number, day: number }[]} diagnostics
 */

/**
 * @param {readonly StudyEvent[]} events those that count, in order
 * @param {(t: number) => number} [zone]
 * @returns {Evidence}
 */
export function evidenceOf(events, zone = zoneAt) {
  /** @type {Evidence} */
  const found = { checks: new Map(), solved: new Map(), cards: new Map(), mocks: [], diagnostics: [] };
  for (const event of events) {
    const { t, kind, data } = event;
    if (kind === "check" && typeof data.item === "string")
      found.checks.set(data.item, { t, day: dayOf(event, zone), done: data.done === true });
    if (kind === "drill" && typeof data.drill === "string" && isSolved(data))
      found.solved.set(data.drill, [...(found.solved.get(data.drill) ?? []), { t, day: dayOf(event, zone) }]);
    if (kind === "review" && (data.from === "cards" || data.from === undefined)) {
      const day = dayOf(event, zone);
      const known = found.cards.get(day) ?? { t, count: 0, seconds: 0 };
      known.t = t;
      known.count += 1;
      known.seconds += typeof data.seconds === "number" ? data.seconds : 0;
      found.cards.set(day, known);
    }
    if (kind === "session" && data.form === "mock")
      found.mocks.push({ t, day: dayOf(event, zone), ...askedBy(data) });
    if (kind === "session" && data.form === "diagnostic")
      found.diagnostics.push({ t, day: dayOf(event, zone) });
  }
  return found;
}

/** @param {Record<string, unknown>} data of a drill's attempt */
export function isSolved({ passed, total }) {
  return typeof total === "number" && total > 0 && passed === total;
}

/** What an interview asked. @param {Record<string, unknown>} data of a session */
function askedBy(data) {
  const report = /** @type {{ choice?: { rounds?: unknown }, topics?: unknown } | undefined} */ (data.report);
  const rounds = Array.isArray(report?.choice?.rounds) ? report.choice.rounds : [];
  const topics = typeof report?.topics === "object" && report.topics ? Object.keys(report.topics) : [];
  const dimensions = [...new Set(rounds.map((round) => ROUND_DIMENSIONS[round]).filter(Boolean))];
  return { dimensions, topics };
}

/**
 * The state of each item that is done. What was ticked or cleared last holds against what was seen before it.
 * @param {readonly Item[]} items
 * @param {Evidence} evidence
 * @param {number} since first day of the plan; what was done before it doesn't count for it
 * @returns {Map<string, Done>}
 */
export function doneOf(items, evidence, since) {
  /** @type {Map<string, Done>} */
  const done = new Map();
  const mocks = mocksOf(items, evidence, since);
  const diagnostics = evidence.diagnostics.filter(({ day }) => day >= since);
  let diagnostic = 0;
  for (const item of items) {
    /** @type {Done | undefined} */
    let seen;
    if (item.kind === "drill" || item.kind === "again") seen = solvedFor(item, evidence, since);
    if (item.kind === "cards") seen = cardsFor(item, evidence);
    if (item.kind === "mock") seen = mocks.get(item.id);
    if (item.kind === "diagnostic") {
      const found = diagnostics[diagnostic];
      // The half-time diagnostic is another one than that of the first day.
      if (found && (item.id !== "diagnostic:half" || found.day >= item.day - 7)) {
        seen = { t: found.t, how: "diagnostic" };
        diagnostic += 1;
      }
    }
    const check = evidence.checks.get(item.id);
    if (check && check.day >= since && (!seen || check.t >= seen.t))
      seen = check.done ? { t: check.t, how: "ticked" } : undefined;
    if (seen) done.set(item.id, seen);
  }
  return done;
}

/** @param {Item} item @param {Evidence} evidence @param {number} since @returns {Done | undefined} */
function solvedFor(item, evidence, since) {
  const slug = item.id.slice(item.id.indexOf(":") + 1);
  const from = item.kind === "again" ? Math.max(since, item.day - EARLY_DAYS) : since;
  const found = evidence.solved.get(slug)?.find(({ day }) => day >= from);
  return found && { t: found.t, how: "drill" };
}

/** @param {Item} item @param {Evidence} evidence @returns {Done | undefined} */
function cardsFor(item, evidence) {
  const found = evidence.cards.get(item.day);
  const enough = found && (found.count >= CARDS || found.seconds >= item.minutes * 30);
  return enough ? { t: found.t, how: "cards" } : undefined;
}

/**
 * Give each interview to the first open item of one of its rounds.
 * @param {readonly Item[]} items @param {Evidence} evidence @param {number} since
 */
function mocksOf(items, evidence, since) {
  /** @type {Map<string, Done>} */
  const found = new Map();
  const open = items.filter((item) => item.kind === "mock").sort((a, b) => a.day - b.day);
  const known = new Map(items.filter(({ topic }) => topic).map(({ topic, dimension }) => [topic, dimension]));
  for (const { t, day, dimensions, topics } of evidence.mocks) {
    if (day < since) continue;
    // An interview that names no round is of those whose topics it asked about.
    const asked = dimensions.length ? dimensions : topics.map((topic) => known.get(topic));
    const index = open.findIndex(({ dimension }) => asked.includes(dimension));
    if (index >= 0) found.set(open.splice(index, 1)[0].id, { t, how: "mock" });
  }
  return found;
}

/**
 * What the log says of the reader, for a plan that begins now.
 *
 * The last diagnostic says how it is, and the interviews add to it what they asked.
 * @param {readonly StudyEvent[]} events those that count, in order
 * @param {(t: number) => number} [zone]
 * @returns {Omit<Standing, "done">}
 */
export function standingOf(events, zone = zoneAt) {
  /** @type {Record<string, { score: number, n: number }>} */
  let measured = {};
  /** @type {[topic: string, result: { score: number, n: number }][]} */
  const interviews = [];
  /** @type {Map<string, number>} */
  const accepted = new Map();
  let diagnosed = false;
  for (const event of events) {
    const { kind, data } = event;
    if (kind === "drill" && typeof data.drill === "string" && isSolved(data))
      accepted.set(data.drill, dayOf(event, zone));
    if (kind !== "session") continue;
    if (data.form === "diagnostic") {
      diagnosed = true;
      measured = { ...measured, ...topicScores(data) };
    }
    if (data.form === "mock") interviews.push(...Object.entries(topicScores(data)));
  }
  const scores = { ...measured };
  for (const [topic, { score, n }] of interviews) {
    const known = scores[topic] ?? { score: 0, n: 0 };
    scores[topic] = { score: (known.score * known.n + score * n) / (known.n + n), n: known.n + n };
  }
  return { scores, accepted, diagnosed };
}

/**
 * Scores by topic of the report of a diagnostic or interview, whatever else it holds.
 * @param {Record<string, unknown>} data of the session
 * @returns {Record<string, { score: number, n: number }>}
 */
export function topicScores(data) {
  const report = /** @type {{ topics?: unknown } | undefined} */ (data.report);
  if (typeof report?.topics !== "object" || report.topics === null) return {};
  const entries = Object.entries(report.topics).flatMap(([topic, value]) => {
    const n = value?.n ?? value?.asked;
    const sound = typeof value?.score === "number" && typeof n === "number" && n > 0;
    return sound ? [[topic, { score: clamp(value.score), n }]] : [];
  });
  return Object.fromEntries(entries);
}

/** @param {number} value */
function clamp(value) {
  return Math.min(1, Math.max(0, value));
}
