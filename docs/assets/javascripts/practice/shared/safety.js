// Says when new progress is not safe, and what the reader can do about it.
// @ts-check

import { button, el } from "./dom.js";

/** @typedef {import("../study/log.js").Safety} Safety */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */

/**
 * @typedef {object} Warning
 * @property {string} text
 * @property {"retry" | "reload" | undefined} action
 */

/**
 * What to say about the safety of new events; nothing when they are stored.
 * @param {Safety} safety
 * @param {number} unsaved events that are only in memory
 * @returns {Warning | undefined}
 */
export function warningOf(safety, unsaved) {
  const waiting = unsaved === 1 ? "1 entry waits" : `${unsaved} entries wait`;
  switch (safety) {
    case "saved":
      return undefined;
    case "memory":
      return {
        text: "This browser stores nothing here, perhaps because the window is private: what you do is lost when you leave the page, unless you export it first.",
        action: undefined,
      };
    case "full":
      return {
        text: `The browser’s storage is full, so ${waiting} in this tab. Free some space, then try again; keep the tab open or export your data until then.`,
        action: "retry",
      };
    case "outdated":
      return {
        text: `Another tab runs a newer version of the handbook. Reload this one to go on${unsaved ? `; ${waiting} here, so export your data first` : ""}.`,
        action: "reload",
      };
    case "lost":
      return {
        text: `The browser has closed or deleted its storage for this site${unsaved ? `; ${waiting} in this tab` : ""}. Try again to store what this tab holds.`,
        action: "retry",
      };
  }
}

/**
 * Keep a banner that says when new progress is not safe.
 * @param {StudyLog} log
 * @param {Element} host the banner becomes its first child
 * @param {{ export?: () => void }} [options] what “Export now” does, where the page can
 * @returns {() => void} ends it
 */
export function mountSafety(log, host, { export: save } = {}) {
  const banner = el("div", { class: "app-banner app-banner--alert", role: "alert", hidden: true });
  host.prepend(banner);
  let said = "";
  const show = () => {
    const warning = warningOf(log.safety, log.unsaved);
    banner.hidden = !warning;
    const text = warning?.text ?? "";
    const state = `${text} ${log.unsaved > 0}`;
    if (state === said) return;
    said = state;
    banner.replaceChildren();
    if (!warning) return;
    banner.append(el("p", { text }));
    const actions = el("div", { class: "app-banner__actions" });
    if (warning.action === "retry") actions.append(button("Try again", () => log.retry()));
    if (warning.action === "reload") actions.append(button("Reload", () => location.reload()));
    if (save && log.unsaved) actions.append(button("Export now", save));
    if (actions.childElementCount) banner.append(actions);
  };
  show();
  return log.listen(show);
}

/**
 * Say once that rows were damaged.
 * @param {number} damaged
 * @param {Element} host
 */
export function sayDamaged(damaged, host) {
  if (!damaged) return;
  const rows =
    damaged === 1
      ? "1 row of your log is damaged and was"
      : `${damaged} rows of your log are damaged and were`;
  host.prepend(
    el(
      "div",
      { class: "app-banner", role: "status" },
      el("p", {
        text: `${rows} set aside; everything else is there. A backup brings such rows back: import it under Your data.`,
      }),
    ),
  );
}
