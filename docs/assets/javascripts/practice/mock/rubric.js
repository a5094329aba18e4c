// Sets an answer against its rubric: points to tick, parts and follow-ups to grade, model answer and traps.
// @ts-check

import { announce, button, el, focusOn, listenKeys, showKeys } from "../shared/dom.js";
import { percent } from "../shared/text.js";
import { fold, notice } from "../sitting/controls.js";
import { followUpRows, partRows, pointRows, yourAnswer } from "./rubric-rows.js";
import { blockScore, verdict } from "./score.js";
import { ended, scored } from "./course.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("../sitting/details.js").Loaded} Loaded */
/** @typedef {import("./session.js").Session} Session */

const VERDICTS = {
  green: "Every must was said",
  amber: "One must was missing",
  red: "More than one must was missing",
};

/**
 * @param {MockApp} app
 * @returns {import("../sitting/sitting.js").View}
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
  /** @type {ReturnType<typeof pointRows>} */
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
      : `${VERDICTS[colour]} · ${percent(score)}`;
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
