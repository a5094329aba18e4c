// The reader's data: save, bring back, look at, delete.
// @ts-check

import { announce, button, choice, el, listenKeys, openDialog } from "../shared/dom.js";
import { mountSafety } from "../shared/safety.js";
import { eraseSettings, readSetting, writeSetting } from "../shared/settings.js";
import { BackupError } from "../study/backup.js";
import { StudyLog } from "../study/log.js";
import { exportLog } from "./export.js";
import { kindsText, previewOf, sizeText } from "./preview.js";
import { backupState, USUAL_REMINDER } from "./reminder.js";
import { eraseElsewhere, storageFacts } from "./storage.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */

/** A longer file than this is none of ours, and reading it would stop the page. */
const LARGEST = 200_000_000;

/** @param {number} count */
const entries = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "entry" : "entries"}`;

/** @param {number | string} time */
const date = (time) =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

class DataPage {
  #notes = el("div");
  #backup = el("div");
  #status = el("div");
  #import = el("div", { "aria-live": "polite" });
  /** @type {StudyEvent[]} */
  #events = [];
  #damaged = 0;

  /** @param {HTMLElement} host @param {StudyLog} log */
  constructor(host, log) {
    this.log = log;
    const file = el("input", {
      type: "file",
      accept: ".json,application/json",
      class: "app-unseen",
      tabindex: -1,
      "aria-hidden": "true",
    });
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen) this.#preview(chosen);
      file.value = "";
    });
    this.file = file;
    host.replaceChildren(
      this.#notes,
      el(
        "section",
        { "aria-labelledby": "data-save" },
        el("h2", { id: "data-save", class: "app-heading", text: "Save a backup" }),
        this.#backup,
      ),
      el(
        "section",
        { "aria-labelledby": "data-add" },
        el("h2", { id: "data-add", class: "app-heading", text: "Add a backup" }),
        el("p", {
          text: "From this or another device. You see what it would add before it does; what is here stays.",
        }),
        el(
          "p",
          { class: "app-actions" },
          button("Choose a file", () => file.click(), { key: "o" }),
          file,
        ),
        this.#import,
      ),
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
          button("Delete everything…", () => this.#askErase(), { class: "app-button--danger" }),
        ),
      ),
    );
    mountSafety(log, this.#notes, { export: () => this.#save() });
    listenKeys([
      { keys: ["s"], does: "save a backup", act: () => this.#save() },
      { keys: ["o"], does: "choose a backup to add", act: () => file.click() },
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
        : `The last one is of ${date(last)}; ${entries(since)} since.`;
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

  /** @param {File} file */
  async #preview(file) {
    this.#import.replaceChildren(el("p", { class: "app-note", text: `Reading ${file.name}…` }));
    try {
      if (file.size > LARGEST)
        throw new BackupError("This file is not a backup of this handbook: it is too large.");
      const text = await file.text().catch(() => {
        throw new BackupError("This file can’t be read: choose it again.");
      });
      this.#events = (await this.log.read()).events;
      this.#show(previewOf(text, this.#events), file.name);
    } catch (error) {
      this.#say(error instanceof BackupError ? error.message : `This file can’t be read: ${error}`, true);
    }
  }

  /** @param {string} text @param {boolean} [alert] */
  #say(text, alert = false) {
    const banner = el(
      "div",
      { class: `app-banner ${alert ? "app-banner--alert" : ""}`, tabindex: -1 },
      el("p", { text }),
    );
    this.#import.replaceChildren(banner);
    banner.focus();
  }

  /** @param {import("./preview.js").Preview} preview @param {string} name */
  #show({ fresh, known, damaged, made, from, to, strange }, name) {
    const cut = damaged
      ? ` ${damaged === 1 ? "1 damaged row is" : `${damaged.toLocaleString("en-GB")} damaged rows are`} left out.`
      : "";
    if (!fresh.length) {
      this.#say(
        known
          ? `Nothing to add: all ${entries(known)} of ${name} are in your log already.${cut}`
          : `Nothing to add: ${name} holds no entries.${cut}`,
      );
      return;
    }
    const span = `${date(from)} to ${date(to)}`;
    const content = el(
      "div",
      { class: "app-banner data-preview", tabindex: -1 },
      el(
        "p",
        {},
        el("strong", { text: name }),
        made ? `, saved on ${date(made)}` : "",
        `, holds entries from ${span}.`,
      ),
      el("p", {
        text: `It would add ${kindsText(fresh)}.${known ? ` ${entries(known)} are in your log already.` : ""}${cut}`,
      }),
      strange
        ? el("p", {
            class: "data-strange",
            text: "None of its entries is in your log. If it is another person’s file, their progress would be mixed with yours.",
          })
        : null,
      el(
        "div",
        { class: "app-banner__actions" },
        button(`Add ${entries(fresh.length)}`, () => this.#add(fresh), { class: "app-button--primary" }),
        button("Cancel", () => this.#import.replaceChildren()),
      ),
    );
    this.#import.replaceChildren(content);
    content.focus();
  }

  /** @param {StudyEvent[]} fresh */
  async #add(fresh) {
    await this.log.merge(fresh);
    const stored = this.log.safety === "saved";
    this.#say(
      stored
        ? `${entries(fresh.length)} added.`
        : `${entries(fresh.length)} added in this tab, but not stored: see above.`,
      !stored,
    );
    await this.refresh();
  }

  #askErase() {
    const count = this.#events.length;
    const field = el("input", {
      type: "text",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    });
    const erase = button("Delete everything", () => this.#erase(dialog), {
      class: "app-button--danger",
      disabled: true,
    });
    field.addEventListener("input", () => {
      erase.disabled = field.value.trim().toLowerCase() !== "delete";
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !erase.disabled) erase.click();
    });
    const dialog = openDialog(
      "Delete everything?",
      [
        el("p", {
          text: `${entries(count)} will be gone from this browser, in all tabs. This can’t be undone.`,
        }),
        el("label", { class: "app-field" }, el("span", { text: "Type “delete” to go on" }), field),
      ],
      { close: "Keep everything", actions: [erase] },
    );
    field.focus();
  }

  /** @param {HTMLDialogElement} dialog */
  async #erase(dialog) {
    await this.log.erase();
    eraseSettings();
    await eraseElsewhere();
    dialog.close();
    this.#import.replaceChildren();
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
