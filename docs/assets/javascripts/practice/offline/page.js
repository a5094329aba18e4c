// The page on which a reader decides what stays on the device: what it knows and does.
// @ts-check

import { announce, button, el, focusOn } from "../shared/dom.js";
import { siteUrl } from "../shared/site.js";
import { hindrance } from "./hindrance.js";
import { counted, fetchGroups, sizeText } from "./plan.js";
import { installPart, offPart, versionPart } from "./parts.js";
import { isSwitchedOff, switchOn } from "./switch.js";
import {
  actions,
  banner,
  missingPart,
  noticeOf,
  pagesPart,
  section,
  summaryPart,
  wholePart,
} from "./view.js";
import { ask } from "./worker.js";

/** @typedef {import("./worker.js").Status} Status */
/** @typedef {import("./plan.js").Result} Result */
/** @typedef {import("./plan.js").Progress} Progress */
/** @typedef {import("./view.js").SitePage} SitePage */

/** What Chromium sends when it can install the site. @typedef {Event & { prompt: () => Promise<unknown> }} InstallPrompt */

const PATIENCE = 20_000;

class OfflinePage {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    this.missing = new URLSearchParams(location.search).get("missing");
    this.isBusy = false;
    /** @type {boolean | undefined} Whether Python is to be kept, too; undefined until the reader says. */
    this.wantsRuntime = undefined;
    /** @type {ServiceWorkerRegistration | undefined} */
    this.registration = undefined;
    /** @type {InstallPrompt | undefined} */
    this.installPrompt = undefined;
    /** @type {readonly SitePage[]} */
    this.pages = [];
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
    this.refreshSoon(20);
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
    const text =
      "The browser hasn’t set up its storage for pages. The window may be a private one, or the storage full. The handbook works all the same, with a connection.";
    this.fill(
      banner(
        text,
        button("Try again", () => location.reload()),
      ),
    );
  }

  showOff() {
    const text =
      "Offline reading is switched off in this browser: nothing is kept, and every page needs a connection.";
    const on = () => {
      switchOn();
      location.reload();
    };
    this.fill(el("p", { text }), actions(button("Switch it on", on, { class: "app-button--primary" })));
  }

  /**
   * Show what comes in the background on a first visit.
   * @param {number} times at most, a second apart
   */
  refreshSoon(times) {
    const shell = this.status?.groups.shell;
    if (!shell || !times || this.status?.state.saver || shell.kept === shell.files) return;
    setTimeout(() => this.refresh().then(() => this.refreshSoon(times - 1)), 1000);
  }

  async refresh() {
    if (this.isBusy) return;
    try {
      this.status = /** @type {Status} */ (await this.ask({ type: "status" }));
      this.estimate = await navigator.storage?.estimate?.().catch(() => undefined);
    } catch {
      return this.showFault();
    }
    if (!this.isBusy) this.show(this.status);
  }

  /** @param {Status} status */
  show(status) {
    // A list that the reader has opened stays open, and the focus stays where it was.
    const open = this.host.querySelector("details")?.open ?? this.missing !== null;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.part : "";
    const isOnline = navigator.onLine;
    const wantsRuntime = this.wantsRuntime ?? status.state.runtime;
    const whole = wholePart(status, {
      estimate: this.estimate,
      isOnline,
      wantsRuntime,
      onRuntime: (wanted) => {
        this.wantsRuntime = wanted;
        this.show(status);
      },
      onKeep: () => this.keepAll(wantsRuntime),
      onRemove: () => this.removeAll(),
    });
    this.fill(
      missingPart(this.missing, this.pages, isOnline),
      summaryPart(status, this.estimate, isOnline),
      whole,
      versionPart(this.registration),
      pagesPart(status, this.pages, open),
      installPart(this.installPrompt && (() => this.install())),
      offPart(this.registration),
    );
    const again = focused && this.host.querySelector(`[data-part="${focused}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** @param {boolean} runtime */
  async keepAll(runtime) {
    const abort = new AbortController();
    const onProgress = this.showProgress(() => abort.abort());
    this.isBusy = true;
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

  /** @param {() => void} stop */
  showProgress(stop) {
    const text = el("p", { id: "offline-progress", text: "Starting …" });
    const bar = el("progress", { class: "offline-progress", "aria-labelledby": text.id, max: 1, value: 0 });
    const cancel = button("Stop", () => {
      stop();
      text.textContent = "Stopping …";
    });
    const part = section("whole", "The whole handbook", text, bar, actions(cancel));
    this.host.querySelector("section[aria-labelledby=offline-whole]")?.replaceWith(part);
    cancel.focus();
    let said = 0;
    /** @param {Progress} progress */
    return ({ files, ofFiles, bytes, ofBytes }) => {
      const share = ofBytes ? bytes / ofBytes : 1;
      bar.value = share;
      text.textContent = `${files} of ${counted(ofFiles, "file")}, ${sizeText(bytes)} of ${sizeText(ofBytes)}`;
      const quarter = Math.floor(share * 4);
      if (quarter > said && quarter < 4) announce(`${quarter * 25} per cent`);
      said = Math.max(said, quarter);
    };
  }

  async removeAll() {
    await this.ask({ type: "remove" });
    this.wantsRuntime = undefined;
    await this.end(
      "Removed. The practice pages stay, and pages that you visit are kept from now on. Your progress is untouched.",
    );
  }

  /** @param {string} notice */
  async end(notice) {
    await this.refresh();
    // A live region speaks when its text changes.
    const region = this.host.querySelector(".offline-notice");
    if (region) region.textContent = notice;
    focusOn(this.host.querySelector("#offline-whole"));
  }

  async install() {
    await this.installPrompt?.prompt();
    this.installPrompt = undefined;
    await this.refresh();
  }
}

/** @returns {Promise<readonly SitePage[]>} */
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
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("it takes too long")), PATIENCE));
  return /** @type {Promise<T>} */ (Promise.race([promise, late]));
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
