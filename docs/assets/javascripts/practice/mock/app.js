// The mock interview as one thing: bank, log, session, recordings, and which view is shown.
// @ts-check

import { concentrate, el } from "../shared/dom.js";
import { readSetting, writeSetting } from "../shared/settings.js";
import { notice } from "./controls.js";
import { loadDetail } from "./details.js";
import { Kept } from "./kept.js";
import { Microphone } from "./microphone.js";
import { buildReport } from "./report.js";
import { eventsOf, reportsIn } from "./reports.js";
import { current, halted, LONGEST_TEXT, newSession, passed, withAnswer } from "./session.js";
import { readSession } from "./stored-session.js";
import { weaknessOf } from "./weakness.js";

/** @typedef {import("../shared/bank.js").Bank} Bank */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */
/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./details.js").Loaded} Loaded */

/**
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [leave] it is no longer shown
 * @property {boolean} [focus] whether the page around it steps back
 * @property {HTMLElement | null} [start] what gets the focus
 */

/** @typedef {"setup" | "ask" | "rate" | "score" | "report" | "sheet" | "unfinished" | "taken"} ViewName */

export const PREFERENCES = {
  role: "mle",
  level: "mid",
  rounds: /** @type {string[]} */ (["theory"]),
  minutes: 30,
  way: "aloud",
  listen: false,
  scoring: "each",
  weak: true,
  clock: true,
};

export class MockApp {
  preferences = readSetting("mock", PREFERENCES);
  /** @type {Session | null} */
  session = null;
  /** @type {Map<string, Loaded>} */
  details = new Map();
  /** By block and part, such as `2.0`. @type {Map<string, import("./microphone.js").Recording>} */
  recordings = new Map();
  microphone = new Microphone();
  /** @type {View | null} */
  #view = null;
  #notes = el("div", { class: "app-notes" });
  #stage = el("div");
  #saidUnkept = false;
  #savedAt = 0;
  /** @type {Record<ViewName, (app: MockApp, argument?: any) => View>} */
  #views;
  /** @type {Kept<Session>} */
  #kept;

  /**
   * @param {HTMLElement} host
   * @param {{ log: StudyLog, bank: Bank, events: StudyEvent[], views: Record<ViewName, (app: MockApp, argument?: any) => View> }} parts
   */
  constructor(host, { log, bank, events, views }) {
    this.host = host;
    this.log = log;
    this.bank = bank;
    this.events = events;
    this.#views = views;
    this.#kept = new Kept("mock-session", readSession, () => {
      if (this.session) this.#taken();
    });
    host.replaceChildren(this.#notes, this.#stage);
    // What was typed or timed since the last save must not be lost with the page.
    addEventListener("pagehide", () => this.rest());
    document.addEventListener("visibilitychange", () => this.#kept.mine && this.save());
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
    view.start?.focus({ preventScroll: true });
  }

  /** Show what the session's phase asks for. */
  go() {
    const phase = this.session?.at.phase;
    if (phase === "report") this.finish();
    else if (phase === "rate" || phase === "score") this.show(phase);
    else this.show(phase ? "ask" : "setup");
  }

  /** @param {Partial<typeof PREFERENCES>} changes */
  prefer(changes) {
    this.preferences = { ...this.preferences, ...changes };
    writeSetting("mock", this.preferences);
  }

  weakness() {
    return weaknessOf(this.events, this.bank.byId);
  }

  /**
   * @param {import("./draw.js").Choice} choice
   * @param {string} seed
   * @param {readonly import("./draw.js").Block[]} blocks
   */
  begin(choice, seed, blocks) {
    const now = Date.now();
    const id = `${now.toString(36)}${Math.floor(Math.random() * 46656).toString(36)}`;
    const scoring = this.preferences.scoring === "end" ? "end" : "each";
    this.keep(newSession({ id, choice, seed, scoring, blocks }, now));
    this.prefetch();
    this.show("ask");
  }

  /** The question that is asked. */
  get question() {
    const block = this.session?.blocks[this.session.at.block];
    return block ? this.bank.byId.get(block.question) : undefined;
  }

  /** @param {string} id */
  async detail(id) {
    const question = this.bank.byId.get(id);
    if (!question) throw new Error("A question of this interview is no longer in the bank.");
    const loaded = await loadDetail(question);
    this.details.set(id, loaded);
    return loaded;
  }

  /** Load the questions to come one after the other, so that none is waited for. */
  async prefetch() {
    for (const { question } of this.session?.blocks ?? []) {
      if (!this.details.has(question)) await this.detail(question).catch(() => undefined);
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
    this.#notes.append(
      notice(
        "This browser stores nothing here, perhaps because the window is private or its storage is full: don’t reload this page before the interview is finished.",
        [],
        { alert: true },
      ),
    );
  }

  /** Stop the time and write everything down. */
  rest() {
    if (!this.session || !this.#kept.mine) return;
    this.keep(halted(this.session, this.now()));
  }

  /** @param {string} text */
  type(text) {
    if (this.session) this.hold(withAnswer(this.session, { text: text.slice(0, LONGEST_TEXT) }));
  }

  /** Let time pass. @returns {boolean} whether the page was away, and the time stands now */
  tick() {
    if (!this.session) return false;
    const { session, away } = passed(this.session, this.now());
    this.hold(session);
    return away;
  }

  /** @returns {boolean} whether there is an interview to go on with */
  resume() {
    const found = this.#kept.load();
    if (!found) return false;
    // The session event is written in one piece: if it is there, the interview is over.
    const logged = reportsIn(this.events).some(({ session }) => session === found.id);
    if (logged || (found.at.phase === "report" && !found.blocks.length)) {
      this.#kept.clear();
      return false;
    }
    this.session = found.at.phase === "answer" && current(found).timer.last !== null ? stood(found) : found;
    this.prefetch();
    return true;
  }

  /** Go on with what was left, as it is now: another tab may have gone on with it meanwhile. */
  goOn() {
    const { session } = this;
    if (this.resume() || !this.#kept.works) {
      this.session ??= session;
      if (this.session) this.keep(this.session);
      this.go();
    } else this.show("setup");
  }

  discard() {
    this.session = null;
    this.#kept.clear();
    this.microphone.close();
  }

  #taken() {
    this.session = null;
    this.microphone.close();
    this.show("taken");
  }

  /** Report the interview, log it once, and show it. */
  async finish() {
    const { session } = this;
    this.microphone.close();
    if (!session?.blocks.length) {
      this.discard();
      this.show("setup");
      return;
    }
    this.#stage.replaceChildren(el("p", { class: "app-waiting", text: "Writing the report…" }));
    for (const { question } of session.blocks) {
      if (!this.details.has(question) && this.bank.byId.has(question)) {
        try {
          await this.detail(question);
        } catch (error) {
          this.show("unfinished", error instanceof Error ? error.message : String(error));
          return;
        }
      }
    }
    const report = buildReport(session, this.details);
    const events = await this.log.add(eventsOf(session, report));
    this.events.push(...events);
    this.session = null;
    // Until the log is safe, a reload must find the interview again.
    if (this.log.safety === "saved") this.#kept.clear();
    this.show("report", { session: session.id, t: events[events.length - 1].t, report, fresh: true });
  }
}

/** @param {Session} session */
function stood(session) {
  return withAnswer(session, { timer: { ...current(session).timer, last: null } });
}
