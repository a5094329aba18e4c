// Asks a question or its follow-up: ready, clock, answer, recording, steps of a design.
// @ts-check

import { announce, button, el, focusOn, listenKeys, showKeys } from "../shared/dom.js";
import { pausedPart, readyPart } from "./ask-standing.js";
import { confirmEnd, meta, textLabel, where } from "./ask-texts.js";
import { clockView } from "../sitting/clock.js";
import { notice } from "../sitting/controls.js";
import { FOLLOW_UP_SECONDS } from "./draw.js";
import { STEPS } from "./score.js";
import { answered, begun, ended, halted, skipped } from "./course.js";
import { current, followUpAt, spentIn } from "./session.js";
import { AnswerSound } from "./sound.js";
import { stepButtons } from "./steps.js";
import { clockText, isRunning } from "../sitting/timer.js";

/** @typedef {import("./app.js").MockApp} MockApp */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {MockApp} app
 * @returns {import("../sitting/sitting.js").View}
 */
export function askView(app) {
  const first = /** @type {Session} */ (app.session);
  const { block: index, part, phase } = first.at;
  const block = first.blocks[index];
  const question = app.question;
  const limit = (part ? FOLLOW_UP_SECONDS : block.seconds) * 1000;
  const budget =
    first.blocks.reduce((sum, { seconds, most }) => sum + seconds + most * FOLLOW_UP_SECONDS, 0) * 1000;
  const problems = el("div");
  const heading = el("h2", { class: "ask__question", id: "ask-question" });
  const total = el("span", { class: "ask__total" });
  const place = el("div", { class: "ask__place" });
  const element = el(
    "section",
    { class: "ask", "aria-label": "Mock interview" },
    el(
      "div",
      { class: "ask__bar" },
      el("progress", {
        class: "ask__progress",
        max: first.blocks.length,
        value: index + (phase === "answer" ? 0.5 : 0),
        "aria-label": "Progress",
      }),
      el(
        "div",
        { class: "ask__row" },
        el("span", { class: "ask__count", text: where(first) }),
        total,
        button("Keys", () => showKeys(keys), { key: "?", class: "app-button--quiet ask__keys" }),
        button("End", () => askEnd(), { key: "e", class: "app-button--quiet" }),
      ),
    ),
    problems,
    place,
  );

  const clock = clockView({
    label: "Time left for this question",
    shown: app.preferences.clock,
    toggled: (shown) => app.prefer({ clock: shown }),
  });
  const text = el("textarea", {
    rows: 6,
    class: "ask__text",
    "aria-label": textLabel(app),
    placeholder: textLabel(app),
  });
  const hearing = el("p", { class: "ask__hearing", "aria-live": "off" });
  const meter = el("span", { class: "ask__meter", "aria-hidden": "true" });
  const sound = new AnswerSound(app, first.at, {
    heard: (said) => {
      text.value = `${text.value.trimEnd()} ${said}`.trimStart();
      app.type(text.value);
    },
    hearing: (open) => {
      hearing.textContent = open;
    },
    failed: (problem) => problems.replaceChildren(notice(problem)),
  });
  let leaving = false;
  let ticking = 0;

  const say = (/** @type {Node[] | string} */ words) =>
    heading.replaceChildren(...(typeof words === "string" ? [words] : words));
  const sayQuestion = () => {
    if (!question) return;
    const loaded = app.details.get(question.id);
    if (!part) {
      // The index has the words; the page has them with their formulas, too.
      say(loaded ? loaded.card.title.map((node) => node.cloneNode(true)) : question.title);
      if (!loaded)
        app.detail(question.id).then(
          () => heading.isConnected && sayQuestion(),
          () => undefined,
        );
      return;
    }
    const number = followUpAt(block, part, loaded?.followUps.length ?? 0);
    if (number !== undefined && loaded) {
      say(loaded.followUpNodes[number].asked.map((node) => node.cloneNode(true)));
      return;
    }
    say("Loading the follow-up…");
    app.detail(question.id).then(
      () => heading.isConnected && sayQuestion(),
      (error) =>
        problems.replaceChildren(notice(error.message, [button("Try again", sayQuestion)], { alert: true })),
    );
  };

  const drawTime = () => {
    const { session } = app;
    if (!session) return;
    clock.draw(current(session).timer.spent, limit);
    total.textContent = `${clockText(Math.max(0, budget - spentIn(session)))} left`;
    meter.style.transform = `scaleX(${Math.min(1, app.microphone.level * 6)})`;
  };

  const run = () => {
    clearInterval(ticking);
    ticking = setInterval(() => {
      if (app.tick()) {
        app.save();
        announce("You were away, so the time was stopped.");
        stand("You were away, so the clock stopped. Nothing of that time was counted.");
      } else drawTime();
    }, 250);
  };

  const begin = () => {
    if (!app.session) return;
    app.keep(begun(app.session, app.now()));
    open();
  };

  const open = () => {
    sayQuestion();
    text.value = app.session ? current(app.session).text : "";
    const session = /** @type {Session} */ (app.session);
    place.replaceChildren(
      el(
        "article",
        { "aria-labelledby": heading.id },
        el("p", { class: "ask__meta" }, ...meta(app)),
        part ? el("p", { class: "ask__follow", text: `Follow-up to: ${question?.title ?? ""}` }) : "",
        heading,
        clock.element,
        block.whole && !part ? stepButtons(app) : "",
        app.microphone.isOpen && app.preferences.way === "record"
          ? el(
              "p",
              { class: "ask__recording" },
              el("span", { text: "Recording" }),
              el("span", { class: "ask__level" }, meter),
            )
          : "",
        text,
        hearing,
      ),
      el(
        "div",
        { class: "ask__foot" },
        button(part || followUpAt(block, 1, 2) === undefined ? "Done" : "Done, next", () => done(), {
          class: "app-button--primary",
          key: "Ctrl Enter",
        }),
        button("Pause", () => pause(), { key: "p" }),
        button(part ? "Skip the follow-up" : "Skip", () => skip(), { key: "s", class: "app-button--quiet" }),
      ),
    );
    drawTime();
    if (isRunning(current(session).timer)) {
      sound.start();
      run();
    }
    const typing = app.preferences.way === "type" && matchMedia("(pointer: fine)").matches;
    if (typing) text.focus({ preventScroll: true });
    else focusOn(heading);
  };

  /** @param {string} why */
  const stand = (why) => {
    clearInterval(ticking);
    sound.pause();
    const spent = app.session ? current(app.session).timer.spent : 0;
    place.replaceChildren(pausedPart(why, clockText(Math.max(0, limit - spent)), begin));
  };

  const pause = () => {
    if (!app.session) return;
    app.keep(halted(app.session, app.now()));
    stand("The clock stands, and the question is out of sight until you go on.");
  };

  /** @param {(session: Session, now: number, available: number) => Session} next */
  const leaveBy = async (next) => {
    // Ending the recording takes a moment, in which the key may be pressed again.
    if (leaving || app.session?.at.phase !== "answer") return;
    leaving = true;
    clearInterval(ticking);
    app.keep(halted(app.session, app.now()));
    await sound.keep();
    // Without the page there are no follow-ups; the question counts all the same.
    const loaded = question
      ? (app.details.get(question.id) ?? (await app.detail(question.id).catch(() => undefined)))
      : undefined;
    if (!app.session) return;
    app.keep(next(app.session, app.now(), loaded?.followUps.length ?? 0));
    app.go();
  };
  const done = () => leaveBy(answered);
  const skip = () => {
    if (app.session?.at.phase === "ready") {
      app.keep(skipped(app.session, app.now(), 0));
      app.go();
    } else leaveBy(skipped);
  };

  const askEnd = () => {
    const running = app.session ? isRunning(current(app.session).timer) : false;
    if (running) pause();
    confirmEnd(async () => {
      await sound.keep();
      if (!app.session) return;
      app.keep(ended(app.session, app.now()));
      app.go();
    });
  };

  text.addEventListener("input", () => app.type(text.value));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") focusOn(heading);
  });

  const answering = () => app.session?.at.phase === "answer" && place.contains(text);
  /** @type {import("../shared/dom.js").Key[]} */
  const keys = [
    {
      keys: ["Enter", " "],
      does: "start the question, or go on after a pause",
      shown: "Enter, Space",
      act: () => /** @type {HTMLElement | null} */ (place.querySelector(".app-button--primary"))?.click(),
      when: () => !answering(),
    },
    {
      keys: ["Enter"],
      does: "end the answer; in the text with Ctrl",
      shown: "Enter",
      act: done,
      when: answering,
      typing: true,
    },
    { keys: ["t"], does: "go to the text; Esc leaves it", act: () => text.focus(), when: answering },
    { keys: ["p"], does: "pause", act: pause, when: answering },
    { keys: ["s"], does: "skip", act: skip },
    { keys: ["e"], does: "end the interview", act: askEnd },
  ];
  /** @type {import("../shared/dom.js").Key[]} */
  const stepKeys = STEPS.map((_, step) => ({
    keys: [String(step + 1)],
    does: "",
    act: () => /** @type {HTMLElement | null} */ (place.querySelectorAll(".step")[step])?.click(),
    when: answering,
  }));
  if (block.whole) {
    const does = "mark that a step of the design begins";
    keys.push({ keys: [], shown: "1–7", does, act: () => undefined });
  }
  // The first to listen shows the list of keys, so that the seven stand in it as one.
  const stops = [listenKeys(keys), listenKeys(stepKeys)];

  if (phase === "ready") {
    place.append(readyPart(first, begin, skip));
    total.textContent = `${clockText(Math.max(0, budget - spentIn(first)))} left`;
  } else if (isRunning(current(first).timer)) queueMicrotask(open);
  else queueMicrotask(() => stand("The clock stands. What you have written is still here."));

  return {
    element,
    focus: true,
    leave: () => {
      clearInterval(ticking);
      sound.pause();
      for (const stop of stops) stop();
    },
  };
}
