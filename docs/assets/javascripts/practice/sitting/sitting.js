// What an interview and a diagnostic have in common: bank, log, a session that survives a reload, and views.
// @ts-check

import { concentrate, el } from "../shared/dom.js";
import { notice } from "./controls.js";
import { loadDetail } from "./details.js";
import { Kept } from "./kept.js";

/** @typedef {import("../shared/bank.js").Bank} Bank */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */
/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./details.js").Loaded} Loaded */

/**
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [leave] it is no longer shown
 * @property {boolean} [focus] whether the page around it steps back
 */

/**
 * What the page has when it starts.
 * @template {string} Name
 * @typedef {object} Parts
 * @property {StudyLog} log
 * @property {Bank} bank
 * @property {StudyEvent[]} events
 * @property {Record<Name, (app: any, argument?: any) => View>} views
 */

/**
 * What a kind of sitting says of its sessions, which are values.
 * @template Session
 * @typedef {object} Kind
 * @property {string} what for readers, such as `interview`
 * @property {string} name under which a session is kept
 * @property {(text: string | null) => Session | null} read
 * @property {(session: Session) => readonly string[]} questions ids
 * @property {(session: Session, now: number) => Session} halted its time stands
 * @property {(session: Session, now: number) => { session: Session, away: boolean }} passed time has passed
 * @property {(session: Session) => Session} stood as it was left: the clock of another page doesn't go on here
 * @property {(session: Session, events: readonly StudyEvent[]) => boolean} isOver it is in the log already, or empty
 */

/**
 * @template {object} Session
 * @template {string} Name of a view; `taken` and `unfinished` are among them
 */
export class Sitting {
  /** @type {Session | null} */
  session = null;
  /** @type {Map<string, Loaded>} */
  details = new Map();
  notes = el("div", { class: "app-notes" });
  #stage = el("div");
  /** @type {View | null} */
  #view = null;
  #saidUnkept = false;
  #savedAt = 0;
  #views;
  #kind;
  /** @type {Kept<Session>} */
  #kept;

  /**
   * @param {HTMLElement} host
   * @param {Parts<Name | "taken" | "unfinished">} parts
   * @param {Kind<Session>} kind
   */
  constructor(host, { log, bank, events, views }, kind) {
    this.log = log;
    this.bank = bank;
    this.events = events;
    this.#views = views;
    this.#kind = kind;
    this.#kept = new Kept(kind.name, kind.read, () => {
      if (!this.session) return;
      this.session = null;
      this.stop();
      this.show("taken");
    });
    host.replaceChildren(this.notes, this.#stage);
    // What was typed or timed since the last save must not be lost with the page.
    addEventListener("pagehide", () => this.rest());
    document.addEventListener("visibilitychange", () => this.#kept.mine && this.save());
  }

  /** Milliseconds by a clock that nobody sets; only differences mean something. */
  now() {
    return performance.timeOrigin + performance.now();
  }

  /** @param {Name | "taken" | "unfinished"} name @param {unknown} [argument] */
  show(name, argument) {
    this.#view?.leave?.();
    const view = this.#views[name](this, argument);
    this.#view = view;
    concentrate(this.#stage, view.focus === true);
    this.#stage.replaceChildren(view.element);
    scrollTo(0, 0);
  }

  /** Say in place of the view what is waited for. @param {string} text */
  wait(text) {
    this.#stage.replaceChildren(el("p", { class: "app-waiting", text }));
  }

  /** Show what the session's phase asks for. */
  go() {}

  /** End what must not go on without the session, such as a recording. */
  stop() {}

  /** Begin a session: keep it, and load its questions, so that none is waited for. @param {Session} session */
  start(session) {
    this.keep(session);
    this.prefetch();
    this.go();
  }

  /** @param {string} id */
  async detail(id) {
    const question = this.bank.byId.get(id);
    if (!question) throw new Error(`A question of this ${this.#kind.what} is no longer in the bank.`);
    const loaded = await loadDetail(question);
    this.details.set(id, loaded);
    return loaded;
  }

  /** Load the questions to come one after the other. */
  async prefetch() {
    for (const id of this.session ? this.#kind.questions(this.session) : []) {
      if (!this.details.has(id)) await this.detail(id).catch(() => undefined);
    }
  }

  /** @param {Session} session */
  keep(session) {
    this.session = session;
    this.save();
  }

  /** Change the session without writing it each time, as while one types. @param {Session} session */
  hold(session) {
    this.session = session;
    if (this.now() - this.#savedAt > 1000) this.save();
  }

  save() {
    if (!this.session) return;
    this.#savedAt = this.now();
    this.#kept.save(this.session);
    if (this.#kept.works || this.#saidUnkept) return;
    this.#saidUnkept = true;
    const text = `This browser stores nothing here, perhaps because the window is private or its storage is full: don’t reload this page before the ${this.#kind.what} is finished.`;
    this.notes.append(notice(text, [], { alert: true }));
  }

  /** Stop the time and write everything down. */
  rest() {
    if (this.session && this.#kept.mine) this.keep(this.#kind.halted(this.session, this.now()));
  }

  /** Let time pass. @returns {boolean} whether the page was away, and the time stands now */
  tick() {
    if (!this.session) return false;
    const { session, away } = this.#kind.passed(this.session, this.now());
    this.hold(session);
    return away;
  }

  /** @returns {boolean} whether there is a session to go on with */
  resume() {
    const found = this.#kept.load();
    if (!found) return false;
    if (this.#kind.isOver(found, this.events)) {
      this.#kept.clear();
      return false;
    }
    this.session = this.#kind.stood(found);
    this.prefetch();
    return true;
  }

  /** Go on with what was left, as it is now: another tab may have gone on with it meanwhile. */
  goOn() {
    if (!this.resume() && this.#kept.works) this.session = null;
    if (this.session) this.keep(this.session);
    this.go();
  }

  discard() {
    this.session = null;
    this.#kept.clear();
    this.stop();
  }

  /**
   * Load what the result is made of; when that fails, say why and offer to try again.
   * @param {readonly string[]} ids questions; those no longer in the bank are left out
   * @returns {Promise<boolean>} whether all is there
   */
  async loadAll(ids) {
    try {
      for (const id of ids) if (!this.details.has(id) && this.bank.byId.has(id)) await this.detail(id);
      return true;
    } catch (error) {
      this.show("unfinished", error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /**
   * Log the result once and be done with the session.
   * @param {Parameters<StudyLog["add"]>[0]} rows
   * @returns {Promise<number>} time of the last row
   */
  async finishWith(rows) {
    const events = await this.log.add(rows);
    this.events.push(...events);
    this.session = null;
    // Until the log is safe, a reload must find the session again.
    if (this.log.safety === "saved") this.#kept.clear();
    return events[events.length - 1].t;
  }
}

/** @param {number} now */
export function sessionId(now) {
  return `${now.toString(36)}${Math.floor(Math.random() * 46656).toString(36)}`;
}
