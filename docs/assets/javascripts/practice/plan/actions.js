// What one does with a plan as a whole: change it, take it away, print it, end it.
// @ts-check

import { saveFile } from "../data/export.js";
import { announce, button, el, openDialog } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { isoDay } from "./calendar.js";
import { calendarOf } from "./icalendar.js";
import { markdownOf } from "./markdown.js";

/** @typedef {import("./app.js").PlanApp} PlanApp */

/** @param {PlanApp} app */
export function keysOf(app) {
  return [
    { keys: ["c"], does: "change the plan", act: () => app.show("form") },
    { keys: ["r"], does: "plan again from today", act: () => app.show("proposal") },
    { keys: ["i"], does: "save it for a calendar", act: () => saveCalendar(app) },
    { keys: ["m"], does: "save it as Markdown", act: () => saveMarkdown(app) },
    { keys: ["p"], does: "print it", act: () => print() },
  ];
}

/**
 * What goes into a file besides the plan itself.
 * @param {PlanApp} app @param {import("./replan.js").Progress} progress
 */
function filed(app, progress) {
  const done = new Set([...progress.done.keys(), ...progress.reached]);
  return { done, address: siteUrl, milestones: app.milestones()?.milestones ?? [] };
}

/** @param {PlanApp} app */
function saveCalendar(app) {
  const progress = app.progress();
  if (!app.kept || !progress) return;
  const text = calendarOf(app.kept, filed(app, progress));
  saveFile(`study-plan-${isoDay(app.kept.plan.wish.interview)}.ics`, text, "text/calendar");
  announce("The calendar file is saved.");
}

/** @param {PlanApp} app */
function saveMarkdown(app) {
  const progress = app.progress();
  if (!app.kept || !progress) return;
  const text = markdownOf(app.kept, filed(app, progress));
  saveFile(`study-plan-${isoDay(app.kept.plan.wish.interview)}.md`, text, "text/markdown");
  announce("The Markdown file is saved.");
}

/** On paper every week is open. @param {HTMLElement} element */
export function openForPrint(element) {
  const media = matchMedia("print");
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  const change = () => {
    if (media.matches) {
      opened = [...element.querySelectorAll("details")].filter((each) => !each.open);
      for (const each of opened) each.open = true;
    } else {
      for (const each of opened) each.open = false;
      opened = [];
    }
  };
  media.addEventListener("change", change);
  return () => media.removeEventListener("change", change);
}

/** @param {PlanApp} app */
export function actions(app) {
  return el(
    "div",
    { class: "app-actions plan-actions" },
    button("Change", () => app.show("form"), { key: "C" }),
    button("Plan again from today", () => app.show("proposal"), { key: "R" }),
    button("Calendar file", () => saveCalendar(app), { key: "I" }),
    button("Markdown", () => saveMarkdown(app), { key: "M" }),
    button("Print", () => print(), { key: "P" }),
    button("End the plan", () => confirmEnd(app), { class: "app-button--quiet" }),
  );
}

/** @param {PlanApp} app */
function confirmEnd(app) {
  const dialog = openDialog(
    "End the plan?",
    [el("p", { text: "The list goes; what you did stays in the log and counts for the next plan." })],
    {
      close: "Keep it",
      actions: [el("button", { class: "app-button app-button--danger", value: "end", text: "End it" })],
    },
  );
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "end") app.end();
  });
}
