// The end of a session: what was done, what to read again, and what comes next.
// @ts-check

import { button, el, focusOn, listenKeys } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { dayName, plural, spanText, studyDay, zoneAt } from "./days.js";
import { forecast } from "./forecast.js";
import { GRADES } from "./scheduling.js";
import { newSession, summaryOf } from "./session.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */

/**
 * @param {CardsApp} app
 * @returns {import("./app.js").View}
 */
export function summaryView(app) {
  const session = app.session ?? newSession({}, app.now());
  const { reviews, cards, seconds, grades, weak } = summaryOf(session);
  const queue = app.queue(session.scope, session.extra);
  const left = queue.learning.length + queue.due.length + queue.fresh.length;
  const heading = el("h2", { class: "app-heading cards-end", text: left ? "A break" : "Done" });

  const home = () => {
    app.keep(null);
    app.show("home");
  };
  /** @param {number} [more] new cards beyond the limit */
  const again = (more = 0) => {
    app.begin({ ...session.scope, ids: [] }, session.extra + more);
    app.show("study");
  };
  const goOn = () => app.show("study");

  const more = Math.min(10, queue.heldBack);
  const actions = el(
    "p",
    { class: "app-actions" },
    left ? button("Go on", goOn, { class: "app-button--primary", key: "Enter" }) : null,
    button("Overview", home, { class: left ? "" : "app-button--primary", key: left ? "Esc" : "Enter" }),
    !left && more > 0 && session.scope.newToo && !session.scope.ids.length
      ? button(`${plural(more, "more card")}`, () => again(more))
      : null,
  );
  const element = el(
    "section",
    { class: "cards-summary", "aria-label": "End of the session" },
    heading,
    el("p", { class: "cards-done", text: sentence(cards, reviews, seconds) }),
    reviews ? gradeBar(grades) : null,
    el("p", { text: comingText(app, queue.learning) }),
    weak.length ? weakList(app, weak) : null,
    actions,
  );
  const stop = listenKeys([
    { keys: ["Enter"], does: left ? "go on" : "back to the overview", act: left ? goOn : home },
    { keys: ["Escape"], does: "back to the overview", act: home },
    {
      keys: ["u"],
      does: "undo the last grade",
      act: async () => {
        if (await app.undo()) app.show("study");
      },
    },
  ]);
  queueMicrotask(() => focusOn(heading));
  return { element, focus: true, leave: stop };
}

/** @param {number} cards @param {number} reviews @param {number} seconds */
function sentence(cards, reviews, seconds) {
  if (!reviews) return "No card was due.";
  const time = seconds < 90 ? plural(seconds, "second") : plural(Math.round(seconds / 60), "minute");
  const each = Math.round(seconds / reviews);
  return `${plural(cards, "card")} in ${time}${reviews > cards ? `, ${plural(reviews, "review")}` : ""}; ${plural(each, "second")} each.`;
}

/** @param {readonly number[]} grades */
function gradeBar(grades) {
  return el(
    "ul",
    { class: "cards-grades" },
    ...grades.map((count, index) =>
      el(
        "li",
        { class: `cards-grades__part cards-grades__part--${index + 1}` },
        el("span", { text: GRADES[index + 1] }),
        el("meter", { min: 0, max: Math.max(...grades), value: count, "aria-label": GRADES[index + 1] }),
        el("strong", { text: String(count) }),
      ),
    ),
  );
}

/** @param {CardsApp} app @param {readonly string[]} learning */
function comingText(app, learning) {
  const now = app.now();
  const soon = learning.map((id) => app.deck.state(id).memory?.due ?? 0).filter((due) => due > now);
  if (soon.length) {
    return `${plural(soon.length, "card comes", "cards come")} back in ${spanText(Math.min(...soon) - now)}.`;
  }
  const counts = forecast(app.bank.byId.keys(), app.deck, now, zoneAt(now), 366);
  const day = counts.findIndex((count, index) => index > 0 && count > 0);
  if (day < 0) return "";
  const when = day === 1 ? "Tomorrow" : `On ${dayName(studyDay(now, zoneAt(now)) + day)}`;
  return `${when} ${plural(counts[day], "card comes", "cards come")} back.`;
}

/** @param {CardsApp} app @param {readonly string[]} ids */
function weakList(app, ids) {
  const rows = ids.flatMap((id) => {
    const question = app.bank.byId.get(id);
    if (!question) return [];
    return el(
      "li",
      {},
      el("a", { href: siteUrl(question.url), text: question.title }),
      " ",
      el("a", { class: "app-note", href: siteUrl(`${question.chapter}/`), text: "chapter" }),
    );
  });
  return el(
    "div",
    {},
    el("h3", { class: "app-heading", text: "Read these again" }),
    el("ul", { class: "cards-list" }, ...rows),
  );
}
