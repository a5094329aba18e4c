// What a rubric is made of on the page: the answer, points to tick, parts and follow-ups to grade.
// @ts-check

import { el } from "../shared/dom.js";
import { fold, gradeRow, pointRow } from "../sitting/controls.js";
import { mayMention } from "./mentions.js";
import { GRADE_NAMES, partsOf, stepTimes } from "./score.js";
import { followUpAt, withMarks } from "./session.js";
import { clockText } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("../sitting/details.js").Loaded} Loaded */
/** @typedef {import("./session.js").Session} Session */

const GRADES = /** @type {[number, string][]} */ (GRADE_NAMES.map((name, index) => [index, name]));

/**
 * The answer with its recording and time.
 * @param {MockApp} app
 * @param {number} index
 */
export function yourAnswer(app, index) {
  const session = /** @type {Session} */ (app.session);
  const { timer } = session.answers[index][0];
  const time = `${clockText(Math.round(timer.spent / 1000) * 1000)} of ${clockText(session.blocks[index].seconds * 1000)}`;
  const said = saidIn(app, index, 0);
  return said
    ? fold(`Your answer, ${time}`, [said], { open: true })
    : el("p", { class: "app-note", text: `You answered in ${time}.` });
}

/**
 * @param {MockApp} app
 * @param {number} index
 * @param {number} part
 */
function saidIn(app, index, part) {
  const text = /** @type {Session} */ (app.session).answers[index][part].text.trim();
  const recording = app.recordings.get(`${index}.${part}`);
  if (!text && !recording) return null;
  return el(
    "div",
    { class: "said" },
    text ? el("p", { class: "said__text", text }) : null,
    recording ? player(recording) : null,
  );
}

/** @param {import("./microphone.js").Recording} recording */
export function player({ url, name, voice }) {
  return el(
    "div",
    { class: "said__sound" },
    el("audio", { controls: true, src: url, preload: "metadata", "aria-label": "Your recording" }),
    el("a", { href: url, download: name, text: "Save the recording" }),
    voice ? el("span", { class: "app-note", text: `Longest pause ${voice.longest.toFixed(1)} s` }) : null,
  );
}

/**
 * @param {MockApp} app
 * @param {Loaded} loaded
 * @param {number} index
 * @param {() => void} changed
 */
export function pointRows(app, loaded, index, changed) {
  const session = /** @type {Session} */ (app.session);
  const text = session.answers[index].map((answer) => answer.text).join("\n");
  return loaded.points.map((point, each) =>
    pointRow({
      point,
      number: each + 1,
      made: session.marks[index].points.includes(each),
      mentioned: text.trim() !== "" && mayMention(point.text, text),
      change: (made) => {
        if (!app.session) return;
        const others = app.session.marks[index].points.filter((point_) => point_ !== each);
        app.keep(withMarks(app.session, { points: made ? [...others, each].sort((a, b) => a - b) : others }));
        changed();
      },
    }),
  );
}

/**
 * STAR parts or design steps, with the time that each took.
 * @param {MockApp} app
 * @param {Loaded} loaded
 * @param {number} index
 * @param {() => void} changed
 */
export function partRows(app, loaded, index, changed) {
  const session = /** @type {Session} */ (app.session);
  const block = session.blocks[index];
  const parts = partsOf(loaded, block.whole);
  if (!parts.length) return "";
  const answer = session.answers[index][0];
  const times = new Map(stepTimes(answer.steps, answer.timer.spent).map((time) => [time.name, time]));
  const rows = parts.map(({ name, asks, share }) => {
    const time = times.get(name);
    const planned = clockText(share * block.seconds * 1000);
    const took = time
      ? ` From ${clockText(time.from)}, ${clockText(time.seconds * 1000)} of ${planned}.`
      : times.size
        ? ` Not marked; ${planned} would be usual.`
        : "";
    return gradeRow({
      label: name,
      hint: asks + took,
      answers: GRADES,
      value: session.marks[index].parts[name] ?? null,
      change: (value) => {
        if (!app.session) return;
        app.keep(withMarks(app.session, { parts: { ...app.session.marks[index].parts, [name]: value } }));
        changed();
      },
    });
  });
  const title = block.whole ? "The seven steps" : "The parts of the story";
  return el(
    "section",
    { class: "grade-rows", "aria-label": title },
    el("h3", { class: "app-heading", text: title }),
    ...rows,
  );
}

/**
 * @param {MockApp} app
 * @param {Loaded} loaded
 * @param {number} index
 * @param {() => void} changed
 */
export function followUpRows(app, loaded, index, changed) {
  const session = /** @type {Session} */ (app.session);
  const block = session.blocks[index];
  const rows = session.answers[index].flatMap((answer, part) => {
    const number = part ? followUpAt(block, part, loaded.followUps.length) : undefined;
    if (number === undefined || !answer.done) return [];
    const { asked, answer: model } = loaded.followUpNodes[number];
    return [
      el(
        "div",
        { class: "follow" },
        el("p", { class: "follow__asked" }, ...asked.map((node) => node.cloneNode(true))),
        saidIn(app, index, part),
        el("div", { class: "follow__answer" }, ...model.map((node) => node.cloneNode(true))),
        gradeRow({
          label: answer.skipped ? "You skipped it" : "Your answer to it",
          answers: GRADES,
          value: session.marks[index].followUps[part] ?? null,
          change: (value) => {
            if (!app.session) return;
            app.keep(
              withMarks(app.session, { followUps: { ...app.session.marks[index].followUps, [part]: value } }),
            );
            changed();
          },
        }),
      ),
    ];
  });
  if (!rows.length) return "";
  return el(
    "section",
    { "aria-label": "Follow-ups" },
    el("h3", { class: "app-heading", text: "Follow-ups" }),
    ...rows,
  );
}
