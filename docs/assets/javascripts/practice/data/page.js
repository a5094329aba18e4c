// The reader's data: save, bring back, look at, delete.
// @ts-check

import { announce, button, choice, el, listenKeys } from "../shared/dom.js";
import { mountSafety } from "../shared/safety.js";
import { eraseSettings, readSetting, writeSetting } from "../shared/settings.js";
import { StudyLog } from "../study/log.js";
import { Adding } from "./adding.js";
import { askErase } from "./erasing.js";
import { exportLog } from "./export.js";
import { kindsText, sizeText } from "./preview.js";
import { backupState, USUAL_REMINDER } from "./reminder.js";
import { eraseElsewhere, storageFacts } from "./storage.js";
import { dateText, entries } from "./words.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */

class DataPage {
  #notes = el("div");
  #backup = el("div");
  #status = el("div");
  #adding;
  /** @type {StudyEvent[]} */
  #events = [];
  #damaged = 0;

  /** @param {HTMLElement} host @param {StudyLog} log */
  constructor(host, log) {
    this.log = log;
    this.#adding = new Adding(log);
    host.replaceChildren(
      this.#notes,
      el(
        "section",
        { "aria-labelledby": "data-save" },
        el("h2", { id: "data-save", class: "app-heading", text: "Save a backup" }),
        this.#backup,
      ),
      this.#adding.element,
      el(
        "section",
        { "aria-labelledby": "data-state" },
        el("h2", { id: "data-state", class: "app-heading", text: "How it is kept" }),
        this.#status,
      ),
      el(
        "section",
        { "aria-labelledby": "data-erase" },
        el("h2", { id: "data-erase", class: "app-heading", text: "Delete everything" }),
        el("p", {
          text: "The log, your own code in drills and all choices, in this browser. Backups that you have saved are files of yours and stay.",
        }),
        el(
          "p",
          { class: "app-actions" },
          button("Delete everything…", () => askErase(this.#events.length, () => this.#erase()), {
            class: "app-button--danger",
          }),
        ),
      ),
    );
    mountSafety(log, this.#notes, { export: () => this.#save() });
    listenKeys([
      { keys: ["s"], does: "save a backup", act: () => this.#save() },
      { keys: ["o"], does: "choose a backup to add", act: () => this.#adding.choose() },
    ]);
    let waiting = 0;
    log.listen(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.refresh(), 60);
    });
  }

  async refresh() {
    const { events, damaged } = await this.log.read();
    this.#events = events;
    this.#damaged = damaged;
    this.#drawBackup();
    await this.#drawStatus();
  }

  async #save() {
    const count = await exportLog(this.log);
    announce(`${entries(count)} saved to a file.`);
  }

  #drawBackup() {
    const reminder = readSetting("backup", USUAL_REMINDER);
    const { since, last, due } = backupState(this.#events, reminder, Date.now());
    const done =
      last === undefined
        ? "There is no backup yet."
        : `The last one is of ${dateText(last)}; ${entries(since)} since.`;
    const text = this.#events.length ? done : "There is nothing to save yet: your log is empty.";
    /** @param {keyof typeof reminder} name */
    const set = (name) => (/** @type {string} */ value) => {
      writeSetting("backup", { ...readSetting("backup", USUAL_REMINDER), [name]: Number(value) });
      this.#drawBackup();
    };
    const focused = this.#backup.contains(document.activeElement)
      ? document.activeElement?.closest("label")?.textContent
      : null;
    this.#backup.replaceChildren(
      el("p", { class: due ? "data-due" : "", text: due ? `${text} It is time.` : text }),
      el(
        "p",
        { class: "app-actions" },
        button("Save a backup", () => this.#save(), {
          class: "app-button--primary",
          key: "s",
          disabled: !this.#events.length,
        }),
      ),
      el(
        "div",
        { class: "app-fields data-reminder" },
        choice(
          "Remind me after",
          [
            ["100", "100 entries"],
            ["200", "200 entries"],
            ["500", "500 entries"],
            ["0", "No number of entries"],
          ],
          String(reminder.events),
          set("events"),
        ),
        choice(
          "or after",
          [
            ["7", "1 week"],
            ["14", "2 weeks"],
            ["30", "1 month"],
            ["0", "No time"],
          ],
          String(reminder.days),
          set("days"),
        ),
      ),
    );
    if (focused) {
      const label = [...this.#backup.querySelectorAll("label")].find((each) => each.textContent === focused);
      label?.querySelector("select")?.focus();
    }
  }

  async #drawStatus() {
    const { persisted, usage, quota } = await storageFacts();
    const rows = [
      [
        "Entries in the log",
        `${entries(this.#events.length)}${this.#events.length ? `: ${kindsText(this.#events)}` : ""}`,
      ],
      ["Waiting to be stored", this.log.unsaved ? `${entries(this.log.unsaved)}, in this tab only` : "none"],
      [
        "Damaged rows",
        this.#damaged
          ? `${this.#damaged.toLocaleString("en-GB")}, set aside; a backup that has them brings them back`
          : "none",
      ],
      [
        "Space",
        usage === undefined
          ? "the browser doesn’t say"
          : `${sizeText(usage)} used${quota ? ` of ${sizeText(quota)} allowed` : ""}`,
      ],
      [
        "Protected",
        persisted === undefined
          ? "the browser doesn’t say"
          : persisted
            ? "yes: the browser deletes it only when you say so"
            : "no: the browser may delete it when space runs short",
      ],
    ];
    this.#status.replaceChildren(
      el(
        "dl",
        { class: "data-facts" },
        ...rows.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", { text: value })]),
      ),
    );
    if (persisted === false) {
      this.#status.append(
        el(
          "p",
          { class: "app-actions" },
          button("Ask the browser to protect it", async () => {
            const granted = await navigator.storage.persist();
            announce(granted ? "The browser protects your data." : "The browser declined.");
            await this.#drawStatus();
            if (!granted) {
              this.#status.append(
                el("p", {
                  class: "app-note",
                  text: "The browser declined. Some grant it once you visit a site often or install it as an app.",
                }),
              );
            }
          }),
        ),
      );
    }
  }

  async #erase() {
    await this.log.erase();
    eraseSettings();
    await eraseElsewhere();
    this.#adding.clear();
    this.#notes.append(
      el("div", { class: "app-banner", role: "status" }, el("p", { text: "Everything is deleted." })),
    );
    await this.refresh();
  }
}

const host = /** @type {HTMLElement | null} */ (document.querySelector('.app[data-app="data"]'));

/** @param {HTMLElement} place */
async function start(place) {
  place.replaceChildren(el("p", { class: "app-waiting", text: "Reading your log…" }));
  const page = new DataPage(place, await StudyLog.open());
  await page.refresh();
}

if (host) start(host);
