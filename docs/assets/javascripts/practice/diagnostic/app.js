// The diagnostic as one thing: its session, and which view is shown.
// @ts-check

import { readSetting, writeSetting } from "../shared/settings.js";
import { Sitting, sessionId } from "../sitting/sitting.js";
import { eventsOf, resultOf, resultsIn } from "./result.js";
import { halted, newSession, passed, readSession } from "./session.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {"start" | "question" | "result"} ViewName */

/** @type {import("../sitting/sitting.js").Kind<Session>} */
const DIAGNOSTIC = {
  what: "diagnostic",
  name: "diagnostic-session",
  read: readSession,
  questions: ({ items }) => items.map(({ question }) => question),
  halted,
  passed,
  stood: (session) => ({
    ...session,
    think: { ...session.think, last: null },
    total: { ...session.total, last: null },
  }),
  isOver: ({ id }, events) => resultsIn(events).some(({ session }) => session === id),
};

/** @extends {Sitting<Session, ViewName>} */
export class DiagnosticApp extends Sitting {
  preferences = readSetting("diagnostic", { role: "mle" });

  /**
   * @param {HTMLElement} host
   * @param {import("../sitting/sitting.js").Parts<ViewName | "taken" | "unfinished">} parts
   */
  constructor(host, parts) {
    super(host, parts, DIAGNOSTIC);
  }

  /** @param {string} role */
  prefer(role) {
    this.preferences = { role };
    writeSetting("diagnostic", this.preferences);
  }

  /** @param {string} seed @param {readonly string[]} questions */
  begin(seed, questions) {
    const now = Date.now();
    this.start(newSession({ id: sessionId(now), role: this.preferences.role, seed, questions }, now));
  }

  go() {
    const phase = this.session?.phase;
    if (phase === "result") this.finish();
    else this.show(phase ? "question" : "start");
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
    if (!(await this.loadAll(done.map(({ question }) => question)))) return;
    const result = resultOf(session, this.details);
    const t = await this.finishWith(eventsOf(session, result));
    this.show("result", { session: session.id, t, result });
  }
}
