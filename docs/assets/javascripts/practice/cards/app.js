// The cards as one thing: log, deck, bank and session together, and which view is shown.
// @ts-check

import { namedIds } from "../shared/bank.js";
import { announce, concentrate, el } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { cardChange } from "./changes.js";
import { zoneAt } from "./days.js";
import { Deck } from "./deck.js";
import { nextCard, queueOf } from "./queue.js";
import { createScheduling } from "./scheduling.js";
import { newSession, readSession, restored, secondsBetween, withGrade, withoutLast } from "./session.js";

/** @typedef {import("../shared/bank.js").Bank} Bank */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */
/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./scheduling.js").Fsrs} Fsrs */
/** @typedef {import("./scheduling.js").Rating} Rating */
/** @typedef {import("./queue.js").Scope} Scope */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./changes.js").Change} Change */

export const PREFERENCES = { newPerDay: 10, reviewsPerDay: 100, retention: 0.9, longest: 180 };
export const FILTER = {
  choice: { topic: "", level: "", role: "", round: "", frequency: "", kind: "" },
  newToo: true,
};

const SESSION_KEY = "handbook-practice:cards-session";

/**
 * A view of the app.
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [refresh] the log has changed elsewhere
 * @property {() => void} [leave] it is no longer shown
 * @property {boolean} [focus] whether the page around it steps back
 * @property {HTMLElement | null} [start] what gets the focus
 */

/** @typedef {"home" | "study" | "summary" | "numbers"} ViewName */
/** @typedef {Record<ViewName, (app: CardsApp) => View>} Views */

export class CardsApp {
  preferences = readSetting("cards", PREFERENCES);
  filter = readSetting("cards-filter", FILTER);
  /** @type {Session | null} */
  session = null;
  /** @type {View | null} */
  #view = null;
  /** @type {Deck} */
  deck;
  /** @type {StudyEvent[]} */
  events;
  #busy = false;
  #tells = 0;
  #saidClock = false;
  #notes = el("div", { class: "app-notes" });
  #stage = el("div");

  /**
   * @param {HTMLElement} host
   * @param {{ log: StudyLog, bank: Bank, fsrs: Fsrs, events: StudyEvent[], views: Views }} parts
   */
  constructor(host, { log, bank, fsrs, events, views }) {
    this.views = views;
    this.log = log;
    this.bank = bank;
    this.fsrs = fsrs;
    this.events = events;
    this.deck = this.#newDeck();
    host.replaceChildren(this.#notes, this.#stage);
    let waiting = 0;
    log.listen(() => {
      this.#tells += 1;
      if (this.#busy) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => this.reload(), 60);
    });
  }

  #newDeck() {
    return new Deck(createScheduling(this.fsrs, this.preferences), this.events);
  }

  /** Where messages to the reader go that stay. */
  get notes() {
    return this.#notes;
  }

  now() {
    return Date.now();
  }

  /** Read the log again, since another tab has written to it. */
  async reload() {
    this.events = (await this.log.read()).events;
    this.deck = this.#newDeck();
    this.#view?.refresh?.();
  }

  /** @param {ViewName} name */
  show(name) {
    this.#view?.leave?.();
    const view = this.views[name](this);
    this.#view = view;
    concentrate(this.#stage, view.focus === true);
    this.#stage.replaceChildren(view.element);
    if (view.focus) scrollTo(0, 0);
    view.start?.focus({ preventScroll: true });
  }

  /** @param {Partial<typeof PREFERENCES>} changes */
  prefer(changes) {
    this.preferences = { ...this.preferences, ...changes };
    writeSetting("cards", this.preferences);
    this.deck = this.#newDeck();
  }

  /** @param {typeof FILTER} filter */
  choose(filter) {
    this.filter = filter;
    writeSetting("cards-filter", filter);
  }

  /** @param {Scope} scope @param {number} [extra] new cards beyond the limit of the day */
  queue(scope, extra = 0) {
    const now = this.now();
    const limits = { ...this.preferences, newPerDay: this.preferences.newPerDay + extra };
    return queueOf(this.bank.questions, this.deck, scope, limits, now, zoneAt(now));
  }

  /** The questions that the address names. */
  named() {
    return namedIds(location.search, this.bank);
  }

  /** @param {Partial<Scope>} scope @param {number} [extra] */
  begin(scope, extra = 0) {
    this.keep({ ...newSession(scope, this.now()), extra });
  }

  /** Go on with the session that a reload has interrupted. @returns {boolean} */
  resume() {
    let text = null;
    try {
      text = sessionStorage.getItem(SESSION_KEY);
    } catch {
      // Without storage there is nothing to go on with.
    }
    const found = readSession(text, this.now());
    this.session = found && restored(found, this.deck);
    return this.session !== null;
  }

  /** @param {Session | null} session */
  keep(session) {
    this.session = session;
    try {
      if (session) sessionStorage.setItem(SESSION_KEY, JSON.stringify(session));
      else sessionStorage.removeItem(SESSION_KEY);
    } catch {
      // The session then ends with the page; no review is lost by that.
    }
  }

  /** The card to show next in the session; it is kept until it is graded. @returns {string | undefined} */
  advance() {
    const { session } = this;
    if (!session) return undefined;
    if (session.shown && this.bank.byId.has(session.shown.card)) return session.shown.card;
    const last = session.graded.at(-1)?.card;
    const card = nextCard(this.queue(session.scope, session.extra), this.deck, this.now(), last);
    if (card) this.keep({ ...session, shown: { card, since: this.now(), revealed: false, full: false } });
    return card;
  }

  /**
   * Log something and take it into the deck.
   * @param {Parameters<StudyLog["add"]>[0]} happenings
   * @param {number} [t]
   */
  async record(happenings, t = this.now()) {
    this.#busy = true;
    const before = this.#tells;
    const events = await this.log.add(happenings, t);
    this.#busy = false;
    this.events.push(...events);
    this.deck.add(events);
    // The log tells of this change, too; of anything more it was another tab.
    if (this.#tells > before + 1) this.reload();
    return events;
  }

  get busy() {
    return this.#busy;
  }

  /** @param {Rating} rating */
  async grade(rating) {
    const { session } = this;
    if (!session?.shown || this.#busy) return;
    const { card, since } = session.shown;
    const now = this.now();
    const t = this.deck.timeOf(card, now);
    if (t > now + 1000) this.#sayClock();
    const seconds = secondsBetween(since, now);
    const data = { card, rating, seconds, from: "cards", zone: zoneAt(now), session: session.id };
    const [event] = await this.record([{ kind: "review", data }], t);
    this.keep(withGrade(session, { event: event.id, card, rating, seconds }));
  }

  /** Take the last grade of the session back. @returns {Promise<boolean>} whether there was one */
  async undo() {
    const last = this.session?.graded.at(-1);
    if (!this.session || !last || this.#busy) return false;
    await this.record([{ kind: "undo", data: { event: last.event } }]);
    this.keep(withoutLast(this.session, this.now()));
    return true;
  }

  /** @param {string} card @param {Change} change */
  async change(card, change) {
    await this.record([cardChange(card, change)], this.deck.timeOf(card, this.now()));
  }

  #sayClock() {
    if (this.#saidClock) return;
    this.#saidClock = true;
    const text =
      "Your device’s clock is behind the time of an earlier review. Your reviews are kept in their order; check the date of the device.";
    this.#notes.append(el("div", { class: "app-banner" }, el("p", { text })));
    announce(text);
  }
}
