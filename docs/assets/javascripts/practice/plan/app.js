// The planner as one thing: log, outline and plan together, and which view is shown.
// @ts-check

import { studyDay, zoneAt } from "../cards/days.js";
import { announce, el } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { effective } from "../study/event.js";
import { checklistView } from "./checklist.js";
import { formView } from "./form.js";
import { proposalView } from "./proposal.js";
import { milestonesOf } from "./milestones.js";
import { plansIn, progressOf, propose } from "./replan.js";
import { readWish, usualWish } from "./wish.js";

/** @typedef {import("../study/log.js").StudyLog} StudyLog */
/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./outline.js").Outline} Outline */
/** @typedef {import("./wish.js").Wish} Wish */
/** @typedef {import("./replan.js").Kept} Kept */
/** @typedef {import("./replan.js").Proposal} Proposal */

/**
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [refresh] the log has changed
 * @property {() => void} [leave] it is no longer shown
 * @property {HTMLElement | null} [start] what gets the focus
 */

export class PlanApp {
  /** @type {Kept | null} */
  kept = null;
  /** @type {StudyEvent[]} those that count, in order */
  events = [];
  /** @type {View | null} */
  #view = null;
  /** @type {"form" | "checklist" | "proposal"} */
  #name = "form";
  #notes = el("div", { class: "app-notes" });
  #stage = el("div");

  /**
   * @param {HTMLElement} host
   * @param {{ log: StudyLog, outline: Outline, events: StudyEvent[] }} parts
   */
  constructor(host, { log, outline, events }) {
    this.log = log;
    this.outline = outline;
    this.#take(events);
    host.replaceChildren(this.#notes, this.#stage);
    this.show(this.kept ? "checklist" : "form", { quiet: true });
    let waiting = 0;
    log.listen(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.reload(), 40);
    });
    // What was done on another page shows when one comes back to this one.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.reload();
    });
  }

  /** @param {StudyEvent[]} events */
  #take(events) {
    this.events = effective(events);
    this.kept = plansIn(this.events).current;
  }

  /** Where messages to the reader go that stay. */
  get notes() {
    return this.#notes;
  }

  /** The study day of the reader's place; it begins at four, as for the cards. */
  today() {
    const now = Date.now();
    return studyDay(now, zoneAt(now));
  }

  async reload() {
    const had = this.kept;
    this.#take((await this.log.read()).events);
    if (this.#name === "checklist" && !this.kept) this.show("form");
    else if (this.#name === "form" && !had && this.kept) this.show("checklist");
    else this.#view?.refresh?.();
  }

  progress() {
    return this.kept ? progressOf(this.kept, this.events, this.today()) : null;
  }

  /** What is to be shown at the end of each phase, with the written plan that says so. */
  milestones() {
    return this.kept ? milestonesOf(this.outline, this.kept.plan.wish, this.kept.since) : null;
  }

  /** What the form begins with: the plan's wish, or what was typed last. @returns {Wish} */
  wish() {
    const today = this.today();
    const { text } = readSetting("plan-wish", { text: "" });
    let typed;
    try {
      typed = JSON.parse(text);
    } catch {
      // Nothing was typed yet.
    }
    const wish = readWish(this.kept?.plan.wish ?? typed, today);
    return wish.interview > today ? wish : { ...wish, interview: usualWish(today).interview };
  }

  /** @param {Wish} wish */
  remember(wish) {
    writeSetting("plan-wish", { text: JSON.stringify(wish) });
  }

  /** @param {Wish} wish @returns {Proposal} */
  propose(wish) {
    return propose(this.outline, wish, this.kept, this.events, this.today());
  }

  /**
   * Keep a plan in the log; the one before it stays there, too.
   * @param {Proposal} proposal
   */
  async keep({ plan }) {
    const series = this.kept?.series;
    await this.#add([{ kind: "plan", data: { plan, ...(series ? { series } : {}) } }]);
    announce("The plan is kept.");
    this.show("checklist");
  }

  async end() {
    await this.#add([{ kind: "plan", data: { plan: null } }]);
    announce("The plan has ended.");
    this.show("form");
  }

  /** @param {string} item @param {boolean} done */
  async check(item, done) {
    await this.#add([{ kind: "check", data: { item, done } }]);
  }

  /** @param {Parameters<StudyLog["add"]>[0]} happenings */
  async #add(happenings) {
    await this.log.add(happenings);
    this.#take((await this.log.read()).events);
  }

  /**
   * @param {"form" | "checklist" | "proposal"} name
   * @param {{ wish?: Wish, quiet?: boolean }} [options] the wish of a proposal; `quiet` leaves the focus alone
   */
  show(name, { wish, quiet = false } = {}) {
    this.#view?.leave?.();
    if (name === "checklist") this.#view = checklistView(this);
    else if (name === "proposal") this.#view = proposalView(this, wish ?? this.wish());
    else this.#view = formView(this);
    this.#name = name;
    this.#stage.replaceChildren(this.#view.element);
    if (quiet) return;
    const start = this.#view.start;
    if (start && !start.matches("a, button, input, select")) start.tabIndex = -1;
    start?.focus({ preventScroll: true });
    start?.scrollIntoView({ block: "nearest" });
  }
}
