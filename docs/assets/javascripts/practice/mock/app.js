// The mock interview as one thing: its session, recordings, and which view is shown.
// @ts-check

import { readSetting, writeSetting } from "../shared/settings.js";
import { Sitting, sessionId } from "../sitting/sitting.js";
import { Microphone } from "./microphone.js";
import { readPreset } from "./preset.js";
import { buildReport } from "./report.js";
import { eventsOf, reportsIn } from "./reports.js";
import { halted, passed } from "./course.js";
import { current, LONGEST_TEXT, newSession, withAnswer } from "./session.js";
import { readSession } from "./stored-session.js";
import { weaknessOf } from "./weakness.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("../sitting/sitting.js").View} View */
/** @typedef {"setup" | "ask" | "rate" | "score" | "report" | "sheet"} ViewName */

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

/** @type {import("../sitting/sitting.js").Kind<Session>} */
const INTERVIEW = {
  what: "interview",
  name: "mock-session",
  read: readSession,
  questions: ({ blocks }) => blocks.map(({ question }) => question),
  halted,
  passed,
  stood: (session) =>
    session.at.phase === "answer" && current(session).timer.last !== null
      ? withAnswer(session, { timer: { ...current(session).timer, last: null } })
      : session,
  // The session event is written in one piece: if it is there, the interview is over.
  isOver: ({ id, at, blocks }, events) =>
    reportsIn(events).some(({ session }) => session === id) || (at.phase === "report" && !blocks.length),
};

/** @extends {Sitting<Session, ViewName>} */
export class MockApp extends Sitting {
  preferences = readSetting("mock", PREFERENCES);
  /** By block and part, such as `2.0`. @type {Map<string, import("./microphone.js").Recording>} */
  recordings = new Map();
  microphone = new Microphone();

  /**
   * @param {HTMLElement} host
   * @param {import("../sitting/sitting.js").Parts<ViewName | "taken" | "unfinished">} parts
   */
  constructor(host, parts) {
    super(host, parts, INTERVIEW);
    // For this page only: what a link wishes for is not the reader's usual choice.
    this.preset = readPreset(location.search);
    this.preferences = { ...this.preferences, ...this.preset.changes };
  }

  go() {
    const phase = this.session?.at.phase;
    if (phase === "report") this.finish();
    else if (phase === "rate" || phase === "score") this.show(phase);
    else this.show(phase ? "ask" : "setup");
  }

  stop() {
    this.microphone.close();
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
    const scoring = this.preferences.scoring === "end" ? "end" : "each";
    this.start(newSession({ id: sessionId(now), choice, seed, scoring, blocks }, now));
  }

  /** The question that is asked. */
  get question() {
    const block = this.session?.blocks[this.session.at.block];
    return block ? this.bank.byId.get(block.question) : undefined;
  }

  /** @param {string} text */
  type(text) {
    if (this.session) this.hold(withAnswer(this.session, { text: text.slice(0, LONGEST_TEXT) }));
  }

  /** Report the interview, log it once, and show it. */
  async finish() {
    const { session } = this;
    this.stop();
    if (!session?.blocks.length) {
      this.discard();
      this.show("setup");
      return;
    }
    this.wait("Writing the report…");
    if (!(await this.loadAll(session.blocks.map(({ question }) => question)))) return;
    const report = buildReport(session, this.details);
    const t = await this.finishWith(eventsOf(session, report));
    this.show("report", { session: session.id, t, report, fresh: true });
  }
}
