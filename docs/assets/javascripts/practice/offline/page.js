// The page on which a reader decides what stays on the device.
// @ts-check

import { announce, button, el, focusOn } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { changeVersion } from "./banner.js";
import { hindrance } from "./hindrance.js";
import { amounts, bySection, counted, fetchGroups, sizeText } from "./plan.js";
import { isSwitchedOff, switchOff, switchOn } from "./switch.js";
import { ask } from "./worker.js";

/** @typedef {import("./worker.js").Status} Status */
/** @typedef {import("./plan.js").Result} Result */
/** @typedef {import("./plan.js").Progress} Progress */

/** Asked for by Chromium when it can install the site. @typedef {Event & { prompt: () => Promise<{ outcome: string }> }} InstallPrompt */

const PATIENCE = 20_000;

class OfflinePage {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    /** @type {ServiceWorkerRegistration | undefined} */
    this.registration = undefined;
    /** @type {InstallPrompt | undefined} */
    this.installPrompt = undefined;
    /** @type {{ uri: string, title: string, sections: string[] }[]} */
    this.pages = [];
    /** What the last attempt came to, in words. */
    this.notice = "";
    this.missing = new URLSearchParams(location.search).get("missing");
    this.isBusy = false;
    /** @type {boolean | undefined} Whether Python is to be kept, too; undefined until the reader says. */
    this.wantsRuntime = undefined;
    /** @type {Status | undefined} */
    this.status = undefined;
    /** @type {StorageEstimate | undefined} */
    this.estimate = undefined;
  }

  async start() {
    const reason = hindrance({
      protocol: location.protocol,
      hostname: location.hostname,
      isBuilt: document.querySelector("link[rel=manifest]") !== null,
      hasWorkers: "serviceWorker" in navigator,
    });
    if (reason) return this.fill(el("p", { text: reason }));
    if (isSwitchedOff()) return this.showOff();
    this.fill(el("p", { class: "app-note", text: "Looking at what is on this device …" }));
    try {
      this.registration = await withPatience(navigator.serviceWorker.ready);
    } catch {
      return this.showFault();
    }
    this.registration.addEventListener("updatefound", () => {
      this.registration?.installing?.addEventListener("statechange", () => this.refresh());
    });
    for (const name of ["online", "offline"]) addEventListener(name, () => this.refresh());
    this.pages = await loadPages();
    await this.refresh();
    // What is fetched in the background on a first visit shows up without a reload.
    if (!navigator.serviceWorker.controller || this.isFilling) this.refreshSoon();
  }

  /** @param {{ type: string, [field: string]: unknown }} message */
  ask(message) {
    const worker = this.registration?.active;
    return worker ? ask(worker, message) : Promise.reject(new Error("there is no worker"));
  }

  /** @param {...(Node | null)} nodes */
  fill(...nodes) {
    this.host.replaceChildren(...nodes.filter((node) => node !== null));
  }

  showFault() {
    this.fill(
      el(
        "div",
        { class: "app-banner" },
        el("p", {
          text: "The browser hasn’t set up the storage for pages. It may be a private window, or its storage may be full. The handbook works all the same, with a connection.",
        }),
        el(
          "div",
          { class: "app-banner__actions" },
          button("Try again", () => location.reload()),
        ),
      ),
    );
  }

  showOff() {
    const on = button(
      "Switch it on",
      () => {
        switchOn();
        location.reload();
      },
      { class: "app-button--primary" },
    );
    this.fill(
      el("p", {
        text: "Offline reading is switched off in this browser: nothing is kept, and every page needs a connection.",
      }),
      el("div", { class: "app-actions" }, on),
    );
  }

  refreshSoon(times = 20) {
    setTimeout(async () => {
      if (this.isBusy) return;
      await this.refresh();
      if (times > 1 && this.isFilling) this.refreshSoon(times - 1);
    }, 1000);
  }

  get isFilling() {
    const status = this.status;
    if (!status || status.state.saver || !navigator.onLine) return false;
    return status.groups.shell.kept < status.groups.shell.files;
  }

  async refresh() {
    if (this.isBusy) return;
    try {
      this.status = /** @type {Status} */ (await this.ask({ type: "status" }));
      this.estimate = await navigator.storage?.estimate?.().catch(() => undefined);
    } catch {
      return this.showFault();
    }
    this.show(this.status);
  }

  /** @param {Status} status */
  show(status) {
    // A list that the reader has opened stays open, and the focus stays where it was.
    const open = this.host.querySelector("details")?.open ?? this.missing !== null;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.part : "";
    this.fill(
      this.missingPart(),
      this.summaryPart(status),
      this.wholePart(status),
      this.versionPart(),
      this.pagesPart(status, open),
      this.installPart(),
      this.offPart(),
    );
    const again = focused && this.host.querySelector(`[data-part="${focused}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  missingPart() {
    if (this.missing === null) return null;
    const title = this.pages.find(({ uri }) => uri === this.missing)?.title;
    const page = title ? `“${title}”` : "The page you asked for";
    return el(
      "div",
      { class: "app-banner" },
      el("p", {
        text: navigator.onLine
          ? `${page} wasn’t on this device when there was no connection. There seems to be one now.`
          : `${page} isn’t on this device, and there is no connection. What can be read is listed below.`,
      }),
      el(
        "div",
        { class: "app-banner__actions" },
        el("a", { class: "app-button", href: siteUrl(this.missing), text: "Try again" }),
      ),
    );
  }

  /** @param {Status} status */
  summaryPart(status) {
    const { groups, pages, state } = status;
    const { kept } = amounts(status);
    const { usage = 0, quota = 0 } = this.estimate ?? {};
    const items = [
      ["On this device", `${counted(pages.length, "page")}, ${sizeText(kept)}`],
      ["Practice pages", partText(groups.shell)],
      ["Questions with answers", partText(groups.practice)],
      ["Chapters, notebooks, figures, search", partText(groups.rest)],
      ...(groups.runtime.files ? [["Python for the drills", partText(groups.runtime)]] : []),
      ...(quota ? [["All storage of this site", `${sizeText(usage)} of at most ${sizeText(quota)}`]] : []),
    ];
    return el(
      "section",
      { "aria-labelledby": "offline-now" },
      el("h2", {
        id: "offline-now",
        class: "app-heading",
        text: navigator.onLine ? "What is kept now" : "What is kept: you are offline",
      }),
      el(
        "dl",
        { class: "offline-amounts" },
        ...items.map(([name, value]) => el("div", {}, el("dt", { text: name }), el("dd", { text: value }))),
      ),
      state.saver &&
        el("p", {
          class: "app-note",
          text: "Your browser asks to save data, or the connection is slow or paid: nothing is fetched in advance, only what you ask for.",
        }),
      state.full &&
        el("p", {
          class: "app-note offline-alert",
          text: "The browser’s storage for this site was full, so not everything could be kept. The handbook works on with a connection; free some space, then fetch the rest below.",
        }),
    );
  }

  /** @param {Status} status */
  wholePart(status) {
    const { missing, runtimeMissing, isWhole, hasRuntime, removable } = amounts(status);
    const hasRuntimes = status.groups.runtime.files > 0;
    const chosen = status.state.keep === "all";
    const heading = el("h2", { id: "offline-whole", class: "app-heading", text: "The whole handbook" });
    const notice = el("p", { class: "offline-notice", role: "status", text: this.notice });
    const actions = el("div", { class: "app-actions" });
    /** @type {HTMLElement[]} */
    const parts = [heading];
    if (isWhole && (hasRuntime || !hasRuntimes)) {
      parts.push(
        el("p", {
          text: "Everything is on this device. When a new version is published, only what has changed is fetched.",
        }),
      );
    } else {
      const left = (this.estimate?.quota ?? Number.POSITIVE_INFINITY) - (this.estimate?.usage ?? 0);
      const python = el("input", {
        type: "checkbox",
        checked: this.wantsRuntime ?? status.state.runtime,
        data: { part: "python" },
      });
      python.addEventListener("change", () => {
        this.wantsRuntime = python.checked;
        this.show(status);
      });
      const wantsRuntime = hasRuntimes && (this.wantsRuntime ?? status.state.runtime);
      const needed = missing + (wantsRuntime ? runtimeMissing : 0);
      parts.push(
        el("p", {
          text: isWhole
            ? "All pages are on this device. Python for the drills isn’t, so they need a connection to run."
            : `Every chapter, question, notebook and figure, and the search: ${sizeText(missing)} more to store. Less than that comes over the network, where text is compressed.`,
        }),
      );
      if (hasRuntimes && !hasRuntime) {
        parts.push(
          el(
            "label",
            { class: "offline-choice" },
            python,
            el("span", { text: `Python and NumPy, to run the drills: ${sizeText(runtimeMissing)}` }),
          ),
        );
      }
      if (needed > left) {
        parts.push(
          el("p", {
            class: "offline-alert",
            text: `The browser leaves this site ${sizeText(Math.max(0, left))}, which is too little.`,
          }),
        );
      }
      if (needed > 0) {
        const label =
          chosen && !isWhole
            ? `Fetch the rest (${sizeText(needed)})`
            : `Keep the whole handbook on this device (${sizeText(needed)})`;
        const usable = isWhole ? `Keep Python, too (${sizeText(needed)})` : label;
        actions.append(
          button(usable, () => this.keepAll(wantsRuntime), {
            class: "app-button--primary",
            disabled: !navigator.onLine,
            data: { part: "keep" },
          }),
        );
        if (!navigator.onLine) parts.push(el("p", { class: "app-note", text: "That needs a connection." }));
      }
    }
    if (removable > 0) {
      actions.append(
        button(`Remove it again (${sizeText(removable)})`, () => this.removeAll(), {
          data: { part: "remove" },
        }),
      );
    }
    return el("section", { "aria-labelledby": heading.id }, ...parts, actions, notice);
  }

  /** @param {boolean} runtime */
  async keepAll(runtime) {
    const abort = new AbortController();
    const bar = el("progress", {
      class: "offline-progress",
      "aria-labelledby": "offline-progress-text",
      max: 1,
      value: 0,
    });
    const text = el("p", { id: "offline-progress-text", text: "Starting …" });
    const cancel = button("Stop", () => abort.abort());
    const section = this.host.querySelector("section[aria-labelledby=offline-whole]");
    const heading = el("h2", { id: "offline-whole", class: "app-heading", text: "The whole handbook" });
    section?.replaceChildren(heading, text, bar, el("div", { class: "app-actions" }, cancel));
    cancel.focus();
    this.isBusy = true;
    let said = 0;
    /** @param {Progress} progress */
    const onProgress = ({ files, ofFiles, bytes, ofBytes }) => {
      const share = ofBytes ? bytes / ofBytes : 1;
      bar.value = share;
      text.textContent = `${files} of ${counted(ofFiles, "file")}, ${sizeText(bytes)} of ${sizeText(ofBytes)}`;
      if (Math.floor(share * 4) > said && share < 1) {
        said = Math.floor(share * 4);
        announce(`${said * 25} per cent`);
      }
    };
    /** @type {Result} */
    let result;
    try {
      await navigator.storage?.persist?.().catch(() => false);
      await this.ask({ type: "choose", keep: "all", runtime });
      const groups = ["shell", "practice", "rest", ...(runtime ? ["runtime"] : [])];
      result = await fetchGroups((message) => this.ask(message), groups, {
        onProgress,
        signal: abort.signal,
      });
      if (result.end === "cancelled") await this.ask({ type: "choose", keep: "usual", runtime: false });
    } catch (error) {
      result = { end: "failed", failed: [{ path: "", reason: /** @type {Error} */ (error).message }] };
    }
    this.isBusy = false;
    await this.end(noticeOf(result));
  }

  async removeAll() {
    await this.ask({ type: "remove" });
    this.wantsRuntime = undefined;
    await this.end(
      "Removed. The practice pages stay, and pages you visit are kept from now on. Your progress is untouched.",
    );
  }

  /** @param {string} notice */
  async end(notice) {
    this.notice = "";
    await this.refresh();
    this.notice = notice;
    // A live region speaks when its text changes.
    const region = this.host.querySelector(".offline-notice");
    if (region) region.textContent = notice;
    focusOn(this.host.querySelector("#offline-whole"));
  }

  versionPart() {
    const registration = this.registration;
    if (!registration?.waiting) return null;
    return el(
      "section",
      { "aria-labelledby": "offline-version" },
      el("h2", { id: "offline-version", class: "app-heading", text: "A new version is ready" }),
      el("p", {
        text: "You read the version before until you reload; other tabs go on with it until they are reloaded.",
      }),
      el(
        "div",
        { class: "app-actions" },
        button("Reload", () => changeVersion(registration), { data: { part: "reload" } }),
      ),
    );
  }

  /** @param {Status} status @param {boolean} open */
  pagesPart({ pages }, open) {
    const sections = bySection(pages, this.pages);
    if (!sections.length) return null;
    return el(
      "details",
      { class: "offline-pages", open },
      el("summary", {
        text: `Pages that open without a connection: ${pages.length}`,
        data: { part: "pages" },
      }),
      ...sections.flatMap(([section, list]) => [
        el("h3", { text: section }),
        el(
          "ul",
          {},
          ...list.map(({ path, title }) => el("li", {}, el("a", { href: siteUrl(path), text: title }))),
        ),
      ]),
    );
  }

  installPart() {
    const prompt = this.installPrompt;
    if (!prompt || matchMedia("(display-mode: standalone), (display-mode: minimal-ui)").matches) return null;
    const install = button(
      "Install the app",
      async () => {
        await prompt.prompt();
        this.installPrompt = undefined;
        await this.refresh();
      },
      { data: { part: "install" } },
    );
    return el(
      "section",
      { "aria-labelledby": "offline-install" },
      el("h2", { id: "offline-install", class: "app-heading", text: "As an app" }),
      el("p", {
        text: "The handbook then has a window and an icon of its own. Pages and progress are the same as here.",
      }),
      el("div", { class: "app-actions" }, install),
    );
  }

  offPart() {
    const registration = this.registration;
    if (!registration) return null;
    const off = button(
      "Switch offline reading off",
      async () => {
        await switchOff(registration);
        location.reload();
      },
      { class: "app-button--quiet", data: { part: "off" } },
    );
    return el(
      "section",
      { "aria-labelledby": "offline-off" },
      el("h2", { id: "offline-off", class: "app-heading", text: "None of it" }),
      el("p", {
        text: "Removes every kept page and the program that keeps them, in this browser, until you switch it on again here. Your progress is untouched.",
      }),
      el("div", { class: "app-actions" }, off),
    );
  }
}

/** @param {{ files: number, kept: number, keptBytes: number, bytes: number }} group */
function partText({ files, kept, keptBytes, bytes }) {
  if (kept === files) return `all, ${sizeText(bytes)}`;
  return kept ? `${sizeText(keptBytes)} of ${sizeText(bytes)}` : `none of ${sizeText(bytes)}`;
}

/** @param {Result} result */
function noticeOf({ end, failed }) {
  const first = failed[0]?.reason;
  switch (end) {
    case "done":
      return "Done: the whole handbook is on this device.";
    case "cancelled":
      return "Stopped. What was fetched stays until you remove it.";
    case "full":
      return "The browser’s storage for this site is full. What was fetched stays, and the rest comes over the network; free some space, then try again.";
    case "failed":
      return `${counted(failed.length, "file")} couldn’t be fetched (${first}). What was fetched stays; try again to fetch the rest.`;
  }
}

async function loadPages() {
  try {
    return (await (await fetch(siteUrl("build.json"))).json()).pages;
  } catch {
    return [];
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function withPatience(promise) {
  return Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error("it takes too long")), PATIENCE)),
  ]);
}

const host = document.querySelector("[data-app=offline]");
if (host instanceof HTMLElement) {
  const page = new OfflinePage(host);
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    page.installPrompt = /** @type {InstallPrompt} */ (event);
    if (page.status) page.refresh();
  });
  page.start();
}
