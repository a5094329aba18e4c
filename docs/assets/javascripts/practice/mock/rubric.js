// Sets an answer against its rubric: points to tick, parts and follow-ups to grade, model answer and traps.
// @ts-check

import { announce, button, el, focusOn, listenKeys, showKeys } from "../shared/dom.js";
import { fold, gradeRow, notice, pointRow } from "./controls.js";
import { mayMention } from "./mentions.js";
import { blockScore, GRADE_NAMES, partsOf, stepTimes, verdict } from "./score.js";
import { ended, followUpAt, scored, withMarks } from "./session.js";
import { clockText } from "./timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./details.js").Loaded} Loaded */
/** @typedef {import("./session.js").Session} Session */

const GRADES = /** @type {[number, string][]} */ (GRADE_NAMES.map((name, index) => [index, name]));
const VERDICTS = {
  green: "Every must was said",
  amber: "One must was missing",
  red: "More than one must was missing",
};

/**
 * @param {MockApp} app
 * @returns {import("./app.js").View}
 */
export function rubricView(app) {
  const session = /** @type {Session} */ (app.session);
  const { block: index } = session.at;
  const question = app.question;
  const heading = el("h2", { class: "ask__question", text: question?.title ?? "" });
  const place = el(
    "div",
    { class: "rubric-place" },
    el("p", { class: "app-waiting", text: "Loading the rubric…" }),
  );
  const verdictLine = el("p", { class: "rubric-verdict", role: "status" });
  const last = index + 1 === session.blocks.length || session.early;
  const goOn = button(last ? "Go on" : "Next question", () => next(), {
    class: "app-button--primary",
    key: "Enter",
  });
  /** @type {ReturnType<typeof pointRow>[]} */
  let rows = [];

  const next = () => {
    if (!app.session) return;
    app.keep(scored(app.session));
    app.go();
  };

  /** @param {Loaded} loaded */
  const drawVerdict = (loaded) => {
    if (!app.session) return;
    const marks = app.session.marks[index];
    const answers = app.session.answers[index];
    const { score } = blockScore(loaded.points, answers, marks);
    const colour = answers[0].skipped ? "red" : verdict(loaded.points, marks.points);
    verdictLine.textContent = answers[0].skipped
      ? "Skipped, so it scores nothing. Read the answer and go on."
      : `${VERDICTS[colour]} · ${Math.round(score * 100)} %`;
    verdictLine.dataset.verdict = colour;
  };

  const draw = async () => {
    if (!question) return next();
    let loaded;
    try {
      loaded = await app.detail(question.id);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      place.replaceChildren(
        notice(`${text} Nothing of your interview is lost.`, [button("Try again", draw)], { alert: true }),
      );
      return;
    }
    if (!place.isConnected || !app.session) return;
    heading.replaceChildren(...loaded.card.title.map((node) => node.cloneNode(true)));
    rows = pointRows(app, loaded, index, () => drawVerdict(loaded));
    const { card } = loaded;
    for (const link of [card.short, ...card.full, card.traps, card.foot].flatMap((part) => [
      ...(part?.querySelectorAll("a[href]") ?? []),
    ])) {
      /** @type {HTMLAnchorElement} */ (link).target = "_blank";
    }
    const skipped = app.session.answers[index][0].skipped;
    place.replaceChildren(
      yourAnswer(app, index),
      skipped
        ? ""
        : el("fieldset", { class: "points" }, el("legend", { text: "Which points did you make?" }), ...rows),
      skipped ? "" : partRows(app, loaded, index, () => drawVerdict(loaded)),
      followUpRows(app, loaded, index, () => drawVerdict(loaded)),
      el(
        "div",
        { class: "rubric-answer" },
        card.short,
        fold(
          question.kind === "behavioral"
            ? "The example, a weak version, and how to build yours"
            : "The full answer",
          card.full,
          { key: "f" },
        ),
        card.traps ? fold("Traps", [card.traps], { key: "r" }) : "",
        card.foot ? fold("Chapter, related questions and sources", [card.foot]) : "",
      ),
    );
    drawVerdict(loaded);
  };

  const toggleFold = (/** @type {string} */ name) => {
    const found = [...place.querySelectorAll("details")].find(
      (each) => each.querySelector("summary kbd")?.textContent === name,
    );
    if (!found) return;
    found.open = !found.open;
    if (found.open) found.scrollIntoView({ block: "nearest" });
  };
  /** @type {import("../shared/dom.js").Key[]} */
  const keys = [
    { keys: [], does: "tick or clear a point", shown: "1–9", act: () => undefined },
    {
      keys: ["a"],
      does: "tick all musts",
      act: () => {
        place.querySelectorAll(".point").forEach((row, each) => {
          const box = row.querySelector("input");
          if (row.querySelector(".point__mark--must") && box && !box.checked) rows[each].toggle();
        });
      },
    },
    { keys: ["f"], does: "open or close the full answer", act: () => toggleFold("f") },
    { keys: ["r"], does: "open or close the traps", act: () => toggleFold("r") },
    { keys: ["Enter"], does: "go on", act: next },
    {
      keys: ["e"],
      does: "end the interview after this question",
      act: () => endHere(),
      when: () => !last,
    },
  ];
  const digits = Array.from({ length: 9 }, (_, each) => ({
    keys: [String(each + 1)],
    does: "",
    act: () => rows[each]?.toggle(),
  }));
  const stops = [listenKeys(keys), listenKeys(digits)];
  const endHere = () => {
    if (!app.session) return;
    app.keep(scored(ended(app.session, app.now())));
    app.go();
  };
  queueMicrotask(() => {
    focusOn(heading);
    draw().then(() => announce("The rubric is shown."));
  });
  return {
    element: el(
      "section",
      { class: "ask rubric-view", "aria-label": "Score your answer" },
      el(
        "div",
        { class: "ask__row" },
        el("span", {
          class: "ask__count",
          text: `Question ${index + 1} of ${session.blocks.length}, rubric`,
        }),
        button("Keys", () => showKeys(keys), { key: "?", class: "app-button--quiet ask__keys" }),
        last ? null : button("End after this", endHere, { key: "e", class: "app-button--quiet" }),
      ),
      heading,
      place,
      el("div", { class: "ask__foot" }, goOn, verdictLine),
    ),
    focus: true,
    leave: () => {
      for (const stop of stops) stop();
    },
  };
}

/**
 * The answer with its recording and time.
 * @param {MockApp} app
 * @param {number} index
 */
function yourAnswer(app, index) {
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
function pointRows(app, loaded, index, changed) {
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
function partRows(app, loaded, index, changed) {
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
function followUpRows(app, loaded, index, changed) {
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
