// What stands below the overview: a reminder to save a backup, the forecast, and cards that keep slipping.
// @ts-check

import { exportLog } from "../data/export.js";
import { backupState, USUAL_REMINDER } from "../data/reminder.js";
import { announce, button, el } from "../shared/dom.js";
import { barPlot } from "../shared/plots.js";
import { readSetting } from "../shared/settings.js";
import { siteUrl } from "../shared/site.js";
import { dayName, plural, studyDay, zoneAt } from "./days.js";
import { isLeech } from "./deck.js";
import { forecast } from "./forecast.js";

/** @typedef {import("./app.js").CardsApp} CardsApp */

/** @param {CardsApp} app */
export function upcoming(app) {
  const now = app.now();
  const today = studyDay(now, zoneAt(now));
  const counts = forecast(app.bank.byId.keys(), app.deck, now, zoneAt(now));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!total) return [];
  return [
    barPlot({
      title: "Coming back in the next 30 days",
      summary: `${plural(counts[0], "card")} today, ${counts[1]} tomorrow, ${total} in all`,
      points: counts.map((value, index) => ({
        label: index ? dayName(today + index) : "Today",
        value,
        strong: !index,
      })),
      columns: ["Day", "Cards"],
    }),
  ];
}

/** @param {CardsApp} app @param {() => void} changed */
export function slippingCards(app, changed) {
  const questions = app.bank.questions.filter(
    ({ id }) => isLeech(app.deck.state(id)) || app.deck.state(id).suspended,
  );
  if (!questions.length) return [];
  const rows = questions.map((question) => {
    const { suspended, lapses } = app.deck.state(question.id);
    /** @param {import("./changes.js").Change} what @param {string} said */
    const act = (what, said) => async () => {
      await app.change(question.id, what);
      announce(said);
      changed();
    };
    return el(
      "li",
      { class: "cards-leech" },
      el("a", { href: siteUrl(question.url), text: question.title }),
      el("span", {
        class: "app-note",
        text: suspended
          ? "Set aside: it doesn’t come."
          : `Forgotten ${lapses} times. Read its chapter, then learn it afresh.`,
      }),
      el(
        "span",
        { class: "app-actions" },
        el("a", {
          class: "app-button app-button--quiet",
          href: siteUrl(`${question.chapter}/`),
          text: "Open the chapter",
        }),
        suspended
          ? button("Take back", act("resume", "The card comes again."), { class: "app-button--quiet" })
          : button("Set aside", act("suspend", "The card is set aside."), { class: "app-button--quiet" }),
        button("Learn afresh", act("restart", "The card is new again."), { class: "app-button--quiet" }),
      ),
    );
  });
  return [
    el("h2", { class: "app-heading", text: "Cards that keep slipping, or are set aside" }),
    el("ul", { class: "cards-list" }, ...rows),
  ];
}

/** @param {CardsApp} app */
export function backupReminder(app) {
  const { due, since, last } = backupState(app.events, readSetting("backup", USUAL_REMINDER), app.now());
  if (!due) return [];
  const banner = el(
    "div",
    { class: "app-banner" },
    el("p", {
      text: `${plural(since, "entry", "entries")} of your log ${last ? "since the last backup" : "and no backup yet"}. They are in this browser only: save a copy.`,
    }),
    el(
      "div",
      { class: "app-banner__actions" },
      button("Save a backup", async () => {
        const count = await exportLog(app.log);
        announce(`${plural(count, "entry", "entries")} saved to a file.`);
        banner.remove();
      }),
    ),
  );
  return [banner];
}
