// One question of a diagnostic: say it, how sure, the short answer, which musts.
// @ts-check

import { clockView } from "../sitting/clock.js";
import { notice, pointRow } from "../sitting/controls.js";
import { clockText } from "../sitting/timer.js";
import { NAMES } from "../shared/bank.js";
import { announce, button, el, focusOn, keyHint, listenKeys, showKeys } from "../shared/dom.js";
import { COUNT, MINUTES } from "./sample.js";
import {
  answered,
  backed,
  finished,
  going,
  halted,
  marked,
  THINK_MS,
  toggled,
  withPoints,
} from "./session.js";
import { topicName } from "./start.js";

/** @typedef {import("./app.js").DiagnosticApp} DiagnosticApp */
/** @typedef {import("./session.js").Session} Session */

const SURE = ["no idea", "a guess", "half", "fairly sure", "certain"];

/**
 * @param {DiagnosticApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function questionView(app) {
  const whole = ((app.session?.items.length ?? COUNT) * MINUTES * 60_000) / COUNT;
  const count = el("span", { class: "ask__count" });
  const total = el("span", { class: "ask__total" });
  const progress = el("progress", { class: "ask__progress", "aria-label": "Progress" });
  const notes = el("div");
  const place = el("div", { class: "ask__place" });
  const clock = clockView({ label: "Time left for this question", shown: true, toggled: () => undefined });
  let ticking = 0;
  /** @type {ReturnType<typeof pointRow>[]} */
  let rows = [];
  let standing = false;

  /** @param {(session: Session, now: number) => Session} change */
  const move = (change) => {
    if (!app.session) return;
    app.tick();
    app.keep(change(/** @type {Session} */ (app.session), app.now()));
    draw();
  };

  const drawTime = () => {
    const { session } = app;
    if (!session) return;
    clock.draw(session.think.spent, THINK_MS);
    total.textContent = `${clockText(Math.max(0, whole - session.total.spent))} left`;
    if (session.total.spent >= whole && !session.beyond && !notes.childElementCount) timeIsUp();
  };

  const timeIsUp = () => {
    const minutes = Math.round(whole / 60_000);
    announce(`The ${minutes} minutes are over.`);
    notes.replaceChildren(
      notice(`The ${minutes} minutes are over. Finish with what you have, or go on without the clock.`, [
        button("Finish", () => move(finished)),
        button("Go on", () => {
          notes.replaceChildren();
          move((session) => ({ ...session, beyond: true }));
        }),
      ]),
    );
  };

  const run = () => {
    clearInterval(ticking);
    ticking = setInterval(() => {
      if (app.tick()) stand("You were away, so the clock stopped. Nothing of that time was counted.");
      else drawTime();
    }, 250);
  };

  const draw = () => {
    const { session } = app;
    if (!session) return;
    if (session.phase === "result") {
      clearInterval(ticking);
      app.finish();
      return;
    }
    standing = false;
    count.textContent = `Question ${session.at + 1} of ${session.items.length}`;
    progress.max = session.items.length;
    progress.value = session.at;
    const question = app.bank.byId.get(session.items[session.at].question);
    if (!question) {
      app.keep(marked(session, app.now()));
      draw();
      return;
    }
    const heading = el("h2", { class: "ask__question", text: question.title });
    const meta = el(
      "p",
      { class: "ask__meta" },
      el("span", { text: topicName(app, question.topic) }),
      el("span", { text: NAMES.level[question.level] }),
    );
    if (session.phase === "think") drawThink(heading, meta);
    else drawMark(session, heading, meta);
    const loaded = app.details.get(question.id);
    const fill = (/** @type {import("../sitting/details.js").Loaded} */ each) =>
      heading.replaceChildren(...each.card.title.map((node) => node.cloneNode(true)));
    if (loaded) fill(loaded);
    else app.detail(question.id).then(fill, () => undefined);
    drawTime();
    run();
    focusOn(heading);
  };

  /** @param {HTMLElement} heading @param {HTMLElement} meta */
  const drawThink = (heading, meta) => {
    rows = [];
    place.replaceChildren(
      el("article", {}, meta, heading, clock.element),
      el(
        "div",
        { class: "ask__foot diagnostic-sure" },
        el("p", { id: "sure-label", text: "Say it aloud. Then: how sure are you?" }),
        el(
          "div",
          { class: "sure", role: "group", "aria-labelledby": "sure-label" },
          ...SURE.map((name, index) =>
            el(
              "button",
              { type: "button", class: "app-button sure__answer", on: { click: () => sure(index + 1) } },
              keyHint(String(index + 1)),
              el("span", { text: name }),
            ),
          ),
        ),
      ),
    );
  };

  /** @param {Session} session @param {HTMLElement} heading @param {HTMLElement} meta */
  const drawMark = (session, heading, meta) => {
    const item = session.items[session.at];
    const answer = el(
      "div",
      { class: "rubric-answer" },
      el("p", { class: "app-waiting", text: "Loading the answer…" }),
    );
    const last = session.at + 1 === session.items.length;
    place.replaceChildren(
      el("article", { class: "diagnostic-mark" }, meta, heading, answer),
      el(
        "div",
        { class: "ask__foot" },
        button(last ? "Finish" : "Next", () => move(marked), { class: "app-button--primary", key: "Enter" }),
        button("All", () => setAll(true), { key: "a" }),
        button("None", () => setAll(false), { key: "n" }),
      ),
    );
    const load = async () => {
      try {
        const loaded = app.details.get(item.question) ?? (await app.detail(item.question));
        if (!answer.isConnected) return;
        const musts = loaded.points.filter(({ required }) => required);
        rows = musts.map((point, index) =>
          pointRow({
            point: { ...point, nodes: point.nodes.map((node) => node.cloneNode(true)) },
            number: index + 1,
            made: item.made.includes(index),
            mentioned: false,
            change: () => app.session && app.keep(toggled(app.session, index)),
          }),
        );
        answer.replaceChildren(
          el("fieldset", { class: "points" }, el("legend", { text: "What did you say?" }), ...rows),
          loaded.card.short.cloneNode(true),
        );
        for (const link of answer.querySelectorAll("a")) link.target = "_blank";
        announce(`${musts.length} musts to mark.`);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        answer.replaceChildren(
          notice(`${text} What you marked so far is kept.`, [button("Try again", load)], { alert: true }),
        );
      }
    };
    load();
  };

  const phase = () => (standing ? "stand" : app.session?.phase);
  const sure = (/** @type {number} */ confidence) =>
    move((session, now) => answered(session, confidence, now));
  const setAll = (/** @type {boolean} */ value) => {
    if (!app.session || !rows.length) return;
    app.keep(withPoints(app.session, value ? rows.map((_, index) => index) : []));
    for (const row of rows) row.set(value);
    announce(value ? "All ticked." : "None ticked.");
  };

  /** @param {string} why */
  const stand = (why) => {
    clearInterval(ticking);
    if (app.session) app.keep(halted(app.session, app.now()));
    standing = true;
    const lead = el("h2", { class: "ask__question", text: "Paused" });
    place.replaceChildren(
      el(
        "div",
        { class: "ask__stand" },
        lead,
        el("p", { text: why }),
        el(
          "div",
          { class: "app-actions" },
          button("Go on", () => move(going), { class: "app-button--primary", key: "Enter" }),
          button("Finish with what there is", () => move(finished), { class: "app-button--quiet" }),
        ),
      ),
    );
    focusOn(lead);
  };

  /** @type {import("../shared/dom.js").Key[]} */
  const keys = [
    { keys: [], shown: "1–5", does: "how sure you are; then the answer is shown", act: () => undefined },
    { keys: [], shown: "1–9", does: "tick a must that you said", act: () => undefined },
    { keys: ["a"], does: "tick all", act: () => setAll(true), when: () => phase() === "mark" },
    { keys: ["n"], does: "tick none", act: () => setAll(false), when: () => phase() === "mark" },
    {
      keys: ["Enter", " "],
      shown: "Enter, Space",
      does: "next question",
      act: () => /** @type {HTMLElement | null} */ (place.querySelector(".app-button--primary"))?.click(),
      when: () => phase() !== "think",
    },
    {
      keys: ["b"],
      does: "back to the marks of the question before",
      act: () => move(backed),
      when: () => phase() === "think",
    },
    {
      keys: ["p"],
      does: "pause",
      act: () => stand("The clocks stand, and the question is out of sight until you go on."),
      when: () => phase() !== "stand",
    },
  ];
  const digits = Array.from({ length: 9 }, (_, index) => ({
    keys: [String(index + 1)],
    does: "",
    act: () => {
      if (phase() === "mark") rows[index]?.toggle();
      else if (phase() === "think" && index < SURE.length) sure(index + 1);
    },
  }));
  const stops = [listenKeys(keys), listenKeys(digits)];
  queueMicrotask(() => move(going));
  return {
    element: el(
      "section",
      { class: "ask", "aria-label": "Diagnostic" },
      el(
        "div",
        { class: "ask__bar" },
        progress,
        el(
          "div",
          { class: "ask__row" },
          count,
          total,
          button("Keys", () => showKeys(keys), { key: "?", class: "app-button--quiet ask__keys" }),
          button(
            "Pause",
            () => stand("The clocks stand, and the question is out of sight until you go on."),
            {
              key: "p",
              class: "app-button--quiet",
            },
          ),
        ),
      ),
      notes,
      place,
    ),
    focus: true,
    leave: () => {
      clearInterval(ticking);
      for (const stop of stops) stop();
    },
  };
}
