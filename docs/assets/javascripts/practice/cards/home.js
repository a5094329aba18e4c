// The first view of the cards: what is due, what to study, and what keeps slipping.
// @ts-check

import { EVERYTHING, offered } from "../shared/bank.js";
import { button, choice, el, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { backupReminder, slippingCards, upcoming } from "./attention.js";
import { dayName, plural, studyDay, zoneAt } from "./days.js";
import { forecast } from "./forecast.js";
import { preferencesFold } from "./preferences.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */
/** @typedef {import("./queue.js").Queue} Queue */

const LABELS = /** @type {const} */ ([
  ["topic", "Topic"],
  ["level", "Level"],
  ["role", "Role"],
  ["round", "Round"],
  ["frequency", "How often"],
  ["kind", "Kind"],
]);

/**
 * @param {CardsApp} app
 * @returns {import("./app.js").View}
 */
export function homeView(app) {
  const element = el("div", { class: "cards-home" });
  const top = el("div");
  const below = el("div");
  const { ids, unknown } = app.named();

  /** @returns {import("./queue.js").Scope} */
  const scope = () =>
    ids.length
      ? { choice: EVERYTHING, newToo: true, ids, since: app.now() }
      : { ...app.filter, ids: [], since: app.now() };

  /** @param {number} [extra] */
  const begin = (extra = 0) => {
    app.begin(scope(), extra);
    app.show("study");
  };

  const draw = () => {
    const queue = app.queue(scope());
    top.replaceChildren(ids.length ? namedOpening(app, ids, unknown, begin) : opening(app, queue, begin));
    if (!ids.length && unknown) {
      top.prepend(
        el("p", { class: "app-banner", text: "The bank no longer has the questions that the link names." }),
      );
    }
  };
  const drawBelow = () =>
    below.replaceChildren(...backupReminder(app), ...upcoming(app), ...slippingCards(app, redraw));
  const redraw = () => {
    draw();
    drawBelow();
  };

  element.append(top);
  if (!ids.length) element.append(filterFold(app, draw));
  element.append(
    below,
    preferencesFold(app, redraw),
    el(
      "p",
      { class: "app-actions cards-home__more" },
      button("Statistics", () => app.show("numbers"), {
        class: "app-button--quiet",
      }),
      el("a", { class: "app-button app-button--quiet", href: siteUrl("practice/data/"), text: "Your data" }),
    ),
  );
  redraw();
  const startButton = () =>
    /** @type {HTMLButtonElement | null} */ (top.querySelector(".app-button--primary"));
  const stop = listenKeys([{ keys: ["Enter"], does: "start", act: () => startButton()?.click() }]);
  return { element, refresh: redraw, leave: stop };
}

/**
 * @param {CardsApp} app
 * @param {Queue} queue
 * @param {(extra?: number) => void} begin
 */
function opening(app, queue, begin) {
  const { learning, due, fresh, done } = queue;
  const count = learning.length + due.length + fresh.length;
  const figures = el(
    "dl",
    { class: "app-figures" },
    figure(due.length + learning.length, "due"),
    figure(fresh.length, "new"),
    figure(done.due + done.fresh, "done today"),
  );
  if (!queue.total) {
    return el(
      "div",
      { class: "app-empty" },
      el("p", { text: "No question fits all that is chosen below. Choose “Any” in one of the lists." }),
    );
  }
  const never = !app.deck.ids.next().value;
  if (never) {
    return el(
      "div",
      { class: "app-empty cards-first" },
      el("p", {
        text: `${plural(queue.total, "question waits", "questions wait")}, those asked most often first. Answer aloud, look, and say how well you knew it: the card comes back just before you would forget it.`,
      }),
      el(
        "p",
        { class: "app-actions" },
        button(`Start with ${plural(fresh.length, "card")}`, () => begin(), {
          class: "app-button--primary",
          key: "Enter",
        }),
      ),
    );
  }
  if (count) {
    return el(
      "div",
      {},
      figures,
      el(
        "p",
        { class: "app-actions" },
        button(app.session ? "Go on" : "Study", () => begin(), {
          class: "app-button--primary",
          key: "Enter",
        }),
      ),
    );
  }
  const more = Math.min(10, queue.heldBack);
  return el(
    "div",
    {},
    figures,
    el("p", { class: "cards-done", text: doneText(app, queue) }),
    more > 0 && app.filter.newToo
      ? el(
          "p",
          { class: "app-actions" },
          button(`Learn ${plural(more, "more card")}`, () => begin(done.fresh + more)),
        )
      : null,
  );
}

/** @param {number} value @param {string} label */
function figure(value, label) {
  return el("div", {}, el("dt", { text: label }), el("dd", { text: value.toLocaleString("en-GB") }));
}

/** @param {CardsApp} app @param {Queue} queue */
function doneText(app, queue) {
  const now = app.now();
  const coming = forecast(app.bank.byId.keys(), app.deck, now, zoneAt(now), 366);
  const day = coming.findIndex((count, index) => index > 0 && count > 0);
  const next =
    day < 0
      ? "No card has a date yet."
      : `${plural(coming[day], "card comes", "cards come")} back ${day === 1 ? "tomorrow" : `on ${dayName(studyDay(now, zoneAt(now)) + day)}`}.`;
  return `${queue.done.due + queue.done.fresh ? "Done for today." : "Nothing is due today."} ${next}`;
}

/**
 * @param {CardsApp} app
 * @param {readonly string[]} ids
 * @param {number} unknown
 * @param {() => void} begin
 */
function namedOpening(app, ids, unknown, begin) {
  const gone = unknown ? ` ${plural(unknown, "other one is", "other ones are")} no longer in the bank.` : "";
  return el(
    "div",
    {},
    el("p", { text: `The link that you followed names ${plural(ids.length, "question")}.${gone}` }),
    el(
      "ul",
      { class: "cards-list" },
      ...ids.map((id) => {
        const question = app.bank.byId.get(id);
        return question ? el("li", {}, el("a", { href: siteUrl(question.url), text: question.title })) : null;
      }),
    ),
    el(
      "p",
      { class: "app-actions" },
      button(`Study ${ids.length === 1 ? "it" : "them"} now`, () => begin(), {
        class: "app-button--primary",
        key: "Enter",
      }),
      el("a", { class: "app-button app-button--quiet", href: siteUrl("practice/cards/"), text: "All cards" }),
    ),
  );
}

/** @param {CardsApp} app @param {() => void} changed */
function filterFold(app, changed) {
  const lists = offered(app.bank);
  const count = el("output", { class: "app-note" });
  const fields = el("div", { class: "app-fields" });
  const isSet = () => Object.values(app.filter.choice).some(Boolean) || !app.filter.newToo;
  const say = () => {
    const { total } = app.queue({ ...app.filter, ids: [], since: app.now() });
    count.textContent = isSet() ? `${plural(total, "card fits", "cards fit")}.` : "";
    clear.hidden = !isSet();
    changed();
  };
  const clear = button(
    "Clear",
    () => {
      app.choose({ choice: { ...EVERYTHING }, newToo: true });
      draw();
      say();
    },
    { class: "app-button--quiet" },
  );
  const draw = () => {
    fields.replaceChildren(
      ...LABELS.filter(([name]) => lists[name].length > 1).map(([name, label]) =>
        choice(label, [["", "Any"], ...lists[name]], app.filter.choice[name], (value) => {
          app.choose({ ...app.filter, choice: { ...app.filter.choice, [name]: value } });
          say();
        }),
      ),
      choice(
        "Cards",
        [
          ["all", "Due and new"],
          ["due", "Due only"],
        ],
        app.filter.newToo ? "all" : "due",
        (value) => {
          app.choose({ ...app.filter, newToo: value === "all" });
          say();
        },
      ),
    );
  };
  draw();
  const fold = el(
    "details",
    { class: "app-fold cards-filter", open: isSet() },
    el("summary", { text: "Choose what to study" }),
    fields,
    el("p", { class: "app-actions" }, count, clear),
  );
  say();
  return fold;
}
