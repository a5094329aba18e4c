// Adds a backup to the log: the file, what it would add, and whether that is wanted.
// @ts-check

import { button, el } from "../shared/dom.js";
import { BackupError } from "../study/backup.js";
import { kindsText, previewOf } from "./preview.js";
import { dateText, entries } from "./words.js";

/** @typedef {import("../study/event.js").StudyEvent} StudyEvent */
/** @typedef {import("../study/log.js").StudyLog} StudyLog */

/** A longer file than this is none of ours, and reading it would stop the page. */
const LARGEST = 200_000_000;

export class Adding {
  #said = el("div", { "aria-live": "polite" });
  #file = el("input", {
    type: "file",
    accept: ".json,application/json",
    class: "app-unseen",
    tabindex: -1,
    "aria-hidden": "true",
  });

  /** @param {StudyLog} log */
  constructor(log) {
    this.log = log;
    this.#file.addEventListener("change", () => {
      const [chosen] = this.#file.files ?? [];
      if (chosen) this.#preview(chosen);
      this.#file.value = "";
    });
    this.element = el(
      "section",
      { "aria-labelledby": "data-add" },
      el("h2", { id: "data-add", class: "app-heading", text: "Add a backup" }),
      el("p", {
        text: "From this or another device. You see what it would add before it does; what is here stays.",
      }),
      el(
        "p",
        { class: "app-actions" },
        button("Choose a file", () => this.choose(), { key: "o" }),
        this.#file,
      ),
      this.#said,
    );
  }

  choose() {
    this.#file.click();
  }

  /** Take back what was said of a file. */
  clear() {
    this.#said.replaceChildren();
  }

  /** @param {File} file */
  async #preview(file) {
    this.#said.replaceChildren(el("p", { class: "app-note", text: `Reading ${file.name}…` }));
    try {
      if (file.size > LARGEST)
        throw new BackupError("This file is not a backup of this handbook: it is too large.");
      const text = await file.text().catch(() => {
        throw new BackupError("This file can’t be read: choose it again.");
      });
      this.#show(previewOf(text, (await this.log.read()).events), file.name);
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
    this.#said.replaceChildren(banner);
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
    const span = `${dateText(from)} to ${dateText(to)}`;
    const content = el(
      "div",
      { class: "app-banner data-preview", tabindex: -1 },
      el(
        "p",
        {},
        el("strong", { text: name }),
        made ? `, saved on ${dateText(made)}` : "",
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
        button("Cancel", () => this.clear()),
      ),
    );
    this.#said.replaceChildren(content);
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
  }
}
