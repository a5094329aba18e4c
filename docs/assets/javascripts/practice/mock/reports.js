// Reports in the study log: written once, read again, compared with one another.
// @ts-check

import { mean } from "./report.js";

/** @typedef {import("./report.js").Report} Report */
/** @typedef {import("./session.js").Session} Session */

/**
 * The events that report a session: one answer a question, and the session itself.
 * @param {Session} session
 * @param {Report} report
 * @returns {{ kind: "answer" | "session", data: Record<string, unknown> }[]}
 */
export function eventsOf(session, report) {
  const answers = report.blocks.map((block) => {
    const count = (/** @type {boolean} */ required, /** @type {boolean} */ made) =>
      block.points.filter((point) => point.required === required && (!made || point.made)).length;
    return {
      kind: /** @type {const} */ ("answer"),
      data: {
        question: block.question,
        score: rounded(block.score),
        must: count(true, true),
        musts: count(true, false),
        nice: count(false, true),
        nices: count(false, false),
        seconds: block.seconds,
        ...(block.confidence === null ? {} : { confidence: block.confidence }),
        from: "mock",
        session: session.id,
      },
    };
  });
  return [
    ...answers,
    { kind: "session", data: { form: "mock", session: session.id, started: session.made, report } },
  ];
}

/**
 * What changed against earlier interviews.
 * @param {Report} report
 * @param {readonly Report[]} earlier in the order of time
 * @returns {{ name: string, now: number, before: number, change: number }[]} means of up to three before
 */
export function compared(report, earlier) {
  const last = earlier.slice(-3);
  const before = (/** @type {string} */ name) => mean(last.flatMap((each) => scoreNamed(each, name)));
  const names = ["Score", ...report.dimensions.map(({ name }) => name)];
  return names.flatMap((name) => {
    const [now] = scoreNamed(report, name);
    const then = before(name);
    return now === undefined || then === null ? [] : [{ name, now, before: then, change: now - then }];
  });
}

/** @param {Report} report @param {string} name */
function scoreNamed(report, name) {
  if (name === "Score") return report.score === null ? [] : [report.score];
  return report.dimensions.filter((each) => each.name === name).map(({ score }) => score);
}

/**
 * The reports of finished mock interviews in a log.
 * @param {readonly import("../study/event.js").StudyEvent[]} events
 * @returns {{ session: string, t: number, report: Report }[]} in the order of time
 */
export function reportsIn(events) {
  return events
    .flatMap(({ kind, t, data }) => {
      const report = /** @type {Report | undefined} */ (data.report);
      const own = kind === "session" && data.form === "mock" && Array.isArray(report?.blocks);
      return own && report && Array.isArray(report.dimensions)
        ? [{ session: String(data.session), t, report }]
        : [];
    })
    .sort((a, b) => a.t - b.t);
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 1000) / 1000;
}
