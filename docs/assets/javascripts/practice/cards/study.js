// One card after the other: question, short answer, everything else, grade.
// @ts-check

import { announce, button, el, focusOn, listenKeys, showKeys } from "../shared/dom.js";
import { loadQuestion } from "../shared/question-card.js";
import { siteUrl } from "../shared/site.js";
import { cardView } from "./card.js";
import { plural } from "./days.js";
import { isLeech } from "./deck.js";
import { GRADES } from "./scheduling.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */
/** @typedef {import("./scheduling.js").Rating} Rating */

const MEANINGS = ["", "not known", "with gaps", "known", "at once"];

/**
 * @param {CardsApp} app
 * @returns {import("./app.js").View}
 */
export function studyView(app) {
  const progress = el("div", {
    class: "study-progress",
    role: "progressbar",
    "aria-label": "Progress",
    "aria-valuemin": 0,
  });
  const count = el("span", { class: "study-count" });
  const place = el("div", { class: "study-card" });
  const undoButton = button("Undo", () => undo(), { key: "u", class: "app-button--quiet" });
  const element = el(
    "section",
    { class: "study", "aria-label": "Study session" },
    el(
      "div",
      { class: "study-bar" },
      progress,
      el(
        "div",
        { class: "study-bar__row" },
        count,
        undoButton,
        button("Keys", () => showKeys(keys), { key: "?", class: "app-button--quiet study-bar__keys" }),
        button("End", () => end(), { key: "Esc", class: "app-button--quiet" }),
      ),
    ),
    place,
  );

  /** What the reader has typed, by card; it lasts as long as this view. @type {Map<string, string>} */
  const typed = new Map();
  /** @type {ReturnType<typeof cardView> | null} */
  let current = null;

  const drawBar = () => {
    const { session } = app;
    if (!session) return;
    const queue = app.queue(session.scope, session.extra);
    const [known, fresh] = [queue.due.length + queue.learning.length, queue.fresh.length];
    const done = session.graded.length;
    const all = done + known + fresh;
    const parts = [known ? `${known} due` : "", fresh ? `${fresh} new` : ""].filter(Boolean);
    count.textContent = `${done} done${parts.length ? `, ${parts.join(" and ")} left` : ""}`;
    progress.setAttribute("aria-valuemax", String(all));
    progress.setAttribute("aria-valuenow", String(done));
    progress.replaceChildren(el("progress", { max: Math.max(1, all), value: done, "aria-hidden": "true" }));
    undoButton.hidden = !done;
  };

  const next = () => {
    const id = app.advance();
    drawBar();
    const question = id === undefined ? undefined : app.bank.byId.get(id);
    if (!question) return finish();
    current = cardView(app, question, typed, grade, setAside);
    place.replaceChildren(current.element);
    scrollTo(0, 0);
    focusOn(current.heading);
    prefetch(app);
  };

  const finish = () => app.show("summary");
  const end = () => {
    if (app.session?.graded.length) finish();
    else {
      app.keep(null);
      app.show("home");
    }
  };

  /** @param {Rating} rating */
  const grade = async (rating) => {
    const id = app.session?.shown?.card;
    if (!id || app.busy) return;
    const leech = isLeech(app.deck.state(id));
    await app.grade(rating);
    typed.delete(id);
    announce(`${GRADES[rating]}.`);
    if (rating === 1 && !leech && isLeech(app.deck.state(id))) sayLeech(app, id);
    next();
  };

  const undo = async () => {
    if (!(await app.undo())) return;
    announce("The last grade is taken back.");
    next();
  };

  const setAside = async () => {
    const { session } = app;
    if (!session?.shown || app.busy) return;
    await app.change(session.shown.card, "suspend");
    app.keep({ ...session, shown: null });
    announce("The card is set aside. You find it below the overview.");
    next();
  };

  /** @type {import("../shared/dom.js").Key[]} */
  const keys = [
    {
      keys: [" "],
      does: "show the short answer",
      act: () => current?.reveal(),
      when: () => !app.session?.shown?.revealed,
    },
    {
      keys: ["Enter"],
      does: "show the answer from the notes",
      act: () => current?.reveal(),
      typing: true,
      shown: "Ctrl Enter",
    },
    {
      keys: ["Enter", "f"],
      does: "show the full answer, rubric, follow-ups and traps",
      act: () => (app.session?.shown?.revealed ? current?.openAll() : current?.reveal()),
    },
    ...[1, 2, 3, 4].map((rating) => ({
      keys: [String(rating)],
      does: `${GRADES[rating]}: ${MEANINGS[rating]}`,
      act: () => grade(/** @type {Rating} */ (rating)),
      when: () => app.session?.shown?.revealed === true,
    })),
    { keys: ["n"], does: "note down your answer", act: () => current?.note() },
    { keys: ["u"], does: "undo the last grade", act: undo },
    { keys: ["x"], does: "set the card aside", act: setAside },
    { keys: ["Escape"], does: "end the session", act: end },
  ];
  const stop = listenKeys(keys);

  // The first card is drawn once the view stands in the page, so that it can have the focus.
  queueMicrotask(next);
  return {
    element,
    focus: true,
    leave: stop,
    refresh: () => {
      const shown = app.session?.shown;
      const again = shown && (app.deck.state(shown.card).memory?.last ?? 0) >= shown.since;
      if (app.session && again) {
        app.keep({ ...app.session, shown: null });
        announce("You have graded this card in another tab. Here is the next one.");
        next();
      } else {
        current?.refresh();
        drawBar();
      }
    },
  };
}

/** Ask for the pages of the cards that come next. @param {CardsApp} app */
function prefetch(app) {
  const { session } = app;
  if (!session) return;
  const queue = app.queue(session.scope, session.extra);
  for (const id of [queue.due[0], queue.due[1], queue.fresh[0], queue.fresh[1]]) {
    const question = id && app.bank.byId.get(id);
    if (question) loadQuestion(question).catch(() => {});
  }
}

/** @param {CardsApp} app @param {string} id */
function sayLeech(app, id) {
  const question = app.bank.byId.get(id);
  if (!question) return;
  /** @type {HTMLElement} */
  const banner = el(
    "div",
    { class: "app-banner", role: "status" },
    el(
      "p",
      {},
      `You have forgotten “${question.title}” ${plural(app.deck.state(id).lapses, "time")}. Repeating it won’t help: read its chapter first.`,
    ),
    el(
      "div",
      { class: "app-banner__actions" },
      el("a", {
        class: "app-button",
        href: siteUrl(`${question.chapter}/`),
        target: "_blank",
        text: "Open the chapter",
      }),
      button("Set the card aside", async () => {
        await app.change(id, "suspend");
        banner.remove();
      }),
      button("Learn it afresh", async () => {
        await app.change(id, "restart");
        banner.remove();
      }),
      button("Carry on", () => banner.remove(), { class: "app-button--quiet" }),
    ),
  );
  app.notes.append(banner);
}
