// The diagnostic as one thing: bank, log, session, and which view is shown.
// @ts-check

import { loadDetail } from "../mock/details.js";
import { Kept } from "../mock/kept.js";
import { notice } from "../mock/controls.js";
import { concentrate, el } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { eventsOf, resultOf, resultsIn } from "./result.js";
import { halted, newSession, passed, readSession } from "./session.js";

/** @typedef {import("../shared/bank.js").Bank} Bank */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */
/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("../mock/details.js").Loaded} Loaded */
/** @typedef {import("../mock/app.js").View} View */
/** @typedef {"start" | "question" | "result" | "unfinished" | "taken"} ViewName */

export class DiagnosticApp {
  preferences = readSetting("diagnostic", { role: "mle" });
  /** @type {Session | null} */
  session = null;
  /** @type {Map<string, Loaded>} */
  details = new Map();
  /** @type {View | null} */
  #view = null;
  #notes = el("div", { class: "app-notes" });
  #stage = el("div");
  #savedAt = 0;
  #saidUnkept = false;
  /** @type {Record<ViewName, (app: DiagnosticApp, argument?: any) => View>} */
  #views;
  /** @type {Kept<Session>} */
  #kept;

  /**
   * @param {HTMLElement} host
   * @param {{ log: StudyLog, bank: Bank, events: StudyEvent[], views: Record<ViewName, (app: DiagnosticApp, argument?: any) => View> }} parts
   */
  constructor(host, { log, bank, events, views }) {
    this.log = log;
    this.bank = bank;
    this.events = events;
    this.#views = views;
    this.#kept = new Kept("diagnostic-session", readSession, () => {
      if (!this.session) return;
      this.session = null;
      this.show("taken");
    });
    host.replaceChildren(this.#notes, this.#stage);
    addEventListener("pagehide", () => {
      if (this.session && this.#kept.mine) this.keep(halted(this.session, this.now()));
    });
  }

  get notes() {
    return this.#notes;
  }

  /** Milliseconds by a clock that nobody sets; only differences mean something. */
  now() {
    return performance.timeOrigin + performance.now();
  }

  /** @param {ViewName} name @param {unknown} [argument] */
  show(name, argument) {
    this.#view?.leave?.();
    const view = this.#views[name](this, argument);
    this.#view = view;
    concentrate(this.#stage, view.focus === true);
    this.#stage.replaceChildren(view.element);
    scrollTo(0, 0);
  }

  /** @param {string} role */
  prefer(role) {
    this.preferences = { role };
    writeSetting("diagnostic", this.preferences);
  }

  /** @param {string} seed @param {readonly string[]} questions */
  begin(seed, questions) {
    const now = Date.now();
    const id = `${now.toString(36)}${Math.floor(Math.random() * 46656).toString(36)}`;
    this.keep(newSession({ id, role: this.preferences.role, seed, questions }, now));
    this.prefetch();
    this.show("question");
  }

  /** @param {string} id */
  async detail(id) {
    const question = this.bank.byId.get(id);
    if (!question) throw new Error("A question of this diagnostic is no longer in the bank.");
    const loaded = await loadDetail(question);
    this.details.set(id, loaded);
    return loaded;
  }

  async prefetch() {
    for (const { question } of this.session?.items ?? []) {
      if (!this.details.has(question)) await this.detail(question).catch(() => undefined);
    }
  }

  /** @param {Session} session */
  keep(session) {
    this.session = session;
    this.#savedAt = this.now();
    this.#kept.save(session);
    if (this.#kept.works || this.#saidUnkept) return;
    this.#saidUnkept = true;
    const text =
      "This browser stores nothing here, perhaps because the window is private or its storage is full: don’t reload this page before the diagnostic is finished.";
    this.#notes.append(notice(text, [], { alert: true }));
  }

  /** Let time pass. @returns {boolean} whether the page was away, and the time stands now */
  tick() {
    if (!this.session) return false;
    const { session, away } = passed(this.session, this.now());
    this.session = session;
    if (this.now() - this.#savedAt > 1000) this.keep(session);
    return away;
  }

  /** @returns {boolean} whether there is a diagnostic to go on with */
  resume() {
    const found = this.#kept.load();
    if (!found) return false;
    if (resultsIn(this.events).some(({ session }) => session === found.id)) {
      this.#kept.clear();
      return false;
    }
    // The clocks of another page don't go on in this one.
    const stood = { think: { ...found.think, last: null }, total: { ...found.total, last: null } };
    this.session = { ...found, ...stood };
    this.prefetch();
    return true;
  }

  /** Go on with what was left, as it is now: another tab may have gone on with it meanwhile. */
  goOn() {
    const { session } = this;
    if (!this.resume() && this.#kept.works) {
      this.show("start");
      return;
    }
    this.session ??= session;
    if (this.session) this.keep(this.session);
    if (this.session?.phase === "result") this.finish();
    else this.show("question");
  }

  discard() {
    this.session = null;
    this.#kept.clear();
  }

  /** Log the result once, and show it. */
  async finish() {
    const { session } = this;
    const done = session?.items.filter((item) => item.done) ?? [];
    if (!session || !done.length) {
      this.discard();
      this.show("start");
      return;
    }
    try {
      for (const { question } of done) {
        if (!this.details.has(question) && this.bank.byId.has(question)) await this.detail(question);
      }
    } catch (error) {
      this.show("unfinished", error instanceof Error ? error.message : String(error));
      return;
    }
    const result = resultOf(session, this.details);
    const events = await this.log.add(eventsOf(session, result));
    this.events.push(...events);
    this.session = null;
    // Until the log is safe, a reload must find the diagnostic again.
    if (this.log.safety === "saved") this.#kept.clear();
    this.show("result", { session: session.id, t: events[events.length - 1].t, result });
  }
}
